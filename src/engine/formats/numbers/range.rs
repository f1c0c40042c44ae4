//! Bits as bytes, each at the cost of its surprise: an adaptive binary range coder, as LZMA has it (Pavlov, 1999;
//! Martin, 1979). The same steps write and read, so that neither can drift from the other.

/// Bits of a chance.
const CHANCE_BITS: u32 = 12;
/// Below this a byte is moved out.
const LEAST: u32 = 1 << 24;
/// How quickly a chance that has been seen often follows: it moves by 1/32 of the way.
const SLOWEST: u32 = 5;

/// What takes or gives bits, one after another.
pub(super) trait Bits {
    /// A bit that depends on what was seen under `key`: written as `wanted`, or read. What it is.
    fn bit(&mut self, key: usize, wanted: bool) -> bool;

    /// A bit of which nothing is known.
    fn even(&mut self, wanted: bool) -> bool;

    /// Forgets what was seen.
    fn fresh(&mut self);

    /// A number below 2^`count`, of which nothing is known.
    fn plain(&mut self, count: u32, wanted: u64) -> u64 {
        let mut number = 0;
        for place in (0..count).rev() {
            number = number << 1 | u64::from(self.even(wanted >> place & 1 == 1));
        }
        number
    }
}

/// The chance of a set bit, out of 65,536, and how often it was seen.
#[derive(Clone, Copy, Default)]
struct Chance {
    of_one: u32,
    seen: u32,
}

impl Chance {
    /// The chance of a set bit in parts of 2^[`CHANCE_BITS`], never none and never all.
    fn bound(self, range: u32) -> u32 {
        (range >> CHANCE_BITS) * (self.of_one >> 4).clamp(1, (1 << CHANCE_BITS) - 1)
    }

    /// What is new moves quickly, what is well known slowly.
    fn learn(&mut self, bit: bool) {
        let goal = if bit { 65_535 } else { 0 };
        let step = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24];
        let part = usize::try_from(self.seen).ok().and_then(|seen| step.get(seen).copied());
        let part = part.unwrap_or(1 << SLOWEST);
        self.of_one = if goal > self.of_one {
            self.of_one + (goal - self.of_one) / part
        } else {
            self.of_one - (self.of_one - goal) / part
        };
        self.seen += u32::from(self.seen < 64);
    }
}

/// Nothing is known yet.
const EVEN: Chance = Chance { of_one: 32_768, seen: 0 };

/// The chances by key: small numbers, so that they can lie side by side.
#[derive(Default)]
struct Chances {
    list: Vec<Chance>,
    spare: Chance,
}

impl Chances {
    fn of(&mut self, key: usize) -> &mut Chance {
        if key >= self.list.len() {
            self.list.resize(key + 1, EVEN);
        }
        self.list.get_mut(key).unwrap_or(&mut self.spare)
    }
}

/// Writes bits.
pub(super) struct Writer {
    low: u64,
    range: u32,
    /// The byte that a carry may still change, and how many 255 follow it.
    held: u8,
    full: usize,
    begun: bool,
    bytes: Vec<u8>,
    chances: Chances,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            low: 0,
            range: u32::MAX,
            held: 0,
            full: 0,
            begun: false,
            bytes: Vec::new(),
            chances: Chances::default(),
        }
    }
}

impl Writer {
    fn take(&mut self, bit: bool, bound: u32) {
        if bit {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        while self.range < LEAST {
            self.range <<= 8;
            self.shift();
        }
    }

    /// Moves the highest byte out, as soon as no carry can reach it.
    fn shift(&mut self) {
        let top = (self.low >> 24) & 0xff;
        let carry = self.low >> 32 != 0;
        if carry || top != 0xff {
            // The first byte is always 0 and left out.
            if self.begun {
                self.bytes.push(self.held.wrapping_add(u8::from(carry)));
            }
            let rest = if carry { 0 } else { 0xff };
            self.bytes.extend(std::iter::repeat_n(rest, self.full));
            self.full = 0;
            self.begun = true;
            self.held = u8::try_from(top).unwrap_or(0);
        } else {
            self.full += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// What was written.
    pub(super) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        // Behind the end a reader finds zeros.
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}

impl Bits for Writer {
    fn bit(&mut self, key: usize, wanted: bool) -> bool {
        let range = self.range;
        let chance = self.chances.of(key);
        let bound = chance.bound(range);
        chance.learn(wanted);
        self.take(wanted, bound);
        wanted
    }

    fn even(&mut self, wanted: bool) -> bool {
        self.take(wanted, self.range >> 1);
        wanted
    }

    fn fresh(&mut self) {
        self.chances.list.clear();
    }
}

/// Reads bits.
pub(super) struct Reader<'a> {
    code: u32,
    range: u32,
    bytes: std::slice::Iter<'a, u8>,
    chances: Chances,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader =
            Self { code: 0, range: u32::MAX, bytes: bytes.iter(), chances: Chances::default() };
        for _ in 0..4 {
            reader.shift();
        }
        reader
    }

    fn shift(&mut self) {
        self.code = self.code << 8 | u32::from(self.bytes.next().copied().unwrap_or(0));
    }

    fn give(&mut self, bound: u32) -> bool {
        let bit = self.code < bound;
        if bit {
            self.range = bound;
        } else {
            self.code -= bound;
            self.range -= bound;
        }
        while self.range < LEAST {
            self.range <<= 8;
            self.shift();
        }
        bit
    }
}

impl Bits for Reader<'_> {
    fn bit(&mut self, key: usize, _: bool) -> bool {
        let range = self.range;
        let bound = self.chances.of(key).bound(range);
        let bit = self.give(bound);
        self.chances.of(key).learn(bit);
        bit
    }

    fn even(&mut self, _: bool) -> bool {
        self.give(self.range >> 1)
    }

    fn fresh(&mut self) {
        self.chances.list.clear();
    }
}

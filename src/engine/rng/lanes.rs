//! Philox4x32-10 for many counters at once that differ in their second word only.

use super::philox::{MULTIPLIERS, WEYL};

/// Counters that are worked on at once: more than fit a register, so that they need not wait for each other, and
/// on WebAssembly no more than fit all of its few.
pub(super) const LANES: usize = if cfg!(target_arch = "wasm32") { 8 } else { 32 };

/// A word of a lane. What stands above its 32 bits is nobody's: lanes that are as wide as a product need not be
/// taken apart. WebAssembly multiplies narrow ones better.
#[cfg(not(target_arch = "wasm32"))]
type Word = u64;
#[cfg(target_arch = "wasm32")]
type Word = u32;

/// The words of all counters after nine of ten rounds.
pub(super) struct Lanes {
    words: [[Word; LANES]; 4],
    key: [Word; 2],
}

impl Lanes {
    /// Counters of the same first, third and fourth word.
    #[inline]
    pub fn new([first, third, fourth]: [u32; 3], second: &[u32; LANES], key: [u32; 2]) -> Self {
        // Most of the first three rounds is the same for all of them.
        let keys = |round: u32| [0, 1].map(|half: usize| step(key, half, round));
        let [k0, k1] = keys(0);
        let (left, right) = (product(0, first.into()), product(1, third.into()));
        let (mine, b) = (high(right) ^ k0, low(right));
        let (c, d) = (high(left) ^ Word::from(fourth) ^ k1, low(left));
        let [k0, k1] = keys(1);
        let right = product(1, c);
        let (a, b, shared) = (high(right) ^ b ^ k0, low(right), d ^ k1);
        let [k0, k1] = keys(2);
        let left = product(0, a);
        let (a, c, d) = (b ^ k0, high(left) ^ k1, low(left));
        let mut words = [[0; LANES], [0; LANES], [0; LANES], [d; LANES]];
        let [c0, c1, c2, c3] = &mut words;
        for (((c0, c1), c2), second) in c0.iter_mut().zip(&mut *c1).zip(&mut *c2).zip(second) {
            let left = product(0, mine ^ Word::from(*second));
            let right = product(1, high(left) ^ shared);
            (*c0, *c1, *c2) = (high(right) ^ a, low(right), c ^ low(left));
        }
        for round in 3..9 {
            let [k0, k1] = keys(round);
            let rows = c0.iter_mut().zip(&mut *c1).zip(&mut *c2).zip(&mut *c3);
            for (((c0, c1), c2), c3) in rows {
                let (left, right) = (product(0, *c0), product(1, *c2));
                (*c0, *c1) = (high(right) ^ *c1 ^ k0, low(right));
                (*c2, *c3) = (high(left) ^ *c3 ^ k1, low(left));
            }
        }
        Self { words, key: keys(9) }
    }

    /// The first and the second word of each result.
    #[inline]
    pub fn first(&self) -> [[u32; LANES]; 2] {
        let [_, other, from, _] = &self.words;
        last(1, from, other, self.key[0])
    }

    /// The third and the fourth.
    #[inline]
    pub fn second(&self) -> [[u32; LANES]; 2] {
        let [from, _, _, other] = &self.words;
        last(0, from, other, self.key[1])
    }
}

/// The tenth round of one half.
#[inline]
fn last(half: usize, from: &[Word; LANES], other: &[Word; LANES], key: Word) -> [[u32; LANES]; 2] {
    let mut words = [[0; LANES]; 2];
    let [one, two] = &mut words;
    for (((one, two), from), other) in one.iter_mut().zip(two).zip(from).zip(other) {
        let product = product(half, *from);
        (*one, *two) = (narrow(high(product) ^ *other ^ key), narrow(low(product)));
    }
    words
}

/// Half of the key in a round.
fn step(key: [u32; 2], half: usize, round: u32) -> Word {
    let [key, weyl] = [key, WEYL].map(|pair| if half == 0 { pair[0] } else { pair[1] });
    Word::from(key.wrapping_add(weyl.wrapping_mul(round)))
}

#[inline]
fn product(half: usize, word: Word) -> u64 {
    let [left, right] = MULTIPLIERS;
    u64::from(narrow(word)) * u64::from(if half == 0 { left } else { right })
}

#[inline]
fn high(product: u64) -> Word {
    (product >> 32) as Word
}

#[inline]
fn low(product: u64) -> Word {
    product as Word
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a word has 32 bits")]
fn narrow(word: Word) -> u32 {
    word as u32
}

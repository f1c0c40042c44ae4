//! The cells of a column, partner by partner, the oldest period first.

use super::plan::{Expect, Plan};
use super::range::Bits;
use super::width;

/// Most bits of a distance.
const MOST_BITS: u32 = 64;
/// Bits behind the first whose chances are learnt.
const LEARNT: u32 = 2;

/// Contexts of a distance.
const CONTEXTS: usize = 48;
// Where the chances of each kind of bit begin.
const UNKNOWN: usize = 0;
const SAME: usize = 2;
const BELOW: usize = SAME + CONTEXTS;
const LENGTH: usize = BELOW + CONTEXTS;
const BITS: usize = LENGTH + CONTEXTS * MOST_BITS as usize;
/// Words have a column of their own.
const WORD: usize = 0;

/// Writes or reads the whole numbers of a column; none is unknown.
pub(super) fn cells(bits: &mut impl Bits, plan: Plan, periods: usize, cells: &mut [Option<i64>]) {
    bits.fresh();
    let mut first = 0;
    for partner in cells.chunks_mut(periods.max(1)) {
        let mut past = Past::default();
        let mut missing = false;
        for cell in partner {
            missing = bits.bit(UNKNOWN + usize::from(missing), cell.is_none());
            if missing {
                *cell = None;
                continue;
            }
            let (expected, context) = past.expected(plan).unwrap_or((first, 0));
            let wanted = cell.unwrap_or(0);
            let distance = number(bits, context, wanted.wrapping_sub(expected));
            let value = expected.wrapping_add(distance);
            if past.count == 0 {
                first = value;
            }
            past.add(value);
            *cell = Some(value);
        }
    }
}

/// The earlier numbers of a partner.
#[derive(Default)]
struct Past {
    count: i128,
    sum: i128,
    last: i64,
}

impl Past {
    fn add(&mut self, value: i64) {
        self.count += 1;
        self.sum += i128::from(value);
        self.last = value;
    }

    /// What comes next, and under which context its distance is told.
    fn expected(&self, plan: Plan) -> Option<(i64, usize)> {
        let mean = i64::try_from(self.sum.checked_div(self.count)?).unwrap_or(self.last);
        let expected = match plan.expect {
            Expect::Last => self.last,
            Expect::Mean => mean,
            Expect::Between => {
                i64::try_from(i128::midpoint(i128::from(mean), i128::from(self.last)))
                    .unwrap_or(mean)
            }
        };
        let size = 64 - expected.unsigned_abs().leading_zeros() as usize;
        let size = if plan.relative { size.min(40) / 2 } else { 0 };
        Some((expected, 1 + 2 * size + usize::from(self.last == 0)))
    }
}

/// A distance: whether there is one, its side, how many bits it has, and those.
fn number(bits: &mut impl Bits, context: usize, wanted: i64) -> i64 {
    if bits.bit(SAME + context, wanted == 0) {
        return 0;
    }
    let below = bits.bit(BELOW + context, wanted < 0);
    let size = wanted.unsigned_abs();
    let long = 64 - size.leading_zeros();
    let lengths = LENGTH + context * MOST_BITS as usize;
    let mut length = 1;
    while length < MOST_BITS && bits.bit(lengths + length as usize, long > length) {
        length += 1;
    }
    let mut read = 1_u64;
    for place in (0..length - 1).rev() {
        let bit = size >> place & 1 == 1;
        let bit = if length - 1 - place <= LEARNT {
            // Below 4, since only the first bits are learnt.
            let begins = usize::try_from(read).unwrap_or(0);
            bits.bit(BITS + (length as usize * 4 + begins), bit)
        } else {
            bits.even(bit)
        };
        read = read << 1 | u64::from(bit);
    }
    if below { read.wrapping_neg() } else { read }.cast_signed()
}

/// Writes or reads places in a list of `of` words; none is unknown.
pub(super) fn symbols(bits: &mut impl Bits, of: usize, places: &mut [Option<usize>]) {
    let count = width(of + 1);
    bits.fresh();
    for place in places {
        let wanted = place.map_or(0, |it| it + 1);
        let mut read = 1_usize;
        for at in (0..count).rev() {
            read = read << 1 | usize::from(bits.bit(WORD + read, wanted >> at & 1 == 1));
        }
        let read = (read - (1 << count)).min(of);
        *place = read.checked_sub(1);
    }
}

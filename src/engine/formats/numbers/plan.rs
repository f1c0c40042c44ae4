//! How a column of numbers is told: as decimals over a common step, by the rank of their leading digits, or, where
//! neither gives every number back to the bit, as the bits of numbers.

use super::range::Bits;
use super::{choice, cost};

/// Largest whole number that is exact in a number of 64 bits.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Most decimals that are looked for.
const MOST_DECIMALS: usize = 9;
/// Most leading digits that are ranked.
const MOST_DIGITS: usize = 3;
/// Most zeros behind the leading digits of a ranked number.
const MOST_ZEROS: i64 = 15;

/// Cells that plans are tried out on.
const TRIED: usize = 2_000;

/// What a number is expected to be near.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) enum Expect {
    /// The one before.
    #[default]
    Last,
    /// The mean of all before.
    Mean,
    /// Half way between both.
    Between,
}

const EXPECT: [Expect; 3] = [Expect::Last, Expect::Mean, Expect::Between];

/// How numbers become whole.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
enum Scale {
    /// Times 10 to the power of the decimals, over the step.
    Steps(i64),
    /// Their rank among the numbers of so many leading digits.
    Digits(usize),
    /// Their bits.
    #[default]
    Bits,
}

/// How a column is told.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Plan {
    scale: Scale,
    decimals: usize,
    pub(super) expect: Expect,
    /// Whether distances grow with the numbers.
    pub(super) relative: bool,
}

impl Plan {
    /// The plan under which a column takes the fewest bytes.
    pub(super) fn best(periods: usize, values: &[f64]) -> Self {
        let Some((decimals, whole)) = decimals(values) else { return Self::default() };
        let step = whole.iter().fold(0, |step, value| gcd(step, value.unsigned_abs()));
        let mut scales = vec![Scale::Steps(i64::try_from(step).unwrap_or(1).max(1))];
        let fits = |digits: &usize| {
            whole
                .iter()
                .all(|value| rank(*value, *digits).is_some_and(|it| back(it, *digits) == *value))
        };
        scales.extend((1..=MOST_DIGITS).find(fits).map(Scale::Digits));
        // A part of a long column tells as much.
        let some = values.get(..TRIED.min(values.len())).unwrap_or(values);
        let mut best = (usize::MAX, Self::default());
        for scale in scales {
            for expect in EXPECT {
                for relative in [false, true] {
                    let plan = Self { scale, decimals, expect, relative };
                    let bytes = cost(plan, periods, some);
                    if bytes < best.0 {
                        best = (bytes, plan);
                    }
                }
            }
        }
        best.1
    }

    /// Writes or reads the plan.
    pub(super) fn tell(self, bits: &mut impl Bits) -> Self {
        let kind = match self.scale {
            Scale::Steps(_) => 0,
            Scale::Digits(digits) => digits,
            Scale::Bits => MOST_DIGITS + 1,
        };
        let kind = choice(bits, MOST_DIGITS + 2, kind);
        let scale = match kind {
            0 => {
                let step = if let Scale::Steps(step) = self.scale { step } else { 1 };
                Scale::Steps(step_of(bits, step))
            }
            digits if digits <= MOST_DIGITS => Scale::Digits(digits),
            _ => Scale::Bits,
        };
        let decimals = choice(bits, MOST_DECIMALS + 1, self.decimals);
        let expect = EXPECT.iter().position(|it| *it == self.expect).unwrap_or(0);
        let expect = EXPECT.get(choice(bits, EXPECT.len(), expect)).copied().unwrap_or_default();
        let relative = bits.even(self.relative);
        Self { scale, decimals, expect, relative }
    }

    /// The column as whole numbers; none is unknown.
    pub(super) fn whole(self, values: &[f64]) -> Vec<Option<i64>> {
        let whole = |value: &f64| {
            let value = Some(*value).filter(|value| value.is_finite())?;
            Some(match self.scale {
                Scale::Steps(step) => scaled(value, self.decimals)? / step,
                Scale::Digits(digits) => rank(scaled(value, self.decimals)?, digits)?,
                Scale::Bits => value.to_bits().cast_signed(),
            })
        };
        values.iter().map(whole).collect()
    }

    /// The number that a whole number stands for.
    pub(super) fn number(self, whole: i64) -> f64 {
        match self.scale {
            Scale::Steps(step) => unscaled(whole.wrapping_mul(step), self.decimals),
            Scale::Digits(digits) => unscaled(back(whole, digits), self.decimals),
            Scale::Bits => f64::from_bits(whole.cast_unsigned()),
        }
    }
}

/// A step from 1: its length in bits, then the bits below the highest.
fn step_of(bits: &mut impl Bits, step: i64) -> i64 {
    let size = step.unsigned_abs().max(1);
    let length = bits.plain(6, u64::from(size.ilog2()));
    let length = u32::try_from(length).unwrap_or(0).min(52);
    let below = bits.plain(length, size & ((1 << length) - 1));
    i64::try_from(1 << length | below).unwrap_or(1)
}

/// The fewest decimals under which every number comes back to the bit, with the whole numbers.
fn decimals(values: &[f64]) -> Option<(usize, Vec<i64>)> {
    (0..=MOST_DECIMALS).find_map(|decimals| {
        let known = values.iter().filter(|value| value.is_finite());
        let whole: Option<Vec<i64>> = known.map(|value| scaled(*value, decimals)).collect();
        Some((decimals, whole?))
    })
}

/// A number times 10 to the power of `decimals`, if that gives it back to the bit.
#[expect(clippy::cast_possible_truncation, reason = "it is whole and below 2^53")]
fn scaled(value: f64, decimals: usize) -> Option<i64> {
    let scaled = libm::round(value * power(decimals));
    let whole = (scaled.abs() < EXACT).then_some(scaled as i64)?;
    (unscaled(whole, decimals).to_bits() == value.to_bits()).then_some(whole)
}

fn unscaled(whole: i64, decimals: usize) -> f64 {
    whole as f64 / power(decimals)
}

fn power(decimals: usize) -> f64 {
    const POWERS: [f64; MOST_DECIMALS + 1] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    POWERS.get(decimals).copied().unwrap_or(1.0)
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Rank of a whole number among those of at most `digits` digits and zeros behind them; 0 is 0.
fn rank(whole: i64, digits: usize) -> Option<i64> {
    let (low, most) = range(digits);
    let (mut size, mut zeros) = (i64::try_from(whole.unsigned_abs()).ok()?, 0);
    while size >= most {
        if size % 10 != 0 {
            return None;
        }
        size /= 10;
        zeros += 1;
    }
    let rank = (zeros <= MOST_ZEROS).then_some(size + zeros * (most - low))?;
    Some(rank * whole.signum())
}

/// The whole number of a rank.
fn back(rank: i64, digits: usize) -> i64 {
    let (low, most) = range(digits);
    let size = i64::try_from(rank.unsigned_abs()).unwrap_or(i64::MAX);
    if size < most {
        return rank;
    }
    let zeros = ((size - low) / (most - low)).min(MOST_ZEROS);
    let leading = size - zeros.wrapping_mul(most - low);
    let power = (0..zeros).fold(1_i64, |power, _| power.saturating_mul(10));
    leading.saturating_mul(power).wrapping_mul(rank.signum())
}

/// The lowest and one above the highest number of so many digits.
fn range(digits: usize) -> (i64, i64) {
    let low = (1..digits).fold(1, |low, _| low * 10);
    (low, low * 10)
}

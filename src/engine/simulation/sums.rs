//! Sums and counts that come out alike in whatever order they are added.

/// Fixed-point scale of points.
pub(super) const POINTS: f64 = 1_048_576.0;
/// Fixed-point scale of money.
pub(super) const MONEY: f64 = 1024.0;
/// Amounts beyond this, in fixed point, count as this: no growth that is simulated comes near it.
const MOST_MONEY: f64 = 1e33;
/// Values of a byte.
const CODES: usize = 256;

/// Adds what is known, as a fixed-point number.
pub(super) fn sum_known((sums, counts): (&mut [i64], &mut [u32]), place: usize, value: f64) {
    if !value.is_nan() {
        bump(counts, place);
        if let Some(sum) = sums.get_mut(place) {
            *sum = sum.saturating_add(points(value));
        }
    }
}

#[inline]
pub(super) fn bump<T: std::ops::AddAssign + From<u8>>(counts: &mut [T], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += T::from(1);
    }
}

#[inline]
pub(super) fn add<T: Copy + std::ops::AddAssign>(mine: &mut [T], theirs: &[T]) {
    for (sum, value) in mine.iter_mut().zip(theirs) {
        *sum += *value;
    }
}

/// Adds sums of points, which may be as large as a number can be.
pub(super) fn add_points(mine: &mut [i64], theirs: &[i64]) {
    for (sum, value) in mine.iter_mut().zip(theirs) {
        *sum = sum.saturating_add(*value);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; NaN becomes 0")]
fn points(value: f64) -> i64 {
    (value * POINTS).round() as i64
}

/// Wide enough for the sum over as many replications as may be asked for.
#[expect(clippy::cast_possible_truncation, reason = "within the limit; NaN becomes 0")]
pub(super) fn money(amount: f64) -> i128 {
    let units = (amount * MONEY).round();
    // Mostly half the width is enough, which is quicker.
    if units.abs() < 9e18 {
        i128::from(units as i64)
    } else {
        units.clamp(-MOST_MONEY, MOST_MONEY) as i128
    }
}

/// How often every code occurs. Several counts a code, since equal codes in a row would wait for each other.
#[inline(never)]
pub(super) fn histogram(codes: &[u8]) -> [u32; CODES] {
    let mut counts = [[0_u16; CODES]; 4];
    for codes in codes.chunks(4) {
        for (counts, code) in counts.iter_mut().zip(codes) {
            bump(counts, usize::from(*code));
        }
    }
    let mut sums = [0; CODES];
    for counts in counts {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += u32::from(count);
        }
    }
    sums
}

//! A number kept inside bounds that are not known beforehand.

/// As `f64::clamp`, but bounds that are out of order are not an error, whose text would have to be shipped:
/// then the upper one holds. Unknown stays unknown.
#[inline]
pub fn within(value: f64, (low, high): (f64, f64)) -> f64 {
    let value = if value < low { low } else { value };
    if value > high { high } else { value }
}

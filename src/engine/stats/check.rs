//! The door for samples: numbers that would break a calculation are named before it starts.

use crate::problem::{Problem, Problems};

/// Most numbers one column may have.
pub(crate) const MOST_VALUES: usize = 100_000;
/// Magnitudes stay inside this, so that no sum, square or quotient leaves the range of `f64`.
const LARGEST: f64 = 1e15;
/// Positive numbers stay above this, for the same reason.
const SMALLEST: f64 = 1e-15;
/// More findings than this of one kind are counted, not listed.
pub(crate) const MOST_LISTED: usize = 10;

/// What a number must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// From −1e15 to 1e15.
    Any,
    /// From 0 to 1e15.
    NotNegative,
    /// From 1e-15 to 1e15.
    Positive,
}

impl Allowed {
    fn least(self) -> f64 {
        match self {
            Self::Any => -LARGEST,
            Self::NotNegative => 0.0,
            Self::Positive => SMALLEST,
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Any => "Use a number from -1e15 to 1e15.",
            Self::NotNegative => "Use a number from 0 to 1e15.",
            Self::Positive => "Use a number above 0, from 1e-15 to 1e15.",
        }
    }

    fn admits(self, value: f64) -> bool {
        (self.least()..=LARGEST).contains(&value)
    }
}

/// Adds a finding for every number that is not `allowed`; `place` names the number at an index.
pub(crate) fn numbers(
    values: &[f64],
    allowed: Allowed,
    place: impl Fn(usize) -> String,
    found: &mut Problems,
) {
    let wrong = || values.iter().enumerate().filter(|(_, value)| !allowed.admits(**value));
    for (index, value) in wrong().take(MOST_LISTED) {
        found.push(Problem::new(place(index), format!("The number is {value}."), allowed.remedy()));
    }
    let more = wrong().count().saturating_sub(MOST_LISTED);
    if more > 0 {
        found.push(Problem::new(
            "",
            format!("{more} more numbers are out of range."),
            "Correct the first ones; the rest are listed then.",
        ));
    }
}

/// Adds a finding unless `count` lies in `range`; `things` names what is counted, in the plural.
pub(crate) fn size(
    count: usize,
    range: &std::ops::RangeInclusive<usize>,
    things: &str,
    found: &mut Problems,
) {
    if !range.contains(&count) {
        found.push(Problem::new(
            "Size",
            format!("The number of {things} is {count}."),
            format!("Give from {} to {} {things}.", range.start(), range.end()),
        ));
    }
}

/// Checks one sample of at least `least` numbers.
pub(crate) fn sample(values: &[f64], least: usize, allowed: Allowed) -> Result<(), Problems> {
    let mut found = Problems::default();
    size(values.len(), &(least..=MOST_VALUES), "numbers", &mut found);
    numbers(values, allowed, |index| format!("Number {}", index + 1), &mut found);
    found.or(())
}

/// Whether the numbers are not all the same.
pub(crate) fn varies(values: &[f64]) -> bool {
    values.iter().zip(values.iter().skip(1)).any(|(one, next)| one < next || next < one)
}

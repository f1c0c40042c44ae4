//! Three-valued logic (Kleene, 1952) and comparisons that say what they mean.
//!
//! Unknown is neither pass nor fail: *all of* fails as soon as one fails, *any of* passes as soon as
//! one passes, and only then does an unknown matter.

use serde::{Deserialize, Serialize};

/// Tolerance of every comparison: 69.99 is not 70, and 0.1 + 0.2 reaches 0.3. Above a million, where a
/// sum of decimals is off by more than that, it is a few units of the last binary place.
pub const EPSILON: f64 = 1e-9;

/// The tolerance at a line: [`EPSILON`], or `1e-15 · |line|` above a million; always far below a cent.
#[inline]
pub(super) fn slack(line: f64) -> f64 {
    (line.abs() * 1e-15).clamp(EPSILON, 1e-3)
}

/// What a rule says of a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Truth {
    /// It is met.
    Pass,
    /// It is not met.
    Fail,
    /// Not enough is known.
    Unknown,
}

impl Truth {
    /// Pass or fail.
    pub fn of(met: bool) -> Self {
        if met { Self::Pass } else { Self::Fail }
    }

    /// Both must be met.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fail, _) | (_, Self::Fail) => Self::Fail,
            (Self::Pass, Self::Pass) => Self::Pass,
            _ => Self::Unknown,
        }
    }

    /// One must be met.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Pass, _) | (_, Self::Pass) => Self::Pass,
            (Self::Fail, Self::Fail) => Self::Fail,
            _ => Self::Unknown,
        }
    }

    /// Whether it is met for certain.
    pub fn passes(self) -> bool {
        self == Self::Pass
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    /// The opposite; unknown stays unknown.
    fn not(self) -> Self {
        match self {
            Self::Pass => Self::Fail,
            Self::Fail => Self::Pass,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// How a value is held against a line. Always written out, never implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// ≥
    AtLeast,
    /// >
    MoreThan,
    /// ≤
    AtMost,
    /// <
    LessThan,
}

impl Comparator {
    /// Holds `value` against `line` within the tolerance of [`EPSILON`]; NaN on either side is unknown.
    pub fn holds(self, value: f64, line: f64) -> Truth {
        if value.is_nan() || line.is_nan() {
            return Truth::Unknown;
        }
        let slack = slack(line);
        Truth::of(match self {
            Self::AtLeast => value >= line - slack,
            Self::MoreThan => value > line + slack,
            Self::AtMost => value <= line + slack,
            Self::LessThan => value < line - slack,
        })
    }

    /// The least value that [`Self::AtLeast`] lets reach a line.
    #[inline]
    pub(crate) fn least(line: f64) -> f64 {
        line - slack(line)
    }

    /// Whether more of the value helps.
    pub fn wants_more(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan)
    }
}

/// Rounds half away from zero to `decimals` (0 to 9) places; what is within [`EPSILON`] of a half
/// counts as one, so that a binary fraction cannot hide a decimal half.
pub fn round_to(value: f64, decimals: u8) -> f64 {
    let scale = libm::pow(10.0, f64::from(decimals.min(9)));
    let scaled = value * scale;
    libm::round(scaled + EPSILON.copysign(scaled)) / scale
}

//! Value functions: a measure in its own unit becomes points.
//!
//! Anchors are fixed, not taken from the partners present, so that a partner's score never moves
//! because another partner did (Keeney & Raiffa, 1976). The one exception is [`ValueFunction::Rank`],
//! which is relative by design and says so. Inputs outside the anchors are clamped.

use super::quantity::Quantity;
use crate::portfolio::Month;
use serde::{Deserialize, Serialize};

/// One step: the points of every measure within its ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Lower end; `None` is no limit.
    pub from: Option<f64>,
    /// Whether the lower end itself belongs to it.
    pub from_included: bool,
    /// Upper end; `None` is no limit.
    pub to: Option<f64>,
    /// Whether the upper end itself belongs to it.
    pub to_included: bool,
    /// What it is worth.
    pub points: f64,
}

/// Measure → points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ValueFunction {
    /// Linear between `(measure, points)` anchors in ascending order of the measure.
    Anchors(Vec<(f64, f64)>),
    /// `points · (x − from)/(target − from)`, 0 below `from`, `points` from the target on.
    Linear {
        /// Measure worth 0.
        from: f64,
        /// Measure worth all points.
        target: Quantity,
        /// All points.
        points: Quantity,
    },
    /// Steps with explicit ends; 0 outside all of them.
    Bands(Vec<Band>),
    /// `points · x/per`, or of whole units only, at most `most`.
    Rate {
        /// Points per `per` units.
        points: Quantity,
        /// How many units earn them.
        per: Quantity,
        /// Whether a part of a unit earns nothing.
        whole: bool,
        /// Most points.
        most: Option<f64>,
    },
    /// Like a rate, but what was recorded in a period earns the rate in force when it ended; what
    /// lies before the first date earns nothing.
    Schedule {
        /// From this month on, so many points per `per` units; ascending.
        rates: Vec<(Month, f64)>,
        /// How many units earn them.
        per: f64,
        /// Most points.
        most: Option<f64>,
    },
    /// `points ·` percentile rank (share below plus half the share equal) inside a group. Relative:
    /// it moves when others move.
    Rank {
        /// Text column that makes the groups; everyone is one group without it.
        group: Option<String>,
        /// Points of the best.
        points: f64,
        /// Whether less is better.
        less_is_better: bool,
    },
    /// `points/(1 + e^(−(x − middle)/spread))`.
    Logistic {
        /// Measure worth half the points.
        middle: f64,
        /// Units of the measure per unit of the exponent; negative when less is better.
        spread: f64,
        /// All points.
        points: f64,
    },
    /// A target range: 0 up to `a`, all points from `b` to `c`, 0 from `d`; linear between.
    Trapezoid {
        /// Last measure worth 0 on the low side.
        a: f64,
        /// First measure worth all points.
        b: f64,
        /// Last measure worth all points.
        c: f64,
        /// First measure worth 0 on the high side.
        d: f64,
        /// All points.
        points: f64,
    },
    /// points · (1 − e^(−(x−lo)/ρ)) / (1 − e^(−(hi−lo)/ρ)) (Kirkwood, 1997).
    Exponential {
        /// Measure worth 0.
        lo: f64,
        /// Measure worth all points.
        hi: f64,
        /// Curvature in units of the measure.
        rho: f64,
        /// All points.
        points: f64,
    },
    /// points · xⁿ / (halfⁿ + xⁿ).
    Hill {
        /// Measure worth one half.
        half: f64,
        /// Steepness.
        n: f64,
        /// All points.
        points: f64,
    },
}

impl ValueFunction {
    /// The points of `x` alone: segment quantities at their usual value. [`Self::Schedule`] and
    /// [`Self::Rank`] need dates or other partners; they answer NaN here.
    pub fn value(&self, x: f64) -> f64 {
        match self {
            Self::Linear { target, points, .. } => self.of(x, target.usual(), points.usual()),
            Self::Rate { points, per, .. } => self.of(x, per.usual(), points.usual()),
            _ => self.of(x, f64::NAN, f64::NAN),
        }
    }

    /// The points of `x` with the segment's own quantities: target and points of
    /// [`Self::Linear`], per and points of [`Self::Rate`]; others ignore them.
    #[inline]
    pub(super) fn of(&self, x: f64, line: f64, worth: f64) -> f64 {
        match self {
            Self::Anchors(anchors) => interpolate(anchors, x),
            Self::Linear { from, .. } => {
                let share = (x - from) / (line - from);
                worth * if share.is_nan() { share } else { share.clamp(0.0, 1.0) }
            }
            Self::Bands(bands) => {
                if x.is_nan() {
                    return x;
                }
                bands.iter().find(|band| band.holds(x)).map_or(0.0, |band| band.points)
            }
            Self::Rate { whole, most, .. } => {
                let units = x / line;
                let units = if *whole {
                    let count = libm::floor(units.abs() + super::truth::EPSILON);
                    // A part of a unit counts for nothing on either side of zero.
                    count.copysign(units) + 0.0
                } else {
                    units
                };
                capped(units * worth, *most)
            }
            Self::Schedule { .. } | Self::Rank { .. } => f64::NAN,
            Self::Logistic { middle, spread, points } => {
                points / (1.0 + libm::exp(-(x - middle) / spread))
            }
            Self::Trapezoid { a, b, c, d, points } => points * trapezoid(x, *a, *b, *c, *d),
            Self::Exponential { lo, hi, rho, points } => {
                let x = crate::stats::within(x, (*lo, *hi));
                points * exponential((x - lo) / rho, (hi - lo) / rho)
            }
            Self::Hill { half, n, points } => {
                // The same as xⁿ / (halfⁿ + xⁿ), and without powers that overflow.
                if x <= 0.0 { 0.0 } else { points / (1.0 + libm::pow(half / x, *n)) }
            }
        }
    }

    /// Most points it can give; infinite for an uncapped rate.
    pub fn most(&self) -> f64 {
        let largest = |values: Vec<f64>| values.into_iter().fold(f64::NEG_INFINITY, f64::max);
        match self {
            Self::Anchors(anchors) => largest(anchors.iter().map(|(_, points)| *points).collect()),
            Self::Linear { points, .. } => largest(points.numbers()),
            Self::Bands(bands) => {
                largest(bands.iter().map(|band| band.points).chain([0.0]).collect())
            }
            Self::Rate { most, .. } | Self::Schedule { most, .. } => most.unwrap_or(f64::INFINITY),
            Self::Rank { points, .. }
            | Self::Logistic { points, .. }
            | Self::Trapezoid { points, .. }
            | Self::Exponential { points, .. }
            | Self::Hill { points, .. } => *points,
        }
    }
}

impl Band {
    /// Whether `x` lies in it, within the tolerance of every comparison.
    pub fn holds(&self, x: f64) -> bool {
        use super::truth::Comparator::{AtLeast, AtMost, LessThan, MoreThan};
        let lower = if self.from_included { AtLeast } else { MoreThan };
        let upper = if self.to_included { AtMost } else { LessThan };
        self.from.is_none_or(|from| lower.holds(x, from).passes())
            && self.to.is_none_or(|to| upper.holds(x, to).passes())
    }
}

/// At most so many points; NaN stays NaN.
pub(super) fn capped(points: f64, most: Option<f64>) -> f64 {
    match most {
        Some(most) if points > most => most,
        _ => points,
    }
}

/// Piecewise-linear interpolation; clamped to the end values, 0 without anchors, NaN for NaN.
#[inline]
pub(crate) fn interpolate(anchors: &[(f64, f64)], x: f64) -> f64 {
    let Some(mut below) = anchors.first().copied() else { return 0.0 };
    if x.is_nan() {
        return x;
    }
    if x <= below.0 {
        return below.1;
    }
    for &above in anchors.iter().skip(1) {
        if x <= above.0 {
            return below.1 + (x - below.0) / (above.0 - below.0) * (above.1 - below.1);
        }
        below = above;
    }
    below.1
}

/// (1 − e^−x) / (1 − e^−all), for all that the door admits: `all` of either sign, tiny or huge.
fn exponential(x: f64, all: f64) -> f64 {
    if all < -1.0 {
        // Multiplied by e^all above and below, so that nothing overflows.
        return (libm::exp(all - x) - libm::exp(all)) / (1.0 - libm::exp(all));
    }
    libm::expm1(-x) / libm::expm1(-all)
}

fn trapezoid(x: f64, a: f64, b: f64, c: f64, d: f64) -> f64 {
    if x.is_nan() {
        x
    } else if x <= a || x >= d {
        0.0
    } else if x < b {
        (x - a) / (b - a)
    } else if x <= c {
        1.0
    } else {
        (d - x) / (d - c)
    }
}

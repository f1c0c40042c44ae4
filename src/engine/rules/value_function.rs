//! Single-attribute value functions: a measure in its own unit becomes a value on a fixed scale.
//!
//! Anchors are fixed, not taken from the partners present, so that a partner's score never moves
//! because another partner did (Keeney & Raiffa, 1976). Inputs outside the anchors are clamped.

use serde::{Deserialize, Serialize};

/// Measure → value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ValueFunction {
    /// Linear between `(measure, value)` anchors in ascending order of the measure.
    Anchors(Vec<(f64, f64)>),
    /// A target range: 0 up to `a`, 1 from `b` to `c`, 0 from `d`; linear between.
    Trapezoid {
        /// Last measure worth 0 on the low side.
        a: f64,
        /// First measure worth 1.
        b: f64,
        /// Last measure worth 1.
        c: f64,
        /// First measure worth 0 on the high side.
        d: f64,
    },
    /// (1 − e^(−(x−lo)/ρ)) / (1 − e^(−(hi−lo)/ρ)) (Kirkwood, 1997).
    Exponential {
        /// Measure worth 0.
        lo: f64,
        /// Measure worth 1.
        hi: f64,
        /// Curvature in units of the measure.
        rho: f64,
    },
    /// xⁿ / (halfⁿ + xⁿ).
    Hill {
        /// Measure worth one half.
        half: f64,
        /// Steepness.
        n: f64,
    },
}

impl ValueFunction {
    /// The value of `x`.
    pub fn value(&self, x: f64) -> f64 {
        match self {
            Self::Anchors(anchors) => interpolate(anchors, x),
            Self::Trapezoid { a, b, c, d } => trapezoid(x, *a, *b, *c, *d),
            Self::Exponential { lo, hi, rho } => {
                let x = x.clamp(*lo, *hi);
                (1.0 - libm::exp(-(x - lo) / rho)) / (1.0 - libm::exp(-(hi - lo) / rho))
            }
            Self::Hill { half, n } => {
                let power = libm::pow(x.max(0.0), *n);
                power / (libm::pow(*half, *n) + power)
            }
        }
    }
}

/// Piecewise-linear interpolation; clamped to the end values, 0 without anchors.
#[inline]
pub(crate) fn interpolate(anchors: &[(f64, f64)], x: f64) -> f64 {
    let Some(mut below) = anchors.first().copied() else { return 0.0 };
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

fn trapezoid(x: f64, a: f64, b: f64, c: f64, d: f64) -> f64 {
    if x <= a || x >= d {
        0.0
    } else if x < b {
        (x - a) / (b - a)
    } else if x <= c {
        1.0
    } else {
        (d - x) / (d - c)
    }
}

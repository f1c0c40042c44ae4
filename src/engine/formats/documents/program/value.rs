//! Value functions in a document: `{"linear": {"target": 10, "points": 20}}` and its siblings.

use super::super::place::Place;
use super::quantity::QuantityV2;
use crate::problem::{Problem, Problems};
use crate::rules::{Band, ValueFunction};
use serde::{Deserialize, Serialize};

/// What a measure is worth: exactly one shape.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Value"))]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum ValueV2 {
    /// Linear between pairs of measure and points, in ascending order of the measure; level
    /// outside.
    Anchors(Vec<(f64, f64)>),
    /// Nothing at `from`, all points from the target on, linear between.
    Linear {
        /// Measure worth 0 points; 0 without it.
        #[serde(default, skip_serializing_if = "super::is_zero")]
        from: f64,
        /// Measure worth all points.
        target: QuantityV2,
        /// All points.
        points: QuantityV2,
    },
    /// Steps with explicit ends; the first that holds counts, 0 outside all of them.
    Bands(Vec<BandV2>),
    /// So many points per so many units.
    Rate {
        /// Points per `per` units.
        points: QuantityV2,
        /// How many units earn them, above 0.
        per: QuantityV2,
        /// Whether a part of a unit earns nothing.
        #[serde(default, skip_serializing_if = "super::is_false")]
        whole: bool,
        /// Most points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<f64>,
    },
    /// Like a rate, but what was recorded in a period earns the rate in force when it ended;
    /// before the first month nothing.
    Schedule {
        /// Pairs of month and points per `per` units from that month on, in ascending order.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 100)))]
        rates: Vec<(String, f64)>,
        /// How many units earn them, above 0.
        #[cfg_attr(feature = "schema", schemars(range(min = 1e-9, max = 1e15)))]
        per: f64,
        /// Most points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<f64>,
    },
    /// Points times the percentile rank inside a group. Relative: it moves when others move.
    Rank {
        /// Name of the text column that makes the groups; everyone is one group without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        /// Points of the best.
        points: f64,
        /// Whether less is better.
        #[serde(default, skip_serializing_if = "super::is_false")]
        less_is_better: bool,
    },
    /// points / (1 + e^(−(x − middle)/spread)).
    Logistic {
        /// Measure worth half the points.
        middle: f64,
        /// Units of the measure per unit of the exponent; negative when less is better, never 0.
        spread: f64,
        /// All points.
        points: f64,
    },
    /// A target range: nothing up to `a`, all points from `b` to `c`, nothing from `d` on, linear
    /// between.
    Trapezoid {
        /// Last measure worth nothing on the low side.
        a: f64,
        /// First measure worth all points.
        b: f64,
        /// Last measure worth all points.
        c: f64,
        /// First measure worth nothing on the high side.
        d: f64,
        /// All points.
        points: f64,
    },
    /// points · (1 − e^(−(x − lo)/rho)) / (1 − e^(−(hi − lo)/rho)) (Kirkwood, 1997).
    Exponential {
        /// Measure worth nothing.
        lo: f64,
        /// Measure worth all points.
        hi: f64,
        /// Curvature in units of the measure, never 0.
        rho: f64,
        /// All points.
        points: f64,
    },
    /// points · xⁿ / (halfⁿ + xⁿ).
    Hill {
        /// Measure worth one half, above 0.
        #[cfg_attr(feature = "schema", schemars(extend("exclusiveMinimum" = 0)))]
        half: f64,
        /// Steepness, above 0.
        #[cfg_attr(feature = "schema", schemars(extend("exclusiveMinimum" = 0)))]
        n: f64,
        /// All points.
        points: f64,
    },
}

/// A step: the points of every measure within its ends. An end that is left out is no limit.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Band", transform = super::super::schema::band))]
#[serde(default, deny_unknown_fields)]
pub(super) struct BandV2 {
    /// Lower end, which belongs to it. Not together with `above`.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    /// Lower end, which does not belong to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<f64>,
    /// Upper end, which belongs to it. Not together with `below`.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<f64>,
    /// Upper end, which does not belong to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    below: Option<f64>,
    /// What it is worth.
    points: f64,
}

impl BandV2 {
    fn read(self, place: &Place, found: &mut Problems) -> Band {
        for (a, b, names) in
            [(self.from, self.above, "from and above"), (self.to, self.below, "to and below")]
        {
            if a.is_some() && b.is_some() {
                found.push(Problem::new(
                    place.to_string(),
                    format!("It has both {names}."),
                    "Use from or to when the end belongs to the step, above or below when not.",
                ));
            }
        }
        Band {
            from: self.from.or(self.above),
            from_included: self.above.is_none(),
            to: self.to.or(self.below),
            to_included: self.below.is_none(),
            points: self.points,
        }
    }
}

impl From<&Band> for BandV2 {
    fn from(band: &Band) -> Self {
        Self {
            from: band.from.filter(|_| band.from_included),
            above: band.from.filter(|_| !band.from_included),
            to: band.to.filter(|_| band.to_included),
            below: band.to.filter(|_| !band.to_included),
            points: band.points,
        }
    }
}

impl ValueV2 {
    pub(super) fn read(self, place: &Place, found: &mut Problems) -> ValueFunction {
        match self {
            Self::Anchors(anchors) => ValueFunction::Anchors(anchors),
            Self::Linear { from, target, points } => {
                ValueFunction::Linear { from, target: target.into(), points: points.into() }
            }
            Self::Bands(bands) => {
                let place = place.field("bands");
                let bands = bands.into_iter().enumerate();
                let bands = bands.map(|(index, band)| band.read(&place.item(index), found));
                ValueFunction::Bands(bands.collect())
            }
            Self::Rate { points, per, whole, most } => {
                ValueFunction::Rate { points: points.into(), per: per.into(), whole, most }
            }
            Self::Schedule { rates, per, most } => {
                let place = place.field("schedule").field("rates");
                let rates = rates.into_iter().enumerate().filter_map(|(index, (text, rate))| {
                    Some((super::month(Some(&text), &place.item(index), found)?, rate))
                });
                ValueFunction::Schedule { rates: rates.collect(), per, most }
            }
            Self::Rank { group, points, less_is_better } => {
                ValueFunction::Rank { group, points, less_is_better }
            }
            Self::Logistic { middle, spread, points } => {
                ValueFunction::Logistic { middle, spread, points }
            }
            Self::Trapezoid { a, b, c, d, points } => {
                ValueFunction::Trapezoid { a, b, c, d, points }
            }
            Self::Exponential { lo, hi, rho, points } => {
                ValueFunction::Exponential { lo, hi, rho, points }
            }
            Self::Hill { half, n, points } => ValueFunction::Hill { half, n, points },
        }
    }
}

impl From<&ValueFunction> for ValueV2 {
    fn from(value: &ValueFunction) -> Self {
        match value {
            ValueFunction::Anchors(anchors) => Self::Anchors(anchors.clone()),
            ValueFunction::Linear { from, target, points } => {
                Self::Linear { from: *from, target: target.into(), points: points.into() }
            }
            ValueFunction::Bands(bands) => Self::Bands(bands.iter().map(BandV2::from).collect()),
            ValueFunction::Rate { points, per, whole, most } => {
                Self::Rate { points: points.into(), per: per.into(), whole: *whole, most: *most }
            }
            ValueFunction::Schedule { rates, per, most } => Self::Schedule {
                rates: rates.iter().map(|(month, rate)| (month.to_string(), *rate)).collect(),
                per: *per,
                most: *most,
            },
            ValueFunction::Rank { group, points, less_is_better } => Self::Rank {
                group: group.clone(),
                points: *points,
                less_is_better: *less_is_better,
            },
            ValueFunction::Logistic { middle, spread, points } => {
                Self::Logistic { middle: *middle, spread: *spread, points: *points }
            }
            ValueFunction::Trapezoid { a, b, c, d, points } => {
                Self::Trapezoid { a: *a, b: *b, c: *c, d: *d, points: *points }
            }
            ValueFunction::Exponential { lo, hi, rho, points } => {
                Self::Exponential { lo: *lo, hi: *hi, rho: *rho, points: *points }
            }
            ValueFunction::Hill { half, n, points } => {
                Self::Hill { half: *half, n: *n, points: *points }
            }
        }
    }
}

//! Value functions in a document: `{"linear": {"target": 10, "points": 20}}` and its siblings.

use super::super::place::Place;
use super::quantity::QuantityV2;
use crate::problem::{Problem, Problems};
use crate::rules::{Band, ValueFunction};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum ValueV2 {
    Anchors(Vec<(f64, f64)>),
    Linear {
        #[serde(default, skip_serializing_if = "super::is_zero")]
        from: f64,
        target: QuantityV2,
        points: QuantityV2,
    },
    Bands(Vec<BandV2>),
    Rate {
        points: QuantityV2,
        per: QuantityV2,
        #[serde(default, skip_serializing_if = "super::is_false")]
        whole: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<f64>,
    },
    Schedule {
        rates: Vec<(String, f64)>,
        per: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<f64>,
    },
    Rank {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        points: f64,
        #[serde(default, skip_serializing_if = "super::is_false")]
        less_is_better: bool,
    },
    Logistic {
        middle: f64,
        spread: f64,
        points: f64,
    },
    Trapezoid {
        a: f64,
        b: f64,
        c: f64,
        d: f64,
        points: f64,
    },
    Exponential {
        lo: f64,
        hi: f64,
        rho: f64,
        points: f64,
    },
    Hill {
        half: f64,
        n: f64,
        points: f64,
    },
}

/// A step; `from` and `to` belong to it, `above` and `below` do not.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BandV2 {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    below: Option<f64>,
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

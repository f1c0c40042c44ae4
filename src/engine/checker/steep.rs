//! How steep a value function is, step by step.

use super::bands;
use crate::rules::ValueFunction;
use serde::{Deserialize, Serialize};

/// One step of a measure: what people would call a little more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// One of what is counted: things, days, percent.
    One,
    /// Two per cent of an amount of money, at least a thousandth of what the function is about.
    Money,
    /// A twentieth of what the function is about.
    Twentieth,
}

/// The steepest step of a value function.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Steepest {
    pub from: f64,
    pub to: f64,
    /// Points gained or lost.
    pub points: f64,
    /// Points of a step of this length if the function were a straight line.
    pub even: f64,
}

/// A step so many times as steep as a straight line is a cliff.
const STEEP: f64 = 3.0;

impl Step {
    /// How long it is at `x`, for a function about a stretch of this width.
    fn at(self, x: f64, width: f64) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Money => (width / 1000.0).max(0.02 * x.abs()),
            Self::Twentieth => width / 20.0,
        }
    }
}

impl Steepest {
    /// Whether it moves `most` points or more, and much more than a straight line would.
    pub fn is_cliff(&self, most: f64) -> bool {
        self.points.abs() >= most && self.points.abs() >= STEEP * self.even
    }
}

/// Measures with their points where a value function bends or jumps, ascending; empty where it
/// has no such places. Bands stand at their starts, an open one at its end.
pub(super) fn points_of(value: &ValueFunction) -> Vec<(f64, f64)> {
    match value {
        ValueFunction::Anchors(anchors) => anchors.clone(),
        ValueFunction::Bands(list) => bands::sorted(list)
            .iter()
            .filter_map(|band| Some((band.from.or(band.to)?, band.points)))
            .collect(),
        ValueFunction::Trapezoid { a, b, c, d, points } => {
            vec![(*a, 0.0), (*b, *points), (*c, *points), (*d, 0.0)]
        }
        _ => Vec::new(),
    }
}

/// Places of the measure where a function may be steepest, ascending.
fn corners(value: &ValueFunction) -> Vec<f64> {
    let mut found = match value {
        ValueFunction::Anchors(anchors) => anchors.iter().map(|(x, _)| *x).collect(),
        // What lies past the last start is one band.
        ValueFunction::Bands(list) => list.iter().filter_map(|band| band.from).collect(),
        ValueFunction::Linear { from, target, .. } => vec![*from, target.usual()],
        ValueFunction::Rate { points, per, most, .. } => {
            let per = per.usual();
            let units = most.map_or(10.0, |most| (most / points.usual()).abs());
            vec![0.0, per, per * if units.is_finite() { units.max(1.0) } else { 10.0 }]
        }
        ValueFunction::Logistic { middle, spread, .. } => {
            vec![middle - 4.0 * spread.abs(), *middle, middle + 4.0 * spread.abs()]
        }
        ValueFunction::Trapezoid { a, b, c, d, .. } => vec![*a, *b, *c, *d],
        ValueFunction::Exponential { lo, hi, .. } => vec![*lo, *hi],
        ValueFunction::Hill { half, .. } => vec![0.0, *half, 4.0 * half],
        ValueFunction::Schedule { .. } | ValueFunction::Rank { .. } => Vec::new(),
    };
    found.sort_by(f64::total_cmp);
    found.dedup();
    found
}

/// The stretch of the measure that a function is about; with one corner, from zero to it.
pub(super) fn domain(value: &ValueFunction) -> Option<(f64, f64)> {
    let corners = corners(value);
    let (first, last) = (*corners.first()?, *corners.last()?);
    let (first, last) = if last > first { (first, last) } else { (first.min(0.0), last.max(0.0)) };
    (last > first).then_some((first, last))
}

/// Whether a measure is past all bands: above the last one, where another finding speaks, or
/// below bands that start at zero or less.
fn leaves(value: &ValueFunction, (first, last): (f64, f64), x: f64) -> bool {
    let ValueFunction::Bands(bands) = value else { return false };
    let outside = x > last || (x < first && first <= 0.0);
    outside && !bands.iter().any(|band| band.holds(x))
}

/// The steepest step; `None` where there is none.
pub(super) fn steepest(value: &ValueFunction, step: Step) -> Option<Steepest> {
    let (first, last) = domain(value)?;
    let corners = corners(value);
    let points: Vec<f64> = corners.iter().map(|x| value.value(*x)).collect();
    let most = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let lowest = points.iter().copied().fold(f64::INFINITY, f64::min);
    let height = if corners.len() > 1 { most - lowest } else { most.abs().max(lowest.abs()) };
    let mut best: Option<Steepest> = None;
    for x in corners {
        let length = step.at(x, last - first);
        for (from, to) in [(x - length, x), (x, x + length), (x - length / 2.0, x + length / 2.0)] {
            if leaves(value, (first, last), from) || leaves(value, (first, last), to) {
                continue;
            }
            let gained = value.value(to) - value.value(from);
            let even = height * (length / (last - first)).min(1.0);
            if gained.is_finite() && best.is_none_or(|best| gained.abs() > best.points.abs()) {
                best = Some(Steepest { from, to, points: gained, even });
            }
        }
    }
    best
}

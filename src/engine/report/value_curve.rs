//! A value function as a line: over the measures that matter, with its corners.

use crate::rules::ValueFunction;

/// Points of the line and the extent of its axes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValueCurve {
    /// Measure and points, in ascending order of the measure.
    pub points: Vec<(f64, f64)>,
    /// First and last measure.
    pub measures: (f64, f64),
    /// Most points, at least something above zero.
    pub most: f64,
}

/// Places between which a smooth shape is drawn straight.
const STEPS: u32 = 48;

/// The line of a value function over its own corners and what partners have; `measured` may hold
/// NaN. Ranks and rates by date have no line of their own: a rank rises from the least to the most
/// measured, a rate by date is drawn at its latest rate.
pub fn value_curve(value: &ValueFunction, measured: &[f64]) -> ValueCurve {
    let known = measured.iter().copied().filter(|x| x.is_finite());
    let corners = corners(value);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for x in corners.iter().copied().chain(known) {
        low = low.min(x);
        high = high.max(x);
    }
    if !low.is_finite() {
        (low, high) = (0.0, 1.0);
    }
    if high <= low {
        (low, high) = (low.min(0.0), low.max(0.0) + 1.0);
    }
    let points = line(value, (low, high), &corners);
    let top = points.iter().map(|(_, y)| *y).filter(|y| y.is_finite()).fold(0.0, f64::max);
    let most = if value.most().is_finite() { value.most().max(top) } else { top };
    ValueCurve { points, measures: (low, high), most: if most > 0.0 { most } else { 1.0 } }
}

/// Measures at which the shape changes.
fn corners(value: &ValueFunction) -> Vec<f64> {
    let usual = |quantity: &crate::rules::Quantity| quantity.usual();
    match value {
        ValueFunction::Anchors(anchors) => anchors.iter().map(|(x, _)| *x).collect(),
        ValueFunction::Linear { from, target, .. } => vec![*from, usual(target)],
        ValueFunction::Bands(bands) => {
            bands.iter().flat_map(|band| [band.from, band.to]).flatten().collect()
        }
        ValueFunction::Rate { points, per, most, .. } => {
            let full = most.map(|most| most * usual(per) / usual(points));
            std::iter::once(0.0).chain(full.filter(|x| x.is_finite())).collect()
        }
        ValueFunction::Schedule { .. } => vec![0.0],
        ValueFunction::Rank { .. } => Vec::new(),
        ValueFunction::Logistic { middle, spread, .. } => {
            vec![middle - 4.0 * spread.abs(), middle + 4.0 * spread.abs()]
        }
        ValueFunction::Trapezoid { a, b, c, d, .. } => vec![*a, *b, *c, *d],
        ValueFunction::Exponential { lo, hi, .. } => vec![*lo, *hi],
        ValueFunction::Hill { half, .. } => vec![0.0, 3.0 * half],
    }
}

fn line(value: &ValueFunction, (low, high): (f64, f64), corners: &[f64]) -> Vec<(f64, f64)> {
    match value {
        ValueFunction::Bands(bands) => {
            let mut ends: Vec<f64> = corners.iter().copied().chain([low, high]).collect();
            ends.sort_by(f64::total_cmp);
            ends.dedup();
            // The value between two ends, drawn as a step; single points do not show.
            ends.windows(2)
                .filter_map(|pair| match pair {
                    [a, b] => {
                        let middle = f64::midpoint(*a, *b);
                        let band = bands.iter().find(|band| band.holds(middle));
                        let points = band.map_or(0.0, |band| band.points);
                        Some([(*a, points), (*b, points)])
                    }
                    _ => None,
                })
                .flatten()
                .collect()
        }
        ValueFunction::Rank { points, less_is_better, .. } => {
            let ends = if *less_is_better { (*points, 0.0) } else { (0.0, *points) };
            vec![(low, ends.0), (high, ends.1)]
        }
        ValueFunction::Schedule { rates, per, most } => {
            let rate = rates.last().map_or(0.0, |(_, rate)| rate / per);
            let capped = |x: f64| most.map_or(x * rate, |most| (x * rate).min(most));
            sampled((low, high), corners, capped)
        }
        _ => sampled((low, high), corners, |x| value.value(x)),
    }
}

fn sampled((low, high): (f64, f64), corners: &[f64], of: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let step = (high - low) / f64::from(STEPS);
    let mut places: Vec<f64> = (0..=STEPS).map(|index| low + step * f64::from(index)).collect();
    places.extend(corners.iter().copied().filter(|x| (low..=high).contains(x)));
    places.sort_by(f64::total_cmp);
    places.dedup();
    places.into_iter().map(|x| (x, of(x))).collect()
}

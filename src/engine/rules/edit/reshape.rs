//! Another shape for a value function, as close to the old one as the shape allows.

use crate::rules::{Band, Quantity, ValueFunction};
use crate::stats::{nice, quantile_sorted};

/// Shapes to choose among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Straight lines between points.
    Curve,
    /// In proportion up to a target.
    Target,
    /// Steps.
    Steps,
    /// So many points per unit.
    Rate,
    /// By rank among all partners.
    Rank,
}

impl Shape {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Curve, Self::Target, Self::Steps, Self::Rate, Self::Rank];

    /// The shape of a value function, if it is one of these.
    pub fn of(value: &ValueFunction) -> Option<Self> {
        match value {
            ValueFunction::Anchors(_) => Some(Self::Curve),
            ValueFunction::Linear { .. } => Some(Self::Target),
            ValueFunction::Bands(_) => Some(Self::Steps),
            ValueFunction::Rate { .. } => Some(Self::Rate),
            ValueFunction::Rank { .. } => Some(Self::Rank),
            _ => None,
        }
    }
}

/// A value function of another shape. `known` are the measures of the partners as far as they are known,
/// in any order: the new shape passes near the old one where partners are. Without any, or where the old
/// one depends on others, it goes from 0 to all points between 0 and 100.
pub fn reshape(value: &ValueFunction, shape: Shape, known: &[f64]) -> ValueFunction {
    if Shape::of(value) == Some(shape) {
        return value.clone();
    }
    let most = most_points(value);
    let places = places(known);
    let [low, .., high] = places;
    let worth = |x: f64| value.value(x);
    let told = places.iter().all(|x| worth(*x).is_finite());
    let falls = told && worth(low) > worth(high);
    match shape {
        Shape::Curve => ValueFunction::Anchors(
            places
                .iter()
                .enumerate()
                .map(|(step, x)| {
                    let even = most * step as f64 / (places.len() - 1) as f64;
                    (*x, if told { hundredths(worth(*x)) } else { even })
                })
                .collect(),
        ),
        Shape::Target => {
            let (from, target) = if falls { (high, low) } else { (low.min(0.0), high) };
            ValueFunction::Linear {
                from,
                target: Quantity::Fixed(target),
                points: Quantity::Fixed(most),
            }
        }
        Shape::Steps => {
            let edges = places.iter().copied().map(Some);
            let starts = std::iter::once(None).chain(edges.clone());
            let ends = edges.chain([None]);
            let band = |(step, (from, to)): (usize, (Option<f64>, Option<f64>))| Band {
                from,
                from_included: true,
                to,
                to_included: false,
                points: match from {
                    Some(from) if told => hundredths(worth(from)),
                    None if told && falls => hundredths(worth(low)),
                    None => 0.0,
                    Some(_) => most * step as f64 / places.len() as f64,
                },
            };
            ValueFunction::Bands(starts.zip(ends).enumerate().map(band).collect())
        }
        Shape::Rate => ValueFunction::Rate {
            points: Quantity::Fixed(1.0),
            per: Quantity::Fixed(nice(high.abs().max(1e-6) / most.max(1e-6))),
            whole: false,
            most: Some(most),
        },
        Shape::Rank => ValueFunction::Rank { group: None, points: most, less_is_better: falls },
    }
}

/// Four measures that partners are spread over: they rise.
fn places(known: &[f64]) -> [f64; 4] {
    let mut sorted: Vec<f64> = known.iter().copied().filter(|x| x.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let at = [0.05, 0.35, 0.65, 0.95].map(|share| nice(quantile_sorted(&sorted, share)));
    let rise = at.is_sorted_by(|a, b| a < b);
    if rise { at } else { [0.0, 30.0, 60.0, 100.0] }
}

/// The most a value function gives; 100 where it names no limit.
fn most_points(value: &ValueFunction) -> f64 {
    let most = match value {
        ValueFunction::Anchors(anchors) => anchors.iter().map(|a| a.1).fold(0.0, f64::max),
        ValueFunction::Bands(bands) => bands.iter().map(|band| band.points).fold(0.0, f64::max),
        ValueFunction::Linear { points, .. } => points.usual(),
        ValueFunction::Rate { most, .. } | ValueFunction::Schedule { most, .. } => {
            most.unwrap_or(100.0)
        }
        ValueFunction::Rank { points, .. }
        | ValueFunction::Logistic { points, .. }
        | ValueFunction::Trapezoid { points, .. }
        | ValueFunction::Exponential { points, .. }
        | ValueFunction::Hill { points, .. } => *points,
    };
    if most > 0.0 { most } else { 100.0 }
}

fn hundredths(points: f64) -> f64 {
    libm::round(points * 100.0) / 100.0
}

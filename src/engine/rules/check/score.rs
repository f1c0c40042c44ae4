//! The door for the score.

use super::gates::{self, May};
use super::{ANY, MOST, SHARE, name, number, quantity, whole, within};
use crate::problem::{Problem, Problems};
use crate::rules::measure::{Aggregation, Measure};
use crate::rules::program::Program;
use crate::rules::score::{Combine, Dimension, Part, Track};
use crate::rules::value_function::{Band, ValueFunction};

/// Most parts of a dimension, most anchors or bands of a value function.
const MOST_PARTS: usize = 100;
/// Most measures that multiply in one part.
const MOST_FACTORS: usize = 10;
/// Weights, shares, and how many units earn a rate: what is divided by.
const DIVISOR: std::ops::RangeInclusive<f64> = 1e-9..=1e15;
/// Points where parts are averaged.
const POINTS: std::ops::RangeInclusive<f64> = 0.0..=100.0;

pub(super) fn check(program: &Program, found: &mut Problems) {
    let score = &program.score;
    number("Score", score.minimum_coverage, &SHARE, "The least coverage", found);
    number("Score", score.scale, &(1e-6..=1e9), "The top of the scale", found);
    decimals("Score", score.round, found);
    if score.tracks.len() > MOST {
        found.push(Problem::new(
            "Score",
            format!("It has {} tracks.", score.tracks.len()),
            format!("Use at most {MOST}."),
        ));
    }
    for track in score.tracks.iter().take(MOST) {
        self::track(program, track, found);
    }
}

fn decimals(place: &str, round: Option<u8>, found: &mut Problems) {
    if let Some(decimals) = round {
        whole(place, u32::from(decimals), 0..=9, "The number of decimals", found);
    }
}

fn track(program: &Program, track: &Track, found: &mut Problems) {
    let place = if track.name.is_empty() { "Score".to_owned() } else { track.name.clone() };
    if !(1..=MOST).contains(&track.dimensions.len()) {
        found.push(Problem::new(
            place.clone(),
            format!("The score has {} dimensions.", track.dimensions.len()),
            format!("Use from 1 to {MOST} dimensions."),
        ));
    }
    if let Some(gate) = &track.when {
        gates::check(program, gate, May::NotAskForTheScore, &place, found);
    }
    for (position, dimension) in track.dimensions.iter().enumerate().take(MOST) {
        if track.dimensions.iter().take(position).any(|other| other.key == dimension.key) {
            found.push(Problem::new(
                dimension.name.clone(),
                "Two dimensions have the same key.",
                "Rename one of them.",
            ));
        }
        self::dimension(program, track, dimension, found);
    }
}

fn dimension(program: &Program, track: &Track, dimension: &Dimension, found: &mut Problems) {
    let place = &dimension.name;
    name("Dimension", place, found);
    number(place, dimension.weight, &DIVISOR, "Its weight", found);
    if dimension.parts.is_empty() || dimension.parts.len() > MOST_PARTS {
        found.push(Problem::new(
            place,
            format!("It has {} parts.", dimension.parts.len()),
            format!("Use from 1 to {MOST_PARTS} parts, or remove the dimension."),
        ));
    }
    let (least, most) = dimension.bounds;
    for bound in [least, most].into_iter().flatten() {
        number(place, bound, &ANY, "A limit of the dimension", found);
    }
    if matches!((least, most), (Some(least), Some(most)) if least > most) {
        found.push(Problem::new(
            place,
            "Its floor is above its cap.",
            "Swap the two, or remove one.",
        ));
    }
    // Sums inside an averaged score have to be kept on the scale of the average.
    let averaged = track.combine != Combine::Sum;
    let kept = most.is_some_and(|most| most <= *POINTS.end());
    if averaged && ((dimension.combine == Combine::Sum && !kept) || least > Some(*POINTS.end())) {
        found.push(Problem::new(
            place,
            "The score averages it, and it can be above 100 points.",
            "Give it a cap of 100 points or less.",
        ));
    }
    for part in dimension.parts.iter().take(MOST_PARTS) {
        self::part(program, dimension, part, found);
    }
}

fn part(program: &Program, dimension: &Dimension, part: &Part, found: &mut Problems) {
    let place = format!("{}, {}", dimension.name, part.name);
    number(&place, part.share, &DIVISOR, "Its share", found);
    if part.times.len() > MOST_FACTORS {
        found.push(Problem::new(
            &place,
            format!("It has {} measures that multiply.", part.times.len()),
            format!("Use at most {MOST_FACTORS}."),
        ));
    }
    decimals(&place, part.round, found);
    let range = if dimension.combine == Combine::Sum { ANY } else { POINTS };
    if let Some(points) = part.if_unknown {
        number(&place, points, &range, "What an unknown is worth", found);
    }
    if let Some(gate) = &part.when {
        gates::check(program, gate, May::NotAskForTheScore, &place, found);
    }
    let values = std::iter::once((&part.measure, &part.value))
        .chain(part.times.iter().take(MOST_FACTORS).map(|(measure, value)| (measure, value)));
    for (position, (measure, value)) in values.enumerate() {
        gates::measure(program, measure, May::NotAskForTheScore, &place, found);
        if matches!(value, ValueFunction::Schedule { .. }) && !plain_sum(measure) {
            found.push(Problem::new(
                &place,
                "Rates by date need the sum of a metric, without limits or rounding.",
                "Name the metric that the rates apply to, and limit the points instead.",
            ));
        }
        self::value(&place, value, if position == 0 { &range } else { &ANY }, found);
    }
}

/// Whether every period counts by itself, so that it can earn a rate of its own.
fn plain_sum(measure: &Measure) -> bool {
    measure.reading().is_some_and(|reading| reading.aggregation == Aggregation::Sum)
        && measure.bounds == (None, None)
        && measure.round.is_none()
}

fn value(
    place: &str,
    value: &ValueFunction,
    range: &std::ops::RangeInclusive<f64>,
    found: &mut Problems,
) {
    let mut worth = |points: f64| number(place, points, range, "What it is worth", found);
    let near = |x: f64| within(x, &ANY);
    let sound = match value {
        ValueFunction::Anchors(anchors) => {
            for (_, points) in anchors {
                worth(*points);
            }
            (1..=MOST_PARTS).contains(&anchors.len())
                && anchors.iter().all(|(x, _)| near(*x))
                && anchors.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b))
        }
        ValueFunction::Bands(list) => {
            for band in list {
                worth(band.points);
            }
            (1..=MOST_PARTS).contains(&list.len()) && list.iter().all(sound_band)
        }
        ValueFunction::Linear { from, target, points } => {
            quantity(place, points, range, "What it is worth", found);
            quantity(place, target, &ANY, "The target", found);
            near(*from) && target.numbers().iter().all(|target| (target - from).abs() > 0.0)
        }
        ValueFunction::Rate { points, per, most, .. } => {
            quantity(place, points, &ANY, "The rate", found);
            quantity(place, per, &DIVISOR, "What earns the rate", found);
            most.is_none_or(near)
        }
        ValueFunction::Schedule { rates, per, most } => {
            for (_, rate) in rates {
                number(place, *rate, &ANY, "A rate", found);
            }
            (1..=MOST_PARTS).contains(&rates.len())
                && rates.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b))
                && within(*per, &DIVISOR)
                && most.is_none_or(near)
        }
        ValueFunction::Rank { points, .. } => {
            worth(*points);
            true
        }
        ValueFunction::Logistic { middle, spread, points } => {
            worth(*points);
            near(*middle) && near(*spread) && *spread != 0.0
        }
        ValueFunction::Trapezoid { a, b, c, d, points } => {
            worth(*points);
            near(*a) && a < b && b <= c && c < d && near(*d)
        }
        ValueFunction::Exponential { lo, hi, rho, points } => {
            worth(*points);
            near(*lo) && lo < hi && near(*hi) && rho.is_finite() && rho.abs() > 0.0
        }
        ValueFunction::Hill { half, n, points } => {
            worth(*points);
            near(*half) && *half > 0.0 && n.is_finite() && *n > 0.0
        }
    };
    if !sound {
        found.push(Problem::new(
            place,
            "Its value function is not well formed.",
            "Put its steps in ascending order, each with a lower end below its upper end, and \
             leave no number out.",
        ));
    }
}

fn sound_band(band: &Band) -> bool {
    let ends = [band.from, band.to].into_iter().flatten().all(|end| within(end, &ANY));
    let order = match (band.from, band.to) {
        (Some(from), Some(to)) => {
            from < to || (from <= to && band.from_included && band.to_included)
        }
        _ => true,
    };
    ends && order
}

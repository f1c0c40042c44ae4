//! The door for programs: everything that would break a run is found here, all at once.

use super::{Aggregation, Dimension, Program, ValueFunction};
use crate::problem::{Problem, Problems};

/// Most tiers and most dimensions a program may have.
const MOST: usize = 12;
const POINTS: std::ops::RangeInclusive<f64> = 0.0..=100.0;
const SHARE: std::ops::RangeInclusive<f64> = 0.0..=1.0;
const AMOUNT: std::ops::RangeInclusive<f64> = 0.0..=1e12;

/// Checks one program on its own.
///
/// # Errors
/// Every problem found, each with its place and a remedy.
pub fn check(program: &Program) -> Result<(), Problems> {
    let mut found = Problems::default();
    ladder(program, &mut found);
    score(program, &mut found);
    movement(program, &mut found);
    incentives(program, &mut found);
    found.or(())
}

/// Checks that an alternative can be compared with a baseline.
///
/// # Errors
/// Every problem found, each with its place and a remedy.
pub fn check_pair(baseline: &Program, alternative: &Program) -> Result<(), Problems> {
    let mut found = Problems::default();
    if baseline.ladder.tiers.len() != alternative.ladder.tiers.len() {
        found.push(Problem::new(
            "Tiers",
            format!(
                "The baseline has {} tiers and the alternative {}.",
                baseline.ladder.tiers.len(),
                alternative.ladder.tiers.len()
            ),
            "Give both the same number of tiers.",
        ));
    }
    let keys = |program: &Program| -> Vec<String> {
        program.score.dimensions.iter().map(|dimension| dimension.key.clone()).collect()
    };
    if keys(baseline) != keys(alternative) {
        found.push(Problem::new(
            "Score",
            "The two programs score different dimensions.",
            "Use the same dimensions in the same order in both.",
        ));
    }
    found.or(())
}

fn within(value: f64, range: &std::ops::RangeInclusive<f64>) -> bool {
    value.is_finite() && range.contains(&value)
}

fn number(
    place: String,
    value: f64,
    range: &std::ops::RangeInclusive<f64>,
    what: &str,
    found: &mut Problems,
) {
    if !within(value, range) {
        found.push(Problem::new(
            place,
            format!("{what} is {value}."),
            format!("Use a number from {} to {}.", range.start(), range.end()),
        ));
    }
}

fn ladder(program: &Program, found: &mut Problems) {
    let tiers = &program.ladder.tiers;
    if !(2..=MOST).contains(&tiers.len()) {
        found.push(Problem::new(
            "Tiers",
            format!("The program has {} tiers.", tiers.len()),
            format!("Use from 2 to {MOST} tiers."),
        ));
    }
    if tiers.first().is_some_and(|tier| tier.threshold.abs() > 0.0 || !tier.gates.is_empty()) {
        found.push(Problem::new(
            "Lowest tier",
            "The lowest tier turns partners away.",
            "Set its threshold to 0 and remove its gates.",
        ));
    }
    for pair in tiers.windows(2) {
        if let [lower, upper] = pair
            && (lower.threshold.is_nan() || lower.threshold >= upper.threshold)
        {
            found.push(Problem::new(
                format!("Threshold of {}", upper.name),
                format!("It is not above the threshold of {}.", lower.name),
                format!("Use more than {} points.", lower.threshold),
            ));
        }
    }
    for tier in tiers {
        number(
            format!("Threshold of {}", tier.name),
            tier.threshold,
            &POINTS,
            "The threshold",
            found,
        );
        for gate in &tier.gates {
            let place = format!("Gate of {}", tier.name);
            if program.score.dimension_index(&gate.dimension).is_none() {
                found.push(Problem::new(
                    place.clone(),
                    format!("It asks for \"{}\", which is not scored.", gate.dimension),
                    "Name a dimension of the score, or remove the gate.",
                ));
            }
            number(place, gate.minimum, &POINTS, "The least value", found);
        }
    }
}

fn score(program: &Program, found: &mut Problems) {
    let dimensions = &program.score.dimensions;
    if !(1..=MOST).contains(&dimensions.len()) {
        found.push(Problem::new(
            "Score",
            format!("The score has {} dimensions.", dimensions.len()),
            format!("Use from 1 to {MOST} dimensions."),
        ));
    }
    number("Score".to_owned(), program.score.minimum_coverage, &SHARE, "The least coverage", found);
    for (position, dimension) in dimensions.iter().enumerate() {
        let again = dimensions.iter().take(position).any(|other| other.key == dimension.key);
        if again {
            found.push(Problem::new(
                dimension.name.clone(),
                "Two dimensions have the same key.",
                "Rename one of them.",
            ));
        }
        self::dimension(dimension, found);
    }
    let simulated = dimensions.first().is_some_and(|dimension| {
        matches!(dimension.parts.as_slice(), [part]
            if part.measure.aggregation == Aggregation::Sum && part.measure.months == 12)
    });
    if !simulated {
        found.push(Problem::new(
            "First dimension",
            "The simulation moves the first dimension by revenue.",
            "Give it one part that sums revenue over 12 months.",
        ));
    }
}

fn dimension(dimension: &Dimension, found: &mut Problems) {
    let place = || dimension.name.clone();
    if !(dimension.weight.is_finite() && dimension.weight > 0.0) {
        found.push(Problem::new(place(), "Its weight is not above 0.", "Use a positive weight."));
    }
    if dimension.parts.is_empty() {
        found.push(Problem::new(place(), "It has no parts.", "Add one, or remove the dimension."));
    }
    for part in &dimension.parts {
        if !(part.share.is_finite() && part.share > 0.0) {
            found.push(Problem::new(
                format!("{}, {}", dimension.name, part.name),
                "Its share is not above 0.",
                "Use a positive share.",
            ));
        }
        if part.measure.metrics.is_empty() || !(1..=1200).contains(&part.measure.months) {
            found.push(Problem::new(
                format!("{}, {}", dimension.name, part.name),
                "It measures nothing.",
                "Name a metric and a window of at least one month.",
            ));
        }
        if !valid(&part.value) {
            found.push(Problem::new(
                format!("{}, {}", dimension.name, part.name),
                "Its value function is not well formed.",
                "Put its anchors in ascending order, and its values between 0 and 100.",
            ));
        }
    }
}

fn valid(value: &ValueFunction) -> bool {
    match value {
        ValueFunction::Anchors(anchors) => {
            !anchors.is_empty()
                && anchors.len() <= 100
                && anchors.iter().all(|(x, v)| x.is_finite() && within(*v, &POINTS))
                && anchors.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b))
        }
        ValueFunction::Trapezoid { a, b, c, d } => a < b && b <= c && c < d && d.is_finite(),
        ValueFunction::Exponential { lo, hi, rho } => {
            lo < hi && hi.is_finite() && rho.is_finite() && *rho != 0.0
        }
        ValueFunction::Hill { half, n } => {
            half.is_finite() && *half > 0.0 && n.is_finite() && *n > 0.0
        }
    }
}

fn movement(program: &Program, found: &mut Problems) {
    let rules = &program.movement;
    let mut count = |what: &str, value: u32, least: u32| {
        if !(least..=40).contains(&value) {
            found.push(Problem::new(
                "Movement rules",
                format!("{what} is {value}."),
                format!("Use a whole number from {least} to 40."),
            ));
        }
    };
    count("The review cadence in quarters", rules.cadence, 1);
    count("The number of good reviews in a row", rules.consecutive_up, 1);
    count("The number of grace reviews", rules.grace, 0);
    number("Movement rules".to_owned(), rules.buffer, &POINTS, "The buffer", found);
}

fn incentives(program: &Program, found: &mut Problems) {
    let incentives = &program.incentives;
    if incentives.tiers.len() != program.ladder.tiers.len() {
        found.push(Problem::new(
            "Incentives",
            "There is not one set of benefits per tier.",
            "Give every tier its benefits.",
        ));
    }
    for (tier, benefit) in program.ladder.tiers.iter().zip(&incentives.tiers) {
        let place = || format!("Incentives of {}", tier.name);
        number(place(), benefit.commission, &SHARE, "The commission", found);
        number(place(), benefit.discount, &SHARE, "The discount", found);
        number(place(), benefit.mdf, &AMOUNT, "The MDF", found);
        number(place(), benefit.manager_hours, &AMOUNT, "The partner-manager time", found);
        number(place(), benefit.enablement_hours, &AMOUNT, "The enablement time", found);
    }
    let place = || "Incentives".to_owned();
    number(place(), incentives.referral_bonus, &AMOUNT, "The referral bonus", found);
    number(place(), incentives.referral_value, &AMOUNT, "The value of a referral", found);
    for milestone in &incentives.milestones {
        number(place(), milestone.revenue, &AMOUNT, "The revenue of a milestone", found);
        number(place(), milestone.bonus, &AMOUNT, "The bonus of a milestone", found);
    }
    if incentives.milestones.len() > 100 {
        found.push(Problem::new("Incentives", "There are over 100 milestones.", "Use fewer."));
    }
}

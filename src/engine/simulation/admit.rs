//! The simulation's own door: which programs it can follow.
//!
//! Any program can be reviewed on what is recorded. To be carried forward, its score has to be a mean
//! of dimensions the first of which is revenue, and its tiers have to ask for the score and for
//! minimums of dimensions.

use crate::problem::{Problem, Problems};
use crate::rules::{
    Aggregation, Combine, Comparator, Dimension, Gaps, Program, Tier, Track, UnknownPolicy,
    ValueFunction, Window,
};

const REMEDY: &str = "Review it instead, or simplify the rule.";

/// Checks that the simulation can follow a program that passed [`crate::rules::check`].
///
/// # Errors
/// Every rule it cannot follow, each with its place.
pub fn admit(program: &Program) -> Result<(), Problems> {
    let mut found = Problems::default();
    let mut refuse = |refused: bool, place: &str, what: &str| {
        if refused {
            found.push(Problem::new(
                place,
                format!("The simulation cannot follow {what}."),
                REMEDY,
            ));
        }
    };
    match program.score.tracks.as_slice() {
        [track] => score(program, track, &mut refuse),
        [] => refuse(true, "Score", "a program without a score"),
        _ => refuse(true, "Score", "several tracks"),
    }
    for tier in program.ladder.tiers.iter().skip(1) {
        self::tier(tier, &mut refuse);
    }
    let rules = &program.movement;
    refuse(rules.attainment > 0, "Movement rules", "attainment that looks back");
    refuse(
        rules.unknown != UnknownPolicy::Hold,
        "Movement rules",
        "a policy for the unknown other than to hold",
    );
    found.or(())
}

/// Checks that the simulation can compare two programs that it can follow: partners stand on ladders of the
/// same length, their levels are those of the same dimensions, and both programs move the revenue that the
/// record of the first one estimates.
///
/// # Errors
/// Every difference that it cannot follow, each with its place.
pub fn admit_pair(baseline: &Program, alternative: &Program) -> Result<(), Problems> {
    const SAME: &str = "Change both programs, or use this one as the baseline too.";
    let mut found = Problems::default();
    let (before, after) = (baseline.ladder.tiers.len(), alternative.ladder.tiers.len());
    if before != after {
        let what = format!(
            "The simulation cannot compare ladders of different length: the baseline has {before} \
             tiers and the alternative {after}."
        );
        found.push(Problem::new("Tiers", what, SAME));
    }
    let keys = |program: &Program| -> Vec<String> {
        program.score.dimensions().iter().map(|dimension| dimension.key.clone()).collect()
    };
    if keys(baseline) != keys(alternative) {
        let what = "The simulation cannot compare scores of different dimensions.";
        found.push(Problem::new("Score", what, SAME));
    } else if revenue(baseline) != revenue(alternative) {
        found.push(Problem::new(
            "First dimension",
            "The two programs read revenue differently.",
            "Use the same columns, and the same rule for gaps, in both.",
        ));
    }
    found.or(())
}

/// The columns that add up to revenue, and what a gap in them means.
fn revenue(program: &Program) -> Option<(&[String], Gaps)> {
    let reading = program.score.dimensions().first()?.parts.first()?.measure.reading()?;
    Some((&reading.metrics, reading.gaps))
}

fn score(program: &Program, track: &Track, refuse: &mut impl FnMut(bool, &str, &str)) {
    let model = &program.score;
    let mean = track.combine == Combine::Mean && model.scale.to_bits() == 100.0_f64.to_bits();
    refuse(!mean, "Score", "a score that is not a mean from 0 to 100");
    refuse(model.round.is_some(), "Score", "a rounded score");
    refuse(track.when.is_some(), "Score", "a score that only some have");
    let first = track.dimensions.first();
    refuse(
        !first.is_some_and(is_revenue),
        "First dimension",
        "anything but one part that sums revenue over 12 months",
    );
}

/// One part, summed over a year, worth a function of itself alone.
fn is_revenue(dimension: &Dimension) -> bool {
    let [part] = dimension.parts.as_slice() else { return false };
    let alone = part.times.is_empty() && part.when.is_none() && part.round.is_none();
    let own = !matches!(part.value, ValueFunction::Rank { .. } | ValueFunction::Schedule { .. });
    let plain = dimension.combine != Combine::Geometric && dimension.bounds == (None, None);
    let whole = part.measure.bounds == (None, None) && part.measure.round.is_none();
    let summed = part.measure.reading().is_some_and(|reading| {
        reading.aggregation == Aggregation::Sum && reading.window == Window::Months(12)
    });
    // Revenue is moved without regard to segments.
    let for_all = match &part.value {
        ValueFunction::Linear { target: one, points: other, .. }
        | ValueFunction::Rate { points: one, per: other, .. } => {
            one.fixed().is_some() && other.fixed().is_some()
        }
        _ => true,
    };
    alone && own && plain && whole && summed && for_all
}

fn tier(tier: &Tier, refuse: &mut impl FnMut(bool, &str, &str)) {
    let line = tier.threshold.as_ref();
    let simple = line.is_some_and(|line| {
        line.comparator == Comparator::AtLeast && line.points.fixed().is_some()
    });
    refuse(!simple, &tier.name, "a tier without one least score for everyone");
    let minimums = tier.gates.iter().all(|gate| gate.as_dimension().is_some());
    refuse(!minimums, &tier.name, "gates other than minimums of dimensions");
    refuse(tier.keep.is_some(), &tier.name, "rules of its own for keeping a tier");
    refuse(tier.by_invitation, &tier.name, "invitations");
    refuse(tier.capacity.is_some(), &tier.name, "a limited number of places");
    refuse(tier.reviews.is_some(), &tier.name, "a tier that is decided at times of its own");
}

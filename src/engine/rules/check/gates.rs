//! The door for gates and measures.

use super::{ANY, SHARE, month_of_year, name, number, quantity, whole};
use crate::problem::{Problem, Problems};
use crate::rules::gate::{Gate, Rule};
use crate::rules::measure::{Measure, Reading, Source, Window};
use crate::rules::program::Program;

/// Whether a gate stands where the score is already known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum May {
    /// In a tier.
    AskForTheScore,
    /// Inside the score itself.
    NotAskForTheScore,
}

/// Deepest nesting of gates.
const DEEPEST: usize = 16;
/// Deepest nesting of measures.
const DEEPEST_MEASURE: usize = 8;
/// Longest window: a hundred years.
const LONGEST: u32 = 1200;

pub(super) fn check(program: &Program, gate: &Gate, may: May, place: &str, found: &mut Problems) {
    nested(program, gate, may, place, DEEPEST, found);
}

fn nested(
    program: &Program,
    gate: &Gate,
    may: May,
    place: &str,
    room: usize,
    found: &mut Problems,
) {
    let Some(room) = room.checked_sub(1) else {
        found.push(Problem::new(
            place,
            format!("Its conditions are nested more than {DEEPEST} deep."),
            "Name an inner condition as a status.",
        ));
        return;
    };
    one(program, gate, may, place, found);
    if let Some(measure) = gate.measure() {
        self::measure(program, measure, may, place, found);
    }
    for inner in gate.inner() {
        nested(program, inner, may, place, room, found);
    }
}

fn one(program: &Program, gate: &Gate, may: May, place: &str, found: &mut Problems) {
    match &gate.rule {
        Rule::Compare { line, .. } => quantity(place, line, &ANY, "The line", found),
        Rule::All(list) | Rule::Any(list) if list.is_empty() => {
            found.push(Problem::new(place, "A group of conditions is empty.", "Add a condition."));
        }
        Rule::AtLeast { count, must, of } => {
            let all = must.len() + of.len();
            if *count == 0 || *count > all || *count < must.len() {
                found.push(Problem::new(
                    place,
                    format!("It asks for {count} of {all}, {} of them always.", must.len()),
                    "Ask for at least those that are always needed, and for no more than there are.",
                ));
            }
        }
        Rule::Top { share, group, smallest_group, .. } => {
            number(place, *share, &SHARE, "The share of the group", found);
            whole(place, *smallest_group, 0..=1_000_000, "The smallest group", found);
            if let Some(group) = group {
                name(place, group, found);
            }
        }
        Rule::Status(key) => status(program, key, may, place, found),
        Rule::Is { attribute, values } => {
            name(place, attribute, found);
            if values.is_empty() || values.iter().any(|value| value.trim().is_empty()) {
                found.push(Problem::new(
                    place,
                    format!("It compares \"{attribute}\" with nothing."),
                    "Name at least one value.",
                ));
            }
        }
        Rule::Attested(attribute) => name(place, attribute, found),
        Rule::Each { periods, .. } => {
            whole(place, *periods, 1..=120, "The number of periods", found);
        }
        Rule::AnyTime { months, .. } => {
            whole(place, *months, 1..=LONGEST, "The number of months", found);
        }
        _ => {}
    }
}

fn status(program: &Program, key: &str, may: May, place: &str, found: &mut Problems) {
    match program.status(key) {
        None => found.push(Problem::new(
            place,
            format!("It asks for the status \"{key}\", which the program does not have."),
            "Add the status, or remove the condition.",
        )),
        Some(status)
            if may == May::NotAskForTheScore
                && asks_for_the_score(program, status.key.as_str()) =>
        {
            found.push(score_inside(place));
        }
        Some(_) => {}
    }
}

/// Whether a status leads to the score, through other statuses as well.
fn asks_for_the_score(program: &Program, key: &str) -> bool {
    let mut seen = vec![key];
    let mut next = 0;
    while let Some(key) = seen.get(next).copied() {
        next += 1;
        let Some(status) = program.status(key) else { continue };
        let mut open = vec![&status.gate];
        while let Some(gate) = open.pop() {
            if gate.measure().is_some_and(scores) {
                return true;
            }
            if let Rule::Status(inner) = &gate.rule
                && !seen.contains(&inner.as_str())
            {
                seen.push(inner);
            }
            open.extend(gate.inner());
        }
    }
    false
}

fn scores(measure: &Measure) -> bool {
    matches!(measure.source, Source::Score | Source::Dimension(_))
        || measure.inner().into_iter().any(scores)
}

fn score_inside(place: &str) -> Problem {
    Problem::new(place, "The score is asked for inside the score.", "Move the condition to a tier.")
}

pub(super) fn measure(
    program: &Program,
    measure: &Measure,
    may: May,
    place: &str,
    found: &mut Problems,
) {
    measure_nested(program, measure, may, place, DEEPEST_MEASURE, found);
}

fn measure_nested(
    program: &Program,
    measure: &Measure,
    may: May,
    place: &str,
    room: usize,
    found: &mut Problems,
) {
    let Some(room) = room.checked_sub(1) else {
        found.push(Problem::new(
            place,
            format!("Its measures are nested more than {DEEPEST_MEASURE} deep."),
            "Import the inner figure as a column of its own.",
        ));
        return;
    };
    let (least, most) = measure.bounds;
    for bound in [least, most].into_iter().flatten() {
        number(place, bound, &ANY, "A limit of a measure", found);
    }
    if matches!((least, most), (Some(least), Some(most)) if least > most) {
        found.push(Problem::new(
            place,
            "The least a measure counts for is above the most.",
            "Swap the two limits.",
        ));
    }
    if let Some(decimals) = measure.round {
        whole(place, u32::from(decimals), 0..=9, "The number of decimals", found);
    }
    source(program, measure, may, place, found);
    for inner in measure.inner() {
        measure_nested(program, inner, may, place, room, found);
    }
}

fn source(program: &Program, measure: &Measure, may: May, place: &str, found: &mut Problems) {
    match &measure.source {
        Source::Reading(reading) => self::reading(reading, place, found),
        Source::Sum(terms) => {
            for (factor, _) in terms {
                number(place, *factor, &ANY, "A factor", found);
            }
            nothing(terms.is_empty(), place, found);
        }
        Source::Highest(list) | Source::Lowest(list) => nothing(list.is_empty(), place, found),
        Source::Ratio { times, .. } => number(place, *times, &ANY, "The factor of a ratio", found),
        Source::Change { months, .. } | Source::Earlier { months, .. } => {
            whole(place, *months, 1..=LONGEST, "The number of months back", found);
        }
        Source::Tenure(attribute) | Source::Listed { attribute, .. } => {
            name(place, attribute, found);
        }
        Source::Score | Source::Dimension(_) if may == May::NotAskForTheScore => {
            found.push(score_inside(place));
        }
        Source::Score => {
            if program.score.tracks.is_empty() {
                found.push(Problem::new(
                    place,
                    "It asks for the score, and the program has none.",
                    "Add a dimension to the score, or remove the condition.",
                ));
            }
        }
        Source::Dimension(key) => {
            let mut all = program.score.tracks.iter().flat_map(|track| &track.dimensions);
            if !all.any(|dimension| dimension.key == *key) {
                found.push(Problem::new(
                    place,
                    format!("It asks for \"{key}\", which is not scored."),
                    "Name a dimension of the score, or remove the gate.",
                ));
            }
        }
    }
}

fn nothing(empty: bool, place: &str, found: &mut Problems) {
    if empty {
        found.push(Problem::new(place, "It measures nothing.", "Name a metric."));
    }
}

fn reading(reading: &Reading, place: &str, found: &mut Problems) {
    let named = !reading.metrics.is_empty() && reading.metrics.iter().all(|key| !key.is_empty());
    nothing(!named, place, found);
    whole(place, reading.minimum_sample, 0..=LONGEST, "The least number of known periods", found);
    match reading.window {
        Window::Months(months) => whole(place, months, 1..=LONGEST, "The window in months", found),
        Window::YearToDate(month) | Window::LastYear(month) => month_of_year(place, month, found),
        Window::AllTime => {}
    }
}

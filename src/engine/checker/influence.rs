//! Criteria that a partner cannot work on: what it is, how long it has been there, how others do,
//! and what is the same for everyone.

use super::finding::{Code, Finding, Severity};
use super::view::{Holder, Valued, View, extent};
use super::words::partners;
use crate::rules::{EPSILON, Measure, Rule, Source, ValueFunction};

/// Fewest partners from which a measure is called constant.
const FEW: usize = 5;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for valued in view.values() {
        part(view, valued, found);
    }
    for node in view.nodes() {
        if !matches!(node.holder, Holder::Enter | Holder::Keep) {
            continue;
        }
        let why = match &node.gate.rule {
            Rule::Is { .. } => "that is what a partner is, not what it does",
            Rule::Top { .. } => "that depends on how others do",
            Rule::Compare { measure, .. } if of_time(measure) => "time alone decides that",
            _ => continue,
        };
        let name = node.place.name(view.program);
        let sentence = format!("{name} asks {}: {why}.", view.condition(node.gate));
        found.push(Code::NoInfluence.at(Severity::Note, node.place.clone(), sentence));
    }
}

/// Whether nothing but time moves a measure.
fn of_time(measure: &Measure) -> bool {
    matches!(measure.source, Source::Tenure(_))
        || (!measure.inner().is_empty() && measure.inner().into_iter().all(of_time))
}

fn part(view: &View<'_>, valued: Valued<'_>, found: &mut Vec<Finding>) {
    let name = &valued.part.name;
    let mut note = |severity: Severity, sentence: String| {
        found.push(Code::NoInfluence.at(severity, valued.at.place(), sentence));
    };
    if let ValueFunction::Rank { .. } = valued.value {
        note(
            Severity::Note,
            format!("{name} ranks partners: a partner's points fall when others do better."),
        );
    }
    if of_time(valued.measure) {
        note(Severity::Note, format!("{name} grows with time alone."));
    }
    let column = view.measured(valued.at);
    let count = column.iter().filter(|value| !value.is_nan()).count();
    if let Some((least, most)) = extent(column)
        && count >= FEW
        && most - least <= EPSILON
    {
        note(
            Severity::Look,
            format!(
                "All {} have {} of {}: {name} tells nobody apart.",
                partners(count),
                view.amount(valued.measure, most),
                view.measure_name(valued.measure),
            ),
        );
    }
}

//! Metrics and text columns that rules ask for and the portfolio does not have.

use super::each;
use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::view::View;
use super::words::plural;
use crate::rules::{Program, Quantity, Rule, Source, ValueFunction};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Metric,
    Column,
}

struct Asked<'a> {
    kind: Kind,
    name: &'a str,
    place: PlaceRef,
    /// Whether a number for everyone else stands in.
    replaced: bool,
}

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let Some(portfolio) = view.portfolio else { return };
    let mut asked = asked(view.program);
    asked.retain(|asked| match asked.kind {
        Kind::Metric => portfolio.metric_index(asked.name).is_none(),
        Kind::Column => portfolio.attribute_index(asked.name).is_none(),
    });
    asked.sort_by(|a, b| (a.kind, a.name).cmp(&(b.kind, b.name)));
    for same in asked.chunk_by(|a, b| (a.kind, a.name) == (b.kind, b.name)) {
        let Some(first) = same.first() else { continue };
        let rules = plural(same.len(), "rule asks", "rules ask");
        let (what, name) = match first.kind {
            Kind::Metric => ("metric", first.name.replace('_', " ")),
            Kind::Column => ("text column", first.name.to_owned()),
        };
        let replaced = same.iter().all(|asked| asked.replaced);
        let outcome = match (replaced, same.len()) {
            (true, _) => "everyone gets the number for everyone else",
            (false, 1) => "what it says is unknown for everyone",
            (false, _) => "what they say is unknown for everyone",
        };
        let sentence = format!(
            "{rules} for the {what} \u{201c}{name}\u{201d}, and the portfolio has none: {outcome}."
        );
        let severity = if replaced { Severity::Look } else { Severity::Fix };
        found.push(Code::Missing.at(severity, first.place.clone(), sentence));
    }
}

fn column<'a>(name: &'a str, place: &PlaceRef) -> Asked<'a> {
    Asked { kind: Kind::Column, name, place: place.clone(), replaced: false }
}

/// Every name that a program asks a portfolio for.
fn asked(program: &Program) -> Vec<Asked<'_>> {
    let mut found = Vec::new();
    for (place, measure) in each::measures(program) {
        match &measure.source {
            Source::Reading(reading) => found.extend(reading.metrics.iter().map(|key| Asked {
                kind: Kind::Metric,
                name: key,
                place: place.clone(),
                replaced: false,
            })),
            Source::Tenure(name) | Source::Listed { attribute: name, .. } => {
                found.push(column(name, &place));
            }
            _ => {}
        }
    }
    for (place, gate) in each::gates(program) {
        match &gate.rule {
            Rule::Is { attribute, .. } | Rule::Attested(attribute) => {
                found.push(column(attribute, &place));
            }
            Rule::Top { group: Some(group), .. } => found.push(column(group, &place)),
            Rule::Compare { line, .. } => found.extend(by(line, &place)),
            _ => {}
        }
    }
    in_lines(program, &mut found);
    in_values(program, &mut found);
    found
}

fn in_lines<'a>(program: &'a Program, found: &mut Vec<Asked<'a>>) {
    for (index, tier) in program.ladder.tiers.iter().enumerate() {
        let kept = tier.keep.as_ref().and_then(|keep| keep.threshold.as_ref());
        for threshold in tier.threshold.iter().chain(kept) {
            found.extend(by(&threshold.points, &PlaceRef::Tier(index)));
        }
    }
}

fn in_values<'a>(program: &'a Program, found: &mut Vec<Asked<'a>>) {
    for (t, track) in program.score.tracks.iter().enumerate() {
        for (d, dimension) in track.dimensions.iter().enumerate() {
            for (p, part) in dimension.parts.iter().enumerate() {
                let place = PlaceRef::Part { track: t, dimension: d, index: p };
                let values = std::iter::once(&part.value).chain(part.times.iter().map(|t| &t.1));
                for value in values {
                    match value {
                        ValueFunction::Linear { target: a, points: b, .. }
                        | ValueFunction::Rate { points: a, per: b, .. } => {
                            found.extend(by(a, &place).into_iter().chain(by(b, &place)));
                        }
                        ValueFunction::Rank { group: Some(group), .. } => {
                            found.push(column(group, &place));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

fn by<'a>(quantity: &'a Quantity, place: &PlaceRef) -> Option<Asked<'a>> {
    match quantity {
        Quantity::Fixed(_) => None,
        Quantity::By { attribute, otherwise, .. } => Some(Asked {
            kind: Kind::Column,
            name: attribute,
            place: place.clone(),
            replaced: otherwise.is_some(),
        }),
    }
}

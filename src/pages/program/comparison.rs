//! One comparison: what is looked at, how it is held against the line, and the line.

use super::builder::GatePlace;
use super::design::Design;
use super::lines::{LinePlace, Lines};
use crate::widgets::Choice;
use leptos::prelude::*;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Comparator, Gate, Measure, Program, Rule, Source};

const COMPARATORS: [(Comparator, &str); 4] = [
    (Comparator::AtLeast, "≥"),
    (Comparator::MoreThan, ">"),
    (Comparator::AtMost, "≤"),
    (Comparator::LessThan, "<"),
];

#[component]
pub(super) fn Comparison(design: Design, place: GatePlace) -> impl IntoView {
    let measures = {
        let place = place.clone();
        Memo::new(move |_| {
            let partners = design.partners.get();
            design.now.with(|now| measures(now, partners.as_ref().map(|p| &*p.0), &place))
        })
    };
    let names = Memo::new(move |_| {
        measures.with(|list| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>())
    });
    let chosen = {
        let place = place.clone();
        Memo::new(move |_| {
            let current = design.now.with(|now| current(now, &place));
            measures.with(|list| {
                list.iter().position(|(_, measure)| Some(measure) == current.as_ref()).unwrap_or(0)
            })
        })
    };
    let name = Signal::derive(move || {
        names.with(|names| names.get(chosen.get()).cloned().unwrap_or_default())
    });
    let pick = {
        let place = place.clone();
        move |to: usize| {
            let Some((name, measure)) = measures.with_untracked(|list| list.get(to).cloned())
            else {
                return;
            };
            design.step(&place.key(), &format!("condition on {name}"), |program| {
                if let Some(Rule::Compare { measure: slot, .. }) = rule(place.change(program)) {
                    *slot = measure;
                }
            });
        }
    };
    let comparator = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Compare { comparator, .. }) => {
                COMPARATORS.iter().position(|(c, _)| c == comparator).unwrap_or(0)
            }
            _ => 0,
        })
    };
    let compare = {
        let place = place.clone();
        move |to: usize| {
            let Some((wanted, sign)) = COMPARATORS.get(to) else { return };
            design.step(&place.key(), &format!("comparison to {sign}"), |program| {
                if let Some(Rule::Compare { comparator, .. }) = rule(place.change(program)) {
                    *comparator = *wanted;
                }
            });
        }
    };
    view! {
        <Choice
            label="Measure"
            help="What the condition looks at: the score, a dimension of it, or a column of your data."
            options=names
            chosen=chosen
            disabled=design.locked
            on_change=pick
        />
        <Choice
            label=Signal::derive(move || format!("{} comparison", name.get()))
            help="On which side of the number the condition is met."
            options=Signal::derive(|| COMPARATORS.map(|(_, sign)| sign.to_owned()).to_vec())
            chosen=comparator
            disabled=design.locked
            on_change=compare
        />
        <Lines
            design=design
            place=LinePlace::Gate(place)
            name=Signal::derive(move || format!("{} value", name.get()))
        />
    }
}

fn rule(gate: Option<&mut Gate>) -> Option<&mut Rule> {
    gate.map(|gate| &mut gate.rule)
}

fn current(program: &Program, place: &GatePlace) -> Option<Measure> {
    place.read(program)?.measure().cloned()
}

/// What a comparison can look at: the score, its dimensions, every metric as it is usually read, and
/// whatever it looks at now.
fn measures(
    program: &Program,
    portfolio: Option<&Portfolio>,
    place: &GatePlace,
) -> Vec<(String, Measure)> {
    let mut list = Vec::new();
    if !program.score.tracks.is_empty() {
        list.push(("Score".to_owned(), Measure::plain(Source::Score)));
    }
    for dimension in program.score.dimensions() {
        let measure = Measure::plain(Source::Dimension(dimension.key.clone()));
        list.push((format!("{} (points)", dimension.name), measure));
    }
    for metric in portfolio.map_or(&[][..], Portfolio::metrics) {
        let measure = Measure::usual(&metric.key, metric.kind);
        list.push((super::sentence::name_of(&measure, program, portfolio), measure));
    }
    if let Some(current) = current(program, place)
        && !list.iter().any(|(_, measure)| *measure == current)
    {
        list.push((super::sentence::name_of(&current, program, portfolio), current));
    }
    list
}

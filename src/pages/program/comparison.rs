//! One comparison: what is looked at, how it is held against the line, and the line.

use super::builder::GatePlace;
use super::design::Design;
use crate::format::field;
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Comparator, Gate, Measure, Program, Quantity, Rule, Source};

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
            options=names
            chosen=chosen
            disabled=design.locked
            on_change=pick
        />
        <Choice
            label=Signal::derive(move || format!("{} comparison", name.get()))
            options=Signal::derive(|| COMPARATORS.map(|(_, sign)| sign.to_owned()).to_vec())
            chosen=comparator
            disabled=design.locked
            on_change=compare
        />
        <Lines design=design place=place name=name/>
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

/// The line: one field, or one per segment.
#[component]
fn Lines(design: Design, place: GatePlace, name: Signal<String>) -> impl IntoView {
    let segments = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Compare { line: Quantity::By { values, otherwise, .. }, .. }) => {
                let named = values.iter().map(|(segment, _)| segment.clone());
                let rest = otherwise.map(|_| "all others".to_owned());
                named.chain(rest).map(Some).collect()
            }
            _ => vec![None],
        })
    };
    let fields = move || {
        segments
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, segment)| {
                view! { <Line design=design place=place.clone() index=index segment=segment name=name/> }
            })
            .collect_view()
    };
    view! { <span class="rule-lines">{fields}</span> }
}

#[component]
fn Line(
    design: Design,
    place: GatePlace,
    index: usize,
    segment: Option<String>,
    name: Signal<String>,
) -> impl IntoView {
    let now = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Compare { line, .. }) => line.numbers().get(index).copied().unwrap_or(0.0),
            _ => 0.0,
        })
    };
    let key = place.key();
    let on_error = design.explain(&key);
    let change = move |value: f64| {
        let step = format!("{} to {}", name.get_untracked(), field(value));
        design.revise(&key, &step, |program| {
            if let Some(Rule::Compare { line, .. }) = rule(place.change(program)) {
                set_line(line, index, value);
            }
        });
    };
    let shown = segment.clone();
    let label = Signal::derive(move || match &segment {
        Some(segment) => format!("{} value for {segment}", name.get()),
        None => format!("{} value", name.get()),
    });
    view! {
        <span class="input-like">
            <NumberField
                label=label
                value=now
                least=-1e12
                most=1e12
                disabled=design.locked
                on_change=change
                on_done=move || design.seal()
                on_error=on_error
            />
            {shown.map(|segment| view! { <small class="faint">{segment}</small> })}
        </span>
    }
}

fn set_line(line: &mut Quantity, index: usize, value: f64) {
    match line {
        Quantity::Fixed(number) => *number = value,
        Quantity::By { values, otherwise, .. } => match values.get_mut(index) {
            Some((_, number)) => *number = value,
            None => *otherwise = Some(value),
        },
    }
}

//! The structure of the score: dimensions and parts come, are renamed, and go.

use super::curve::PartPlace;
use super::design::{Design, Refusal};
use super::fields::{RemoveButton, TextField};
use crate::format::plural;
use crate::widgets::Choice;
use leptos::prelude::*;
use tierlab_engine::rules::{
    Dimension, Part, Program, add_dimension, add_part, remove_dimension, starter_part,
};

fn dimension_at(program: &Program, track: usize, dimension: usize) -> Option<&Dimension> {
    program.score.tracks.get(track)?.dimensions.get(dimension)
}

/// A choice of the partners' metrics; what is chosen comes as a part to begin with.
#[component]
fn FromMetric(
    design: Design,
    label: Signal<String>,
    first: &'static str,
    on_choose: impl Fn(Part) + Clone + 'static,
) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let names = Memo::new(move |_| {
        let metrics = design.metrics().into_iter().map(|(_, name, _)| name);
        std::iter::once(first.to_owned()).chain(metrics).collect::<Vec<_>>()
    });
    let choose = move |to: usize| {
        chosen.set(to);
        let part = design.partners.with_untracked(|partners| {
            let portfolio = &partners.as_ref()?.0;
            let metric = portfolio.metrics().get(to.checked_sub(1)?)?;
            let name = names.with_untracked(|names| names.get(to).cloned())?;
            Some(Part { name, ..starter_part(portfolio, metric) })
        });
        if let Some(part) = part {
            on_choose(part);
        }
        chosen.set(0);
    };
    view! {
        <span class="rule-add">
            <Choice
                label=label
                help="Takes a column of your data as it is usually read; change its shape afterwards."
                options=names
                chosen=chosen
                disabled=design.locked
                on_change=choose
            />
        </span>
    }
}

/// Adds a dimension to a track, from one of the partners' metrics.
#[component]
pub(super) fn AddDimension(design: Design, track: usize) -> impl IntoView {
    let key = format!("add dimension {track}");
    let add = {
        let key = key.clone();
        move |part: Part| {
            let step = format!("dimension {} added", part.name);
            design.step(&key, &step, |program| {
                add_dimension(program, track, part);
            });
        }
    };
    view! {
        <div class="panel__foot no-print">
            <FromMetric
                design=design
                label=Signal::derive(|| "Add a dimension".to_owned())
                first="Add a dimension from a metric"
                on_choose=add
            />
            <Refusal design=design key=key/>
        </div>
    }
}

/// Name, further parts, and the way out.
#[component]
pub(super) fn DimensionTools(design: Design, track: usize, dimension: usize) -> impl IntoView {
    let key = format!("dimension {track} {dimension}");
    let name = design.part(move |program| {
        dimension_at(program, track, dimension).map_or_else(String::new, |d| d.name.clone())
    });
    let rename = {
        let key = key.clone();
        move |text: String| {
            let step = format!("dimension {} renamed {text}", name.get_untracked());
            design.step(&key, &step, |program| {
                let tracks = &mut program.score.tracks;
                let found = tracks.get_mut(track).and_then(|t| t.dimensions.get_mut(dimension));
                if let Some(dimension) = found {
                    dimension.name = text;
                }
            });
        }
    };
    let add = {
        let key = key.clone();
        move |part: Part| {
            let step = format!("{} counts toward {}", part.name, name.get_untracked());
            design.step(&key, &step, |program| add_part(program, track, dimension, part));
        }
    };
    let remove = {
        let key = key.clone();
        move || {
            let step = format!("dimension {} removed", name.get_untracked());
            design.step(&key, &step, |program| remove_dimension(program, track, dimension));
        }
    };
    view! {
        <details class="tools no-print">
            <summary>
                <span class="visually-hidden">{move || format!("{}: ", name.get())}</span>
                "Name and parts"
            </summary>
            <div class="tools__body">
                <TextField
                    design=design
                    title="Name"
                    help="What the dimension is called on every screen and in the rule sheet."
                    value=name
                    on_change=rename
                />
                <FromMetric
                    design=design
                    label=Signal::derive(move || format!("Add a part to {}", name.get()))
                    first="Add a part from a metric"
                    on_choose=add
                />
                <RemoveButton design=design label=Signal::derive(move || format!("Remove the dimension {}", name.get())) word="Remove dimension" on_click=remove/>
            </div>
        </details>
        <Refusal design=design key=key/>
    }
}

/// What a part counts for among the parts of its dimension, in words.
pub(super) fn among(program: &Program, (track, dimension, part): PartPlace) -> Option<String> {
    let parts = &dimension_at(program, track, dimension)?.parts;
    let total: f64 = parts.iter().map(|part| part.share).sum();
    let share = parts.get(part)?.share / total * 100.0;
    let others = parts.len().checked_sub(1).filter(|others| *others > 0)?;
    Some(format!("{share:.0} % of the dimension, beside {}", plural(others, "other", "others")))
}

//! What a tier asks, as a builder: the line of the score and conditions, to enter it and to keep it.

use super::builder::Conditions;
use super::design::{Design, Refusal};
use super::fields::RemoveButton;
use super::lines::{LinePlace, Lines};
use crate::format::count;
use crate::widgets::Choice;
use leptos::prelude::*;
use tierlab_engine::record::Levers;
use tierlab_engine::report::TierCounts;
use tierlab_engine::rules::{Comparator, GateList, Keep, Program, Threshold, Tier};

fn tier_at(program: &Program, tier: usize) -> Option<&Tier> {
    program.ladder.tiers.get(tier)
}

fn name_of(design: Design, tier: usize) -> Memo<String> {
    design.part(move |program| tier_at(program, tier).map_or_else(String::new, |t| t.name.clone()))
}

fn counted(design: Design, tier: usize, of: fn(&TierCounts) -> usize) -> String {
    let number = design.counts.with(|counts| counts.tiers.get(tier).map_or(0, of));
    count(number as f64)
}

/// To enter.
#[component]
pub(super) fn Asks(design: Design, tier: usize) -> impl IntoView {
    view! {
        <fieldset class="rule-group">
            <legend>
                <strong>"To enter, all of (AND)"</strong>
                <span class="faint">
                    {move || format!("{} pass today", counted(design, tier, |counts| counts.enter))}
                </span>
            </legend>
            <Line design=design.of(Levers::Thresholds) tier=tier place=LinePlace::Enter(tier)/>
            <Conditions design=design list=GateList::Enter(tier)/>
        </fieldset>
    }
}

/// To keep: the same as to enter, or conditions of its own.
#[component]
pub(super) fn Keeps(design: Design, tier: usize) -> impl IntoView {
    let own =
        design.part(move |program| tier_at(program, tier).is_some_and(|tier| tier.keep.is_some()));
    let name = name_of(design, tier);
    let key = format!("keep {tier}");
    let set = {
        let key = key.clone();
        move |to: usize| {
            let name = name.get_untracked();
            let step = match to {
                0 => format!("{name} is kept as it is entered"),
                _ => format!("{name} has conditions of its own to keep"),
            };
            design.step(&key, &step, |program| {
                let Some(tier) = program.ladder.tiers.get_mut(tier) else { return };
                tier.keep = (to > 0)
                    .then(|| Keep { threshold: tier.threshold.clone(), gates: tier.gates.clone() });
            });
        }
    };
    view! {
        <div class="keeps">
            <label class="cluster keeps__choice">
                <span class="muted">"To keep"</span>
                <Choice
                    label=Signal::derive(move || format!("To keep {}", name.get()))
                    help="Keeping a tier may ask for less than entering it, so that partners near the line stay."
                    options=Signal::derive(|| {
                        ["the same as to enter", "conditions of its own"].map(str::to_owned).to_vec()
                    })
                    chosen=Signal::derive(move || usize::from(own.get()))
                    disabled=design.locked
                    on_change=set
                />
            </label>
            <Show when=move || own.get()>
                <fieldset class="rule-group">
                    <legend>
                        <strong>"To keep, all of (AND)"</strong>
                        <span class="faint">
                            {move || {
                                format!("{} would keep it today", counted(design, tier, |counts| counts.keep))
                            }}
                        </span>
                    </legend>
                    <Line design=design tier=tier place=LinePlace::Keep(tier)/>
                    <Conditions design=design list=GateList::Keep(tier)/>
                </fieldset>
            </Show>
            <Refusal design=design key=key/>
        </div>
    }
}

/// The line of the score, or a way to have one.
#[component]
fn Line(design: Design, tier: usize, place: LinePlace) -> impl IntoView {
    let scored = design.part(|program| !program.score.tracks.is_empty());
    let there = {
        let place = place.clone();
        design.part(move |program| place.threshold(program).is_some())
    };
    let key = place.key();
    let name = name_of(design, tier);
    let add = {
        let (place, key) = (place.clone(), key.clone());
        move |_| {
            design.step(&key, &format!("{} asks for the score", name.get_untracked()), |program| {
                let lines = program.ladder.tiers.iter().take(tier).map(Tier::line);
                let points = match place {
                    LinePlace::Keep(_) => tier_at(program, tier).map_or(0.0, Tier::line),
                    _ => lines.fold(0.0, f64::max),
                };
                if let Some(slot) = place.threshold_mut(program) {
                    *slot = Some(Threshold::at_least(points));
                }
            });
        }
    };
    view! {
        <Show when=move || there.get()>
            <LineRow design=design place=place.clone() name=name/>
        </Show>
        <Show when=move || scored.get() && !there.get()>
            <button
                type="button"
                class="btn btn--quiet btn--small rule-ask"
                disabled=move || design.locked.get()
                on:click=add.clone()
            >
                "Ask for the score"
            </button>
        </Show>
        <Refusal design=design key=key.clone()/>
    }
}

#[component]
fn LineRow(design: Design, place: LinePlace, name: Memo<String>) -> impl IntoView {
    let (tier, keeps) = match place {
        LinePlace::Keep(tier) => (tier, true),
        LinePlace::Enter(tier) => (tier, false),
        LinePlace::Gate(_) => (0, false),
    };
    let title = Signal::derive(move || {
        let what = if keeps { "threshold to keep" } else { "threshold" };
        format!("{} {what}", name.get())
    });
    let strict = {
        let place = place.clone();
        design.part(move |program| {
            let line = place.threshold(program);
            usize::from(line.is_some_and(|line| line.comparator == Comparator::MoreThan))
        })
    };
    let compare = {
        let place = place.clone();
        move |to: usize| {
            design.step(&place.key(), "comparison of the threshold", |program| {
                if let Some(Some(line)) = place.threshold_mut(program) {
                    line.comparator =
                        if to == 0 { Comparator::AtLeast } else { Comparator::MoreThan };
                }
            });
        }
    };
    let remove = {
        let place = place.clone();
        move || {
            let step = format!("{} removed", title.get_untracked());
            design.step(&place.key(), &step, |program| {
                if let Some(slot) = place.threshold_mut(program) {
                    *slot = None;
                }
            });
        }
    };
    let passes = move || {
        if keeps { String::new() } else { format!("{} pass", counted(design, tier, |c| c.reach)) }
    };
    view! {
        <div class="rule-row">
            <span class="rule-row__fixed">"Score"</span>
            <Choice
                label=Signal::derive(move || format!("{} comparison", title.get()))
                help="Whether a score that is just on the line is enough."
                options=Signal::derive(|| ["≥", ">"].map(str::to_owned).to_vec())
                chosen=strict
                disabled=design.locked
                on_change=compare
            />
            <Lines design=design place=place name=title unit=" in points"/>
            <span class="passes">{passes}</span>
            <RemoveButton design=design label=Signal::derive(move || format!("Remove the {}", title.get())) on_click=remove/>
        </div>
    }
}

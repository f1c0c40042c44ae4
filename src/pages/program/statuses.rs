//! Statuses: named conditions that tiers can ask for, such as a badge or a competency.

use super::builder::{Conditions, fresh_comparison};
use super::design::{Design, Refusal};
use super::fields::{RemoveButton, TextField};
use super::sentence::StatusSentence;
use crate::format::{count, plural};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::rules::{GateList, Program, Status};

#[component]
pub(super) fn Statuses(design: Design) -> impl IntoView {
    let many = design.part(|program| program.statuses.len());
    let title = design.part(title);
    let cards = move || {
        (0..many.get()).map(|at| view! { <StatusCard design=design at=at/> }).collect_view()
    };
    let add = move |_| {
        let gate = design.now.with_untracked(|now| {
            let partners = design.partners.get_untracked();
            fresh_comparison(now, partners.as_ref().map(|p| &*p.0))
        });
        let Some(gate) = gate else { return };
        design.step("add status", "status added", |program| {
            // Of so many one is free.
            let numbers = 1..=program.statuses.len() + 1;
            let is_free = |n: &usize| program.status(&format!("status_{n}")).is_none();
            let number = numbers.into_iter().find(is_free).unwrap_or(1);
            program.statuses.push(Status {
                key: format!("status_{number}"),
                name: format!("Status {number}"),
                gate,
            });
        });
    };
    view! {
        <section class="panel panel--flush" id="statuses" tabindex="-1" aria-labelledby="h-statuses">
            <div class="panel__head">
                <div>
                    <h2 id="h-statuses">{move || title.get()}</h2>
                    <p class="panel__sub">
                        "A badge, a designation, a competency: defined once, asked for by tiers under \u{201c}holds a status\u{201d}."
                    </p>
                </div>
                <button
                    type="button"
                    class="btn btn--small no-print"
                    disabled=move || design.locked.get()
                    on:click=add
                >
                    <Icon glyph=Glyph::Plus/>
                    "Add a status"
                </button>
            </div>
            <Refusal design=design key="add status".to_owned()/>
            {cards}
        </section>
    }
}

fn title(program: &Program) -> String {
    match program.statuses.len() {
        0 => "No status is defined".to_owned(),
        many => format!("{} can be held", plural(many, "status", "statuses")),
    }
}

#[component]
fn StatusCard(design: Design, at: usize) -> impl IntoView {
    let key = format!("status {at}");
    let name = design
        .part(move |program| program.statuses.get(at).map_or_else(String::new, |s| s.name.clone()));
    let holding = move || {
        let held = design.counts.with(|counts| counts.statuses.get(at).map_or(0, |c| c.pass));
        format!("{} today", plural(held, "partner holds it", "partners hold it"))
    };
    let rename = {
        let key = key.clone();
        move |text: String| {
            design.step(&key, &format!("status renamed {text}"), |program| {
                if let Some(status) = program.statuses.get_mut(at) {
                    status.name = text;
                }
            });
        }
    };
    let remove = {
        let key = key.clone();
        move || {
            design.step(&key, &format!("status {} removed", name.get_untracked()), |program| {
                if at < program.statuses.len() {
                    program.statuses.remove(at);
                }
            });
        }
    };
    view! {
        <article class="tier-card" id=format!("status-{at}") tabindex="-1">
            <header class="tier-card__head">
                <h3>{move || name.get()}</h3>
                <span class="muted tier-card__count">{holding}</span>
            </header>
            <p class="rule-sentence"><StatusSentence design=design at=at/></p>
            <fieldset class="rule-group">
                <legend>
                    <strong>"To hold it"</strong>
                    <span class="faint">
                        {move || {
                            let held = design
                                .counts
                                .with(|counts| counts.statuses.get(at).map_or(0, |c| c.pass));
                            format!("{} pass today", count(held as f64))
                        }}
                    </span>
                </legend>
                <Conditions design=design list=GateList::Status(at)/>
            </fieldset>
            <div class="cluster tier-card__marks">
                <TextField
                    design=design
                    title="Name"
                    help="What the status is called; conditions speak of it by this name."
                    value=name
                    on_change=rename
                />
                <RemoveButton design=design label=Signal::derive(move || format!("Remove the status {}", name.get())) word="Remove status" on_click=remove/>
            </div>
            <Refusal design=design key=key/>
        </article>
    }
}

//! Before a round: the question, what may be moved, and the link.

use super::round::Round;
use crate::format::{capital, count, lever_name};
use crate::platform::dom;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::record::{Levers, Record};

#[component]
pub(super) fn Prepare(round: Round) -> impl IntoView {
    let workspace = round.workspace();
    let (record, locked) = (workspace.record(), workspace.locked());
    let ask = move |event: web_sys::Event| {
        let typed = dom::value_of(&event);
        let typed: String = typed.trim().chars().take(Record::LONGEST).collect();
        workspace.note("question of the workshop", |record| record.question = typed);
    };
    let levers = Levers::ALL.into_iter().map(|levers| {
        view! { <Free round=round record=record locked=locked levers=levers/> }
    });
    let levers = levers.collect_view();
    let told = move || match record.with(|record| record.free.as_ref().map(Vec::len)) {
        None => "Everything may be moved.".to_owned(),
        Some(0) => "Nothing may be moved: they can only look.".to_owned(),
        Some(some) => {
            format!("{} of {} groups may be moved.", count(some as f64), Levers::ALL.len())
        }
    };
    view! {
        <section class="panel" aria-labelledby="prepare">
            <div class="panel__head">
                <div>
                    <h2 id="prepare">"1. Prepare"</h2>
                    <p class="panel__sub">{told}</p>
                </div>
            </div>
            <div class="stack">
                <div class="field">
                    <label for="question">"What is the group to decide?"</label>
                    <input
                        class="input"
                        id="question"
                        aria-description="Everybody who opens the link reads it first."
                        maxlength=Record::LONGEST.to_string()
                        autocomplete="off"
                        placeholder="Where should Strategic begin, and what may it cost?"
                        disabled=move || locked.get()
                        prop:value=move || record.with(|record| record.question.clone())
                        on:change=ask
                    />
                </div>
                <fieldset class="workshop__levers">
                    <legend>"Participants may move"</legend>
                    {levers}
                </fieldset>
                <div class="cluster">
                    <button
                        type="button"
                        class="btn btn--primary"
                        on:click=move |_| workspace.linking().sharing.set(true)
                    >
                        <Icon glyph=Glyph::Share/>
                        "Share the link"
                    </button>
                    <span class="faint">
                        "Each takes part under a name, in their own browser. You go on moving everything."
                    </span>
                </div>
            </div>
        </section>
    }
}

/// One group of levers with its check mark.
#[component]
fn Free(round: Round, record: Memo<Record>, locked: Memo<bool>, levers: Levers) -> impl IntoView {
    let workspace = round.workspace();
    let is_free = Memo::new(move |_| {
        record.with(|record| record.free.as_ref().is_none_or(|free| free.contains(&levers)))
    });
    let help = help(levers);
    let toggle = move |_| {
        let frees = !is_free.get_untracked();
        let step = format!("{} {}", lever_name(levers), if frees { "freed" } else { "held" });
        workspace.note(&step, |record| {
            let free = record.free.take().unwrap_or_else(|| Levers::ALL.to_vec());
            let mut free: Vec<Levers> = free.into_iter().filter(|other| *other != levers).collect();
            if frees {
                free.push(levers);
            }
            free.sort_unstable();
            record.free = (free.len() < Levers::ALL.len()).then_some(free);
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-description=help
                prop:checked=move || is_free.get()
                disabled=move || locked.get()
                on:change=toggle
            />
            <span>{capital(lever_name(levers))} <small>{help}</small></span>
        </label>
    }
}

/// What a group of levers holds.
fn help(levers: Levers) -> &'static str {
    match levers {
        Levers::Thresholds => "The score that each tier begins at.",
        Levers::Incentives => "Commission, discount, MDF and hours of every tier.",
        Levers::Movement => "Reviews, grace and buffers.",
        Levers::Rules => "How the score is made, and what else a tier asks.",
        Levers::Assumptions => "How partners respond, and demand.",
        Levers::Run => "Hold it, so that everyone sees the same horizon.",
    }
}

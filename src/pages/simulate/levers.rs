//! The editing column: thresholds, movement rules, incentives, how partners respond.

use super::incentives::IncentiveMatrix;
use super::movement::MovementSentence;
use super::thresholds::Thresholds;
use super::{AnswerSignal, ScenarioSignal, changes, words};
use crate::format::plural;
use crate::pages::held::Held;
use crate::pages::parts::assumptions_panel;
use crate::state::{Edit, Workspace};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::record::Levers;

#[component]
pub(super) fn Levers(answer: AnswerSignal, open: RwSignal<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let scenario: ScenarioSignal =
        Memo::new(move |_| workspace.session.with(|s| s.as_ref().map(|s| s.scenario().clone())));
    let locked = workspace.locked();
    let class = move || if open.get() { "levers no-print is-open" } else { "levers no-print" };
    let keyed = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    view! {
        <form
            class=class
            aria-label="Levers"
            autocomplete="off"
            on:submit=|event| event.prevent_default()
            on:keydown=keyed
        >
            <header class="levers__head">
                <div>
                    <strong>"Levers"</strong>
                    <span class="muted">{move || answer.with(|a| words::short(a.as_deref()))}</span>
                </div>
                <button
                    type="button"
                    class="btn btn--quiet btn--icon"
                    aria-label="Close levers (Esc)"
                    on:click=move |_| open.set(false)
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </header>
            <div class="levers__scroll">
                <Held levers=Levers::Thresholds/>
                <Thresholds scenario=scenario locked=workspace.held(Levers::Thresholds)/>
                <Held levers=Levers::Movement/>
                <MovementSentence scenario=scenario locked=workspace.held(Levers::Movement)/>
                <Held levers=Levers::Incentives/>
                <IncentiveMatrix scenario=scenario locked=workspace.held(Levers::Incentives) answer=answer/>
                {assumptions_panel((scenario, answer))}
            </div>
            <Commit scenario=scenario locked=locked/>
        </form>
    }
}

#[component]
fn Commit(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let differ = Memo::new(move |_| scenario.with(|s| s.as_ref().map_or(0, changes::all)));
    let reset = move |_| {
        workspace.edit(&Edit::Reset);
        workspace.seal();
    };
    view! {
        <div class="commit">
            <span class="commit__count">
                <strong>{move || plural(differ.get(), "setting", "settings")}</strong>
                {move || if differ.get() == 1 { " differs from the baseline" } else { " differ from the baseline" }}
            </span>
            <button
                type="button"
                class="btn btn--small"
                disabled=move || locked.get() || differ.get() == 0
                on:click=reset
            >
                "Back to baseline"
            </button>
        </div>
    }
}

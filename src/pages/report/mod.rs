//! Report: the decision paper, to be read on screen, printed, and taken along.

mod content;
mod movements;
mod rules;
mod view;

use super::Banners;
use super::simulate::{Answer, newest};
use crate::paper::{Paper, html, markdown};
use crate::platform::{clock, dom, files};
use crate::state::{RunPhase, Workspace};
use crate::widgets::{Glyph, Icon};
use content::Choice;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::NOTICE_DAYS;

/// The style of the paper, which its files carry as well.
const STYLE: &str = include_str!("../../../style/paper.css");

#[component]
pub(super) fn ReportPage(banners: Banners) -> impl IntoView {
    dom::adopt_style("paper", STYLE);
    let workspace = Workspace::here();
    workspace.watch_design(true);
    on_cleanup(move || workspace.watch_design(false));
    let answer = newest(workspace);
    let choice = RwSignal::new(Choice { rules: true, coded: false });
    let today = clock::today();
    let done = Memo::new(move |_| workspace.run.with(|run| run.phase == RunPhase::Complete));
    let paper = Memo::new_with_compare(
        move |_| {
            let answer = answer.get().filter(|_| done.get())?;
            let checked = workspace.checked.get();
            let fingerprint = workspace.run.with_untracked(|run| run.fingerprint);
            let paper =
                content::paper(&answer, checked.as_deref(), fingerprint, &today, choice.get());
            Some(Arc::new(paper))
        },
        |_, _| true,
    );
    let state = move || if paper.with(Option::is_some) { "complete" } else { "running" };
    view! {
        <main id="main" tabindex="-1" class="app__main" data-state=state>
            <div class="page stack report">
                {banners()}
                <Bar paper=paper answer=answer choice=choice/>
                {move || match paper.get() {
                    Some(paper) => view::sheet(&paper).into_any(),
                    None => view! {
                        <p class="note" role="status">"The paper is written when the run is complete."</p>
                    }
                    .into_any(),
                }}
            </div>
        </main>
    }
}

/// What is chosen about the paper, and the ways to take it along.
#[component]
fn Bar(
    paper: Memo<Option<Arc<Paper>>>,
    answer: Signal<Option<Arc<Answer>>>,
    choice: RwSignal<Choice>,
) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let base = move || {
        let name = answer.with_untracked(|answer| {
            answer.as_ref().map_or_else(String::new, |a| a.scenario.alternative.name.clone())
        });
        let name: String =
            name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        format!("tierlab-{}-{}", clock::today(), name.to_lowercase())
    };
    let take = move |kind: &'static str, mime: &'static str, write: fn(&Paper) -> String| {
        move |_| {
            if let Some(paper) = paper.get_untracked() {
                files::download(&format!("{}-paper.{kind}", base()), mime, &write(&paper));
            }
        }
    };
    let moves = move |_| {
        if let Some(answer) = answer.get_untracked() {
            let text = movements::movements(&answer, NOTICE_DAYS, choice.get_untracked());
            files::download(&format!("{}-movements.csv", base()), "text/csv", &text);
        }
    };
    let copy = move |_| {
        if let Some(paper) = paper.get_untracked() {
            crate::platform::parts::aside(async move {
                let done = files::copy(&markdown(&paper)).await;
                let _closed = copied.try_set(Some(done));
            });
        }
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => "Copied as Markdown.",
        Some(false) => "Could not reach the clipboard; download it instead.",
    };
    let waits = move || paper.with(Option::is_none);
    view! {
        <section class="report-bar no-print" aria-label="Paper">
            <label class="check">
                <input
                    type="checkbox"
                    aria-description="Adds both rule sheets in full, so that the rules can be applied with the paper alone."
                    prop:checked=move || choice.get().rules
                    on:change=move |event| {
                        choice.update(|choice| choice.rules = event_target_checked(&event));
                    }
                />
                <span>"Rule sheets"</span>
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    aria-description="Shows ids instead of names, for readers who are not to know who is who."
                    prop:checked=move || choice.get().coded
                    on:change=move |event| {
                        choice.update(|choice| choice.coded = event_target_checked(&event));
                    }
                />
                <span>"Ids instead of names"</span>
            </label>
            <span role="status" class="faint">{said}</span>
            <span class="report-bar__actions">
                <button type="button" class="btn" disabled=waits on:click=copy>"Copy as text"</button>
                <button type="button" class="btn" disabled=waits on:click=take("md", "text/markdown", markdown)>
                    <Icon glyph=Glyph::Download/>
                    "Markdown"
                </button>
                <button type="button" class="btn" disabled=waits on:click=take("html", "text/html", html)>
                    <Icon glyph=Glyph::Download/>
                    "One file (HTML)"
                </button>
                <button type="button" class="btn" disabled=waits on:click=moves>
                    <Icon glyph=Glyph::Download/>
                    "Movements (CSV)"
                </button>
                <button type="button" class="btn btn--primary" disabled=waits on:click=|_| dom::print()>
                    "Print or save as PDF"
                </button>
            </span>
        </section>
    }
}

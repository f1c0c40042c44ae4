//! Report: the decision paper, to be read on screen, printed, and taken along.

mod agree;
mod agreed;
#[cfg(test)]
mod by_hand;
mod content;
mod exceptions;
mod letters;
mod log;
mod movements;
mod pick;
mod rules;
#[cfg(test)]
mod tests;
mod usual;
mod view;

use super::Banners;
use super::simulate::{Answer, newest};
use crate::paper::{Block, Paper, html, markdown};
use crate::platform::{clock, dom, files};
use crate::state::{RunPhase, Workspace};
use crate::widgets::{Glyph, Icon};
use agree::Agree;
use content::{Basis, Choice};
use exceptions::Exceptions;
use leptos::prelude::*;
use letters::Telling;
use log::DecisionLog;
use std::sync::Arc;
use tierlab_engine::partner_view::LONGEST_CONTACT;
use tierlab_engine::report::NOTICE_DAYS;

/// The style of the paper, which its files carry as well.
const STYLE: &str = include_str!("../../../style/paper.css");
/// The style of what stands around it.
const AROUND: &str = include_str!("../../../style/report.css");

#[component]
pub(super) fn ReportPage(banners: Banners) -> impl IntoView {
    dom::adopt_style("paper", STYLE);
    dom::adopt_style("report", AROUND);
    let workspace = Workspace::here();
    workspace.watch_design(true);
    on_cleanup(move || workspace.watch_design(false));
    let answer = newest(workspace);
    let choice = RwSignal::new(Choice { rules: true, ..Choice::default() });
    let agree = Agree::of(workspace);
    let today = clock::today();
    let done = Memo::new(move |_| workspace.run.with(|run| run.phase == RunPhase::Complete));
    let finished = Signal::derive(move || answer.get().filter(|_| done.get()));
    let letters = letters_of(workspace, finished, choice, agree);
    let paper = Memo::new_with_compare(
        move |_| {
            let answer = finished.get()?;
            let checked = workspace.checked.get();
            let fingerprint = workspace.run.with_untracked(|run| run.fingerprint);
            let paper = letters.with(|letters| {
                agree.record.with(|record| {
                    let checked = checked.as_deref();
                    let basis = Basis { checked, fingerprint, today: &today, record, letters };
                    content::paper(&answer, basis, choice.get())
                })
            });
            Some(Arc::new(paper))
        },
        |_, _| true,
    );
    let state = move || if paper.with(Option::is_some) { "complete" } else { "running" };
    view! {
        <main id="main" tabindex="-1" class="app__main" data-state=state>
            <div class="page stack report">
                {banners()}
                <Bar paper=paper answer=answer choice=choice agree=agree/>
                <DecisionLog agree=agree answer=answer/>
                <Exceptions agree=agree/>
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

/// The notices as blocks, while they are asked for: written anew only when what they say can have changed.
fn letters_of(
    workspace: Workspace,
    answer: Signal<Option<Arc<Answer>>>,
    choice: RwSignal<Choice>,
    agree: Agree,
) -> Memo<Vec<Block>> {
    let exceptions = Memo::new(move |_| agree.record.with(|record| record.exceptions.clone()));
    let wanted = Memo::new(move |_| (choice.get().notices, choice.get().coded));
    Memo::new_with_compare(
        move |_| {
            let (true, coded) = wanted.get() else { return Vec::new() };
            let Some(answer) = answer.get() else { return Vec::new() };
            let contact = workspace.partner_side().contact.get();
            exceptions.with(|exceptions| {
                letters::letters(Telling {
                    answer: &answer,
                    exceptions,
                    today: &clock::today(),
                    contact: &contact,
                    coded,
                })
            })
        },
        |_, _| true,
    )
}

/// What is chosen about the paper, and the ways to take it along.
#[component]
fn Bar(
    paper: Memo<Option<Arc<Paper>>>,
    answer: Signal<Option<Arc<Answer>>>,
    choice: RwSignal<Choice>,
    agree: Agree,
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
    let contact = Workspace::here().partner_side().contact;
    let notices = move |_| {
        if let Some(answer) = answer.get_untracked() {
            let (record, contact) = (agree.record.get_untracked(), contact.get_untracked());
            let telling = Telling {
                answer: &answer,
                exceptions: &record.exceptions,
                today: &clock::today(),
                contact: &contact,
                coded: choice.get_untracked().coded,
            };
            let text = letters::file(telling);
            files::download(&format!("{}-notices.csv", base()), "text/csv", &text);
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
            <Part
                name="Rule sheets"
                help="Adds both rule sheets in full, so that the rules can be applied with the paper alone."
                choice=choice
                of=|choice| &mut choice.rules
            />
            <Part
                name="Ids instead of names"
                help="Shows ids instead of names, for readers who are not to know who is who."
                choice=choice
                of=|choice| &mut choice.coded
            />
            <Part
                name="Notices for everyone whose tier changes"
                help="Adds what each partner would read whose tier changes, may change, or is agreed."
                choice=choice
                of=|choice| &mut choice.notices
            />
            <Show when=move || choice.get().notices>
                <label class="input-unit">
                    "Whom to ask "
                    <input
                        class="input"
                        aria-description="Stands in every notice as the person to ask when a figure looks wrong."
                        maxlength=LONGEST_CONTACT.to_string()
                        placeholder="Name, mail or phone"
                        prop:value=move || contact.get()
                        on:change=move |event| contact.set(dom::value_of(&event))
                    />
                </label>
            </Show>
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
                <button type="button" class="btn" disabled=waits on:click=notices>
                    <Icon glyph=Glyph::Download/>
                    "Notices (CSV)"
                </button>
                <button type="button" class="btn btn--primary" disabled=waits on:click=|_| dom::print()>
                    "Print or save as PDF"
                </button>
            </span>
        </section>
    }
}

/// A check mark that adds or changes something in the paper.
#[component]
fn Part(
    name: &'static str,
    help: &'static str,
    choice: RwSignal<Choice>,
    /// What it sets.
    of: fn(&mut Choice) -> &mut bool,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-description=help
                prop:checked=move || *of(&mut choice.get())
                on:change=move |event| choice.update(|choice| *of(choice) = event_target_checked(&event))
            />
            <span>{name}</span>
        </label>
    }
}

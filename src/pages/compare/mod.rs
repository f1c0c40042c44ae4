//! Compare: any scenarios against a baseline on the same partners and the same shocks.

mod candidates;
mod contest;
mod dots;
mod fates;
mod flows;
mod list_end;
mod matrices;
mod migration;
mod picker;
mod results;
mod seen;
mod settings;
mod status;
pub(super) mod words;

use super::Banners;
use crate::platform::dom;
use crate::state::Workspace;
use crate::widgets::{Choice, Lit};
pub(super) use candidates::{Candidate, Key};
use contest::Phase;
pub(super) use contest::{Contest, letter};
use dots::Dots;
use fates::Fates;
use flows::Flows;
use leptos::prelude::*;
use matrices::Matrices;
use migration::Migration;
use picker::Picker;
use results::Results;
pub(super) use seen::{Seen, Side};
use settings::Settings;
use status::Empty;
pub(super) use status::{Failed, Progress};
use std::sync::Arc;

/// Part of this screen, so that a first visit does not load it.
const STYLE: &str = include_str!("../../../style/compare.css");

/// What is shown, computed once for all panels.
pub(super) type SeenSignal = Memo<Option<Arc<Seen>>>;

#[component]
pub(super) fn ComparePage(banners: Banners) -> impl IntoView {
    dom::adopt_style("compare", STYLE);
    let contest = Contest::new(Workspace::here());
    let seen = contest.seen();
    let state = move || match contest.phase.get() {
        Phase::Running(..) => "running",
        Phase::Complete => "complete",
        Phase::Cancelled => "cancelled",
    };
    let there = Memo::new(move |_| seen.with(|s| s.as_ref().is_some_and(|s| !s.sides.is_empty())));
    let nothing = Memo::new(move |_| contest.compared.with(Vec::is_empty));
    let lit = Lit::here();
    view! {
        <main id="main" tabindex="-1" class="app__main" data-state=state>
            <div
                class="page page--full stack compare"
                data-lit=move || lit.mark()
                on:pointermove=move |event| lit.point(&event)
                on:pointerleave=move |_| lit.set(None)
            >
                {banners()}
                <Head contest=contest seen=seen/>
                <Picker contest=contest/>
                <Failed seen=seen/>
                <Show when=move || nothing.get()>
                    <Empty/>
                </Show>
                <Show when=move || there.get()>
                    <div class="grid-2 compare__top">
                        <div class="stack">
                            <Settings seen=seen/>
                            <Dots contest=contest seen=seen/>
                        </div>
                        <Results seen=seen/>
                    </div>
                    <Matrices seen=seen/>
                    <Looked contest=contest seen=seen/>
                    <Flows contest=contest seen=seen/>
                    <Fates contest=contest seen=seen/>
                    <Migration contest=contest seen=seen/>
                </Show>
            </div>
        </main>
    }
}

/// The answer, what it rests on, the baseline, and how far the runs are.
#[component]
fn Head(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let title = move || match seen.get() {
        Some(seen) if !seen.sides.is_empty() => words::title(&seen),
        _ => "Compare scenarios".to_owned(),
    };
    let provenance = move || {
        match seen.get() {
        Some(seen) if !seen.sides.is_empty() => words::provenance(&seen),
        _ => "Same partners and same random futures in every scenario, so that differences are not chance.".to_owned(),
    }
    };
    let choosable = Memo::new(move |_| {
        contest.candidates.with(|all| {
            all.iter()
                .filter(|one| one.rules().is_some())
                .map(|one| (one.key, one.name.clone(), one.about.clone()))
                .collect::<Vec<_>>()
        })
    });
    let names = move || {
        choosable
            .with(|all| all.iter().map(|(_, name, about)| format!("{name} ({about})")).collect())
    };
    let position = move || {
        choosable
            .with(|all| all.iter().position(|(key, ..)| *key == contest.base.get()).unwrap_or(0))
    };
    let pick = move |place: usize| {
        let Some((key, ..)) = choosable.with_untracked(|all| all.get(place).cloned()) else {
            return;
        };
        // The two trade places, so that the comparison stays one.
        let before = contest.base.get_untracked();
        let was_in = contest.chosen.with_untracked(|chosen| chosen.contains(&key));
        contest.base.set(key);
        if was_in {
            contest.choose(key, false);
            contest.choose(before, true);
        }
    };
    view! {
        <header class="spread page-head">
            <div class="stack compare__title">
                <h1 aria-live="polite">{title}</h1>
                <p class="muted">{provenance}</p>
            </div>
            <label class="cluster cluster--nowrap compare__base">
                <span class="muted">"Baseline"</span>
                <Choice
                    label="Baseline"
                    help="Every difference on this screen is taken against this scenario."
                    options=Signal::derive(names)
                    chosen=Signal::derive(position)
                    disabled=false
                    on_change=pick
                />
            </label>
        </header>
        <Progress contest=contest/>
    }
}

/// Which scenario the panels below look at.
#[component]
fn Looked(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let titles = move || {
        seen.with(|seen| {
            let sides = seen.as_ref().map_or(&[][..], |seen| &seen.sides);
            sides.iter().map(seen::Side::title).collect::<Vec<_>>()
        })
    };
    let keys = move || {
        seen.with_untracked(|seen| {
            let sides = seen.as_ref().map_or(&[][..], |seen| &seen.sides);
            sides.iter().map(|side| side.key).collect::<Vec<_>>()
        })
    };
    let position = move || {
        seen.track();
        keys().iter().position(|key| *key == contest.looked.get()).unwrap_or(0)
    };
    let pick = move |place: usize| {
        if let Some(key) = keys().get(place) {
            contest.looked.set(*key);
        }
    };
    view! {
        <div class="cluster compare__looked no-print">
            <h2>"One scenario closely"</h2>
            <Choice
                label="Scenario looked at"
                help="The panels below speak of this scenario and the baseline."
                options=Signal::derive(titles)
                chosen=Signal::derive(position)
                disabled=false
                on_change=pick
            />
        </div>
    }
}

/// Letter of a scenario as a mark; the baseline has none.
fn mark(letter: Option<&str>) -> impl IntoView + use<> {
    let Some(letter) = letter else {
        return view! {
            <span class="series-key series-key--base"><span class="visually-hidden">"Baseline"</span></span>
        }
        .into_any();
    };
    // Every second one is square, so that neighbours are told apart without colour too.
    let even = letter.bytes().next().is_some_and(|byte| byte % 2 == 0);
    let class = if even { "series-key series-key--alt2" } else { "series-key series-key--alt" };
    view! { <span class=class>{letter.to_owned()}</span> }.into_any()
}

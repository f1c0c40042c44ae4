//! How far the runs are, what could not be run, and what to do where nothing is chosen.

use super::SeenSignal;
use super::contest::{Contest, Phase};
use crate::format::count;
use leptos::prelude::*;

/// Progress with a way to stop, or a way on where it was stopped.
#[component]
pub(in crate::pages) fn Progress(contest: Contest) -> impl IntoView {
    move || {
        match contest.phase.get() {
        Phase::Complete => None,
        Phase::Cancelled => Some(
            view! {
                <div class="note cluster" role="status">
                    <span>"Stopped early. Scenarios that were done are shown; the others are not."</span>
                    <button type="button" class="btn btn--small" on:click=move |_| contest.go_on()>
                        "Run the rest"
                    </button>
                </div>
            }
            .into_any(),
        ),
        Phase::Running((place, of), (done, total)) => {
            let share = f64::from(done) / f64::from(total.max(1));
            let at = (place as f64 + share.min(1.0)) / of.max(1) as f64;
            Some(
                view! {
                    <div class="progress">
                        <div class="spread">
                            <span role="status">
                                {format!("Simulating scenario {} of {}.", count((place + 1).min(of) as f64), count(of as f64))}
                            </span>
                            <button type="button" class="btn btn--small" on:click=move |_| contest.cancel()>
                                "Cancel"
                            </button>
                        </div>
                        <progress max="1" value=at.to_string() aria-label="Runs done"></progress>
                    </div>
                }
                .into_any(),
            )
        }
    }
    }
}

/// Those that could not be run or paired, with the reason.
#[component]
pub(in crate::pages) fn Failed(seen: SeenSignal) -> impl IntoView {
    move || {
        let failed = seen.with(|seen| seen.as_ref().map(|seen| seen.failed.clone()))?;
        let list = failed.iter().map(|(name, why)| {
            view! { <p><strong>{name.clone()}</strong> " cannot be compared. " {why.clone()}</p> }
        });
        let list = list.collect_view();
        (!failed.is_empty())
            .then(|| view! { <div class="note note--warn" role="alert">{list}</div> })
    }
}

/// Nothing is chosen.
#[component]
pub(super) fn Empty() -> impl IntoView {
    view! {
        <section class="panel empty">
            <strong>"Choose a scenario to compare"</strong>
            <span>
                "Put a check mark above. Scenarios are saved when you open another one; those on the same partners can be compared."
            </span>
        </section>
    }
}

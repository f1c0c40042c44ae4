//! Simulate: levers left, answers right; everything updates while a lever moves.

mod answer;
mod break_even;
mod budget;
mod carried;
mod changes;
mod demand;
mod evidence;
mod flows;
mod incentives;
mod knob;
mod kpis;
mod levers;
mod money;
mod movement;
mod movers;
mod net;
mod responses;
mod run;
mod segment;
mod takeaway;
mod thresholds;
mod tier_mix;
mod today;
mod transitions;
mod why;
pub(in crate::pages) mod words;

use super::held::Held;
use super::parts::{details_panel, why_drawer};
use super::views::{arranged, folds};
use super::{Banners, address};
use crate::state::{RunPhase, Workspace};
use crate::widgets::Lit;
pub(in crate::pages) use answer::{Answer, newest};
use break_even::BreakEvenCurve;
use demand::Demand;
use evidence::Evidence;
use flows::Flows;
use kpis::Kpis;
use leptos::prelude::*;
use levers::Levers;
use money::Money;
use movers::Movers;
use net::NetBenefit;
pub(in crate::pages) use net::drawing as net_drawing;
use run::RunSettings;
use std::sync::Arc;
use takeaway::{Takeaway, Waiting};
use tier_mix::TierMix;
use tierlab_engine::record::Levers;
use tierlab_engine::simulation::Scenario;
pub(in crate::pages) use today::Today;
use transitions::TransitionMatrix;
pub(in crate::pages) use why::WhyDrawer;

/// The open scenario; only read where one is open.
pub(in crate::pages) type ScenarioSignal = Memo<Option<Scenario>>;

/// The newest answer, computed once for all panels.
pub(in crate::pages) type AnswerSignal = Signal<Option<Arc<Answer>>>;

/// What the panel of assumptions is shown with: the scenario and the answer.
pub(in crate::pages) type Assumed = (ScenarioSignal, AnswerSignal);

/// Demand, how partners respond, and how it is simulated.
#[component]
pub(in crate::pages) fn Assumptions(
    scenario: ScenarioSignal,
    answer: AnswerSignal,
) -> impl IntoView {
    let locked = Workspace::here().held(Levers::Assumptions);
    view! {
        <Held levers=Levers::Assumptions/>
        <Demand scenario=scenario locked=locked/>
        <Evidence scenario=scenario locked=locked answer=answer/>
        <RunSettings scenario=scenario/>
    }
}

/// What is told below the first answers: who flows where, where the money goes, where it stops paying.
#[component]
pub(in crate::pages) fn Details(answer: AnswerSignal) -> impl IntoView {
    view! {
        <div class="grid-5-8">
            <Flows answer=answer/>
            <Money answer=answer/>
        </div>
        <BreakEvenCurve answer=answer/>
    }
}

#[component]
pub(in crate::pages) fn SimulatePage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    let answer = answer::newest(workspace);
    let phase = Memo::new(move |_| workspace.run.with(|run| run.phase.clone()));
    let state = move || match phase.get() {
        RunPhase::Running(..) if answer.with(Option::is_some) => "partial",
        RunPhase::Idle | RunPhase::Running(..) => "running",
        RunPhase::Complete => "complete",
        RunPhase::Cancelled => "cancelled",
        RunPhase::Failed(_) => "failed",
    };
    let fingerprint = move || {
        workspace.run.with(|run| run.fingerprint).map(|fingerprint| format!("{fingerprint:016x}"))
    };
    let runs = move || answer.with(|a| a.as_ref().map(|a| a.headline.replications.to_string()));
    let outdated = Memo::new(move |_| workspace.run.with(|run| run.stale));
    let open = RwSignal::new(false);
    let lit = Lit::here();
    let arrangement = arranged(address::SIMULATE);
    folds(arrangement);
    // A link may lead to somebody; and back from what a partner is shown, its drawer is open again.
    let looking = workspace.linking().looking;
    if let Some(back) = workspace.looked_at_from(address::SIMULATE) {
        looking.set(Some(back));
    }
    on_cleanup(move || looking.set(None));
    // Other partners may be open by now.
    let looks = Memo::new(move |_| {
        let Some(position) = looking.get() else { return false };
        let is_there = |a: &Arc<Answer>| a.movers.iter().any(|mover| mover.position == position);
        answer.with(|a| a.as_ref().is_some_and(is_there))
    });
    view! {
        <Levers answer=answer open=open/>
        <main
            id="main"
            tabindex="-1"
            class="app__main"
            data-state=state
            data-fingerprint=fingerprint
            data-runs=runs
        >
            <div
                class="lab"
                class:is-stale=move || outdated.get()
                data-lit=move || lit.mark()
                on:pointermove=move |event| lit.point(&event)
                on:pointerleave=move |_| lit.set(None)
            >
                {banners()}
                <Show when=move || answer.with(Option::is_some) fallback=|| view! { <Waiting/> }>
                    <Takeaway answer=answer arrangement=arrangement/>
                    <Kpis answer=answer/>
                    <div class="grid-2">
                        <TierMix answer=answer/>
                        <TransitionMatrix answer=answer/>
                    </div>
                    <div class="grid-5-8">
                        <NetBenefit answer=answer/>
                        <Movers answer=answer looking=looking/>
                    </div>
                    {details_panel(answer)}
                </Show>
            </div>
        </main>
        {move || looks.get().then(|| why_drawer(answer, looking))}
        <EditBar answer=answer open=open/>
    }
}

/// Below 68 rem the levers are a sheet; this bar opens it.
#[component]
fn EditBar(answer: AnswerSignal, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <section class="edit-bar no-print" aria-label="Answer and levers">
            <span class="edit-bar__answer">{move || answer.with(|a| words::short(a.as_deref()))}</span>
            <button type="button" class="btn btn--primary" on:click=move |_| open.set(true)>
                "Edit levers"
            </button>
        </section>
    }
}

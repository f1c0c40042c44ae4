//! The view that is shown: made of an open partner, or read; and what a simulation adds to it.

use crate::platform::clock;
use crate::state::{Question, ShownPartner, Topic, Workspace};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::documents::read_partner_view;
use tierlab_engine::partner_view::{Chances, PartnerView};
use tierlab_engine::protocol::Outcome;
use tierlab_engine::simulation::{Scenario, Watched};

/// Partners × quarters × runs that looking closely may take.
const MOST_CELLS: usize = 2_000_000;

/// What came of it.
#[derive(Clone, PartialEq)]
pub(super) enum Made {
    Waiting,
    Nothing,
    Refused(String),
    There(Shown),
}

/// A view with what comes to it later.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    /// The view; what it says of chances is in `chances`.
    pub view: Arc<PartnerView>,
    /// What was simulated.
    pub chances: RwSignal<Option<Chances>>,
    /// Why nothing was simulated.
    pub failed: RwSignal<Option<String>>,
    /// Fragment of the screen that a designer came from; none for a partner.
    pub back: Option<&'static str>,
}

impl Shown {
    /// Whether a simulation is under way.
    pub fn waits(&self) -> bool {
        let failed = self.failed.with(Option::is_some);
        self.back.is_some() && !failed && self.chances.with(Option::is_none)
    }

    /// The view as a partner gets it.
    pub fn whole(&self, contact: &str) -> PartnerView {
        let view = PartnerView { chances: self.chances.get_untracked(), ..(*self.view).clone() };
        view.with_contact(contact)
    }

    /// The view with what was simulated.
    pub fn now(&self) -> PartnerView {
        PartnerView { chances: self.chances.get(), ..(*self.view).clone() }
    }

    fn of(view: Arc<PartnerView>, back: Option<&'static str>) -> Self {
        let chances = RwSignal::new(view.chances.clone());
        Self { view, chances, failed: RwSignal::new(None), back }
    }
}

/// What is shown now.
pub(super) fn made(workspace: Workspace) -> RwSignal<Made> {
    let made = RwSignal::new(Made::Waiting);
    on_cleanup(move || workspace.forget(Topic::PartnerView));
    Effect::new(move |_| match workspace.partner_side().shown.get() {
        None => made.set(Made::Nothing),
        Some(ShownPartner::File { name, text }) => made.set(match read_partner_view(&text) {
            Ok(view) => Made::There(Shown::of(Arc::new(view), None)),
            Err(problems) => Made::Refused(format!("{name}: {problems}")),
        }),
        Some(ShownPartner::Preview { position, back }) => {
            made.set(Made::Waiting);
            let owner = Owner::current();
            // What is recorded of every period is looked at: that can take a moment.
            clock::after(0, move || {
                if made.is_disposed() {
                    return;
                }
                let now = || preview(workspace, position, back);
                made.set(owner.map_or_else(now, |owner| owner.with(now)));
            });
        }
    });
    made
}

fn preview(workspace: Workspace, position: usize, back: &'static str) -> Made {
    let open = workspace.session.with_untracked(|session| {
        session.as_ref().map(|session| (session.portfolio.clone(), session.scenario().clone()))
    });
    let Some((portfolio, scenario)) = open else { return Made::Nothing };
    let Some(view) = PartnerView::of(&scenario.alternative, &portfolio, position) else {
        return Made::Nothing;
    };
    let shown = Shown::of(Arc::new(view), Some(back));
    simulate(workspace, scenario, (portfolio.partners().len(), position), &shown);
    Made::There(shown)
}

/// Asks how often the partner comes to which tier.
fn simulate(
    workspace: Workspace,
    mut scenario: Scenario,
    (partners, position): (usize, usize),
    shown: &Shown,
) {
    let cells = partners.max(1) * scenario.settings.quarters as usize;
    let room = u32::try_from(MOST_CELLS / cells.max(1)).unwrap_or(u32::MAX).max(20);
    scenario.settings.replications = scenario.settings.replications.min(room);
    scenario.settings.precision = None;
    let shown = shown.clone();
    let then = move |outcome: Result<Outcome, String>| {
        // The view may be closed by now.
        let _gone = match outcome {
            Ok(outcome) => {
                let watched = outcome.alternative.watched.as_ref();
                let quarters = watched.map_or_else(Vec::new, Watched::quarters);
                let view = (*shown.view).clone().with_chances(&quarters, outcome.replications());
                if view.chances.is_none() {
                    let why = "This partner is not simulated: too little is known of it.";
                    shown.failed.try_set(Some(why.to_owned()));
                }
                shown.chances.try_set(view.chances).is_some()
            }
            Err(why) => shown.failed.try_set(Some(why)).is_some(),
        };
    };
    let question =
        Question { scenario, watch: Some(position), then: Box::new(then), meanwhile: None };
    workspace.ask(Topic::PartnerView, vec![question]);
}

//! Everything the panels show, computed once per outcome.

use super::AnswerSignal;
use crate::format::simulated;
use crate::state::Workspace;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::portfolio::{Period, Portfolio};
use tierlab_engine::protocol::Outcome;
use tierlab_engine::report::{
    Headline, Mover, NetSeries, TierSeries, Transitions, headline, movers, net_series, tier_series,
    transitions,
};
use tierlab_engine::simulation::Scenario;

/// One outcome, ready to be shown.
pub(in crate::pages) struct Answer {
    pub portfolio: Arc<Portfolio>,
    pub scenario: Arc<Scenario>,
    pub outcome: Arc<Outcome>,
    pub headline: Headline,
    pub tiers: Vec<TierSeries>,
    pub net: NetSeries,
    pub transitions: Transitions,
    pub movers: Vec<Mover>,
}

impl Answer {
    /// Everything that follows from an outcome; `None` before the first replication.
    pub fn new(
        portfolio: Arc<Portfolio>,
        scenario: Arc<Scenario>,
        outcome: Arc<Outcome>,
    ) -> Option<Self> {
        Some(Self {
            headline: headline(&outcome)?,
            tiers: tier_series(&outcome),
            net: net_series(&outcome),
            transitions: transitions(&outcome.alternative),
            movers: movers(&outcome, &scenario, &portfolio),
            portfolio,
            scenario,
            outcome,
        })
    }

    /// Names of the tiers, lowest first.
    pub fn tier_name(&self, tier: usize) -> String {
        let tiers = &self.scenario.alternative.ladder.tiers;
        tiers.get(tier).map_or_else(|| "Left".to_owned(), |tier| tier.name.clone())
    }

    /// Number of tiers.
    pub fn tier_count(&self) -> usize {
        self.scenario.alternative.ladder.tiers.len()
    }

    /// Currency of all money.
    pub fn currency(&self) -> &str {
        &self.scenario.alternative.currency
    }

    /// Quarters simulated.
    pub fn quarters(&self) -> usize {
        self.outcome.alternative.quarters
    }

    /// The period that ends `quarter` quarters from now.
    pub fn period(&self, quarter: usize) -> Period {
        let last = self.portfolio.periods().last().copied().unwrap_or_else(Period::snapshot);
        simulated(last, quarter)
    }

    /// Whether there are enough runs for a band.
    pub fn has_band(&self) -> bool {
        self.headline.replications >= 100
    }
}

/// What a run answered, compared by identity: the same until the next answer.
#[derive(Clone)]
pub(super) struct Answered(Arc<Outcome>, Arc<Scenario>);

impl PartialEq for Answered {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The newest answer of the workspace. A run that begins or goes on does not make it anew.
pub(in crate::pages) fn newest(workspace: Workspace) -> AnswerSignal {
    let answered = Memo::new(move |_| {
        let (outcome, scenario) = workspace.run.with(|run| run.answer.clone())?;
        Some(Answered(outcome, scenario))
    });
    let answer = Memo::new_with_compare(
        move |_| {
            let Answered(outcome, scenario) = answered.get()?;
            let portfolio =
                workspace.session.with_untracked(|s| s.as_ref().map(|s| s.portfolio.clone()))?;
            Answer::new(portfolio, scenario, outcome).map(Arc::new)
        },
        // Made anew only for another outcome.
        |_, _| true,
    );
    Signal::derive(move || answer.get())
}

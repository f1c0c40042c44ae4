//! What has been run, ready to be shown: every scenario against the baseline.

use super::candidates::{Candidate, Key};
use super::contest::letter;
use crate::format::simulated;
use std::sync::Arc;
use tierlab_engine::portfolio::{Period, Portfolio};
use tierlab_engine::protocol::Outcome;
use tierlab_engine::report::{
    Compared, Contender, Headline, Quantity, Unpaired, compared, headline,
};
use tierlab_engine::rules::Program;
use tierlab_engine::simulation::Scenario;

/// Runs below which no interval is shown.
const ENOUGH: usize = 100;

/// One scenario against the baseline.
#[derive(Clone)]
pub(in crate::pages) struct Side {
    pub key: Key,
    /// `A`, `B`, …
    pub letter: String,
    pub name: String,
    pub program: Arc<Program>,
    /// Its run with the chosen baseline as its baseline.
    pub outcome: Arc<Outcome>,
    pub headline: Headline,
    pub compared: Vec<Compared>,
}

/// Everything that is shown.
pub(in crate::pages) struct Seen {
    pub portfolio: Arc<Portfolio>,
    /// The assumptions that all of them share.
    pub scenario: Arc<Scenario>,
    /// Name and run of the baseline.
    pub base: Option<(String, Arc<Contender>)>,
    pub sides: Vec<Side>,
    /// Name of those that could not be run or paired, and why.
    pub failed: Vec<(String, String)>,
}

/// A scenario against the baseline, or why that cannot be.
pub(in crate::pages) fn side(
    one: &Candidate,
    place: usize,
    contender: Arc<Contender>,
    base: &Contender,
) -> Result<Side, String> {
    let outcome = contender.against(base).map_err(|why| {
        match why {
            Unpaired::Partners => {
                "It leaves out partners that the baseline follows, so their sums do not compare."
            }
            Unpaired::Runs => "It was run another number of times than the baseline.",
            Unpaired::Futures => {
                "Its rules look at other columns, so its futures are not those of the baseline."
            }
        }
        .to_owned()
    })?;
    let headline = headline(&outcome).ok_or_else(|| "It has no runs.".to_owned())?;
    Ok(Side {
        key: one.key,
        letter: letter(place),
        name: one.name.clone(),
        program: Arc::new(contender.program.clone()),
        headline,
        compared: compared(&outcome),
        outcome: Arc::new(outcome),
    })
}

impl Side {
    /// One quantity.
    pub fn of(&self, quantity: Quantity) -> Option<&Compared> {
        self.compared.iter().find(|compared| compared.quantity == quantity)
    }

    /// `A Earned Strategic`.
    pub fn title(&self) -> String {
        format!("{} {}", self.letter, self.name)
    }

    /// Name of a tier of its ladder; behind the last one it has left.
    pub fn tier(&self, tier: usize) -> String {
        tier_name(&self.program, tier)
    }

    /// Number of its tiers.
    pub fn tiers(&self) -> usize {
        self.program.ladder.tiers.len()
    }
}

/// Name of a tier; behind the last one a partner has left.
pub(in crate::pages) fn tier_name(program: &Program, tier: usize) -> String {
    program.ladder.tiers.get(tier).map_or_else(|| "Left".to_owned(), |tier| tier.name.clone())
}

impl Seen {
    /// Where the baseline itself could not be run.
    pub fn without(
        portfolio: &Arc<Portfolio>,
        scenario: &Arc<Scenario>,
        failed: Vec<(String, String)>,
    ) -> Self {
        let (portfolio, scenario) = (portfolio.clone(), scenario.clone());
        Self { portfolio, scenario, base: None, sides: Vec::new(), failed }
    }

    /// Currency of all money.
    pub fn currency(&self) -> &str {
        &self.scenario.baseline.currency
    }

    /// Name of the baseline.
    pub fn base_name(&self) -> &str {
        self.base.as_ref().map_or("", |(name, _)| name)
    }

    /// The baseline's rules.
    pub fn base_program(&self) -> &Program {
        self.base.as_ref().map_or(&self.scenario.baseline, |(_, base)| &base.program)
    }

    /// Runs of each.
    pub fn runs(&self) -> usize {
        self.base.as_ref().map_or(0, |(_, base)| base.outcome.replications())
    }

    /// Whether there are enough runs for an interval.
    pub fn has_band(&self) -> bool {
        self.runs() >= ENOUGH
    }

    /// Quarters simulated.
    pub fn quarters(&self) -> usize {
        self.scenario.settings.quarters as usize
    }

    /// The period that ends so many quarters from now.
    pub fn period(&self, quarter: usize) -> Period {
        let last = self.portfolio.periods().last().copied().unwrap_or_else(Period::snapshot);
        simulated(last, quarter)
    }

    /// The one that is looked at, or the first.
    pub fn looked(&self, key: Key) -> Option<&Side> {
        self.sides.iter().find(|side| side.key == key).or_else(|| self.sides.first())
    }
}

//! Several scenarios on the same partners under the same shocks, any of them against any other.
//!
//! Each was run against the program in force. What two of them differ by is taken replication by
//! replication, so that neither the order of scenarios nor the choice of who is the baseline changes a run.

use super::Band;
use crate::protocol::Outcome;
use crate::rules::Program;
use crate::simulation::{INNER, ReplicationTotals, Tally};
use crate::stats::{mean, standard_deviation};

/// A scenario that was run.
#[derive(Debug, Clone)]
pub struct Contender {
    /// Its program.
    pub program: Program,
    /// What it came to: the alternative of a run whose baseline is the program in force.
    pub outcome: Outcome,
}

/// What cannot be the same shocks for both of two scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpaired {
    /// One of them leaves partners out that the other follows.
    Partners,
    /// They were run a different number of times, or over another horizon.
    Runs,
    /// The program in force did something else beside them: their futures are not the same ones.
    Futures,
}

impl Contender {
    /// This scenario with `base` as its baseline.
    ///
    /// # Errors
    /// What keeps the two from being paired.
    pub fn against(&self, base: &Self) -> Result<Outcome, Unpaired> {
        let (mine, other) = (&self.outcome, &base.outcome);
        if mine.positions != other.positions
            || mine.alternative.first_tier.len() != other.alternative.first_tier.len()
        {
            return Err(Unpaired::Partners);
        }
        let numbers = |tally: &Tally| -> Vec<u32> {
            tally.replications.iter().map(|totals| totals.replication).collect()
        };
        if numbers(&mine.alternative) != numbers(&other.alternative)
            || mine.alternative.quarters != other.alternative.quarters
        {
            return Err(Unpaired::Runs);
        }
        if mine.baseline.replications != other.baseline.replications {
            return Err(Unpaired::Futures);
        }
        Ok(Outcome {
            baseline: other.alternative.clone(),
            counterparts: base.program.places_in(&self.program),
            ..mine.clone()
        })
    }
}

/// What is told of every scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Partners that end above where they began.
    MovesUp,
    /// Partners that end below where they began.
    MovesDown,
    /// Partners in the top two tiers at the end.
    TopTiers,
    /// What partners sell.
    Revenue,
    /// What is earned on it.
    Margin,
    /// What the program costs.
    Cost,
    /// Margin less cost.
    Net,
}

/// One quantity of a scenario, and by how much it differs from the baseline. Money in the program's currency,
/// over the whole horizon, as it is worth today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// What it is.
    pub quantity: Quantity,
    /// Its mean.
    pub level: f64,
    /// Its mean under the baseline.
    pub baseline: f64,
    /// Scenario less baseline, paired.
    pub change: Band,
    /// Standard error of the mean change: the simulation's own, not uncertainty of the world.
    pub error: f64,
}

impl Compared {
    /// Whether nine in ten runs lie on one side of no change.
    pub fn is_clear(&self) -> bool {
        self.change.p5 > 0.0 || self.change.p95 < 0.0
    }
}

impl Quantity {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::MovesUp,
        Self::MovesDown,
        Self::TopTiers,
        Self::Revenue,
        Self::Margin,
        Self::Cost,
        Self::Net,
    ];

    /// Whether it is money; partners otherwise.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::MovesUp | Self::MovesDown | Self::TopTiers)
    }

    fn of(self, totals: &ReplicationTotals, tally: &Tally, factors: &[f64]) -> f64 {
        let [up, down] = totals.moved;
        match self {
            Self::MovesUp => f64::from(up),
            Self::MovesDown => f64::from(down),
            Self::TopTiers => f64::from(top(totals, tally)),
            Self::Revenue => {
                totals.revenue.iter().zip(factors).map(|(revenue, factor)| revenue * factor).sum()
            }
            Self::Margin => totals.earned(factors),
            Self::Cost => totals.spent(factors),
            Self::Net => totals.earned(factors) - totals.spent(factors),
        }
    }
}

/// Partners in the two highest tiers at the end.
fn top(totals: &ReplicationTotals, tally: &Tally) -> u32 {
    let last = tally.quarters.saturating_sub(1) * (tally.tiers + 1);
    let high = last + tally.tiers.saturating_sub(2)..last + tally.tiers;
    totals.mix.get(high).unwrap_or(&[]).iter().sum()
}

/// Every quantity of an outcome; empty before the first replication.
pub fn compared(outcome: &Outcome) -> Vec<Compared> {
    if outcome.replications() == 0 {
        return Vec::new();
    }
    let factors = outcome.factors();
    let group = if outcome.uncertain { INNER as usize } else { 1 };
    let one = |quantity: Quantity| {
        let column = |tally: &Tally| -> Vec<f64> {
            let totals = tally.replications.iter();
            totals.map(|totals| quantity.of(totals, tally, &factors)).collect()
        };
        let (mine, base) = (column(&outcome.alternative), column(&outcome.baseline));
        let change: Vec<f64> = mine.iter().zip(&base).map(|(mine, base)| mine - base).collect();
        Compared {
            quantity,
            level: mean(&mine),
            baseline: mean(&base),
            error: error(&change, group),
            change: Band::of(change),
        }
    };
    Quantity::ALL.into_iter().map(one).collect()
}

/// Standard error of a mean, of groups that count as one each.
fn error(sample: &[f64], group: usize) -> f64 {
    let means: Vec<f64> = sample.chunks(group.max(1)).map(mean).collect();
    standard_deviation(&means) / (means.len().max(1) as f64).sqrt()
}

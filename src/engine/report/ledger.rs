//! Where the money goes: expected cost by tier and line, what partners of a tier receive, and the hours that
//! are promised against those there are.

use crate::finance::{Benefit, Costs, line};
use crate::protocol::Outcome;
use crate::simulation::{Scenario, Tally};
use crate::stats::mean;

/// Expected cost of the partners that hold one tier, over the whole horizon, as it is worth today; money in
/// the program's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCost {
    /// Under the alternative, by line, in the order of [`crate::finance::COST_LINES`].
    pub lines: Costs,
    /// Under the baseline, all lines, of the tiers that this one takes the place of.
    pub baseline: f64,
    /// Expected partners that hold it, added up over the quarters, each weighted as its money is.
    pub partner_quarters: f64,
}

/// Partner-manager hours of one quarter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hours {
    /// Promised under the alternative, expected.
    pub alternative: f64,
    /// Promised under the baseline, expected.
    pub baseline: f64,
    /// Missing under the alternative, expected: promised above those there are; 0 where nobody said how many
    /// there are.
    pub short: f64,
    /// Share of the replications in which some are missing.
    pub chance_short: f64,
}

/// The expected ledger of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// One entry per tier of the alternative, lowest first.
    pub tiers: Vec<TierCost>,
    /// One entry per quarter.
    pub hours: Vec<Hours>,
}

impl TierCost {
    /// Cost over all lines.
    pub fn total(&self) -> f64 {
        self.lines.iter().sum()
    }

    /// What one partner of the tier receives in a quarter as money; zero where nobody holds it.
    pub fn received(&self) -> f64 {
        let lines = line::MONEY_TO_PARTNERS.iter().filter_map(|line| self.lines.get(*line));
        let money: f64 = lines.sum();
        if self.partner_quarters > 0.0 { money / self.partner_quarters } else { 0.0 }
    }
}

/// Expected cost by tier of the alternative, lowest first.
pub fn tier_costs(outcome: &Outcome) -> Vec<TierCost> {
    let (alternative, baseline) = (&outcome.alternative, &outcome.baseline);
    let factors = outcome.factors();
    let total = |tally: &Tally, tier: usize| -> Costs {
        let mut sum = Costs::default();
        for (quarter, factor) in factors.iter().enumerate() {
            for (sum, cost) in sum.iter_mut().zip(tally.cost_by_tier(quarter, tier)) {
                *sum += cost * factor;
            }
        }
        sum
    };
    (0..alternative.tiers)
        .map(|tier| TierCost {
            lines: total(alternative, tier),
            baseline: (0..baseline.tiers)
                .filter(|place| outcome.counterpart(*place) == tier)
                .map(|place| total(baseline, place).iter().sum::<f64>())
                .sum(),
            partner_quarters: factors
                .iter()
                .enumerate()
                .map(|(quarter, factor)| factor * held(alternative, quarter, tier))
                .sum(),
        })
        .collect()
}

/// Adds the outcome up.
pub fn ledger(outcome: &Outcome, scenario: &Scenario) -> Ledger {
    let (alternative, baseline) = (&outcome.alternative, &outcome.baseline);
    let quarters = 0..alternative.quarters;
    let programs = (&scenario.alternative.incentives.tiers, &scenario.baseline.incentives.tiers);
    let hours = quarters.map(|quarter| {
        let each = promised(alternative, quarter, programs.0);
        let there = scenario.manager_hours.unwrap_or(f64::INFINITY);
        let short: Vec<f64> = each.iter().map(|hours| (hours - there).max(0.0)).collect();
        let runs = short.len().max(1) as f64;
        Hours {
            alternative: mean(&each),
            baseline: mean(&promised(baseline, quarter, programs.1)),
            chance_short: short.iter().filter(|short| **short > 0.0).count() as f64 / runs,
            short: mean(&short),
        }
    });
    Ledger { tiers: tier_costs(outcome), hours: hours.collect() }
}

/// Partner-manager hours that a quarter (from 0) promises in every replication.
fn promised(tally: &Tally, quarter: usize, benefits: &[Benefit]) -> Vec<f64> {
    let hours = |counts: &dyn Fn(usize) -> f64| {
        let tiers = benefits.iter().enumerate();
        tiers.map(|(tier, benefit)| benefit.manager_hours * counts(tier)).sum::<f64>()
    };
    let first = |tier: usize| {
        tally.first_tier.iter().filter(|first| usize::from(**first) == tier).count() as f64
    };
    let before = quarter.checked_sub(1).map(|before| before * (tally.tiers + 1));
    let of_one = |mix: &[u32]| match before {
        Some(row) => hours(&|tier| mix.get(row + tier).copied().map_or(0.0, f64::from)),
        None => hours(&first),
    };
    tally.replications.iter().map(|totals| of_one(&totals.mix)).collect()
}

/// Expected partners that begin a quarter (from 0) in a tier.
fn held(tally: &Tally, quarter: usize, tier: usize) -> f64 {
    let places = tally.tiers + 1;
    let start = (quarter * places + tier) * places;
    let row = tally.transitions.get(start..start + places).unwrap_or(&[]);
    row.iter().sum::<u64>() as f64 / tally.replications.len().max(1) as f64
}

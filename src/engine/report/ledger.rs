//! Where the money goes: expected cost by tier and line, what partners of a tier receive, and the hours that
//! are promised.

use crate::finance::{COST_LINES, Costs};
use crate::protocol::Outcome;
use crate::simulation::{Scenario, Tally};

/// Expected cost of the partners that hold one tier, over the whole horizon; money in the program's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCost {
    /// Under the alternative, by line, in the order of [`COST_LINES`].
    pub lines: Costs,
    /// Under the baseline, all lines, of the tiers that this one takes the place of.
    pub baseline: f64,
    /// Expected partners that hold it, added up over the quarters.
    pub partner_quarters: f64,
}

/// Partner-manager hours that one quarter promises.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hours {
    /// Under the alternative.
    pub alternative: f64,
    /// Under the baseline.
    pub baseline: f64,
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

    /// What one partner of the tier receives in a quarter in money: all lines but the two of hours; zero
    /// where nobody holds it.
    pub fn received(&self) -> f64 {
        let money = self.lines.iter().zip(COST_LINES).filter(|(_, name)| !name.contains("hours"));
        let money: f64 = money.map(|(cost, _)| cost).sum();
        if self.partner_quarters > 0.0 { money / self.partner_quarters } else { 0.0 }
    }
}

/// Adds the outcome up.
pub fn ledger(outcome: &Outcome, scenario: &Scenario) -> Ledger {
    let (alternative, baseline) = (&outcome.alternative, &outcome.baseline);
    let quarters = 0..alternative.quarters;
    let total = |tally: &Tally, tier: usize| -> Costs {
        let mut sum = Costs::default();
        for quarter in quarters.clone() {
            for (sum, cost) in sum.iter_mut().zip(tally.cost_by_tier(quarter, tier)) {
                *sum += cost;
            }
        }
        sum
    };
    let tiers = (0..alternative.tiers)
        .map(|tier| TierCost {
            lines: total(alternative, tier),
            baseline: (0..baseline.tiers)
                .filter(|place| outcome.counterpart(*place) == tier)
                .map(|place| total(baseline, place).iter().sum::<f64>())
                .sum(),
            partner_quarters: quarters.clone().map(|q| held(alternative, q, tier)).sum(),
        })
        .collect();
    let promised = |tally: &Tally, quarter: usize, benefits: &[crate::finance::Benefit]| -> f64 {
        let hours = benefits.iter().enumerate();
        hours.map(|(tier, benefit)| benefit.manager_hours * held(tally, quarter, tier)).sum()
    };
    let hours = quarters.clone().map(|quarter| Hours {
        alternative: promised(alternative, quarter, &scenario.alternative.incentives.tiers),
        baseline: promised(baseline, quarter, &scenario.baseline.incentives.tiers),
    });
    Ledger { tiers, hours: hours.collect() }
}

/// Expected partners that begin a quarter (from 0) in a tier.
fn held(tally: &Tally, quarter: usize, tier: usize) -> f64 {
    let places = tally.tiers + 1;
    let start = (quarter * places + tier) * places;
    let row = tally.transitions.get(start..start + places).unwrap_or(&[]);
    row.iter().sum::<u64>() as f64 / tally.replications.len().max(1) as f64
}

//! A partner's own return: what a program brings it in a quarter against what it puts in.
//!
//! ```text
//! gains = commission + (1 − π)·discount + MDF used + bonuses + further benefits
//! puts in = MDF used·s/(1 − s) + enablement hours·(cost of an hour of its own)
//! ```
//! `π` is the share of a discount that reaches the customer, `s` the partner's share of a campaign. What it
//! earns on the sales themselves is not known and not in it.

use super::ledger::TierCost;
use crate::behaviour::Parameters;
use crate::finance::{Benefit, line};

/// One partner of a tier, an average quarter; money in the program's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnReturn {
    /// What the program brings it.
    pub gains: f64,
    /// What it puts in.
    pub puts_in: f64,
}

impl OwnReturn {
    /// Gains per unit put in; `None` where nothing is put in.
    pub fn ratio(&self) -> Option<f64> {
        (self.puts_in > 0.0).then(|| self.gains / self.puts_in)
    }
}

/// The return of a partner of each tier, lowest first; `None` where nobody holds the tier.
pub fn own_returns(
    tiers: &[TierCost],
    benefits: &[Benefit],
    p: &Parameters,
) -> Vec<Option<OwnReturn>> {
    let share = p.co_investment.clamp(0.0, 0.99);
    let one = |(cost, benefit): (&TierCost, &Benefit)| {
        let at = |line: usize| cost.lines.get(line).copied().unwrap_or(0.0) / cost.partner_quarters;
        let passed_on = p.pass_through * at(line::DISCOUNT);
        let campaigns = at(line::MDF) * share / (1.0 - share);
        (cost.partner_quarters > 0.0).then(|| OwnReturn {
            gains: cost.received() - passed_on,
            puts_in: campaigns + benefit.enablement_hours * p.partner_hour,
        })
    };
    tiers.iter().zip(benefits).map(one).collect()
}

//! Money: what a tier gets, what that costs, line by line.

mod benefit_rule;
mod counted;
mod present;

pub use benefit_rule::{Banding, BenefitKind, BenefitRule, Deal, Stacking, Terms, chosen, stacked};
pub use counted::{Counted, Occasion, Recipient};
pub(crate) use counted::{CountedBenefits, Earned};
pub use present::present_factor;

use serde::{Deserialize, Serialize};

/// Whether an amount reaches a line, as decimals say it: within 1e-9, or a few units of the last binary
/// place above a million.
#[inline]
fn reaches(amount: f64, line: f64) -> bool {
    amount >= least(line)
}

/// The least amount that reaches a line.
#[inline]
fn least(line: f64) -> f64 {
    line - (line.abs() * 1e-15).clamp(1e-9, 1e-3)
}

/// What one tier gets. Money in the program's currency; everything per quarter where it is not a
/// share of revenue.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Benefit {
    /// Share of revenue paid as commission, 0..=1.
    pub commission: f64,
    /// Share of list revenue given as discount, 0..=1.
    pub discount: f64,
    /// Market development funds offered per quarter.
    pub mdf: f64,
    /// Partner-manager hours per quarter.
    pub manager_hours: f64,
    /// Enablement hours per quarter.
    pub enablement_hours: f64,
}

/// A one-time bonus paid in every quarter whose revenue reaches a level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// Quarterly revenue that earns it.
    pub revenue: f64,
    /// Money paid.
    pub bonus: f64,
}

/// The incentive mix: one benefit per tier, and what is paid program-wide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incentives {
    /// One per tier, lowest first.
    pub tiers: Vec<Benefit>,
    /// Money paid per referral.
    pub referral_bonus: f64,
    /// Margin a referral is worth.
    pub referral_value: f64,
    /// Bonuses for quarterly revenue.
    pub milestones: Vec<Milestone>,
    /// Further benefits with their terms.
    pub benefits: Vec<BenefitRule>,
    /// Money that all of it may cost in a year; no computation looks at it.
    pub budget: Option<f64>,
}

/// Names of the cost lines, in the order of [`Costs`].
pub const COST_LINES: [&str; 9] = [
    "Commission",
    "Discount",
    "MDF used",
    "Partner-manager hours",
    "Enablement hours",
    "Referral bonuses",
    "Milestone bonuses",
    "Further benefits",
    "Own sellers",
];

/// Places of the lines.
pub mod line {
    /// Commission.
    pub const COMMISSION: usize = 0;
    /// Discount.
    pub const DISCOUNT: usize = 1;
    /// MDF used.
    pub const MDF: usize = 2;
    /// Referral fees.
    pub const REFERRALS: usize = 5;
    /// Milestone bonuses.
    pub const MILESTONES: usize = 6;
    /// Benefits with terms that partners are paid.
    pub const BENEFITS: usize = 7;
    /// Benefits with terms that the vendor's own sellers are paid.
    pub const OWN_SELLERS: usize = 8;
    /// Lines that reach the partner as money.
    pub const MONEY_TO_PARTNERS: [usize; 6] =
        [COMMISSION, DISCOUNT, MDF, REFERRALS, MILESTONES, BENEFITS];
}

/// Cost of one partner and quarter, by line (see [`COST_LINES`]).
pub type Costs = [f64; COST_LINES.len()];

/// What hours cost and how much of the MDF is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Cost of one partner-manager hour.
    pub manager_hour: f64,
    /// Cost of one enablement hour.
    pub enablement_hour: f64,
    /// Share of the MDF offered that is claimed, 0..=1.
    pub mdf_used: f64,
}

impl Benefit {
    /// Nothing at all.
    pub const NONE: Self = Self {
        commission: 0.0,
        discount: 0.0,
        mdf: 0.0,
        manager_hours: 0.0,
        enablement_hours: 0.0,
    };

    /// Cost per quarter that does not depend on revenue: used MDF and hours.
    pub fn fixed_cost(&self, rates: &Rates) -> f64 {
        rates.mdf_used * self.mdf
            + self.manager_hours * rates.manager_hour
            + self.enablement_hours * rates.enablement_hour
    }
}

impl Incentives {
    /// Nothing for anyone.
    pub fn none(tiers: usize) -> Self {
        Self {
            tiers: vec![Benefit::NONE; tiers],
            referral_bonus: 0.0,
            referral_value: 0.0,
            milestones: Vec::new(),
            benefits: Vec::new(),
            budget: None,
        }
    }

    /// Sums of the milestone bonuses that quarters' revenues earn.
    pub fn milestone_bonuses(&self, revenues: &[f64], bonuses: &mut [f64]) {
        bonuses.fill(0.0);
        for milestone in &self.milestones {
            let least = least(milestone.revenue);
            for (sum, revenue) in bonuses.iter_mut().zip(revenues) {
                *sum += if *revenue >= least { milestone.bonus } else { 0.0 };
            }
        }
    }

    /// Cost by line of one tier, benefits with terms apart, for every unit of what `costs` is told.
    pub fn unit_costs(&self, benefit: &Benefit, rates: &Rates) -> Costs {
        [
            benefit.commission,
            benefit.discount,
            rates.mdf_used * benefit.mdf,
            benefit.manager_hours * rates.manager_hour,
            benefit.enablement_hours * rates.enablement_hour,
            self.referral_bonus,
            1.0,
            0.0,
            0.0,
        ]
    }
}

/// Cost of one partner and quarter by line, from what a unit costs at the tier held when the quarter began;
/// `milestones` is what they come to.
#[inline]
pub(crate) fn costs(units: &Costs, (revenue, referrals, milestones): (f64, f64, f64)) -> Costs {
    let mut costs = [revenue, revenue, 1.0, 1.0, 1.0, referrals, milestones, 1.0, 1.0];
    for (cost, unit) in costs.iter_mut().zip(units) {
        *cost *= unit;
    }
    costs
}

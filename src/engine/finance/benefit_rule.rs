//! Benefits in the words of a contract: what a deal, a partner or a period earns, with limits,
//! bands, choices and time boxes.
//!
//! These say what is promised. The five levers of [`super::Benefit`] are what the response model
//! knows; a benefit here has terms, and no effect on behaviour.

use crate::portfolio::Month;
use serde::{Deserialize, Serialize};

/// What a benefit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BenefitKind {
    /// A share of a base, 0..=1.
    Percent,
    /// Money.
    Amount,
    /// Hours: of a manager, of training, or within which an answer is promised.
    Hours,
    /// Something one has or has not.
    Flag,
}

/// How bands apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Banding {
    /// Each part of the volume earns the rate of its own band.
    #[default]
    Marginal,
    /// The whole volume earns the rate of the band it ends in.
    Whole,
}

/// How a percentage joins others on the same base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stacking {
    /// Added to the others of this kind; the sum is taken off first.
    #[default]
    Additive,
    /// Taken off what is left, one after another.
    Multiplicative,
}

/// Limits and conditions of a benefit. Money in the program's currency.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Terms {
    /// Least that a deal earns.
    pub least_per_deal: Option<f64>,
    /// Most that a deal earns.
    pub most_per_deal: Option<f64>,
    /// Most that a partner earns in a period.
    pub most_per_partner: Option<f64>,
    /// Volume in the unit counted from which on a rate holds, ascending; they take the place of the
    /// tier's rate.
    pub bands: Vec<(f64, f64)>,
    /// How the bands apply.
    pub banding: Banding,
    /// How it joins other percentages.
    pub stacking: Stacking,
    /// Of benefits with the same choice a partner gets one.
    pub choice: Option<String>,
    /// Only so many deals of a partner in a period.
    pub first_deals: Option<u32>,
    /// Months a deal earns it.
    pub months: Option<u32>,
    /// From and to, both included.
    pub between: (Option<Month>, Option<Month>),
}

/// One benefit of a program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BenefitRule {
    /// Name for people.
    pub name: String,
    /// Where it comes from, and what else is worth knowing.
    pub note: Option<String>,
    /// What it is.
    pub kind: BenefitKind,
    /// What a percentage is taken of, in words.
    pub of: Option<String>,
    /// Level per tier, lowest first: a share, money, hours, 1 for a flag; `None` is not offered.
    pub tiers: Vec<Option<f64>>,
    /// Limits and conditions.
    pub terms: Terms,
}

impl BenefitRule {
    /// What the deals of one partner in one period earn at a tier, each an amount of the base.
    /// Percentages only; others earn their level once.
    ///
    /// Bands run over the deals in their order, by amount; [`Terms::first_deals`], the limits per
    /// deal and then the limit per partner follow.
    pub fn earned(&self, tier: usize, deals: &[f64]) -> f64 {
        let Some(level) = self.tiers.get(tier).copied().flatten() else { return 0.0 };
        if self.kind != BenefitKind::Percent {
            return level;
        }
        let counted = self.terms.first_deals.map_or(deals.len(), |most| most as usize);
        let deals = deals.get(..counted.min(deals.len())).unwrap_or(deals);
        let total: f64 = deals.iter().sum();
        let (mut before, mut earned) = (0.0, 0.0);
        for deal in deals {
            let amount = match (self.terms.bands.is_empty(), self.terms.banding) {
                (true, _) => deal * level,
                (false, Banding::Whole) => deal * self.rate_at(total),
                (false, Banding::Marginal) => self.banded(before + deal) - self.banded(before),
            };
            before += deal;
            earned += self.within_deal(amount);
        }
        self.terms.most_per_partner.map_or(earned, |most| earned.min(most))
    }

    fn within_deal(&self, amount: f64) -> f64 {
        let amount = self.terms.least_per_deal.map_or(amount, |least| amount.max(least));
        self.terms.most_per_deal.map_or(amount, |most| amount.min(most))
    }

    fn rate_at(&self, volume: f64) -> f64 {
        let bands = self.terms.bands.iter().rev();
        bands.into_iter().find(|(from, _)| volume > *from).map_or(0.0, |(_, rate)| *rate)
    }

    /// What a volume earns band by band; a band begins above its start.
    fn banded(&self, volume: f64) -> f64 {
        let starts = self.terms.bands.iter();
        let ends = self.terms.bands.iter().skip(1).map(|(from, _)| *from).chain([f64::INFINITY]);
        starts.zip(ends).map(|((from, rate), to)| rate * (volume.min(to) - from).max(0.0)).sum()
    }
}

/// What is left of a price after discounts: additive ones together first, then each
/// multiplicative one of the rest.
pub fn stacked(price: f64, discounts: &[(f64, Stacking)]) -> f64 {
    let added: f64 =
        discounts.iter().filter(|(_, s)| *s == Stacking::Additive).map(|(rate, _)| rate).sum();
    let left = discounts
        .iter()
        .filter(|(_, stacking)| *stacking == Stacking::Multiplicative)
        .fold(price * (1.0 - added).max(0.0), |left, (rate, _)| left * (1.0 - rate));
    left.max(0.0)
}

//! Benefits in the words of a contract: what a deal, a partner or a period earns, with limits,
//! bands, choices and time boxes.
//!
//! These say what is promised. The five levers of [`super::Benefit`] are what the response model
//! knows; a benefit here has terms, may be counted as cost, and has no effect on behaviour.

use super::{Counted, reaches};
use crate::about::About;
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

impl BenefitKind {
    /// Whether a simulation can count it as cost.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Percent | Self::Amount)
    }
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
    /// Least that a partner with a deal earns in a period.
    pub least_per_partner: Option<f64>,
    /// Most that a partner earns in a period.
    pub most_per_partner: Option<f64>,
    /// Most that all partners together earn in a period; see [`BenefitRule::shared`].
    pub most_per_period: Option<f64>,
    /// Volume in the unit counted above which a rate holds, ascending; they take the place of the
    /// tier's rate.
    pub bands: Vec<(f64, f64)>,
    /// Whether a volume at the very start of a band is in it. Marginal bands come out the same.
    pub bands_included: bool,
    /// How the bands apply.
    pub banding: Banding,
    /// How it joins other percentages.
    pub stacking: Stacking,
    /// Of benefits with the same choice a partner gets one.
    pub choice: Option<String>,
    /// Only so many deals of a partner in a period.
    pub first_deals: Option<u32>,
    /// Months a deal earns it, the month it is signed in included.
    pub months: Option<u32>,
    /// Months in which a deal has to be signed, both included; what is not earned by deals is given
    /// in these months.
    pub between: (Option<Month>, Option<Month>),
}

/// One benefit of a program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BenefitRule {
    /// Name for people.
    pub name: String,
    /// Where it comes from, and what else is worth knowing.
    pub about: About,
    /// What it is.
    pub kind: BenefitKind,
    /// What a percentage is taken of, in words.
    pub of: Option<String>,
    /// Level per tier, lowest first: a share, money, hours, 1 for a flag; `None` is not offered.
    pub tiers: Vec<Option<f64>>,
    /// Limits and conditions.
    pub terms: Terms,
    /// How a simulation counts it as cost; `None` leaves it out.
    pub counted: Option<Counted>,
}

/// One deal of a partner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deal {
    /// Its amount of the base, in the month that is looked at.
    pub amount: f64,
    /// The month it was signed in.
    pub signed: Month,
}

impl Terms {
    /// Whether the time box holds a month.
    pub fn open_in(&self, month: Month) -> bool {
        let (from, to) = self.between;
        from.is_none_or(|from| from <= month) && to.is_none_or(|to| month <= to)
    }
}

impl BenefitRule {
    /// What the deals of one partner earn at a tier in month `now`: those signed by then and in the time
    /// box, for [`Terms::months`] each. What is not a percentage is given in the months of the box.
    pub fn earned_in(&self, tier: usize, now: Month, deals: &[Deal]) -> f64 {
        if self.kind != BenefitKind::Percent {
            return if self.terms.open_in(now) { self.earned(tier, &[]) } else { 0.0 };
        }
        let earning = |deal: &&Deal| {
            let age = now.since(deal.signed);
            let most = self.terms.months.map(|months| i32::try_from(months).unwrap_or(i32::MAX));
            age >= 0 && most.is_none_or(|most| age < most) && self.terms.open_in(deal.signed)
        };
        let amounts: Vec<f64> = deals.iter().filter(earning).map(|deal| deal.amount).collect();
        self.earned(tier, &amounts)
    }

    /// What partners get of what they earned in one period: all of it, or, where together they earned more
    /// than [`Terms::most_per_period`], everyone the same share of it.
    pub fn shared(&self, earned: &[f64]) -> Vec<f64> {
        let total: f64 = earned.iter().sum();
        match self.terms.most_per_period {
            Some(most) if total > most => earned.iter().map(|one| one * (most / total)).collect(),
            _ => earned.to_vec(),
        }
    }

    /// What the deals of one partner in one period earn at a tier, each an amount of the base.
    /// Percentages only; others earn their level once.
    ///
    /// Of the first [`Terms::first_deals`], bands run over the deals in their order, by amount; the limits
    /// per deal and then those per partner follow. A deal of nothing or less has no least.
    pub fn earned(&self, tier: usize, deals: &[f64]) -> f64 {
        let Some(level) = self.tiers.get(tier).copied().flatten() else { return 0.0 };
        if self.kind != BenefitKind::Percent {
            return self.terms.most_per_partner.map_or(level, |most| level.min(most));
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
            let least = self.terms.least_per_deal.filter(|_| *deal > 0.0);
            earned += within(amount, least, self.terms.most_per_deal);
        }
        let sold = deals.iter().any(|deal| *deal > 0.0);
        let least = self.terms.least_per_partner.filter(|_| sold);
        within(earned, least, self.terms.most_per_partner)
    }

    fn rate_at(&self, volume: f64) -> f64 {
        let bands = self.terms.bands.iter().rev();
        let holds = |from: f64| {
            if self.terms.bands_included { reaches(volume, from) } else { !reaches(from, volume) }
        };
        bands.into_iter().find(|(from, _)| holds(*from)).map_or(0.0, |(_, rate)| *rate)
    }

    /// What a volume earns band by band.
    fn banded(&self, volume: f64) -> f64 {
        let starts = self.terms.bands.iter();
        let ends = self.terms.bands.iter().skip(1).map(|(from, _)| *from).chain([f64::INFINITY]);
        starts.zip(ends).map(|((from, rate), to)| rate * (volume.min(to) - from).max(0.0)).sum()
    }
}

/// Kept between a least and a most.
fn within(amount: f64, least: Option<f64>, most: Option<f64>) -> f64 {
    let amount = least.map_or(amount, |least| amount.max(least));
    most.map_or(amount, |most| amount.min(most))
}

/// Positions of the benefits a partner gets: all of those without a choice, and of each choice the one
/// worth most to it, the first of equals. `worth` is what each is worth to the partner, `None` where it
/// is not offered.
pub fn chosen(benefits: &[BenefitRule], worth: &[Option<f64>]) -> Vec<usize> {
    let mut picked: Vec<(usize, &Option<String>, f64)> = Vec::new();
    for (position, (benefit, worth)) in benefits.iter().zip(worth).enumerate() {
        let Some(worth) = *worth else { continue };
        let choice = &benefit.terms.choice;
        let rival = picked.iter_mut().find(|(_, other, _)| choice.is_some() && *other == choice);
        match rival {
            None => picked.push((position, choice, worth)),
            Some(rival) if worth > rival.2 => *rival = (position, choice, worth),
            Some(_) => {}
        }
    }
    let mut positions: Vec<usize> = picked.into_iter().map(|(position, _, _)| position).collect();
    positions.sort_unstable();
    positions
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

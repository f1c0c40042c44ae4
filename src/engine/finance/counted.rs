//! Benefits with terms as cost: what a simulated quarter of a partner earns by them.
//!
//! A quarter's sales are one volume: limits and bands per partner hold, those of single deals and of all
//! partners together are not known to a simulation and are left out. A time box counts by the months of
//! the quarter that are in it. Of benefits with the same choice the one that earns most is paid.

use super::{BenefitRule, Costs, Terms, line};
use crate::portfolio::Month;
use serde::{Deserialize, Serialize};

/// Who is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Recipient {
    /// The partner.
    #[default]
    Partner,
    /// The vendor's own sellers who work with the partner.
    OwnSellers,
}

/// What it is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Occasion {
    /// Every quarter, by the tier held as it began: a share of its sales, or an amount.
    #[default]
    Quarter,
    /// A quarter in which the partner moves up, by the tier it reaches.
    Promotion,
}

/// How a simulation counts a benefit as cost. It has no effect on behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// Who is paid.
    pub to: Recipient,
    /// What it is paid for.
    pub on: Occasion,
}

/// The benefits of a program that a simulation counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct CountedBenefits(Vec<(Counted, BenefitRule)>);

/// One quarter of one partner, as far as benefits go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Earned {
    /// Tier held as it began.
    pub held: u8,
    /// Tier moved up to.
    pub reached: Option<u8>,
    /// Sales of the quarter.
    pub sales: f64,
    /// Its last month, where there is a calendar.
    pub last: Option<Month>,
}

impl CountedBenefits {
    pub fn of(benefits: &[BenefitRule]) -> Self {
        let simulated = |rule: &BenefitRule| {
            let counted = rule.counted?;
            rule.kind.is_money().then(|| {
                let none = (None, None, None, None);
                let mut rule = rule.clone();
                let terms = &mut rule.terms;
                (terms.least_per_deal, terms.most_per_deal, terms.first_deals, terms.months) = none;
                (counted, rule)
            })
        };
        Self(benefits.iter().filter_map(simulated).collect())
    }

    /// Whether there is nothing to be counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what a quarter earns.
    pub fn add(&self, quarter: Earned, costs: &mut Costs) {
        let amounts = self.0.iter().map(|(counted, rule)| quarter.amount(*counted, rule));
        for (place, amount) in amounts.clone().enumerate() {
            let Some((counted, rule)) = self.0.get(place) else { continue };
            let rivals = self.0.iter().zip(amounts.clone()).enumerate();
            let beaten = rule.terms.choice.is_some()
                && rivals.into_iter().any(|(other, ((_, rival), its))| {
                    let better = its > amount || (other < place && its >= amount);
                    other != place && rival.terms.choice == rule.terms.choice && better
                });
            let line = match counted.to {
                Recipient::Partner => line::BENEFITS,
                Recipient::OwnSellers => line::OWN_SELLERS,
            };
            if let Some(cost) = costs.get_mut(line).filter(|_| !beaten) {
                *cost += amount;
            }
        }
    }
}

impl Earned {
    fn amount(&self, counted: Counted, rule: &BenefitRule) -> f64 {
        let tier = match counted.on {
            Occasion::Quarter => self.held,
            Occasion::Promotion => match self.reached {
                Some(reached) => reached,
                None => return 0.0,
            },
        };
        open(&rule.terms, self.last) * rule.earned(usize::from(tier), &[self.sales])
    }
}

/// Share of the months of a quarter that are in a time box; all of them without a calendar.
fn open(terms: &Terms, last: Option<Month>) -> f64 {
    let Some(last) = last.filter(|_| terms.between != (None, None)) else { return 1.0 };
    let months = (0..3).map(|ago| last.plus(-ago));
    months.filter(|month| terms.open_in(*month)).count() as f64 / 3.0
}

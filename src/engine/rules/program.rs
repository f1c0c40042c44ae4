//! A whole partner program: how partners are scored, sorted, moved and rewarded.

use super::{Ladder, MovementRules, Qualification, ScoreModel, ScoreTrace};
use crate::finance::Incentives;
use crate::portfolio::Portfolio;
use serde::{Deserialize, Serialize};

/// Score model, ladder, movement rules and incentives under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Name for people.
    pub name: String,
    /// ISO 4217 code of the currency of all money in it.
    pub currency: String,
    /// How partners are scored.
    pub score: ScoreModel,
    /// The tiers.
    pub ladder: Ladder,
    /// How partners move.
    pub movement: MovementRules,
    /// What each tier gets, and what the whole program pays.
    pub incentives: Incentives,
}

impl Program {
    /// The tier a partner holds now: the one its source names when the ladder has it, else the one
    /// its numbers qualify for.
    pub fn standing_now(&self, portfolio: &Portfolio, partner: usize) -> usize {
        let named = portfolio.partners().get(partner).and_then(|p| p.first_tier.as_deref());
        named
            .and_then(|name| {
                self.ladder.tiers.iter().position(|tier| tier.name.eq_ignore_ascii_case(name))
            })
            .unwrap_or_else(|| self.qualify(portfolio, partner).tier)
    }

    /// The tier a partner's numbers qualify for, and what stands in the way of higher ones.
    pub fn qualify(&self, portfolio: &Portfolio, partner: usize) -> Qualification {
        self.qualify_trace(&self.score.trace(portfolio, partner))
    }

    /// The same from a trace that is at hand.
    pub fn qualify_trace(&self, trace: &ScoreTrace) -> Qualification {
        self.ladder.qualify(trace.score, |key| {
            self.score.dimension_index(key).and_then(|index| trace.dimensions.get(index)?.value)
        })
    }
}

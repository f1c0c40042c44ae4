//! A whole partner program: how partners are scored, sorted, moved and rewarded.

use super::check::all_gates;
use super::confidence::Confidence;
use super::gate::Gate;
use super::ladder::Ladder;
use super::measure::{Measure, Reading};
use super::movement::MovementRules;
use super::score::ScoreModel;
use crate::about::About;
use crate::finance::Incentives;
use crate::portfolio::{Month, same_text};
use serde::{Deserialize, Serialize};

/// A named condition that gates can ask for: a badge, a designation, a competency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// Stable name, unique within the program.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What has to be met to hold it.
    pub gate: Gate,
}

/// Score model, ladder, movement rules and incentives under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Name for people.
    pub name: String,
    /// Where it comes from.
    pub about: About,
    /// How sure it is that this is what its owner published.
    pub confidence: Confidence,
    /// Which edition of the program it is, as its owner says it; may be empty.
    pub edition: String,
    /// First month it is in force; `None` is always.
    pub effective: Option<Month>,
    /// ISO 4217 code of the currency of all money in it.
    pub currency: String,
    /// How partners are scored.
    pub score: ScoreModel,
    /// Named conditions.
    pub statuses: Vec<Status>,
    /// The tiers.
    pub ladder: Ladder,
    /// How partners move.
    pub movement: MovementRules,
    /// What each tier gets, and what the whole program pays.
    pub incentives: Incentives,
}

impl Program {
    /// A program that asks for nothing and gives nothing, to be filled in.
    pub fn bare(name: &str, currency: &str) -> Self {
        Self {
            name: name.to_owned(),
            about: About::default(),
            confidence: Confidence::Unstated,
            edition: String::new(),
            effective: None,
            currency: currency.to_owned(),
            score: ScoreModel::none(),
            statuses: Vec::new(),
            ladder: Ladder { tiers: Vec::new() },
            movement: MovementRules::simple(3, 1, 0, 0.0),
            incentives: Incentives::none(0),
        }
    }

    /// Position of the tier with this name; upper and lower case are one.
    pub fn tier_named(&self, name: &str) -> Option<usize> {
        self.ladder.tiers.iter().position(|tier| same_text(&tier.name, name))
    }

    /// Every reading of a metric, wherever a rule looks at one.
    pub fn readings(&self) -> Vec<&Reading> {
        let parts = self.score.tracks.iter().flat_map(|track| &track.dimensions);
        let parts = parts.flat_map(|dimension| &dimension.parts);
        let scored = parts.flat_map(|part| {
            std::iter::once(&part.measure).chain(part.times.iter().map(|(measure, _)| measure))
        });
        let ranked =
            self.ladder.tiers.iter().filter_map(|tier| tier.capacity.as_ref()?.by.as_ref());
        let mut found: Vec<&Reading> = scored.chain(ranked).flat_map(Measure::readings).collect();
        let mut gates = all_gates(self);
        while let Some(gate) = gates.pop() {
            found.extend(gate.measure().into_iter().flat_map(Measure::readings));
            gates.extend(gate.inner());
        }
        found
    }

    /// For every tier of this program the one that a partner holding it comes into when `next` takes over:
    /// the one of the same name; else, where both ladders are of one length and nothing else moved there,
    /// the one in the same place, which has a new name; else the next lower one that both have.
    pub fn places_in(&self, next: &Self) -> Vec<u8> {
        let place = |tier| u8::try_from(counterpart(tier, self, next)).unwrap_or(u8::MAX);
        (0..self.ladder.tiers.len()).map(place).collect()
    }

    /// The status with this key.
    pub fn status(&self, key: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.key == key)
    }
}

/// Editions of one program, the earliest first: which one is in force when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Editions(pub Vec<Program>);

impl Editions {
    /// The latest edition whose first month has come; undated ones hold from the beginning. `None`
    /// when none is in force yet.
    pub fn at(&self, month: Option<Month>) -> Option<&Program> {
        self.0
            .iter()
            .filter(|program| match (program.effective, month) {
                (Some(from), Some(now)) => from <= now,
                (Some(_), None) => false,
                (None, _) => true,
            })
            .max_by_key(|program| program.effective)
    }
}

fn counterpart(tier: usize, from: &Program, to: &Program) -> usize {
    let namesake = |tier: usize| from.ladder.tiers.get(tier).and_then(|t| to.tier_named(&t.name));
    let free = |place: usize| {
        let name = to.ladder.tiers.get(place).map(|tier| tier.name.as_str());
        name.is_some_and(|name| from.tier_named(name).is_none())
    };
    if let Some(place) = namesake(tier) {
        return place;
    }
    if from.ladder.tiers.len() == to.ladder.tiers.len() && free(tier) {
        return tier;
    }
    (0..tier).rev().find_map(namesake).unwrap_or(0)
}

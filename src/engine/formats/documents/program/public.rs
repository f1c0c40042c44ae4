//! Rules as a partner is shown them: a document of its own, which has no place for money that is internal, for
//! comments and for how many others there is room for. Conditions, measures and movement rules are written as in
//! any program.

use super::super::place::Place;
use super::gate::GateV2;
use super::movement::{CadenceV2, MovementV2};
use super::quantity::QuantityV2;
use super::score::ScoreV2;
use super::tier::{KeepV2, fields, gates, line};
use super::{StatusV2, month};
use crate::about::About;
use crate::finance::Incentives;
use crate::problem::Problems;
use crate::rules::{Cadence, Keep, Ladder, Program, ScoreModel, Status, Tier, check};
use serde::{Deserialize, Serialize};

/// The rules of a program as they hold for one partner.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::formats::documents) struct RulesV1 {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    currency: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<ScoreV2>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<StatusV2>,
    tiers: Vec<PublicTierV1>,
    movement: MovementV2,
}

/// What a tier asks.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PublicTierV1 {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<QuantityV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<QuantityV2>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keep: Option<KeepV2>,
    #[serde(skip_serializing_if = "super::is_false")]
    by_invitation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviews: Option<CadenceV2>,
}

impl RulesV1 {
    pub(in crate::formats::documents) fn write(program: &Program) -> Self {
        let statuses = program.statuses.iter();
        Self {
            name: program.name.clone(),
            edition: (!program.edition.is_empty()).then(|| program.edition.clone()),
            effective: program.effective.map(|month| month.to_string()),
            currency: program.currency.clone(),
            score: ScoreV2::write(&program.score),
            statuses: statuses
                .map(|status| StatusV2 {
                    key: status.key.clone(),
                    name: status.name.clone(),
                    gate: GateV2::from(&status.gate),
                })
                .collect(),
            tiers: program.ladder.tiers.iter().map(PublicTierV1::from).collect(),
            movement: MovementV2::write(&program.movement, &program.ladder),
        }
    }

    /// Reads and checks through the door of every program.
    pub(in crate::formats::documents) fn read(
        self,
        place: &Place,
        found: &mut Problems,
    ) -> Program {
        let effective = month(self.effective.as_deref(), &place.field("effective"), found);
        let score = match self.score {
            Some(score) => score.read(&place.field("score"), found),
            None => ScoreModel::none(),
        };
        let at = place.field("statuses");
        let statuses = self.statuses.into_iter().enumerate().map(|(index, status)| Status {
            gate: status.gate.read(&at.item(index).field("gate"), found),
            key: status.key,
            name: status.name,
        });
        let statuses = statuses.collect();
        let at = place.field("tiers");
        let tiers = self.tiers.into_iter().enumerate();
        let tiers: Vec<Tier> =
            tiers.map(|(index, tier)| tier.read(&at.item(index), found)).collect();
        let incentives = Incentives::none(tiers.len());
        let ladder = Ladder { tiers };
        let movement = self.movement.read(&ladder, &place.field("movement"), found);
        let program = Program {
            edition: self.edition.unwrap_or_default(),
            effective,
            score,
            statuses,
            ladder,
            movement,
            incentives,
            ..Program::bare(&self.name, &self.currency)
        };
        if let Err(problems) = check(&program) {
            found.0.extend(problems.0);
        }
        program
    }
}

impl From<&Tier> for PublicTierV1 {
    fn from(tier: &Tier) -> Self {
        let (at_least, more_than) = fields(tier.threshold.as_ref());
        Self {
            name: tier.name.clone(),
            at_least,
            more_than,
            gates: tier.gates.iter().map(GateV2::from).collect(),
            keep: tier.keep.as_ref().map(KeepV2::from),
            by_invitation: tier.by_invitation,
            reviews: tier.reviews.map(CadenceV2::from),
        }
    }
}

impl PublicTierV1 {
    fn read(self, place: &Place, found: &mut Problems) -> Tier {
        let keep: Option<Keep> = self.keep.map(|keep| keep.read(&place.field("keep"), found));
        Tier {
            name: self.name,
            about: About::default(),
            threshold: line(self.at_least, self.more_than, place, found),
            gates: gates(self.gates, place, found),
            keep,
            by_invitation: self.by_invitation,
            capacity: None,
            reviews: self.reviews.map(Cadence::from),
        }
    }
}

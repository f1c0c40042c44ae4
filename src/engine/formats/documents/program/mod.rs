//! The program document, version 2: a program as people write it down and read it.
//!
//! Every rule may carry `source`, `note` and `as_of`. Comparators, windows and aggregations are always
//! written out. An unknown field is refused with its place named; so is a rule that says two things
//! at once. Documents of version 1 are still read.

mod benefit;
mod gate;
mod measure;
mod movement;
mod quantity;
mod score;
mod tier;
mod v1;
mod value;

pub(crate) use v1::ProgramV1;

use super::place::Place;
use super::{parse, version_of};
use crate::finance::{Incentives, Milestone};
use crate::problem::{Problem, Problems};
use crate::rules::{About, Confidence, Ladder, Program, ScoreModel, Status, check};
use benefit::BenefitV2;
use gate::GateV2;
use movement::MovementV2;
use score::ScoreV2;
use serde::{Deserialize, Serialize};
use tier::TierV2;

/// A program as it is written down.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProgramV2 {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<ScoreV2>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<StatusV2>,
    tiers: Vec<TierV2>,
    movement: MovementV2,
    #[serde(skip_serializing_if = "is_zero")]
    referral_bonus: f64,
    #[serde(skip_serializing_if = "is_zero")]
    referral_value: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    milestones: Vec<MilestoneV2>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    benefits: Vec<BenefitV2>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ConfidenceV2 {
    Published,
    Secondary,
    Template,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct StatusV2 {
    key: String,
    name: String,
    gate: GateV2,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MilestoneV2 {
    revenue: f64,
    bonus: f64,
}

/// A program document: the envelope around a program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramDocumentV1 {
    #[serde(rename = "tierlab")]
    _kind: String,
    #[serde(rename = "version")]
    _version: u32,
    program: ProgramV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramDocumentV2 {
    tierlab: String,
    version: u32,
    program: ProgramV2,
}

/// Writes a program document.
pub fn write_program(program: &Program) -> String {
    let document = ProgramDocumentV2 {
        tierlab: "program".to_owned(),
        version: 2,
        program: ProgramV2::from(program),
    };
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// Reads and checks a program document of any version.
///
/// # Errors
/// Everything that is wrong with it, each with its place.
pub fn read_program(text: &str) -> Result<Program, Problems> {
    if version_of(text, "program", 2)? == 1 {
        let document: ProgramDocumentV1 = parse(text, "program")?;
        return Program::try_from(document.program);
    }
    let document: ProgramDocumentV2 = parse(text, "program")?;
    document.program.read(&Place::root("program"))
}

impl From<&Program> for ProgramV2 {
    fn from(program: &Program) -> Self {
        let tiers = program.ladder.tiers.iter().zip(&program.incentives.tiers);
        let incentives = &program.incentives;
        Self {
            name: program.name.clone(),
            source: program.about.source.clone(),
            as_of: program.about.as_of.clone(),
            confidence: match program.confidence {
                Confidence::Unstated => None,
                Confidence::Published => Some(ConfidenceV2::Published),
                Confidence::Secondary => Some(ConfidenceV2::Secondary),
                Confidence::Template => Some(ConfidenceV2::Template),
            },
            note: program.about.note.clone(),
            edition: (!program.edition.is_empty()).then(|| program.edition.clone()),
            effective: program.effective.map(|month| month.to_string()),
            currency: program.currency.clone(),
            score: ScoreV2::write(&program.score),
            statuses: program
                .statuses
                .iter()
                .map(|status| StatusV2 {
                    key: status.key.clone(),
                    name: status.name.clone(),
                    gate: GateV2::from(&status.gate),
                })
                .collect(),
            tiers: tiers.map(|(tier, benefit)| TierV2::write(tier, benefit)).collect(),
            movement: MovementV2::write(&program.movement, &program.ladder),
            referral_bonus: incentives.referral_bonus,
            referral_value: incentives.referral_value,
            milestones: incentives
                .milestones
                .iter()
                .map(|m| MilestoneV2 { revenue: m.revenue, bonus: m.bonus })
                .collect(),
            benefits: incentives.benefits.iter().map(BenefitV2::from).collect(),
        }
    }
}

impl ProgramV2 {
    /// Reads and checks; every problem names its place.
    pub(crate) fn read(self, place: &Place) -> Result<Program, Problems> {
        let mut found = Problems::default();
        let effective = month(self.effective.as_deref(), &place.field("effective"), &mut found);
        let score = match self.score {
            Some(score) => score.read(&place.field("score"), &mut found),
            None => ScoreModel::none(),
        };
        let statuses = place.field("statuses");
        let statuses = self
            .statuses
            .into_iter()
            .enumerate()
            .map(|(index, status)| Status {
                gate: status.gate.read(&statuses.item(index).field("gate"), &mut found),
                key: status.key,
                name: status.name,
            })
            .collect();
        let tiers = place.field("tiers");
        let (tiers, levels): (Vec<_>, Vec<_>) = self
            .tiers
            .into_iter()
            .enumerate()
            .map(|(index, tier)| tier.read(&tiers.item(index), &mut found))
            .unzip();
        let ladder = Ladder { tiers };
        let movement = self.movement.read(&ladder, &place.field("movement"), &mut found);
        let benefits = place.field("benefits");
        let benefits = self
            .benefits
            .into_iter()
            .enumerate()
            .map(|(index, benefit)| benefit.read(&benefits.item(index), &mut found))
            .collect();
        let milestones =
            self.milestones.iter().map(|m| Milestone { revenue: m.revenue, bonus: m.bonus });
        let program = Program {
            name: self.name,
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            confidence: match self.confidence {
                None => Confidence::Unstated,
                Some(ConfidenceV2::Published) => Confidence::Published,
                Some(ConfidenceV2::Secondary) => Confidence::Secondary,
                Some(ConfidenceV2::Template) => Confidence::Template,
            },
            edition: self.edition.unwrap_or_default(),
            effective,
            currency: self.currency,
            score,
            statuses,
            ladder,
            movement,
            incentives: Incentives {
                tiers: levels,
                referral_bonus: self.referral_bonus,
                referral_value: self.referral_value,
                milestones: milestones.collect(),
                benefits,
            },
        };
        if let Err(problems) = check(&program) {
            found.0.extend(problems.0);
        }
        found.or(program)
    }
}

/// Whether a number need not be written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(value: &f64) -> bool {
    value.to_bits() == 0
}

/// Whether a flag need not be written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

fn month(
    text: Option<&str>,
    place: &Place,
    found: &mut Problems,
) -> Option<crate::portfolio::Month> {
    let text = text?;
    let month = crate::portfolio::Month::parse(text);
    if month.is_none() {
        found.push(Problem::new(
            place.to_string(),
            format!("\"{text}\" is not a month."),
            "Write it like 2027-03.",
        ));
    }
    month
}

//! The program document, version 2: a program as people write it down and read it.
//!
//! Every rule may carry `source`, `note` and `as_of`. Comparators, windows and aggregations are always
//! written out. An unknown field is refused with its place named; so is a rule that says two things
//! at once. Documents of version 1 are still read.

mod benefit;
mod gate;
mod measure;
mod movement;
mod public;
mod quantity;
mod score;
mod tier;
mod v1;
mod value;

pub(super) use public::RulesV1;
pub(crate) use v1::ProgramV1;

use super::place::Place;
#[cfg(feature = "schema")]
use super::schema::MONTH;
use super::{fits, parse, version_of};
use crate::finance::{Incentives, Milestone};
use crate::problem::{Problem, Problems};
use crate::rules::{About, Confidence, Ladder, Program, ScoreModel, Status, check};
use benefit::BenefitV2;
use gate::GateV2;
use movement::MovementV2;
use score::ScoreV2;
use serde::{Deserialize, Serialize};
use tier::TierV2;

/// A partner program: how partners are scored, sorted, moved and rewarded. Every rule may carry
/// `source`, `note` and `as_of`; no computation looks at them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Program", extend("required" = ["name", "tiers"])))]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProgramV2 {
    /// Name for people.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    name: String,
    /// The page or contract it is taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// The date of the source, as written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// How sure it is that this is what the owner of the program published; left out when nobody
    /// has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceV2>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Which edition it is, as its owner says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    /// First month it is in force, like 2027-01; always without it.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = MONTH)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    /// ISO 4217 code of the currency of all money in it.
    currency: String,
    /// How partners are scored; left out when the tiers have gates only.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<ScoreV2>,
    /// Named conditions that gates can ask for: badges, designations, competencies.
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<StatusV2>,
    /// The tiers, lowest first. The lowest takes everyone; of the others a partner gets the
    /// highest it may enter.
    #[cfg_attr(feature = "schema", schemars(length(min = 2, max = 12)))]
    tiers: Vec<TierV2>,
    /// When standings are reviewed, and how fast and how easily partners move. Without it: a
    /// review every quarter, one tier at a time.
    movement: MovementV2,
    /// Money paid per referral.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(skip_serializing_if = "is_zero")]
    referral_bonus: f64,
    /// Margin a referral is worth, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(skip_serializing_if = "is_zero")]
    referral_value: f64,
    /// Bonuses for the revenue of a quarter.
    #[cfg_attr(feature = "schema", schemars(length(max = 100)))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    milestones: Vec<MilestoneV2>,
    /// What is promised beside the five levers of the tiers, with its terms.
    #[cfg_attr(feature = "schema", schemars(length(max = 100)))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    benefits: Vec<BenefitV2>,
    /// Money that all of it may cost in a year; no computation looks at it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<f64>,
}

/// How sure it is that a program says what its owner published.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Confidence"))]
#[serde(rename_all = "lowercase")]
enum ConfidenceV2 {
    /// Every figure is read off the owner's own page.
    Published,
    /// Some figures come from others who wrote about it.
    Secondary,
    /// A neutral starting point, nobody's program.
    Template,
}

/// A named condition that gates can ask for. Statuses may ask for other statuses, never in a
/// circle.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Status", extend("required" = ["key", "name", "gate"])))]
#[serde(default, deny_unknown_fields)]
struct StatusV2 {
    /// Stable name, unique within the program; gates name it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    key: String,
    /// Name for people.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    name: String,
    /// What has to be met to hold it.
    gate: GateV2,
}

/// A bonus paid in every quarter whose revenue reaches a level.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Milestone"))]
#[serde(default, deny_unknown_fields)]
struct MilestoneV2 {
    /// Revenue of a quarter that earns it, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    revenue: f64,
    /// Money paid.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
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

/// A partner program as Tierlab reads and writes it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProgramDocument"))]
#[serde(deny_unknown_fields)]
pub(super) struct ProgramDocumentV2 {
    /// Says that this is a program.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "program")))]
    tierlab: String,
    /// Version of the format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 2)))]
    version: u32,
    /// The program.
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
    fits(text, "program")?;
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
            budget: incentives.budget,
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
                budget: self.budget,
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

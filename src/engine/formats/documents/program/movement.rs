//! Movement rules in a document. All durations are months; reviews are counted.

use super::super::place::Place;
use super::month;
use crate::portfolio::same_text;
use crate::problem::{Problem, Problems};
use crate::rules::{About, Cadence, Ladder, MovementRules, UnknownPolicy, UpOrOut};
use serde::{Deserialize, Serialize};

/// When standings are reviewed, and how fast and how easily partners move. Durations are months,
/// reviews are counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Movement"))]
#[serde(default, deny_unknown_fields)]
pub(super) struct MovementV2 {
    /// When partners can move up; every 3 months without it.
    up: CadenceV2,
    /// When partners can move down; every 3 months without it.
    down: CadenceV2,
    /// Good reviews in a row before moving up; 1 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 40)))]
    #[serde(skip_serializing_if = "is_one")]
    consecutive_up: u32,
    /// Reviews below the line that change nothing; 0 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 40)))]
    #[serde(skip_serializing_if = "is_zero")]
    grace: u32,
    /// Points below the line that are still tolerated; 0 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0)))]
    #[serde(skip_serializing_if = "super::is_zero")]
    buffer: f64,
    /// Most tiers up at one review, 0 is any; 1 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 12)))]
    #[serde(skip_serializing_if = "is_one")]
    steps_up: u32,
    /// Most tiers down at one review, 0 is any; 1 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 12)))]
    #[serde(skip_serializing_if = "is_one")]
    steps_down: u32,
    /// Months from the decision to move up until it takes effect.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 120)))]
    #[serde(skip_serializing_if = "is_zero")]
    lag: u32,
    /// Months from the decision to move down until it takes effect; a good review in between
    /// takes it back.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 120)))]
    #[serde(skip_serializing_if = "is_zero")]
    notice: u32,
    /// Months a tier is held at least, once reached.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 120)))]
    #[serde(skip_serializing_if = "is_zero")]
    validity: u32,
    /// No partner moves down before this month.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::MONTH)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    floor_until: Option<String>,
    /// A partner that held its tier at the start keeps it until this month.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::MONTH)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    grandfathered_until: Option<String>,
    /// Meeting the conditions of a tier at any period of the last so many months is enough; 0 is
    /// only at the review.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 120)))]
    #[serde(skip_serializing_if = "is_zero")]
    attainment: u32,
    /// What happens to a partner that stays low for too long.
    #[serde(skip_serializing_if = "Option::is_none")]
    up_or_out: Option<UpOrOutV2>,
    /// Nothing is reviewed in these months.
    #[serde(skip_serializing_if = "Option::is_none")]
    freeze: Option<FreezeV2>,
    /// What a condition with too little known means at a review; `hold` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<UnknownV2>,
    /// The page or contract it is taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The date of the source, as written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

/// When reviews take place.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Cadence"))]
#[serde(deny_unknown_fields)]
pub(super) struct CadenceV2 {
    /// Months from one review to the next; 0 is as soon as met, at the end of every period.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 120)))]
    every: u32,
    /// Month of the year, 1 to 12, that one of the reviews falls in; counted from the start
    /// without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 12)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_month: Option<u32>,
}

/// A partner that has not reached a tier in time leaves.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "UpOrOut"))]
#[serde(deny_unknown_fields)]
struct UpOrOutV2 {
    /// Name of the tier to be reached, above the lowest.
    tier: String,
    /// Months in the program within which it is to be reached.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 600)))]
    within: u32,
    /// Months from the notice to the end.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 120)))]
    #[serde(default, skip_serializing_if = "is_zero")]
    notice: u32,
}

/// Months in which nothing is reviewed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Freeze"))]
#[serde(deny_unknown_fields)]
struct FreezeV2 {
    /// First month.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::MONTH)))]
    from: String,
    /// Last month.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::MONTH)))]
    to: String,
}

/// What a condition with too little known means at a review.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "UnknownPolicy"))]
#[serde(rename_all = "lowercase")]
enum UnknownV2 {
    /// It neither moves a partner up nor down.
    Hold,
    /// It is not met.
    Fail,
    /// It is met.
    Pass,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_one(count: &u32) -> bool {
    *count == 1
}

impl Default for MovementV2 {
    /// A review every quarter, one tier at a time, nothing special.
    fn default() -> Self {
        Self::write(&MovementRules::simple(3, 1, 0, 0.0), &Ladder { tiers: Vec::new() })
    }
}

impl MovementV2 {
    pub(super) fn write(rules: &MovementRules, ladder: &Ladder) -> Self {
        let tier = |position: u8| {
            let tier = ladder.tiers.get(usize::from(position));
            tier.map_or_else(String::new, |tier| tier.name.clone())
        };
        Self {
            up: rules.up.into(),
            down: rules.down.into(),
            consecutive_up: rules.consecutive_up,
            grace: rules.grace,
            buffer: rules.buffer,
            steps_up: rules.steps_up.unwrap_or(0),
            steps_down: rules.steps_down.unwrap_or(0),
            lag: rules.lag,
            notice: rules.notice,
            validity: rules.validity,
            floor_until: rules.floor_until.map(|month| month.to_string()),
            grandfathered_until: rules.grandfathered_until.map(|month| month.to_string()),
            attainment: rules.attainment,
            up_or_out: rules.up_or_out.map(|rule| UpOrOutV2 {
                tier: tier(rule.tier),
                within: rule.within,
                notice: rule.notice,
            }),
            freeze: rules
                .freeze
                .map(|(from, to)| FreezeV2 { from: from.to_string(), to: to.to_string() }),
            unknown: match rules.unknown {
                UnknownPolicy::Hold => None,
                UnknownPolicy::Fail => Some(UnknownV2::Fail),
                UnknownPolicy::Pass => Some(UnknownV2::Pass),
            },
            source: rules.about.source.clone(),
            note: rules.about.note.clone(),
            as_of: rules.about.as_of.clone(),
        }
    }

    pub(super) fn read(
        self,
        ladder: &Ladder,
        place: &Place,
        found: &mut Problems,
    ) -> MovementRules {
        let steps = |most: u32| (most > 0).then_some(most);
        let mut date =
            |text: &Option<String>, name: &str| month(text.as_deref(), &place.field(name), found);
        let floor_until = date(&self.floor_until, "floor_until");
        let grandfathered_until = date(&self.grandfathered_until, "grandfathered_until");
        let freeze = self.freeze.and_then(|freeze| {
            let from = date(&Some(freeze.from), "freeze.from");
            let to = date(&Some(freeze.to), "freeze.to");
            from.zip(to)
        });
        MovementRules {
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            up: self.up.into(),
            down: self.down.into(),
            consecutive_up: self.consecutive_up,
            grace: self.grace,
            buffer: self.buffer,
            steps_up: steps(self.steps_up),
            steps_down: steps(self.steps_down),
            lag: self.lag,
            notice: self.notice,
            validity: self.validity,
            floor_until,
            grandfathered_until,
            attainment: self.attainment,
            up_or_out: self.up_or_out.and_then(|rule| rule.read(ladder, place, found)),
            freeze,
            unknown: match self.unknown {
                None | Some(UnknownV2::Hold) => UnknownPolicy::Hold,
                Some(UnknownV2::Fail) => UnknownPolicy::Fail,
                Some(UnknownV2::Pass) => UnknownPolicy::Pass,
            },
        }
    }
}

impl From<Cadence> for CadenceV2 {
    fn from(cadence: Cadence) -> Self {
        Self { every: cadence.every, in_month: cadence.in_month }
    }
}

impl From<CadenceV2> for Cadence {
    fn from(cadence: CadenceV2) -> Self {
        Self { every: cadence.every, in_month: cadence.in_month }
    }
}

impl UpOrOutV2 {
    fn read(self, ladder: &Ladder, place: &Place, found: &mut Problems) -> Option<UpOrOut> {
        let named = |tier: &crate::rules::Tier| same_text(&tier.name, &self.tier);
        let tier = ladder.tiers.iter().position(named).and_then(|t| u8::try_from(t).ok());
        if tier.is_none() {
            found.push(Problem::new(
                place.field("up_or_out").field("tier").to_string(),
                format!("\"{}\" is not a tier.", self.tier),
                "Use the name of one of the tiers.",
            ));
        }
        Some(UpOrOut { tier: tier?, within: self.within, notice: self.notice })
    }
}

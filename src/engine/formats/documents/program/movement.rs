//! Movement rules in a document. All durations are months; reviews are counted.

use super::super::place::Place;
use super::month;
use crate::portfolio::same_text;
use crate::problem::{Problem, Problems};
use crate::rules::{About, Cadence, Ladder, MovementRules, UnknownPolicy, UpOrOut};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MovementV2 {
    up: CadenceV2,
    down: CadenceV2,
    #[serde(skip_serializing_if = "is_one")]
    consecutive_up: u32,
    #[serde(skip_serializing_if = "is_zero")]
    grace: u32,
    #[serde(skip_serializing_if = "super::is_zero")]
    buffer: f64,
    /// Most tiers at one review; 0 is any.
    #[serde(skip_serializing_if = "is_one")]
    steps_up: u32,
    #[serde(skip_serializing_if = "is_one")]
    steps_down: u32,
    #[serde(skip_serializing_if = "is_zero")]
    lag: u32,
    #[serde(skip_serializing_if = "is_zero")]
    notice: u32,
    #[serde(skip_serializing_if = "is_zero")]
    validity: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grandfathered_until: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    attainment: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    up_or_out: Option<UpOrOutV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freeze: Option<FreezeV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<UnknownV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CadenceV2 {
    /// 0 is as soon as met.
    every: u32,
    /// Month of the year, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_month: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UpOrOutV2 {
    /// Name of the tier.
    tier: String,
    within: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    notice: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FreezeV2 {
    from: String,
    to: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UnknownV2 {
    Hold,
    Fail,
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
        let cadence = |c: Cadence| CadenceV2 { every: c.every, in_month: c.in_month };
        let tier = |position: u8| {
            let tier = ladder.tiers.get(usize::from(position));
            tier.map_or_else(String::new, |tier| tier.name.clone())
        };
        Self {
            up: cadence(rules.up),
            down: cadence(rules.down),
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
        let cadence = |c: CadenceV2| Cadence { every: c.every, in_month: c.in_month };
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
            up: cadence(self.up),
            down: cadence(self.down),
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

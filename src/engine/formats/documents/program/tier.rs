//! Tiers in a document: what they ask, and the levers they get.

use super::super::place::Place;
use super::gate::GateV2;
use super::measure::MeasureV2;
use super::movement::CadenceV2;
use super::quantity::QuantityV2;
use crate::finance::Benefit;
use crate::problem::{Problem, Problems};
use crate::rules::{About, Cadence, Capacity, Comparator, Gate, Keep, Threshold, Tier};
use serde::{Deserialize, Serialize};

/// One step of the ladder: what it asks, and what it gets. Entering takes the line of the score
/// and all gates. The lowest tier asks for nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Tier", transform = super::super::schema::tier))]
#[serde(default, deny_unknown_fields)]
pub(super) struct TierV2 {
    /// Name for people, unique within the program.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    name: String,
    /// Least points of the score. Not together with `more_than`.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<QuantityV2>,
    /// Points the score has to be above. Not together with `at_least`.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<QuantityV2>,
    /// All of these have to be met to enter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateV2>,
    /// What has to be met to stay; without it the same as to enter, less the buffer.
    #[serde(skip_serializing_if = "Option::is_none")]
    keep: Option<KeepV2>,
    /// Entered by invitation only: no review moves a partner up into it.
    #[serde(skip_serializing_if = "super::is_false")]
    by_invitation: bool,
    /// Room in it; without it there is room for everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<CapacityV2>,
    /// When it is decided who enters it and who loses it; without it, when the movement rules say.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviews: Option<CadenceV2>,
    /// Share of revenue paid as commission, 0 to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    #[serde(skip_serializing_if = "super::is_zero")]
    commission: f64,
    /// Share of list revenue given as discount, 0 to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    #[serde(skip_serializing_if = "super::is_zero")]
    discount: f64,
    /// Market development funds offered per quarter, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(skip_serializing_if = "super::is_zero")]
    mdf: f64,
    /// Partner-manager hours per quarter.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(skip_serializing_if = "super::is_zero")]
    manager_hours: f64,
    /// Enablement hours per quarter.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(skip_serializing_if = "super::is_zero")]
    enablement_hours: f64,
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

/// What a partner that holds a tier has to meet to keep it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Keep", transform = super::super::schema::line))]
#[serde(default, deny_unknown_fields)]
pub(super) struct KeepV2 {
    /// Least points of the score, less the buffer. Not together with `more_than`.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<QuantityV2>,
    /// Points the score has to be above, less the buffer. Not together with `at_least`.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<QuantityV2>,
    /// All of these have to be met to stay.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateV2>,
}

/// Most partners a tier has room for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Capacity"))]
#[serde(deny_unknown_fields)]
struct CapacityV2 {
    /// How many.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 10_000_000)))]
    most: u32,
    /// What decides who gets in, more is better; the score without it. Equal partners are taken
    /// in the order of their ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<MeasureV2>,
}

/// The line of the score, written as one of two fields.
pub(super) fn line(
    at_least: Option<QuantityV2>,
    more_than: Option<QuantityV2>,
    place: &Place,
    found: &mut Problems,
) -> Option<Threshold> {
    if at_least.is_some() && more_than.is_some() {
        found.push(Problem::new(
            place.to_string(),
            "It has both at_least and more_than.",
            "Use the one that is meant.",
        ));
    }
    match (at_least, more_than) {
        (Some(points), _) => Some(Threshold::at_least(points)),
        (None, Some(points)) => {
            Some(Threshold { comparator: Comparator::MoreThan, points: points.into() })
        }
        (None, None) => None,
    }
}

/// The two fields of a line.
pub(super) fn fields(threshold: Option<&Threshold>) -> (Option<QuantityV2>, Option<QuantityV2>) {
    match threshold {
        None => (None, None),
        Some(Threshold { comparator: Comparator::MoreThan, points }) => (None, Some(points.into())),
        Some(threshold) => (Some((&threshold.points).into()), None),
    }
}

pub(super) fn gates(list: Vec<GateV2>, place: &Place, found: &mut Problems) -> Vec<Gate> {
    let place = place.field("gates");
    list.into_iter().enumerate().map(|(index, gate)| gate.read(&place.item(index), found)).collect()
}

impl From<&Keep> for KeepV2 {
    fn from(keep: &Keep) -> Self {
        let (at_least, more_than) = fields(keep.threshold.as_ref());
        Self { at_least, more_than, gates: keep.gates.iter().map(GateV2::from).collect() }
    }
}

impl KeepV2 {
    pub(super) fn read(self, place: &Place, found: &mut Problems) -> Keep {
        Keep {
            threshold: line(self.at_least, self.more_than, place, found),
            gates: gates(self.gates, place, found),
        }
    }
}

impl TierV2 {
    pub(super) fn write(tier: &Tier, benefit: &Benefit) -> Self {
        let (at_least, more_than) = fields(tier.threshold.as_ref());
        Self {
            name: tier.name.clone(),
            at_least,
            more_than,
            gates: tier.gates.iter().map(GateV2::from).collect(),
            keep: tier.keep.as_ref().map(KeepV2::from),
            by_invitation: tier.by_invitation,
            capacity: tier.capacity.as_ref().map(|capacity| CapacityV2 {
                most: capacity.most,
                by: capacity.by.as_ref().map(MeasureV2::from),
            }),
            reviews: tier.reviews.map(CadenceV2::from),
            commission: benefit.commission,
            discount: benefit.discount,
            mdf: benefit.mdf,
            manager_hours: benefit.manager_hours,
            enablement_hours: benefit.enablement_hours,
            source: tier.about.source.clone(),
            note: tier.about.note.clone(),
            as_of: tier.about.as_of.clone(),
        }
    }

    pub(super) fn read(self, place: &Place, found: &mut Problems) -> (Tier, Benefit) {
        let keep = self.keep.map(|keep| keep.read(&place.field("keep"), found));
        let capacity = self.capacity.map(|capacity| Capacity {
            most: capacity.most,
            by: capacity.by.map(|by| by.read(&place.field("capacity").field("by"), found)),
        });
        let tier = Tier {
            name: self.name,
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            threshold: line(self.at_least, self.more_than, place, found),
            gates: gates(self.gates, place, found),
            keep,
            by_invitation: self.by_invitation,
            capacity,
            reviews: self.reviews.map(Cadence::from),
        };
        let benefit = Benefit {
            commission: self.commission,
            discount: self.discount,
            mdf: self.mdf,
            manager_hours: self.manager_hours,
            enablement_hours: self.enablement_hours,
        };
        (tier, benefit)
    }
}

//! Tiers in a document: what they ask, and the levers they get.

use super::super::place::Place;
use super::gate::GateV2;
use super::measure::MeasureV2;
use super::quantity::QuantityV2;
use crate::finance::Benefit;
use crate::problem::{Problem, Problems};
use crate::rules::{About, Capacity, Comparator, Gate, Keep, Threshold, Tier};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TierV2 {
    name: String,
    /// Least points of the score.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<QuantityV2>,
    /// Points the score has to be above.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<QuantityV2>,
    /// All of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keep: Option<KeepV2>,
    #[serde(skip_serializing_if = "super::is_false")]
    by_invitation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<CapacityV2>,
    /// Shares of revenue, 0 to 1.
    #[serde(skip_serializing_if = "super::is_zero")]
    commission: f64,
    #[serde(skip_serializing_if = "super::is_zero")]
    discount: f64,
    /// Money per quarter.
    #[serde(skip_serializing_if = "super::is_zero")]
    mdf: f64,
    /// Hours per quarter.
    #[serde(skip_serializing_if = "super::is_zero")]
    manager_hours: f64,
    #[serde(skip_serializing_if = "super::is_zero")]
    enablement_hours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct KeepV2 {
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<QuantityV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<QuantityV2>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateV2>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CapacityV2 {
    most: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<MeasureV2>,
}

/// The line of the score, written as one of two fields.
fn line(
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
fn fields(threshold: Option<&Threshold>) -> (Option<QuantityV2>, Option<QuantityV2>) {
    match threshold {
        None => (None, None),
        Some(Threshold { comparator: Comparator::MoreThan, points }) => (None, Some(points.into())),
        Some(threshold) => (Some((&threshold.points).into()), None),
    }
}

fn gates(list: Vec<GateV2>, place: &Place, found: &mut Problems) -> Vec<Gate> {
    let place = place.field("gates");
    list.into_iter().enumerate().map(|(index, gate)| gate.read(&place.item(index), found)).collect()
}

impl TierV2 {
    pub(super) fn write(tier: &Tier, benefit: &Benefit) -> Self {
        let (at_least, more_than) = fields(tier.threshold.as_ref());
        Self {
            name: tier.name.clone(),
            at_least,
            more_than,
            gates: tier.gates.iter().map(GateV2::from).collect(),
            keep: tier.keep.as_ref().map(|keep| {
                let (at_least, more_than) = fields(keep.threshold.as_ref());
                KeepV2 { at_least, more_than, gates: keep.gates.iter().map(GateV2::from).collect() }
            }),
            by_invitation: tier.by_invitation,
            capacity: tier.capacity.as_ref().map(|capacity| CapacityV2 {
                most: capacity.most,
                by: capacity.by.as_ref().map(MeasureV2::from),
            }),
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
        let keep = self.keep.map(|keep| {
            let place = place.field("keep");
            Keep {
                threshold: line(keep.at_least, keep.more_than, &place, found),
                gates: gates(keep.gates, &place, found),
            }
        });
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

//! The program document, version 1: only read, and turned into what it means today.

use crate::finance::{Benefit, Incentives, Milestone};
use crate::problem::Problems;
use crate::rules::{
    Aggregation, Dimension, Gaps, Gate, Ladder, Measure, MovementRules, Part, Program, Reading,
    ScoreModel, Source, Tier, ValueFunction, Window, check,
};
use serde::Deserialize;

/// A program as it is written down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgramV1 {
    name: String,
    currency: String,
    minimum_coverage: f64,
    dimensions: Vec<DimensionV1>,
    tiers: Vec<TierV1>,
    movement: MovementV1,
    #[serde(default)]
    referral_bonus: f64,
    #[serde(default)]
    referral_value: f64,
    #[serde(default)]
    milestones: Vec<MilestoneV1>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DimensionV1 {
    key: String,
    name: String,
    weight: f64,
    parts: Vec<PartV1>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartV1 {
    name: String,
    metrics: Vec<String>,
    months: u32,
    aggregation: AggregationV1,
    #[serde(default = "one")]
    minimum_sample: u32,
    value: ValueV1,
    #[serde(default = "whole")]
    share: f64,
}

fn one() -> u32 {
    1
}

fn whole() -> f64 {
    1.0
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AggregationV1 {
    Sum,
    Mean,
    Last,
    Max,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum ValueV1 {
    Anchors(Vec<(f64, f64)>),
    Trapezoid { a: f64, b: f64, c: f64, d: f64 },
    Exponential { lo: f64, hi: f64, rho: f64 },
    Hill { half: f64, n: f64 },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierV1 {
    name: String,
    threshold: f64,
    #[serde(default)]
    gates: Vec<GateV1>,
    commission: f64,
    discount: f64,
    mdf: f64,
    manager_hours: f64,
    enablement_hours: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GateV1 {
    dimension: String,
    minimum: f64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovementV1 {
    cadence: u32,
    consecutive_up: u32,
    grace: u32,
    buffer: f64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct MilestoneV1 {
    revenue: f64,
    bonus: f64,
}

impl TryFrom<ProgramV1> for Program {
    type Error = Problems;

    fn try_from(document: ProgramV1) -> Result<Self, Problems> {
        let (tiers, benefits) = document.tiers.into_iter().map(TierV1::split).unzip();
        let dimensions = document.dimensions.into_iter().map(Dimension::from).collect();
        let movement = document.movement;
        let program = Self {
            score: ScoreModel::mean(dimensions, document.minimum_coverage),
            ladder: Ladder { tiers },
            movement: MovementRules::simple(
                // A quarter was the unit.
                movement.cadence.saturating_mul(3),
                movement.consecutive_up,
                movement.grace,
                movement.buffer,
            ),
            incentives: Incentives {
                tiers: benefits,
                referral_bonus: document.referral_bonus,
                referral_value: document.referral_value,
                milestones: document
                    .milestones
                    .iter()
                    .map(|m| Milestone { revenue: m.revenue, bonus: m.bonus })
                    .collect(),
                benefits: Vec::new(),
                budget: None,
            },
            ..Self::bare(&document.name, &document.currency)
        };
        check(&program)?;
        Ok(program)
    }
}

impl From<DimensionV1> for Dimension {
    fn from(document: DimensionV1) -> Self {
        let parts = document.parts.into_iter().map(Part::from).collect();
        Self::mean(&document.key, &document.name, document.weight, parts)
    }
}

impl From<PartV1> for Part {
    fn from(document: PartV1) -> Self {
        let reading = Reading {
            metrics: document.metrics,
            window: Window::Months(document.months),
            aggregation: match document.aggregation {
                AggregationV1::Sum => Aggregation::Sum,
                AggregationV1::Mean => Aggregation::Mean,
                AggregationV1::Last => Aggregation::Last,
                AggregationV1::Max => Aggregation::Max,
            },
            minimum_sample: document.minimum_sample,
            gaps: Gaps::Estimate,
        };
        // Version 1 gave these shapes one point at most.
        let points = 1.0;
        let value = match document.value {
            ValueV1::Anchors(anchors) => ValueFunction::Anchors(anchors),
            ValueV1::Trapezoid { a, b, c, d } => ValueFunction::Trapezoid { a, b, c, d, points },
            ValueV1::Exponential { lo, hi, rho } => {
                ValueFunction::Exponential { lo, hi, rho, points }
            }
            ValueV1::Hill { half, n } => ValueFunction::Hill { half, n, points },
        };
        let measure = Measure::plain(Source::Reading(reading));
        Self { share: document.share, ..Self::plain(&document.name, measure, value) }
    }
}

impl TierV1 {
    fn split(self) -> (Tier, Benefit) {
        let gates = self
            .gates
            .into_iter()
            .map(|gate| Gate::dimension(&gate.dimension, gate.minimum))
            .collect();
        let tier = Tier::at(&self.name, self.threshold, gates);
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

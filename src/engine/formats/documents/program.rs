//! The program document, version 1.

use super::parse;
use crate::finance::{Benefit, Incentives, Milestone};
use crate::problem::Problems;
use crate::rules::{
    Aggregation, Dimension, Gate, Ladder, Measure, MovementRules, Part, Program, ScoreModel, Tier,
    ValueFunction, check,
};
use serde::{Deserialize, Serialize};

/// A program as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    milestones: Vec<MilestoneV1>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DimensionV1 {
    key: String,
    name: String,
    weight: f64,
    parts: Vec<PartV1>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
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

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AggregationV1 {
    Sum,
    Mean,
    Last,
    Max,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum ValueV1 {
    Anchors(Vec<(f64, f64)>),
    Trapezoid { a: f64, b: f64, c: f64, d: f64 },
    Exponential { lo: f64, hi: f64, rho: f64 },
    Hill { half: f64, n: f64 },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierV1 {
    name: String,
    threshold: f64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateV1>,
    commission: f64,
    discount: f64,
    mdf: f64,
    manager_hours: f64,
    enablement_hours: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GateV1 {
    dimension: String,
    minimum: f64,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovementV1 {
    cadence: u32,
    consecutive_up: u32,
    grace: u32,
    buffer: f64,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MilestoneV1 {
    revenue: f64,
    bonus: f64,
}

/// A program document: the envelope around a program.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramDocumentV1 {
    tierlab: String,
    version: u32,
    program: ProgramV1,
}

/// Writes a program document.
pub fn write_program(program: &Program) -> String {
    let document = ProgramDocumentV1 {
        tierlab: "program".to_owned(),
        version: 1,
        program: ProgramV1::from(program),
    };
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// Reads and checks a program document.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_program(text: &str) -> Result<Program, Problems> {
    let document: ProgramDocumentV1 = parse(text, "program")?;
    Program::try_from(document.program)
}

impl From<&Program> for ProgramV1 {
    fn from(program: &Program) -> Self {
        let tiers = program.ladder.tiers.iter().zip(&program.incentives.tiers);
        Self {
            name: program.name.clone(),
            currency: program.currency.clone(),
            minimum_coverage: program.score.minimum_coverage,
            dimensions: program.score.dimensions.iter().map(DimensionV1::from).collect(),
            tiers: tiers.map(TierV1::from).collect(),
            movement: MovementV1 {
                cadence: program.movement.cadence,
                consecutive_up: program.movement.consecutive_up,
                grace: program.movement.grace,
                buffer: program.movement.buffer,
            },
            referral_bonus: program.incentives.referral_bonus,
            referral_value: program.incentives.referral_value,
            milestones: program
                .incentives
                .milestones
                .iter()
                .map(|m| MilestoneV1 { revenue: m.revenue, bonus: m.bonus })
                .collect(),
        }
    }
}

impl TryFrom<ProgramV1> for Program {
    type Error = Problems;

    fn try_from(document: ProgramV1) -> Result<Self, Problems> {
        let (tiers, benefits) = document.tiers.into_iter().map(TierV1::split).unzip();
        let program = Self {
            name: document.name,
            currency: document.currency,
            score: ScoreModel {
                dimensions: document.dimensions.into_iter().map(Dimension::from).collect(),
                minimum_coverage: document.minimum_coverage,
            },
            ladder: Ladder { tiers },
            movement: MovementRules {
                cadence: document.movement.cadence,
                consecutive_up: document.movement.consecutive_up,
                grace: document.movement.grace,
                buffer: document.movement.buffer,
            },
            incentives: Incentives {
                tiers: benefits,
                referral_bonus: document.referral_bonus,
                referral_value: document.referral_value,
                milestones: document
                    .milestones
                    .iter()
                    .map(|m| Milestone { revenue: m.revenue, bonus: m.bonus })
                    .collect(),
            },
        };
        check(&program)?;
        Ok(program)
    }
}

impl From<&Dimension> for DimensionV1 {
    fn from(dimension: &Dimension) -> Self {
        Self {
            key: dimension.key.clone(),
            name: dimension.name.clone(),
            weight: dimension.weight,
            parts: dimension.parts.iter().map(PartV1::from).collect(),
        }
    }
}

impl From<DimensionV1> for Dimension {
    fn from(document: DimensionV1) -> Self {
        Self {
            key: document.key,
            name: document.name,
            weight: document.weight,
            parts: document.parts.into_iter().map(Part::from).collect(),
        }
    }
}

impl From<&Part> for PartV1 {
    fn from(part: &Part) -> Self {
        Self {
            name: part.name.clone(),
            metrics: part.measure.metrics.clone(),
            months: part.measure.months,
            aggregation: match part.measure.aggregation {
                Aggregation::Sum => AggregationV1::Sum,
                Aggregation::Mean => AggregationV1::Mean,
                Aggregation::Last => AggregationV1::Last,
                Aggregation::Max => AggregationV1::Max,
            },
            minimum_sample: part.measure.minimum_sample,
            value: match part.value.clone() {
                ValueFunction::Anchors(anchors) => ValueV1::Anchors(anchors),
                ValueFunction::Trapezoid { a, b, c, d } => ValueV1::Trapezoid { a, b, c, d },
                ValueFunction::Exponential { lo, hi, rho } => ValueV1::Exponential { lo, hi, rho },
                ValueFunction::Hill { half, n } => ValueV1::Hill { half, n },
            },
            share: part.share,
        }
    }
}

impl From<PartV1> for Part {
    fn from(document: PartV1) -> Self {
        Self {
            name: document.name,
            measure: Measure {
                metrics: document.metrics,
                months: document.months,
                aggregation: match document.aggregation {
                    AggregationV1::Sum => Aggregation::Sum,
                    AggregationV1::Mean => Aggregation::Mean,
                    AggregationV1::Last => Aggregation::Last,
                    AggregationV1::Max => Aggregation::Max,
                },
                minimum_sample: document.minimum_sample,
            },
            value: match document.value {
                ValueV1::Anchors(anchors) => ValueFunction::Anchors(anchors),
                ValueV1::Trapezoid { a, b, c, d } => ValueFunction::Trapezoid { a, b, c, d },
                ValueV1::Exponential { lo, hi, rho } => ValueFunction::Exponential { lo, hi, rho },
                ValueV1::Hill { half, n } => ValueFunction::Hill { half, n },
            },
            share: document.share,
        }
    }
}

impl From<(&Tier, &Benefit)> for TierV1 {
    fn from((tier, benefit): (&Tier, &Benefit)) -> Self {
        Self {
            name: tier.name.clone(),
            threshold: tier.threshold,
            gates: tier
                .gates
                .iter()
                .map(|g| GateV1 { dimension: g.dimension.clone(), minimum: g.minimum })
                .collect(),
            commission: benefit.commission,
            discount: benefit.discount,
            mdf: benefit.mdf,
            manager_hours: benefit.manager_hours,
            enablement_hours: benefit.enablement_hours,
        }
    }
}

impl TierV1 {
    fn split(self) -> (Tier, Benefit) {
        let gates = self
            .gates
            .into_iter()
            .map(|gate| Gate { dimension: gate.dimension, minimum: gate.minimum })
            .collect();
        let tier = Tier { name: self.name, threshold: self.threshold, gates };
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

//! A program turned into what the inner loop needs: weights, lines and gates by index, and the
//! lever tables for every pair (tier held, tier in the recorded history).

use crate::behaviour::{LeverTargets, Parameters, lever_targets, log_ratio};
use crate::finance::{Benefit, Incentives};
use crate::rules::{EPSILON, MovementRules, Program, Tier, ValueFunction};

/// Which lever moves the long-run level of a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// None: only noise around its own level.
    Nothing,
    /// MDF (market reach).
    Mdf,
    /// Partner-manager hours (velocity, engagement).
    ManagerHours,
    /// Enablement hours (capability).
    Enablement,
}

impl Driver {
    /// The driver of a dimension by its key.
    pub fn of(key: &str) -> Self {
        match key {
            "reach" => Self::Mdf,
            "velocity" | "engagement" => Self::ManagerHours,
            "capability" => Self::Enablement,
            _ => Self::Nothing,
        }
    }
}

/// One gate by index: dimension 0 is revenue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct IndexedGate {
    pub dimension: usize,
    pub minimum: f64,
}

/// A program ready for the inner loop.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    pub(crate) weights: Vec<f64>,
    revenue_value: ValueFunction,
    pub(crate) lines: Vec<f64>,
    pub(crate) gates: Vec<Vec<IndexedGate>>,
    pub(crate) movement: MovementRules,
    pub(crate) benefits: Vec<Benefit>,
    pub(crate) fixed_costs: Vec<f64>,
    pub(crate) incentives: Incentives,
    /// Per (tier held, reference tier): lever targets.
    levers: Vec<LeverTargets>,
    /// Per (tier held, reference tier): points by which each non-revenue dimension's target moves.
    shifts: Vec<Vec<f64>>,
    /// Position of capability among the non-revenue dimensions.
    pub(crate) capability: Option<usize>,
    /// Factor on the referral rate.
    pub(crate) referral_factor: f64,
    tiers: usize,
}

impl Compiled {
    /// Compiles `program`; `reference` is the program in force when the history was recorded.
    /// Both have been admitted ([`super::admit`]) and have the same tiers.
    pub fn new(program: &Program, reference: &Program, p: &Parameters) -> Self {
        let drivers: Vec<Driver> =
            program.score.dimensions().iter().skip(1).map(|d| Driver::of(&d.key)).collect();
        let benefits = program.incentives.tiers.clone();
        let pairs = || {
            benefits.iter().flat_map(|now| {
                reference.incentives.tiers.iter().map(move |before| (*now, *before))
            })
        };
        Self {
            weights: program.score.dimensions().iter().map(|d| d.weight).collect(),
            revenue_value: revenue_value(program),
            lines: program.ladder.tiers.iter().map(Tier::line).collect(),
            gates: indexed_gates(program),
            movement: program.movement.clone(),
            fixed_costs: benefits.iter().map(|b| b.fixed_cost(&p.rates)).collect(),
            levers: pairs().map(|(now, before)| lever_targets(&now, &before, p)).collect(),
            shifts: pairs()
                .map(|(now, before)| {
                    drivers.iter().map(|driver| shift(*driver, &now, &before, p)).collect()
                })
                .collect(),
            capability: program.score.dimension_index("capability").and_then(|i| i.checked_sub(1)),
            referral_factor: libm::pow(
                (program.incentives.referral_bonus + p.referral_offset)
                    / (reference.incentives.referral_bonus + p.referral_offset),
                p.referral_elasticity,
            ),
            incentives: program.incentives.clone(),
            tiers: reference.incentives.tiers.len(),
            benefits,
        }
    }

    /// Number of tiers; a partner that left is counted in one more place.
    pub fn tiers(&self) -> usize {
        self.lines.len()
    }

    /// Number of dimensions besides revenue.
    pub fn levels(&self) -> usize {
        self.weights.len().saturating_sub(1)
    }

    pub(crate) fn levers(&self, tier: u8, reference: u8) -> LeverTargets {
        self.levers.get(self.pair(tier, reference)).copied().unwrap_or_default()
    }

    pub(crate) fn shifts(&self, tier: u8, reference: u8) -> &[f64] {
        self.shifts.get(self.pair(tier, reference)).map_or(&[], Vec::as_slice)
    }

    fn pair(&self, tier: u8, reference: u8) -> usize {
        usize::from(tier) * self.tiers + usize::from(reference)
    }

    /// Points of a year's revenue, on the scale of an averaged dimension.
    #[inline]
    pub(crate) fn revenue_points(&self, trailing: f64) -> f64 {
        self.revenue_value.value(trailing).clamp(0.0, 100.0)
    }

    /// Score over the dimensions present (NaN is absent); NaN when none is.
    #[inline]
    pub(crate) fn score(&self, revenue_value: f64, levels: &[f64]) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        let values = std::iter::once(&revenue_value).chain(levels);
        for (w, value) in self.weights.iter().zip(values) {
            if !value.is_nan() {
                sum += w * value;
                weight += w;
            }
        }
        sum / weight
    }

    /// Highest tier whose line and gates are met; an unknown gated value does not pass.
    #[inline]
    pub(crate) fn qualify(&self, score: f64, revenue_value: f64, levels: &[f64]) -> u8 {
        let mut best = 0;
        for (position, (line, gates)) in (0_u8..).zip(self.lines.iter().zip(&self.gates)) {
            let passes = score >= line - EPSILON
                && gates.iter().all(|gate| gate.value(revenue_value, levels) >= gate.line());
            if passes {
                best = position;
            }
        }
        best
    }

    /// Whether no gate of `tier` fails; an unknown value does not fail.
    #[inline]
    pub(crate) fn keeps_gates(&self, tier: u8, revenue_value: f64, levels: &[f64]) -> bool {
        self.gates.get(usize::from(tier)).is_none_or(|gates| {
            !gates.iter().any(|gate| gate.value(revenue_value, levels) < gate.line())
        })
    }
}

impl IndexedGate {
    fn value(self, revenue_value: f64, levels: &[f64]) -> f64 {
        match self.dimension.checked_sub(1) {
            None => revenue_value,
            Some(index) => levels.get(index).copied().unwrap_or(f64::NAN),
        }
    }

    fn line(self) -> f64 {
        self.minimum - EPSILON
    }
}

fn revenue_value(program: &Program) -> ValueFunction {
    program
        .score
        .dimensions()
        .first()
        .and_then(|dimension| dimension.parts.first())
        .map_or_else(|| ValueFunction::Anchors(Vec::new()), |part| part.value.clone())
}

fn indexed_gates(program: &Program) -> Vec<Vec<IndexedGate>> {
    let index = |key: &str| program.score.dimension_index(key);
    program
        .ladder
        .tiers
        .iter()
        .map(|tier| {
            tier.gates
                .iter()
                .filter_map(|gate| {
                    let (key, minimum) = gate.as_dimension()?;
                    Some(IndexedGate { dimension: index(key)?, minimum })
                })
                .collect()
        })
        .collect()
}

fn shift(driver: Driver, now: &Benefit, before: &Benefit, p: &Parameters) -> f64 {
    let logs = match driver {
        Driver::Nothing => return 0.0,
        Driver::Mdf => log_ratio(now.mdf, before.mdf, p.mdf_offset),
        Driver::ManagerHours => {
            log_ratio(now.manager_hours, before.manager_hours, p.manager_hours_offset)
        }
        Driver::Enablement => {
            log_ratio(now.enablement_hours, before.enablement_hours, p.enablement_offset)
        }
    };
    p.points_per_log * logs
}

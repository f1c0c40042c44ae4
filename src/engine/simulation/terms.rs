//! What a program gives, as tables by tier: lever targets against the benefits in force when the record
//! was made, shifts of metrics, costs, and the lines that pull.

use super::world::Driver;
use crate::behaviour::{LeverTargets, Parameters, lever_targets, log_ratio};
use crate::finance::{Benefit, COST_LINES, Costs, CountedBenefits, Incentives};
use crate::rules::{MovementRules, Program};

/// Tiers that a table has room for; the door admits at most 12.
pub(crate) const MOST_TIERS: usize = 12;

/// One program's benefits and movement rules, ready for the inner loop.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Terms {
    pub movement: MovementRules,
    /// What a unit costs in each tier, and last in none.
    unit_costs: Vec<Costs>,
    pub incentives: Incentives,
    /// Benefits with terms that cost something.
    pub counted: CountedBenefits,
    /// What each tier is worth above the one below: a share of revenue, and money.
    pub steps: Vec<(f64, f64)>,
    /// Per (tier held, tier in the record): lever targets.
    levers: Vec<LeverTargets>,
    /// Their sums.
    sums: Vec<f64>,
    /// Per (tier held, tier in the record): points by which each lever moves what it drives.
    shifts: Vec<[f64; Driver::LEVERS.len()]>,
    /// Position of the capability dimension.
    pub capability: Option<usize>,
    /// Factor on the referral rate.
    pub referral_factor: f64,
    /// Top of the score.
    pub ceiling: f64,
    /// Tiers of the ladder.
    pub tiers: usize,
    /// Tiers of the ladder in force when the record was made.
    before: usize,
}

impl Terms {
    /// `reference` is the program in force when the history was recorded.
    pub fn new(program: &Program, reference: &Program, p: &Parameters) -> Self {
        let (incentives, benefits) = (&program.incentives, &program.incentives.tiers);
        let pairs = || {
            benefits.iter().flat_map(|now| {
                reference.incentives.tiers.iter().map(move |before| (*now, *before))
            })
        };
        Self {
            movement: program.movement.clone(),
            steps: steps(benefits, p),
            levers: pairs().map(|(now, before)| lever_targets(&now, &before, p)).collect(),
            sums: pairs()
                .map(|(now, before)| lever_targets(&now, &before, p).iter().sum())
                .collect(),
            shifts: pairs()
                .map(|(now, before)| Driver::LEVERS.map(|driver| shift(driver, &now, &before, p)))
                .collect(),
            capability: program.score.dimension_index("capability"),
            referral_factor: libm::pow(
                (program.incentives.referral_bonus + p.referral_offset)
                    / (reference.incentives.referral_bonus + p.referral_offset),
                p.referral_elasticity,
            ),
            ceiling: program.score.scale,
            incentives: incentives.clone(),
            unit_costs: benefits
                .iter()
                .chain([&Benefit::NONE])
                .map(|benefit| incentives.unit_costs(benefit, &p.rates))
                .collect(),
            counted: CountedBenefits::of(&program.incentives.benefits),
            tiers: program.ladder.tiers.len(),
            before: reference.incentives.tiers.len(),
        }
    }

    #[inline]
    pub fn levers(&self, tier: u8, reference: u8) -> LeverTargets {
        self.levers.get(self.pair(tier, reference)).copied().unwrap_or_default()
    }

    /// Sum of the lever targets, the one of capability apart.
    #[inline]
    pub fn lever_sum(&self, tier: u8, reference: u8) -> f64 {
        self.sums.get(self.pair(tier, reference)).copied().unwrap_or(0.0)
    }

    /// Points by which a driver moves what it drives.
    #[inline]
    pub fn shift(&self, driver: usize, tier: u8, reference: u8) -> f64 {
        let shifts = self.shifts.get(self.pair(tier, reference));
        shifts.and_then(|shifts| shifts.get(driver).copied()).unwrap_or(0.0)
    }

    #[inline]
    pub fn unit_costs(&self, tier: u8) -> &Costs {
        const NOTHING: Costs = [0.0; COST_LINES.len()];
        self.unit_costs.get(usize::from(tier)).or(self.unit_costs.last()).unwrap_or(&NOTHING)
    }

    #[inline]
    fn pair(&self, tier: u8, reference: u8) -> usize {
        usize::from(tier) * self.before + usize::from(reference)
    }
}

fn steps(benefits: &[Benefit], p: &Parameters) -> Vec<(f64, f64)> {
    let rate = |benefit: &Benefit| benefit.commission + benefit.discount;
    let step = |(below, above): (&Benefit, &Benefit)| {
        (rate(above) - rate(below), above.fixed_cost(&p.rates) - below.fixed_cost(&p.rates))
    };
    // Nothing is below the lowest tier, and nothing above the highest.
    let between = benefits.iter().zip(benefits.iter().skip(1)).map(step);
    std::iter::once((0.0, 0.0)).chain(between).chain([(0.0, 0.0)]).collect()
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

//! What differs between the alternative and the baseline, setting by setting.

use crate::state::BenefitField;
use tierlab_engine::simulation::Scenario;

/// Number of tier thresholds that differ.
pub(super) fn thresholds(scenario: &Scenario) -> usize {
    pairs(scenario).filter(|(a, b)| differ(a.line(), b.line())).count()
}

/// Number of movement rules that differ.
pub(super) fn movement(scenario: &Scenario) -> usize {
    let (a, b) = (&scenario.alternative.movement, &scenario.baseline.movement);
    usize::from(a.up != b.up || a.down != b.down)
        + usize::from(a.consecutive_up != b.consecutive_up)
        + usize::from(a.grace != b.grace)
        + usize::from(differ(a.buffer, b.buffer))
}

/// Number of cells of the incentive matrix that differ.
pub(super) fn incentives(scenario: &Scenario) -> usize {
    let (a, b) = (&scenario.alternative.incentives.tiers, &scenario.baseline.incentives.tiers);
    a.iter()
        .zip(b)
        .map(|(a, b)| {
            BenefitField::ALL.iter().filter(|field| differ(field.shown(a), field.shown(b))).count()
        })
        .sum()
}

/// Number of settings that differ.
pub(super) fn all(scenario: &Scenario) -> usize {
    thresholds(scenario) + movement(scenario) + incentives(scenario)
}

/// Whether two settings differ as people see them.
pub(super) fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > 1e-9
}

fn pairs(
    scenario: &Scenario,
) -> impl Iterator<Item = (&tierlab_engine::rules::Tier, &tierlab_engine::rules::Tier)> {
    scenario.alternative.ladder.tiers.iter().zip(&scenario.baseline.ladder.tiers)
}

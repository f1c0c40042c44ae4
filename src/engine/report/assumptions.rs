//! What a scenario assumes beside its programs, as far as it differs from another one.

use crate::behaviour::catalogue;
use crate::simulation::Scenario;

/// Names of the assumptions that differ; none where both would run under the same.
pub fn assumptions_that_differ(one: &Scenario, other: &Scenario) -> Vec<&'static str> {
    let parameters = catalogue().iter().filter(|info| {
        let value = |scenario: &Scenario| (info.get)(&scenario.parameters);
        value(one).to_bits() != value(other).to_bits()
    });
    let mut found: Vec<&'static str> = parameters.map(|info| info.label).collect();
    let (a, b) = (one.settings, other.settings);
    let hours = |scenario: &Scenario| scenario.manager_hours.map(f64::to_bits);
    let others = [
        ("response of segments", one.responses != other.responses),
        ("events", one.stress != other.stress),
        ("partner-manager hours there are", hours(one) != hours(other)),
        ("partners that join", one.joining.to_bits() != other.joining.to_bits()),
        ("quarters simulated", a.quarters != b.quarters),
        ("first quarter of the new rules", a.starts != b.starts),
        ("runs", (a.replications, a.precision) != (b.replications, b.precision)),
        ("whether parameters are drawn", a.uncertain != b.uncertain),
        ("worth of later money", a.discount != b.discount),
        ("seed", a.seed != b.seed),
    ];
    found.extend(others.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name));
    found
}

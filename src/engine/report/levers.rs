//! What of a change gets through where groups of levers are held.

use crate::record::Levers;
use crate::rules::Program;
use crate::simulation::Scenario;

/// The scenario `before` with what `after` changes in groups of levers that its record leaves free. Everything
/// else, the name and the record included, is as in `after` where nothing is held.
#[must_use]
pub fn held(before: &Scenario, after: Scenario) -> Scenario {
    if Levers::ALL.into_iter().all(|levers| !before.record.holds(levers)) {
        return after;
    }
    let name = after.alternative.name.clone();
    let mut next = Levers::ALL
        .into_iter()
        .filter(|levers| !before.record.holds(*levers))
        .fold(before.clone(), |next, levers| taken(next, &after, levers));
    next.alternative.name = name;
    next.record = after.record;
    next
}

/// The scenario with one group as in another.
fn taken(mut scenario: Scenario, from: &Scenario, levers: Levers) -> Scenario {
    let same_tiers = tiers(&scenario.alternative) == tiers(&from.alternative);
    let program = &mut scenario.alternative;
    let other = &from.alternative;
    match levers {
        Levers::Thresholds if same_tiers => lines(program, other),
        Levers::Incentives if same_tiers => program.incentives.clone_from(&other.incentives),
        Levers::Thresholds | Levers::Incentives => {}
        Levers::Movement => {
            if same_tiers || program.movement != other.movement {
                program.movement.clone_from(&other.movement);
            }
        }
        Levers::Rules => {
            let mut rules = other.clone();
            rules.name.clone_from(&program.name);
            rules.movement.clone_from(&program.movement);
            // Benefits and lines go with their tiers.
            if same_tiers {
                rules.incentives.clone_from(&program.incentives);
                lines(&mut rules, program);
            }
            *program = rules;
        }
        Levers::Assumptions => {
            scenario.parameters = from.parameters;
            scenario.confirmed.clone_from(&from.confirmed);
            scenario.responses.clone_from(&from.responses);
            scenario.stress.clone_from(&from.stress);
            scenario.manager_hours = from.manager_hours;
            scenario.joining = from.joining;
            scenario.settings.uncertain = from.settings.uncertain;
        }
        Levers::Run => {
            let uncertain = scenario.settings.uncertain;
            scenario.settings = from.settings;
            scenario.settings.uncertain = uncertain;
        }
    }
    scenario
}

fn tiers(program: &Program) -> Vec<&str> {
    program.ladder.tiers.iter().map(|tier| tier.name.as_str()).collect()
}

/// Takes the lines of the score over, tier by tier.
fn lines(program: &mut Program, from: &Program) {
    for (tier, other) in program.ladder.tiers.iter_mut().zip(&from.ladder.tiers) {
        tier.threshold.clone_from(&other.threshold);
    }
}

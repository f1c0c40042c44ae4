//! The door for movement rules.

use super::{ANY, cadence, number, whole};
use crate::problem::{Problem, Problems};
use crate::rules::program::Program;

const PLACE: &str = "Movement rules";

pub(super) fn check(program: &Program, found: &mut Problems) {
    let rules = &program.movement;
    cadence(PLACE, rules.up, "The number of months between reviews upward", found);
    cadence(PLACE, rules.down, "The number of months between reviews downward", found);
    let mut months = |what: &str, value: u32| whole(PLACE, value, 0..=120, what, found);
    months("The delay of a move up in months", rules.lag);
    months("The notice of a move down in months", rules.notice);
    months("The number of months a tier is held at least", rules.validity);
    months("The number of months that are looked back", rules.attainment);
    whole(PLACE, rules.consecutive_up, 1..=40, "The number of good reviews in a row", found);
    whole(PLACE, rules.grace, 0..=40, "The number of grace reviews", found);
    for steps in [rules.steps_up, rules.steps_down].into_iter().flatten() {
        whole(PLACE, steps, 1..=12, "The number of tiers at one review", found);
    }
    let scale = 0.0..=program.score.scale.max(0.0).min(*ANY.end());
    number(PLACE, rules.buffer, &scale, "The buffer", found);
    if let Some(rule) = rules.up_or_out {
        whole(PLACE, rule.within, 1..=600, "The number of months to move up within", found);
        whole(PLACE, rule.notice, 0..=120, "The notice before leaving in months", found);
        if rule.tier == 0 || usize::from(rule.tier) >= program.ladder.tiers.len() {
            found.push(Problem::new(
                PLACE,
                "The tier that has to be reached is not above the lowest one.",
                "Name a tier above the lowest.",
            ));
        }
    }
    if rules.freeze.is_some_and(|(from, to)| from > to) {
        found.push(Problem::new(
            PLACE,
            "The freeze ends before it begins.",
            "Put its months in order.",
        ));
    }
}

//! The door for conditions that look back inside each other: few words can ask for more work than
//! anyone can wait for.

use super::all_gates;
use crate::problem::{Problem, Problems};
use crate::rules::gate::{Gate, Rule};
use crate::rules::program::Program;
use std::collections::BTreeMap;

/// Most conditions to look at per partner and review.
const MOST: u64 = 200_000;

pub(super) fn check(program: &Program, found: &mut Problems) {
    let mut known = BTreeMap::new();
    let looks = all_gates(program)
        .into_iter()
        .fold(0_u64, |sum, gate| sum.saturating_add(of(program, gate, &mut known)));
    if looks > MOST {
        found.push(Problem::new(
            "Gates",
            format!("As they look back and ask for statuses, there are {looks} conditions to look at."),
            format!(
                "Use at most {MOST}: look back over fewer periods, and not inside another look back."
            ),
        ));
    }
}

/// Conditions of a gate, those of a status anew wherever it is asked for and those of a look back
/// once per period.
fn of<'a>(program: &'a Program, gate: &'a Gate, known: &mut BTreeMap<&'a str, u64>) -> u64 {
    let mut inner = gate
        .inner()
        .into_iter()
        .fold(0_u64, |sum, gate| sum.saturating_add(of(program, gate, known)));
    if let Rule::Status(key) = &gate.rule {
        inner = if let Some(looks) = known.get(key.as_str()) {
            *looks
        } else {
            // Counted as nothing while it is open: a status that asks for itself is refused elsewhere.
            known.insert(key, 0);
            let looks = program.status(key).map_or(0, |s| of(program, &s.gate, known));
            known.insert(key, looks);
            looks
        };
    }
    let times = match &gate.rule {
        Rule::Each { periods: times, .. } | Rule::AnyTime { months: times, .. } => *times,
        _ => 1,
    };
    inner.saturating_mul(u64::from(times)).saturating_add(1)
}

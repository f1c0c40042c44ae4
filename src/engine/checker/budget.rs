//! More rules than anyone can explain.
//!
//! The limits are this checker's own; what a person can hold in mind at once is about seven things
//! (Miller, 1956).

use super::each;
use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::view::View;
use super::words::{number, plural};
use crate::rules::{Gate, Rule};

/// Parts, lines and single conditions of a program that can still be told.
const RULES: usize = 40;
/// So many that nobody can.
const TOO_MANY: usize = 80;
/// Conditions of one tier.
const OF_A_TIER: usize = 9;
/// Dimensions of a track.
const DIMENSIONS: usize = 9;
/// How deep conditions are nested.
const DEPTH: usize = 3;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let program = view.program;
    let tracks = &program.score.tracks;
    let parts: usize = tracks.iter().flat_map(|t| &t.dimensions).map(|d| d.parts.len()).sum();
    let gates = each::gates(program);
    let conditions = gates.iter().filter(|(_, gate)| gate.inner().is_empty()).count();
    let lines = program.ladder.tiers.iter().filter(|tier| tier.threshold.is_some()).count();
    let all = parts + conditions + lines;
    if all > RULES {
        let severity = if all > TOO_MANY { Severity::Look } else { Severity::Note };
        let sentence = format!(
            "Partners would have to know {} rules: {}, {} and {}. \
             Up to {RULES} can be told.",
            number(all as f64),
            plural(parts, "part of the score", "parts of the score"),
            plural(conditions, "condition", "conditions"),
            plural(lines, "line", "lines"),
        );
        found.push(Code::TooManyRules.at(severity, PlaceRef::Program, sentence));
    }
    for (index, track) in tracks.iter().enumerate().filter(|(_, t)| t.dimensions.len() > DIMENSIONS)
    {
        let sentence = format!(
            "The score has {} dimensions. Up to {DIMENSIONS} can be told.",
            track.dimensions.len()
        );
        found.push(Code::TooManyRules.at(Severity::Note, PlaceRef::Track(index), sentence));
    }
    for (index, tier) in program.ladder.tiers.iter().enumerate() {
        let conditions: usize = tier.gates.iter().map(leaves).sum();
        let deep = tier.gates.iter().map(depth).max().unwrap_or(0);
        let what = if conditions > OF_A_TIER {
            format!("{} has {conditions} conditions. Up to {OF_A_TIER} can be told.", tier.name)
        } else if deep > DEPTH {
            format!("The conditions of {} are nested {deep} deep.", tier.name)
        } else {
            continue;
        };
        found.push(Code::TooManyRules.at(Severity::Note, PlaceRef::Tier(index), what));
    }
}

fn leaves(gate: &Gate) -> usize {
    let inner: usize = gate.inner().into_iter().map(leaves).sum();
    inner.max(1)
}

/// Levels of conditions; *not* and *in each period* are said in the same breath.
fn depth(gate: &Gate) -> usize {
    let inner = gate.inner().into_iter().map(depth).max().unwrap_or(0);
    let own = !matches!(gate.rule, Rule::Not(_) | Rule::Each { .. } | Rule::AnyTime { .. });
    inner + usize::from(own)
}

//! How a partner came out under a program, step by step, with names instead of positions.

use crate::rules::{GateTrace, PartTrace, Program, Qualification, ScoreTrace, TierTrace, Truth};
use serde::Serialize;

/// A gate. The nodes stand in the order of the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gate {
    /// `pass`, `fail` or `unknown`.
    pub truth: &'static str,
    /// The measure it looks at, in its own unit; `None` is unknown or nothing.
    pub value: Option<f64>,
    /// The line it is held against.
    pub line: Option<f64>,
    /// The nodes inside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inner: Vec<Gate>,
}

/// A measure that multiplies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Factor {
    /// The measure in its own unit; `None` is unknown.
    pub measure: Option<f64>,
    /// The factor.
    pub factor: Option<f64>,
}

/// A part of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The measure in its own unit; `None` is unknown.
    pub measure: Option<f64>,
    /// What it is worth.
    pub points: Option<f64>,
    /// What multiplies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Factor>,
    /// The condition for points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Gate>,
}

/// A dimension of the score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dimension {
    /// Its key.
    pub key: String,
    /// Its value in points; `None` when nothing of it is known.
    pub points: Option<f64>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// What a tier says of a partner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// The line of the score, where there is one.
    pub line: Option<f64>,
    /// Whether the score reaches it: `pass`, `fail` or `unknown`.
    pub reaches: &'static str,
    /// Whether it may be entered.
    pub enter: &'static str,
    /// Whether who holds it keeps it.
    pub keep: &'static str,
    /// The gates to enter.
    pub gates: Vec<Gate>,
}

/// A tier whose line is reached and whose gates are not all passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockedTier {
    /// Its name.
    pub tier: String,
    /// Positions of the gates that are not passed, from 0.
    pub gates: Vec<usize>,
}

/// What the numbers qualify for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qualified {
    /// The highest tier that may be entered.
    pub tier: String,
    /// Higher tiers that gates stand before.
    pub blocked: Vec<BlockedTier>,
    /// Whether a higher tier hangs on something unknown.
    pub undecided: bool,
}

pub(super) fn tier_name(program: &Program, position: usize) -> String {
    program.ladder.tiers.get(position).map_or_else(String::new, |tier| tier.name.clone())
}

fn said(truth: Truth) -> &'static str {
    match truth {
        Truth::Pass => "pass",
        Truth::Fail => "fail",
        Truth::Unknown => "unknown",
    }
}

fn gate(trace: &GateTrace) -> Gate {
    Gate {
        truth: said(trace.truth),
        value: trace.value,
        line: trace.line,
        inner: trace.inner.iter().map(gate).collect(),
    }
}

pub(super) fn dimensions(program: &Program, scored: &ScoreTrace) -> Vec<Dimension> {
    let track = program.score.tracks.get(scored.track);
    let named = track.map_or(&[][..], |track| track.dimensions.as_slice());
    let pairs = named.iter().zip(&scored.dimensions);
    pairs
        .map(|(rule, seen)| {
            let parts = rule.parts.iter().zip(&seen.parts);
            Dimension {
                key: rule.key.clone(),
                points: seen.value,
                parts: parts.map(|(rule, seen)| part(&rule.name, seen)).collect(),
            }
        })
        .collect()
}

fn part(name: &str, trace: &PartTrace) -> Part {
    let times = trace.times.iter();
    Part {
        name: name.to_owned(),
        measure: trace.measure,
        points: trace.value,
        times: times
            .map(|(measure, factor)| Factor { measure: *measure, factor: *factor })
            .collect(),
        when: trace.when.as_ref().map(gate),
    }
}

pub(super) fn tiers(program: &Program, traces: &[TierTrace]) -> Vec<Tier> {
    let pairs = program.ladder.tiers.iter().zip(traces);
    pairs
        .map(|(rule, seen)| Tier {
            name: rule.name.clone(),
            line: seen.line,
            reaches: said(seen.reaches),
            enter: said(seen.enter),
            keep: said(seen.keep),
            gates: seen.gates.iter().map(gate).collect(),
        })
        .collect()
}

pub(super) fn qualified(program: &Program, found: &Qualification) -> Qualified {
    let blocked = found.blocked.iter();
    Qualified {
        tier: tier_name(program, found.tier),
        blocked: blocked
            .map(|(tier, gates)| BlockedTier {
                tier: tier_name(program, *tier),
                gates: gates.clone(),
            })
            .collect(),
        undecided: found.undecided,
    }
}

//! How many partners meet each rule now: what stands beside the rule while it is edited.

use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, GateColumn, Program, Truth, standings_now};

/// Counts of one gate and of the gates inside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GateCounts {
    /// Partners that meet it.
    pub pass: usize,
    /// Partners of whom too little is known.
    pub unknown: usize,
    /// The gates inside, in order.
    pub inner: Vec<GateCounts>,
}

/// Counts of one tier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TierCounts {
    /// Partners whose score reaches the line; all where there is none.
    pub reach: usize,
    /// Partners that may enter.
    pub enter: usize,
    /// Partners that would keep it.
    pub keep: usize,
    /// Partners that hold it now.
    pub hold: usize,
    /// Its gates, in order.
    pub gates: Vec<GateCounts>,
}

/// Counts of every tier, the lowest first.
pub fn rule_counts(program: &Program, portfolio: &Portfolio) -> Vec<TierCounts> {
    let evaluation = Evaluation::now(program, portfolio);
    let holding = standings_now(&evaluation);
    evaluation
        .tiers()
        .iter()
        .enumerate()
        .map(|(position, tier)| TierCounts {
            reach: passes(&tier.reaches),
            enter: passes(&tier.enter),
            keep: passes(&tier.keep),
            hold: holding.iter().filter(|held| **held == position).count(),
            gates: tier.gates.iter().map(gate_counts).collect(),
        })
        .collect()
}

fn gate_counts(column: &GateColumn) -> GateCounts {
    GateCounts {
        pass: passes(&column.truth),
        unknown: column.truth.iter().filter(|truth| **truth == Truth::Unknown).count(),
        inner: column.inner.iter().map(gate_counts).collect(),
    }
}

fn passes(truths: &[Truth]) -> usize {
    truths.iter().filter(|truth| truth.passes()).count()
}

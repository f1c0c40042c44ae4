//! How many partners meet each rule now: what stands beside the rule while it is edited.

use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, Gate, GateColumn, Program, Truth, standings_now};

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
    /// Its gates to enter, in order.
    pub gates: Vec<GateCounts>,
    /// Its gates to keep, in order; none where they are those to enter.
    pub keep_gates: Vec<GateCounts>,
}

/// Counts of every rule of a program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleCounts {
    /// Every tier, the lowest first.
    pub tiers: Vec<TierCounts>,
    /// What every status asks.
    pub statuses: Vec<GateCounts>,
}

/// Counts of every rule.
pub fn rule_counts(program: &Program, portfolio: &Portfolio) -> RuleCounts {
    let evaluation = Evaluation::now(program, portfolio);
    let holding = standings_now(&evaluation);
    let judged = |gate: &Gate| gate_counts(&evaluation.judged(gate));
    let tiers = evaluation.tiers().iter().zip(&program.ladder.tiers).enumerate();
    RuleCounts {
        tiers: tiers
            .map(|(position, (column, tier))| TierCounts {
                reach: passes(&column.reaches),
                enter: passes(&column.enter),
                keep: passes(&column.keep),
                hold: holding.iter().filter(|held| **held == position).count(),
                gates: column.gates.iter().map(gate_counts).collect(),
                keep_gates: tier.keep.iter().flat_map(|keep| &keep.gates).map(judged).collect(),
            })
            .collect(),
        statuses: program.statuses.iter().map(|status| judged(&status.gate)).collect(),
    }
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

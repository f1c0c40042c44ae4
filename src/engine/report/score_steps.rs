//! How a partner's expected score gets from now to the end: `w·Δv / Σw` for every dimension.

use crate::protocol::Outcome;
use crate::rules::Program;

/// The way of a score, in points; the steps and the rest add up to the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreSteps {
    /// Now.
    pub start: f64,
    /// Expected at the end.
    pub end: f64,
    /// Position of a dimension and what it changes.
    pub dimensions: Vec<(usize, f64)>,
    /// What no dimension explains: a geometric mean, rounding, limits, dimensions that become known.
    pub rest: f64,
}

/// Of the partner at a position of the portfolio under the alternative; `None` where either score is unknown.
pub fn score_steps(outcome: &Outcome, program: &Program, position: usize) -> Option<ScoreSteps> {
    let index = outcome.positions.iter().position(|other| *other == position)?;
    let width = program.score.dimensions().len();
    let before = outcome.start_values.get(index * width..(index + 1) * width)?;
    let tally = outcome.alternative.partner(index)?;
    let start = outcome.start_scores.get(index).copied().filter(|score| !score.is_nan())?;
    let end = tally.mean_score()?;
    let dimensions = changes(program, before, &tally.mean_values());
    let explained: f64 = dimensions.iter().map(|(_, by)| by).sum();
    Some(ScoreSteps { start, end, dimensions, rest: end - start - explained })
}

/// Points that every dimension changes, by its position; those that are unknown are left out.
pub(super) fn changes(program: &Program, before: &[f64], after: &[f64]) -> Vec<(usize, f64)> {
    let dimensions = program.score.dimensions();
    let known = dimensions.iter().zip(after).filter(|(_, value)| !value.is_nan());
    let total: f64 = known.map(|(dimension, _)| dimension.weight).sum();
    let pairs = dimensions.iter().zip(before.iter().zip(after));
    pairs
        .map(|(dimension, (before, after))| dimension.weight * (after - before) / total)
        .enumerate()
        .filter(|(_, change)| change.is_finite())
        .collect()
}

//! Who moves: every partner's likely end under both programs, the chance of it, and why.

use super::score_steps::changes;
use crate::portfolio::Portfolio;
use crate::protocol::Outcome;
use crate::rules::{EPSILON, Program};
use crate::simulation::Scenario;

/// What decides a partner's end, beside its score.
#[derive(Debug, Clone, PartialEq)]
pub enum Obstacle {
    /// Nothing stands in the way: the line of this tier is cleared.
    Clears {
        /// The tier.
        tier: usize,
    },
    /// Points missing to the next tier.
    Short {
        /// The next tier.
        tier: usize,
        /// Points missing.
        points: f64,
    },
    /// The score clears a higher tier, a gate does not.
    Gate {
        /// The higher tier.
        tier: usize,
        /// The dimension asked for.
        dimension: usize,
        /// Its expected value.
        value: f64,
        /// The least value.
        minimum: f64,
    },
    /// Below the line of the tier it held, by more than the buffer.
    BelowKeepLine {
        /// The tier it held.
        tier: usize,
        /// The line less the buffer.
        line: f64,
    },
    /// The expected score clears a higher tier, but most runs do not hold it long enough.
    Borderline {
        /// The higher tier.
        tier: usize,
    },
    /// The score is unknown.
    Provisional,
    /// There is no score: conditions alone decide.
    Conditions,
}

/// One partner's prospects.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover {
    /// Position in the portfolio.
    pub position: usize,
    /// Tier now.
    pub now: usize,
    /// Most likely tier at the end under the alternative; the number of tiers is out.
    pub alternative: usize,
    /// Most likely tier at the end under the baseline, in its place on the ladder of the alternative; the
    /// number of tiers is out.
    pub baseline: usize,
    /// Chance of that end under the alternative, 0..=1.
    pub chance: f64,
    /// Score now and expected at the end, 0..=100; NaN is unknown.
    pub score: (f64, f64),
    /// The dimension whose weighted change is largest in size, and that change in points of score.
    pub driver: Option<(usize, f64)>,
    /// What decides beside the score.
    pub obstacle: Obstacle,
    /// Mean revenue over the horizon under the alternative.
    pub revenue: f64,
    /// Whether it differs from the baseline or is held by a gate.
    pub attention: bool,
}

/// Every simulated partner, those with attention first, then by revenue at stake.
pub fn movers(outcome: &Outcome, scenario: &Scenario, portfolio: &Portfolio) -> Vec<Mover> {
    let runs = outcome.replications();
    let width = scenario.alternative.score.dimensions().len();
    let mut list: Vec<Mover> = outcome
        .positions
        .iter()
        .enumerate()
        .filter_map(|(index, position)| {
            let alternative = outcome.alternative.partner(index)?;
            let baseline = outcome.baseline.partner(index)?;
            let (end, hits) = alternative.likely_tier();
            let end_baseline = outcome.counterpart(baseline.likely_tier().0);
            let now = outcome.alternative.first_tier.get(index).copied().map(usize::from)?;
            let before = outcome.start_values.get(index * width..(index + 1) * width)?;
            let after = alternative.mean_values();
            let start = outcome.start_scores.get(index).copied()?;
            let score = alternative.mean_score().unwrap_or(f64::NAN);
            let program = &scenario.alternative;
            let obstacle = if program.score.tracks.is_empty() {
                Obstacle::Conditions
            } else if start.is_nan() {
                Obstacle::Provisional
            } else {
                obstacle(program, now, end, score, &after)
            };
            let held = matches!(obstacle, Obstacle::Gate { .. });
            Some(Mover {
                position: *position,
                now,
                alternative: end,
                baseline: end_baseline,
                chance: f64::from(hits) / runs.max(1) as f64,
                score: (start, score),
                driver: driver(program, before, &after),
                revenue: alternative.mean_revenue(runs),
                attention: end != end_baseline || held,
                obstacle,
            })
        })
        .collect();
    let id = |mover: &Mover| portfolio.partners().get(mover.position).map(|p| p.id.clone());
    list.sort_by(|a, b| {
        (b.alternative != b.baseline)
            .cmp(&(a.alternative != a.baseline))
            .then(b.attention.cmp(&a.attention))
            .then(b.revenue.total_cmp(&a.revenue))
            .then_with(|| id(a).cmp(&id(b)))
    });
    list
}

fn driver(program: &Program, before: &[f64], after: &[f64]) -> Option<(usize, f64)> {
    changes(program, before, after).into_iter().max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()))
}

fn obstacle(program: &Program, now: usize, end: usize, score: f64, values: &[f64]) -> Obstacle {
    let tiers = &program.ladder.tiers;
    if end >= tiers.len() {
        return Obstacle::Clears { tier: end };
    }
    if end < now
        && let Some(tier) = tiers.get(now)
        && score < tier.line()
    {
        let line = tier.line() - program.movement.buffer;
        return Obstacle::BelowKeepLine { tier: now, line };
    }
    let next = end + 1;
    let Some(tier) = tiers.get(next) else { return Obstacle::Clears { tier: end } };
    if score < tier.line() - EPSILON {
        return Obstacle::Short { tier: next, points: tier.line() - score };
    }
    for gate in &tier.gates {
        let Some((key, minimum)) = gate.as_dimension() else { continue };
        let Some(dimension) = program.score.dimension_index(key) else { continue };
        let value = values.get(dimension).copied().unwrap_or(f64::NAN);
        if value.is_nan() || value < minimum - EPSILON {
            return Obstacle::Gate { tier: next, dimension, value, minimum };
        }
    }
    Obstacle::Borderline { tier: next }
}

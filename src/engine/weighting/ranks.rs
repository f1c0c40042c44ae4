//! Weights from an order of importance alone.

use super::check::{MOST_CRITERIA, shares};
use crate::problem::{Problem, Problems};
use crate::stats::check::size;

/// How an order becomes weights, from the steepest to the flattest at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankRule {
    /// Rank-order centroid: w = (1/n) Σ 1/k for k from the rank to n (Barron & Barrett, 1996). The
    /// average of all weights that agree with the order; the one to prefer.
    Centroid,
    /// w = (1/rank) / Σ (1/k) (Stillwell, Seaver & Edwards, 1981).
    Reciprocal,
    /// w = 2 (n + 1 − rank) / (n (n + 1)) (Stillwell, Seaver & Edwards, 1981).
    Sum,
}

/// Weights of the first, second, … most important of `count` criteria; descending.
///
/// # Errors
/// Refuses a count of 0 or above [`MOST_CRITERIA`].
pub fn rank_weights(rule: RankRule, count: usize) -> Result<Vec<f64>, Problems> {
    let mut found = Problems::default();
    size(count, &(1..=MOST_CRITERIA), "criteria", &mut found);
    found.or(())?;
    Ok(descending(rule, count))
}

fn descending(rule: RankRule, count: usize) -> Vec<f64> {
    let parts = (1..=count).map(|rank| match rule {
        RankRule::Centroid => (rank..=count).rev().map(|k| 1.0 / k as f64).sum(),
        RankRule::Reciprocal => 1.0 / rank as f64,
        RankRule::Sum => (count + 1 - rank) as f64,
    });
    shares(&parts.collect::<Vec<f64>>())
}

/// Weights in the order of the criteria, from the rank of each: 1 is the most important.
///
/// # Errors
/// Refuses no criterion or more than [`MOST_CRITERIA`], and ranks that are not 1 to n, each once.
pub fn weights_for_ranks(rule: RankRule, ranks: &[usize]) -> Result<Vec<f64>, Problems> {
    let count = ranks.len();
    let mut found = Problems::default();
    size(count, &(1..=MOST_CRITERIA), "criteria", &mut found);
    for rank in 1..=count.min(MOST_CRITERIA) {
        let times = ranks.iter().filter(|given| **given == rank).count();
        if times != 1 {
            found.push(Problem::new(
                format!("Rank {rank}"),
                format!("It is given {times} times."),
                format!("Give each rank from 1 to {count} once."),
            ));
        }
    }
    found.or(())?;
    let by_rank = descending(rule, count);
    Ok(ranks.iter().filter_map(|rank| by_rank.get(rank.checked_sub(1)?).copied()).collect())
}

//! Order within a sample: ranks, percentile ranks, the median.
//!
//! A percentile rank is relative: a member's rank falls when another one rises.

use super::check::{Allowed, sample};
use super::sample::quantile_sorted;
use crate::problem::Problems;

/// What a percentile rank counts. The kinds differ only in how a number itself and its equals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentileRank {
    /// Average rank of the equal numbers, as a percentage of the sample size.
    Average,
    /// Percentage of numbers that are smaller or equal.
    Weak,
    /// Percentage of numbers that are smaller.
    Strict,
    /// Half way between weak and strict; the kind to prefer, as it treats both ends alike.
    Middle,
}

/// How many numbers of a sample lie below and up to one of them.
struct Standing {
    below: usize,
    up_to: usize,
}

impl Standing {
    /// Average of the ranks `below + 1 ..= up_to`.
    fn average_rank(&self) -> f64 {
        (self.below + self.up_to + 1) as f64 / 2.0
    }

    fn percent(&self, kind: PercentileRank, count: usize) -> f64 {
        let share = match kind {
            PercentileRank::Average => self.average_rank(),
            PercentileRank::Weak => self.up_to as f64,
            PercentileRank::Strict => self.below as f64,
            PercentileRank::Middle => (self.below + self.up_to) as f64 / 2.0,
        };
        100.0 * share / count as f64
    }
}

pub(super) fn ascending(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

fn standings(values: &[f64]) -> impl Iterator<Item = Standing> {
    let sorted = ascending(values);
    values.iter().map(move |value| Standing {
        below: sorted.partition_point(|other| other < value),
        up_to: sorted.partition_point(|other| other <= value),
    })
}

pub(super) fn median_of(values: &[f64]) -> f64 {
    quantile_sorted(&ascending(values), 0.5)
}

/// Median: the middle number, or the mean of the two middle ones.
///
/// # Errors
/// Refuses an empty sample and numbers that are not finite or exceed 1e15.
pub fn median(values: &[f64]) -> Result<f64, Problems> {
    sample(values, 1, Allowed::Any)?;
    Ok(median_of(values))
}

/// Ranks from 1 for the smallest; equal numbers share the average of their ranks.
///
/// # Errors
/// Refuses an empty sample and numbers that are not finite or exceed 1e15.
pub fn average_ranks(values: &[f64]) -> Result<Vec<f64>, Problems> {
    sample(values, 1, Allowed::Any)?;
    Ok(ranks(values))
}

pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    standings(values).map(|standing| standing.average_rank()).collect()
}

/// Percentile ranks, 0–100, larger for larger numbers.
///
/// # Errors
/// Refuses an empty sample and numbers that are not finite or exceed 1e15.
pub fn percentile_ranks(values: &[f64], kind: PercentileRank) -> Result<Vec<f64>, Problems> {
    sample(values, 1, Allowed::Any)?;
    Ok(standings(values).map(|standing| standing.percent(kind, values.len())).collect())
}

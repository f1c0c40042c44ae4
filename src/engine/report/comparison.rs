//! Alternative − baseline over the whole horizon, paired replication by replication.

use crate::protocol::Outcome;
use crate::simulation::{ReplicationTotals, Tally};
use crate::stats::{mean, quantile_sorted};

/// A mean with the range of nine in ten runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Fifth percentile.
    pub p5: f64,
    /// Twenty-fifth percentile.
    pub p25: f64,
    /// Mean.
    pub mean: f64,
    /// Seventy-fifth percentile.
    pub p75: f64,
    /// Ninety-fifth percentile.
    pub p95: f64,
}

impl Band {
    /// The band of a sample; all zero when it is empty.
    pub fn of(mut sample: Vec<f64>) -> Self {
        let centre = mean(&sample);
        sample.sort_by(f64::total_cmp);
        let at = |p: f64| if sample.is_empty() { 0.0 } else { quantile_sorted(&sample, p) };
        Self { p5: at(0.05), p25: at(0.25), mean: centre, p75: at(0.75), p95: at(0.95) }
    }
}

/// The answer in one line of numbers. Money in the program's currency, over the whole horizon, as it is worth
/// today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Headline {
    /// Replications behind it.
    pub replications: usize,
    /// Expected partners that end above where they began: alternative, baseline.
    pub up: (f64, f64),
    /// Expected partners that end below where they began: alternative, baseline.
    pub down: (f64, f64),
    /// Change in program cost.
    pub cost: Band,
    /// Mean program cost of the baseline.
    pub cost_baseline: f64,
    /// Mean program cost of the alternative.
    pub cost_alternative: f64,
    /// Change in margin.
    pub margin: Band,
    /// Mean margin of the baseline.
    pub margin_baseline: f64,
    /// Change in margin less change in cost.
    pub net: Band,
    /// Runs in which the net is above zero.
    pub net_positive: usize,
    /// Share of partners in the top two tiers at the end less now, in percentage points:
    /// alternative, baseline.
    pub inflation: (f64, f64),
    /// Standard error of the mean net (simulation error, not uncertainty of the world).
    pub net_error: f64,
}

/// Sums the outcome up; `None` before the first replication.
pub fn headline(outcome: &Outcome) -> Option<Headline> {
    let (alternative, baseline) = (&outcome.alternative, &outcome.baseline);
    let replications = outcome.replications();
    if replications == 0 {
        return None;
    }
    let factors = outcome.factors();
    let totals = |tally: &Tally, of: fn(&ReplicationTotals, &[f64]) -> f64| -> Vec<f64> {
        tally.replications.iter().map(|totals| of(totals, &factors)).collect()
    };
    let (cost, margin) = (ReplicationTotals::spent, ReplicationTotals::earned);
    let (cost_a, cost_b) = (totals(alternative, cost), totals(baseline, cost));
    let (margin_a, margin_b) = (totals(alternative, margin), totals(baseline, margin));
    let minus =
        |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
    let net = outcome.net();
    Some(Headline {
        replications,
        up: (moved(alternative, |from, to| to > from), moved(baseline, |from, to| to > from)),
        down: (moved(alternative, |from, to| to < from), moved(baseline, |from, to| to < from)),
        cost: Band::of(minus(&cost_a, &cost_b)),
        cost_baseline: mean(&cost_b),
        cost_alternative: mean(&cost_a),
        margin: Band::of(minus(&margin_a, &margin_b)),
        margin_baseline: mean(&margin_b),
        net_positive: net.iter().filter(|value| **value > 0.0).count(),
        net: Band::of(net),
        inflation: (inflation(alternative), inflation(baseline)),
        net_error: outcome.net_error(),
    })
}

/// Expected number of partners whose first and last tier satisfy `test`; those that left or
/// joined count neither way.
fn moved(tally: &Tally, test: fn(usize, usize) -> bool) -> f64 {
    let places = tally.tiers + 1;
    let runs = tally.replications.len().max(1) as f64;
    let count: u64 = tally
        .flows
        .iter()
        .enumerate()
        .filter(|(place, _)| {
            let (from, to) = (place / places, place % places);
            from < tally.tiers && to < tally.tiers && test(from, to)
        })
        .map(|(_, count)| count)
        .sum();
    count as f64 / runs
}

/// Share in the top two tiers at the end (of those still there) less at the start, in points.
fn inflation(tally: &Tally) -> f64 {
    let places = tally.tiers + 1;
    let high = |tier: usize| tier + 2 >= tally.tiers && tier < tally.tiers;
    let (mut end, mut all) = (0_u64, 0_u64);
    for (place, count) in tally.flows.iter().enumerate() {
        let to = place % places;
        if to < tally.tiers {
            all += count;
            end += if high(to) { *count } else { 0 };
        }
    }
    let start = tally.first_tier.iter().filter(|tier| high(usize::from(**tier))).count();
    let share = |part: f64, whole: f64| if whole > 0.0 { 100.0 * part / whole } else { 0.0 };
    let there = tally.first_tier.iter().filter(|tier| usize::from(**tier) < tally.tiers).count();
    share(end as f64, all as f64) - share(start as f64, there as f64)
}

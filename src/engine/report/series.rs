//! Series over time: tier mix, cumulative net benefit, transition rates.

use super::Band;
use crate::protocol::Outcome;
use crate::simulation::{ReplicationTotals, Tally};
use crate::stats::mean;

/// Partners in one tier, now and at the end of each quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct TierSeries {
    /// Alternative; the first entry is now.
    pub alternative: Vec<Band>,
    /// Mean of the baseline, on the ladder of the alternative; the first entry is now.
    pub baseline: Vec<f64>,
}

/// Cumulative net benefit; the first entry is now (zero).
#[derive(Debug, Clone, PartialEq)]
pub struct NetSeries {
    /// One band per quarter.
    pub bands: Vec<Band>,
    /// First quarter (an index into `bands`) from which the mean stays at or above zero after
    /// having been below it.
    pub payback: Option<usize>,
}

/// Shares of moves, from each tier to each tier and out.
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    /// Row: tier before; column: tier after, the last one exits; rows sum to 1 (or are all zero).
    pub rates: Vec<Vec<f64>>,
    /// Partners behind each row, once per replication and, where moves are counted by the quarter, per quarter.
    pub counts: Vec<u64>,
}

/// Tier mix by period, lowest tier first. Partners that left are in none.
pub fn tier_series(outcome: &Outcome) -> Vec<TierSeries> {
    let tally = &outcome.alternative;
    (0..tally.tiers)
        .map(|tier| {
            let now =
                tally.first_tier.iter().filter(|first| usize::from(**first) == tier).count() as f64;
            let still = Band { p5: now, p25: now, mean: now, p75: now, p95: now };
            let mut alternative = vec![still];
            let mut baseline = vec![now];
            for quarter in 0..tally.quarters {
                alternative.push(Band::of(counts(tally, quarter, tier)));
                let before = (0..outcome.baseline.tiers)
                    .filter(|place| outcome.counterpart(*place) == tier)
                    .map(|place| mean(&counts(&outcome.baseline, quarter, place)));
                baseline.push(before.sum());
            }
            TierSeries { alternative, baseline }
        })
        .collect()
}

fn counts(tally: &Tally, quarter: usize, tier: usize) -> Vec<f64> {
    tally
        .replications
        .iter()
        .map(|totals| {
            totals.mix.get(quarter * (tally.tiers + 1) + tier).copied().map_or(0.0, f64::from)
        })
        .collect()
}

/// Cumulative change in margin less change in cost, as it is worth today.
pub fn net_series(outcome: &Outcome) -> NetSeries {
    let pairs = outcome.alternative.replications.iter().zip(&outcome.baseline.replications);
    let mut running: Vec<f64> = vec![0.0; outcome.replications()];
    let pairs: Vec<_> = pairs.collect();
    let mut bands = vec![Band::of(Vec::new())];
    for (quarter, factor) in outcome.factors().into_iter().enumerate() {
        for (sum, (a, b)) in running.iter_mut().zip(&pairs) {
            let at = |values: &[f64]| values.get(quarter).copied().unwrap_or(0.0);
            let net = |of: &ReplicationTotals| at(&of.margin) - of.cost(quarter);
            *sum += factor * (net(a) - net(b));
        }
        bands.push(Band::of(running.clone()));
    }
    let payback = payback(&bands);
    NetSeries { bands, payback }
}

fn payback(bands: &[Band]) -> Option<usize> {
    let last_below = bands.iter().rposition(|band| band.mean < 0.0)?;
    (last_below + 1 < bands.len()).then_some(last_below + 1)
}

/// Transition rates per quarter, pooled over quarters and replications.
pub fn transitions(tally: &Tally) -> Transitions {
    let places = tally.tiers + 1;
    let mut pooled = vec![vec![0_u64; places]; tally.tiers];
    for (place, count) in tally.transitions.iter().enumerate() {
        let (from, to) = (place / places % places, place % places);
        if let Some(cell) = pooled.get_mut(from).and_then(|row| row.get_mut(to)) {
            *cell += count;
        }
    }
    shares(&pooled)
}

/// Shares of partners from the tier each begins in to the one it ends in, over all replications; those that
/// join later are in none.
pub fn start_to_end(tally: &Tally) -> Transitions {
    let places = tally.tiers + 1;
    let rows = tally.flows.chunks(places).take(tally.tiers).map(<[u64]>::to_vec);
    shares(&rows.collect::<Vec<_>>())
}

/// Rows of counts as shares of their sums.
fn shares(pooled: &[Vec<u64>]) -> Transitions {
    let counts: Vec<u64> = pooled.iter().map(|row| row.iter().sum()).collect();
    let rates = pooled
        .iter()
        .zip(&counts)
        .map(|(row, total)| {
            row.iter()
                .map(|count| if *total > 0 { *count as f64 / *total as f64 } else { 0.0 })
                .collect()
        })
        .collect();
    Transitions { rates, counts }
}

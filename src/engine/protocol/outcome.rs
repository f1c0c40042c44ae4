//! What a run answers: the tallies of both programs, pair by pair, and what was left out.

use crate::finance::present_factor;
use crate::rng::Fnv64;
use crate::simulation::{Carried, INNER, Joining, ReplicationTotals, Tally};
use crate::stats::{mean, standard_deviation};
use serde::{Deserialize, Serialize};

/// Cost lines that every fingerprint tells.
const FIRST_LINES: usize = 7;

/// The answer of a run over the replications done so far.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// What the baseline did.
    pub baseline: Tally,
    /// What the alternative did, replication for replication under the same shocks.
    pub alternative: Tally,
    /// For every tier of the baseline the one of the alternative that takes its place, see
    /// [`crate::rules::Program::places_in`].
    pub counterparts: Vec<u8>,
    /// Positions in the portfolio of the simulated partners, in the order of the tallies; those that join come
    /// after them there.
    pub positions: Vec<usize>,
    /// Start score of each simulated partner under the alternative; NaN is unknown.
    pub start_scores: Vec<f64>,
    /// Start values of the dimensions of each simulated partner under the alternative,
    /// partner-major, revenue first; NaN is unknown.
    pub start_values: Vec<f64>,
    /// Positions of partners that could not be simulated.
    pub left_out: Vec<usize>,
    /// Whether the response parameters were drawn from their ranges, [`INNER`] replications to a draw.
    pub uncertain: bool,
    /// How every metric was carried forward.
    pub carried: Vec<Carried>,
    /// Thousandths by which money loses worth in a year.
    pub discount: u16,
    /// Whose profile those have that join, if anybody does.
    pub joining: Option<Joining>,
}

impl Outcome {
    /// Adds the replications of another part of the same job.
    pub(super) fn merge(&mut self, other: Self) {
        self.baseline.merge(&other.baseline);
        self.alternative.merge(&other.alternative);
        if self.positions.is_empty() && !other.positions.is_empty() {
            let (baseline, alternative) =
                (std::mem::take(&mut self.baseline), std::mem::take(&mut self.alternative));
            *self = Self { baseline, alternative, ..other };
        }
    }

    /// The place on the alternative's ladder of a place on the baseline's; who left is out on both.
    pub fn counterpart(&self, place: usize) -> usize {
        self.counterparts.get(place).map_or(self.alternative.tiers, |tier| usize::from(*tier))
    }

    /// Replications done.
    pub fn replications(&self) -> usize {
        self.alternative.replications.len()
    }

    /// What a unit of money of each quarter is worth today.
    pub fn factors(&self) -> Vec<f64> {
        let rate = f64::from(self.discount) / 1000.0;
        (0..self.alternative.quarters).map(|quarter| present_factor(quarter, rate)).collect()
    }

    /// Net benefit of every replication over the whole horizon, as it is worth today: change in margin less
    /// change in cost.
    pub fn net(&self) -> Vec<f64> {
        let factors = self.factors();
        let earned = |totals: &ReplicationTotals| totals.earned(&factors) - totals.spent(&factors);
        let pairs = self.alternative.replications.iter().zip(&self.baseline.replications);
        pairs.map(|(alternative, baseline)| earned(alternative) - earned(baseline)).collect()
    }

    /// Standard error of the mean net benefit: the simulation's own error, not uncertainty of the world.
    /// Replications that share a draw of the parameters count as one.
    pub fn net_error(&self) -> f64 {
        let net = self.net();
        let group = if self.uncertain { INNER as usize } else { 1 };
        let means: Vec<f64> = net.chunks(group).map(mean).collect();
        standard_deviation(&means) / (means.len().max(1) as f64).sqrt()
    }

    /// FNV-1a over every number of the outcome: equal on every machine for equal input.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = Fnv64::default();
        for tally in [&self.baseline, &self.alternative] {
            for totals in &tally.replications {
                hash.write(&totals.replication.to_le_bytes());
                for value in totals.revenue.iter().chain(&totals.margin) {
                    hash.write_f64(*value);
                }
                for lines in &totals.costs {
                    // Lines that came later are told where they cost something: without them an outcome
                    // keeps the fingerprint it has always had.
                    for (line, value) in lines.iter().enumerate() {
                        if line < FIRST_LINES || *value != 0.0 {
                            hash.write_f64(*value);
                        }
                    }
                }
                for count in &totals.mix {
                    hash.write(&count.to_le_bytes());
                }
            }
            for count in tally.transitions.iter().chain(&tally.flows) {
                hash.write(&count.to_le_bytes());
            }
            for partner in tally.partners() {
                for count in partner.end_tier.iter().chain(partner.reached_next) {
                    hash.write(&count.to_le_bytes());
                }
                hash.write_f64(partner.mean_score().unwrap_or(f64::MAX));
            }
        }
        hash.finish()
    }
}

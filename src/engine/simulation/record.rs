//! What one partner did in one quarter, told to an observer; observers tally or keep full traces.

use super::columns::QuarterColumns;
use crate::behaviour::{LeverTargets, PullToward};
use crate::finance::Costs;
use crate::rules::ReviewEvent;

/// What happened to a partner's standing in a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// No review this quarter.
    NoReview,
    /// A review took place.
    Reviewed(ReviewEvent),
    /// The partner left at the end of the quarter.
    Exit,
    /// The partner left earlier.
    Gone,
}

/// One partner, one quarter, one replication. Money in the program's currency.
#[derive(Debug, Clone, Copy)]
pub struct QuarterRecord<'a> {
    /// Index among the simulated partners.
    pub partner: usize,
    /// Quarter, from 1.
    pub quarter: u32,
    /// Tier when the quarter began; the number of tiers for one that has left.
    pub tier_start: u8,
    /// Tier when it ended; the number of tiers for one that has left.
    pub tier: u8,
    /// What the review did.
    pub event: Event,
    /// Revenue of the quarter.
    pub revenue: f64,
    /// Score after the quarter; NaN is unknown.
    pub score: f64,
    /// Values of the dimensions; NaN is unknown.
    pub values: &'a [f64],
    /// Log lift: levers, pull, borrowed sales, hangover; before the cap.
    pub lift_parts: [f64; 4],
    /// Log lift after the cap.
    pub lift: f64,
    /// Lever targets at full effect.
    pub lever_targets: LeverTargets,
    /// What the pull aimed at.
    pub toward: PullToward,
    /// Cost by line.
    pub costs: Costs,
    /// Gross margin and referral value.
    pub margin: f64,
    /// Referrals brought in.
    pub referrals: f64,
}

impl QuarterRecord<'_> {
    /// Sum of the cost lines.
    pub fn cost(&self) -> f64 {
        self.costs.iter().sum()
    }
}

/// Receives what partners do in a replication. Within a quarter partners come in their order; quarters of
/// different partners may come in any order.
pub trait Observer {
    /// One partner's quarter; not told to those that take the columns.
    fn quarter(&mut self, _record: &QuarterRecord<'_>) {}

    /// The same quarter of several partners; one by one, unless columns are all that is wanted.
    fn quarters(&mut self, columns: &QuarterColumns<'_>) {
        let mut values = Vec::new();
        for place in 0..columns.partners.len() {
            self.quarter(&columns.record(place, &mut values));
        }
    }
}

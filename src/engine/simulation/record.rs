//! What one partner did in one quarter, told to an observer; observers tally or keep full traces.

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
    /// Values of the dimensions; NaN is unknown. Only where the observer asks for them.
    pub values: &'a [f64],
    /// Log lift: levers, pull, borrowed sales, hangover; before the cap.
    pub lift_parts: [f64; 4],
    /// Log lift after the cap.
    pub lift: f64,
    /// Lever targets at full effect. Only where the observer asks for values.
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
    /// Of a partner that left earlier; `left` is the number of tiers.
    pub(crate) fn gone(partner: usize, quarter: u32, left: u8) -> QuarterRecord<'static> {
        QuarterRecord {
            partner,
            quarter,
            tier_start: left,
            tier: left,
            event: Event::Gone,
            revenue: 0.0,
            score: 0.0,
            values: &[],
            lift_parts: [0.0; 4],
            lift: 0.0,
            lever_targets: LeverTargets::default(),
            toward: PullToward::Nothing,
            costs: Costs::default(),
            margin: 0.0,
            referrals: 0.0,
        }
    }

    /// Sum of the cost lines.
    pub fn cost(&self) -> f64 {
        self.costs.iter().sum()
    }
}

/// Receives every record of a replication. Within a quarter partners come in their order; quarters of
/// different partners may come in any order.
pub trait Observer {
    /// One partner's quarter.
    fn quarter(&mut self, record: &QuarterRecord<'_>);

    /// Whether it wants the values of the dimensions in this quarter.
    fn wants_values(&self, quarter: u32) -> bool;
}

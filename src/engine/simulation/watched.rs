//! One partner looked at closely: what moved its sales and its tier, quarter by quarter, summed over
//! replications in fixed point, so that parts merge in any order.

use super::record::{Event, QuarterRecord};
use crate::rules::ReviewEvent;
use serde::{Deserialize, Serialize};

/// Fixed-point scale of points and log amounts.
const FINE: f64 = 1_048_576.0;
/// Fixed-point scale of money.
const MONEY: f64 = 1024.0;

/// What moves the sales of a partner: log parts that add up to its lift. In the order in which they are told.
pub const LIFT_PARTS: [&str; 5] = [
    "Incentives",
    "Pull of the tiers",
    "Sales borrowed ahead",
    "After a move down",
    "Held at the limit",
];

/// Sums over the replications in which the partner was there as the quarter began.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Quarter {
    there: u32,
    /// Replications by tier at its end; the last place counts those in which it has left, then or before.
    tiers: Vec<u32>,
    /// Replications by tier in which it has held this tier or a higher one by then.
    reached: Vec<u32>,
    reviews: [u32; ReviewEvent::COUNT],
    lift: [i64; LIFT_PARTS.len()],
    revenue: i64,
    log_revenue: i64,
    sold: u32,
    score: i64,
    scored: u32,
}

/// One partner, quarter by quarter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watched {
    partner: usize,
    quarters: Vec<Quarter>,
    /// Highest tier held so far in the replication under way.
    highest: u8,
}

/// What is expected of a watched partner in a quarter, over the replications in which it is still there as the
/// quarter begins.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchedQuarter {
    /// Chance to hold each tier at its end, lowest first, and last the chance to have left: of all
    /// replications.
    pub tiers: Vec<f64>,
    /// Chance to have held each tier or a higher one by then, the tier held before the first quarter included:
    /// of all replications. It never falls from quarter to quarter.
    pub reached: Vec<f64>,
    /// Share of the replications by what the review did, in the order of [`ReviewEvent`].
    pub reviews: [f64; ReviewEvent::COUNT],
    /// Mean log parts of its lift, in the order of [`LIFT_PARTS`].
    pub lift: [f64; LIFT_PARTS.len()],
    /// Mean log revenue without any lift: level, growth, season, events and chance; NaN where nothing is ever
    /// sold.
    pub log_unlifted: f64,
    /// Mean revenue.
    pub revenue: f64,
    /// Mean score; NaN where it is never known.
    pub score: f64,
}

impl Watched {
    /// Of the partner with this index among those simulated.
    pub fn new(partner: usize, quarters: usize, tiers: usize) -> Self {
        let (tiers, reached) = (vec![0; tiers + 1], vec![0; tiers]);
        let quarter = Quarter { tiers, reached, ..Quarter::default() };
        Self { partner, quarters: vec![quarter; quarters], highest: 0 }
    }

    /// Index among those simulated.
    pub fn partner(&self) -> usize {
        self.partner
    }

    /// The quarters of one partner in one replication come in their order.
    pub(super) fn take(&mut self, record: &QuarterRecord<'_>) {
        let last = record.quarter as usize == self.quarters.len();
        let before = if record.quarter == 1 { record.tier_start } else { self.highest };
        let Some(quarter) = self.quarters.get_mut(record.quarter as usize - 1) else { return };
        if let Some(count) = quarter.tiers.get_mut(usize::from(record.tier)) {
            *count += 1;
        }
        let tiers = quarter.reached.len();
        let inside = |tier: u8| if usize::from(tier) < tiers { tier } else { 0 };
        let highest = inside(before).max(inside(record.tier));
        for count in quarter.reached.iter_mut().take(usize::from(highest) + 1) {
            *count += 1;
        }
        // What is under way is no result: tallies of the same replications are equal.
        self.highest = if last { 0 } else { highest };
        if record.event == Event::Gone {
            return;
        }
        quarter.there += 1;
        if let Event::Reviewed(review) = record.event
            && let Some(count) = quarter.reviews.get_mut(review as usize)
        {
            *count += 1;
        }
        let sum: f64 = record.lift_parts.iter().sum();
        let parts = record.lift_parts.iter().copied().chain([record.lift - sum]);
        for (total, part) in quarter.lift.iter_mut().zip(parts) {
            *total += fixed(part, FINE);
        }
        quarter.revenue += fixed(record.revenue, MONEY);
        if record.revenue > 0.0 {
            quarter.log_revenue += fixed(libm::log(record.revenue), FINE);
            quarter.sold += 1;
        }
        if !record.score.is_nan() {
            quarter.score += fixed(record.score, FINE);
            quarter.scored += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.quarters.iter_mut().zip(&other.quarters) {
            let pairs = mine.tiers.iter_mut().zip(&theirs.tiers);
            let pairs = pairs.chain(mine.reached.iter_mut().zip(&theirs.reached));
            for (count, more) in pairs.chain(mine.reviews.iter_mut().zip(&theirs.reviews)) {
                *count += more;
            }
            for (sum, more) in mine.lift.iter_mut().zip(&theirs.lift) {
                *sum += more;
            }
            mine.there += theirs.there;
            mine.revenue += theirs.revenue;
            mine.log_revenue += theirs.log_revenue;
            mine.sold += theirs.sold;
            mine.score += theirs.score;
            mine.scored += theirs.scored;
        }
    }

    /// What is expected of it, quarter by quarter.
    pub fn quarters(&self) -> Vec<WatchedQuarter> {
        let one = |quarter: &Quarter| {
            let all: u32 = quarter.tiers.iter().sum();
            let there = f64::from(quarter.there.max(1));
            let lift = quarter.lift.map(|sum| sum as f64 / FINE / there);
            let log = quarter.log_revenue as f64 / FINE / f64::from(quarter.sold);
            let share = |count: &u32| f64::from(*count) / f64::from(all.max(1));
            WatchedQuarter {
                tiers: quarter.tiers.iter().map(share).collect(),
                reached: quarter.reached.iter().map(share).collect(),
                reviews: quarter.reviews.map(|count| f64::from(count) / there),
                log_unlifted: log - lift.iter().sum::<f64>(),
                lift,
                revenue: quarter.revenue as f64 / MONEY / there,
                score: quarter.score as f64 / FINE / f64::from(quarter.scored),
            }
        };
        self.quarters.iter().map(one).collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; NaN becomes 0")]
fn fixed(value: f64, scale: f64) -> i64 {
    (value * scale).round() as i64
}

//! Mergeable aggregates of many replications.
//!
//! Counts are integers and per-partner sums are fixed-point integers, so merging in any order or
//! batch size gives the same bits; money per replication is kept whole and summed at the end.

use super::record::{Event, Observer, QuarterRecord};
use crate::finance::Costs;
use crate::rules::ReviewEvent;
use serde::{Deserialize, Serialize};

/// Fixed-point scale of points.
const POINTS: f64 = 1_048_576.0;
/// Fixed-point scale of money.
const MONEY: f64 = 1024.0;

/// Totals of one replication by quarter.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReplicationTotals {
    /// Replication number.
    pub replication: u32,
    /// Revenue by quarter.
    pub revenue: Vec<f64>,
    /// Margin by quarter.
    pub margin: Vec<f64>,
    /// Costs by quarter and line.
    pub costs: Vec<Costs>,
    /// Partners by quarter and tier, row-major; the last place of a row counts those that left.
    pub mix: Vec<u32>,
}

/// What one partner did, over all replications.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PartnerTally {
    /// Replications ending in each tier; the last place counts exits.
    pub end_tier: Vec<u32>,
    /// Replications in which a higher tier than the first had been held by each quarter (for a
    /// partner at the top: the top tier).
    pub reached_next: Vec<u32>,
    /// Replications by what the last review did, in the order of [`ReviewEvent`].
    pub last_review: [u32; ReviewEvent::COUNT],
    /// Sum over surviving replications of the final value of each dimension, fixed point.
    values: Vec<i64>,
    /// Sum over surviving replications of the final score, fixed point.
    score: i64,
    /// Sum of revenue over all quarters and replications, fixed point.
    revenue: i64,
    /// Replications in which the partner was still there at the end.
    pub stayed: u32,
}

/// Everything one program did over some replications.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Number of tiers.
    pub tiers: usize,
    /// Quarters simulated.
    pub quarters: usize,
    /// One entry per replication.
    pub replications: Vec<ReplicationTotals>,
    /// Transitions per quarter, (tiers + 1)² each, row-major, summed over replications.
    pub transitions: Vec<u64>,
    /// Start → end, (tiers + 1)², summed over replications.
    pub flows: Vec<u64>,
    /// Per quarter: promotions, demotions, graces, exits, summed over replications.
    pub events: Vec<[u64; 4]>,
    /// One entry per simulated partner.
    pub partners: Vec<PartnerTally>,
    /// First tier of each simulated partner.
    pub first_tier: Vec<u8>,
    /// Highest tier held so far in the replication under way; the first tier between replications.
    top: Vec<u8>,
}

impl PartnerTally {
    /// Mean final score over the replications in which the partner stayed; `None` if it never did.
    pub fn mean_score(&self) -> Option<f64> {
        (self.stayed > 0).then(|| self.score as f64 / POINTS / f64::from(self.stayed))
    }

    /// Mean final value of each dimension (revenue first); empty if the partner never stayed.
    pub fn mean_values(&self) -> Vec<f64> {
        if self.stayed == 0 {
            return Vec::new();
        }
        self.values.iter().map(|sum| *sum as f64 / POINTS / f64::from(self.stayed)).collect()
    }

    /// Mean revenue over the horizon per replication.
    pub fn mean_revenue(&self, replications: usize) -> f64 {
        self.revenue as f64 / MONEY / replications.max(1) as f64
    }

    /// The tier it most often ends in, and in how many replications; the lower one on a tie.
    pub fn likely_tier(&self) -> (usize, u32) {
        let mut best = (0, 0);
        for (tier, count) in self.end_tier.iter().enumerate() {
            if *count > best.1 {
                best = (tier, *count);
            }
        }
        best
    }
}

impl Tally {
    /// An empty tally for partners with these first tiers.
    pub fn new(tiers: usize, quarters: usize, dimensions: usize, first_tier: Vec<u8>) -> Self {
        let partner = PartnerTally {
            end_tier: vec![0; tiers + 1],
            reached_next: vec![0; quarters],
            values: vec![0; dimensions],
            ..PartnerTally::default()
        };
        Self {
            tiers,
            quarters,
            replications: Vec::new(),
            transitions: vec![0; quarters * (tiers + 1) * (tiers + 1)],
            flows: vec![0; (tiers + 1) * (tiers + 1)],
            events: vec![[0; 4]; quarters],
            partners: vec![partner; first_tier.len()],
            top: first_tier.clone(),
            first_tier,
        }
    }

    /// Opens the next replication; records that follow belong to it.
    pub fn begin(&mut self, replication: u32) {
        self.replications.push(ReplicationTotals {
            replication,
            revenue: vec![0.0; self.quarters],
            margin: vec![0.0; self.quarters],
            costs: vec![Costs::default(); self.quarters],
            mix: vec![0; self.quarters * (self.tiers + 1)],
        });
    }

    /// Adds the replications of another tally of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.replications.extend(other.replications.iter().cloned());
        self.replications.sort_by_key(|totals| totals.replication);
        add(&mut self.transitions, &other.transitions);
        add(&mut self.flows, &other.flows);
        for (mine, theirs) in self.events.iter_mut().zip(&other.events) {
            add(mine, theirs);
        }
        for (mine, theirs) in self.partners.iter_mut().zip(&other.partners) {
            mine.merge(theirs);
        }
    }

    fn close_partner(&mut self, record: &QuarterRecord<'_>) {
        let Some(partner) = self.partners.get_mut(record.partner) else { return };
        let first = self.first_tier.get(record.partner).copied().unwrap_or(0);
        if let Some(top) = self.top.get_mut(record.partner) {
            *top = first;
        }
        bump(&mut self.flows, usize::from(first) * (self.tiers + 1) + usize::from(record.tier));
        if let Some(count) = partner.end_tier.get_mut(usize::from(record.tier)) {
            *count += 1;
        }
        if usize::from(record.tier) < self.tiers {
            partner.stayed += 1;
            partner.score += fixed(record.score, POINTS);
            let values = std::iter::once(&record.revenue_value).chain(record.levels);
            for (sum, value) in partner.values.iter_mut().zip(values) {
                *sum += fixed(*value, POINTS);
            }
        }
        if let Event::Reviewed(review) = record.event
            && let Some(count) = partner.last_review.get_mut(review as usize)
        {
            *count += 1;
        }
    }
}

impl PartnerTally {
    fn merge(&mut self, other: &Self) {
        add(&mut self.end_tier, &other.end_tier);
        add(&mut self.reached_next, &other.reached_next);
        add(&mut self.last_review, &other.last_review);
        add(&mut self.values, &other.values);
        self.score += other.score;
        self.revenue += other.revenue;
        self.stayed += other.stayed;
    }
}

impl Observer for Tally {
    fn quarter(&mut self, record: &QuarterRecord<'_>) {
        let quarter = record.quarter as usize - 1;
        let places = self.tiers + 1;
        let (from, to) = (usize::from(record.tier_start), usize::from(record.tier));
        bump(&mut self.transitions, (quarter * places + from) * places + to);
        if let Some(counts) = self.events.get_mut(quarter) {
            count_event(counts, record.event);
        }
        if let Some(totals) = self.replications.last_mut() {
            totals.add(quarter, places, record);
        }
        let first = self.first_tier.get(record.partner).copied().unwrap_or(0);
        if let (Some(top), Some(partner)) =
            (self.top.get_mut(record.partner), self.partners.get_mut(record.partner))
        {
            if to < self.tiers && record.tier > *top {
                *top = record.tier;
            }
            let at_top = usize::from(first) + 1 >= self.tiers;
            if let Some(reached) = partner.reached_next.get_mut(quarter) {
                *reached += u32::from(at_top || *top > first);
            }
            partner.revenue += fixed(record.revenue, MONEY);
        }
        if quarter + 1 == self.quarters {
            self.close_partner(record);
        }
    }
}

impl ReplicationTotals {
    fn add(&mut self, quarter: usize, places: usize, record: &QuarterRecord<'_>) {
        if let Some(revenue) = self.revenue.get_mut(quarter) {
            *revenue += record.revenue;
        }
        if let Some(margin) = self.margin.get_mut(quarter) {
            *margin += record.margin;
        }
        if let Some(costs) = self.costs.get_mut(quarter) {
            for (sum, cost) in costs.iter_mut().zip(&record.costs) {
                *sum += cost;
            }
        }
        if let Some(count) = self.mix.get_mut(quarter * places + usize::from(record.tier)) {
            *count += 1;
        }
    }

    /// Cost of one quarter over all lines.
    pub fn cost(&self, quarter: usize) -> f64 {
        self.costs.get(quarter).map_or(0.0, |lines| lines.iter().sum())
    }
}

fn count_event(counts: &mut [u64; 4], event: Event) {
    let [promotions, demotions, graces, exits] = counts;
    match event {
        Event::Reviewed(ReviewEvent::Promote) => *promotions += 1,
        Event::Reviewed(ReviewEvent::Demote) => *demotions += 1,
        Event::Reviewed(ReviewEvent::Grace) => *graces += 1,
        Event::Exit => *exits += 1,
        Event::Reviewed(_) | Event::NoReview | Event::Gone => {}
    }
}

fn bump(counts: &mut [u64], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}

fn add<T: Copy + std::ops::AddAssign>(mine: &mut [T], theirs: &[T]) {
    for (sum, value) in mine.iter_mut().zip(theirs) {
        *sum += *value;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; NaN becomes 0")]
fn fixed(value: f64, scale: f64) -> i64 {
    (value * scale).round() as i64
}

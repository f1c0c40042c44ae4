//! Mergeable aggregates of many replications.
//!
//! Counts are integers, and sums over replications are fixed-point integers, so merging in any order or
//! batch size gives the same bits; money per replication is kept whole and summed at the end.

use super::columns::QuarterColumns;
use super::record::{Event, Observer};
use super::states::CHUNK;
use super::sums::{MONEY, POINTS, add, add_points, bump, histogram, money, sum_known};
use super::watched::Watched;
use crate::finance::{COST_LINES, Costs};
use crate::rules::ReviewEvent;
use serde::{Deserialize, Serialize};

/// Events that are counted.
const COUNTED: [Event; 4] = [
    Event::Reviewed(ReviewEvent::Promote),
    Event::Reviewed(ReviewEvent::Demote),
    Event::Reviewed(ReviewEvent::Grace),
    Event::Exit,
];
/// Cost lines.
const LINES: usize = COST_LINES.len();

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
    /// Partners that end above where they began, and below; those that left or joined count neither way.
    pub moved: [u32; 2],
}

/// What one partner did, over all replications.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartnerTally<'a> {
    /// Replications ending in each tier; the last place counts exits.
    pub end_tier: &'a [u32],
    /// Replications in which a higher tier than the first had been held by each quarter (for a
    /// partner at the top: the top tier).
    pub reached_next: &'a [u32],
    /// Replications by what the last review did, in the order of [`ReviewEvent`].
    pub last_review: &'a [u32],
    /// Replications in which the partner was still there at the end.
    pub stayed: u32,
    /// Sum of the final value of each dimension, fixed point, and how often it was known.
    values: &'a [i64],
    known: &'a [u32],
    /// Sum of the final score, fixed point, and how often it was known.
    score: i64,
    scored: u32,
    /// Sum of revenue over all quarters and replications, fixed point.
    revenue: i128,
}

/// One entry, or one row of entries, per partner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Columns {
    end_tier: Vec<u32>,
    reached_next: Vec<u32>,
    last_review: Vec<u32>,
    stayed: Vec<u32>,
    values: Vec<i64>,
    known: Vec<u32>,
    score: Vec<i64>,
    scored: Vec<u32>,
    revenue: Vec<i128>,
}

/// What a replication under way has come to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Pending {
    /// The quarter, from 0, since when a higher tier than the first has been held, by partner; for one at the
    /// top the first.
    risen: Vec<u8>,
    /// Revenue so far, by partner.
    revenue: Vec<f64>,
    /// Costs by quarter and tier held when it began.
    costs: Vec<Costs>,
}

/// Everything one program did over some replications.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Number of tiers.
    pub tiers: usize,
    /// Quarters simulated.
    pub quarters: usize,
    /// Number of dimensions of the score.
    pub dimensions: usize,
    /// One entry per replication.
    pub replications: Vec<ReplicationTotals>,
    /// Transitions per quarter, (tiers + 1)² each, row-major, summed over replications.
    pub transitions: Vec<u64>,
    /// Start → end, (tiers + 1)², summed over replications.
    pub flows: Vec<u64>,
    /// Per quarter: promotions, demotions, graces, exits, summed over replications.
    pub events: Vec<[u64; 4]>,
    /// Cost by quarter, tier held when it began, and line, fixed point, summed over replications.
    costs: Vec<i128>,
    partners: Columns,
    /// First tier of each simulated partner.
    pub first_tier: Vec<u8>,
    /// The partner looked at closely, if one is.
    pub watched: Option<Watched>,
    pending: Pending,
}

impl PartnerTally<'_> {
    /// Mean final score over the replications in which the partner stayed and its score was known; `None`
    /// if there are none.
    pub fn mean_score(&self) -> Option<f64> {
        (self.scored > 0).then(|| self.score as f64 / POINTS / f64::from(self.scored))
    }

    /// Mean final value of each dimension of the first track, NaN where it is never known; empty if the
    /// partner never stayed.
    pub fn mean_values(&self) -> Vec<f64> {
        if self.stayed == 0 {
            return Vec::new();
        }
        let rows = self.values.iter().zip(self.known);
        rows.map(|(sum, known)| *sum as f64 / POINTS / f64::from(*known)).collect()
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
        let partners = first_tier.len();
        Self {
            tiers,
            quarters,
            dimensions,
            replications: Vec::new(),
            transitions: vec![0; quarters * (tiers + 1) * (tiers + 1)],
            flows: vec![0; (tiers + 1) * (tiers + 1)],
            events: vec![[0; 4]; quarters],
            costs: vec![0; quarters * tiers * LINES],
            partners: Columns {
                end_tier: vec![0; partners * (tiers + 1)],
                reached_next: vec![0; partners * quarters],
                last_review: vec![0; partners * ReviewEvent::COUNT],
                stayed: vec![0; partners],
                values: vec![0; partners * dimensions],
                known: vec![0; partners * dimensions],
                score: vec![0; partners],
                scored: vec![0; partners],
                revenue: vec![0; partners],
            },
            pending: Pending::default(),
            first_tier,
            watched: None,
        }
    }

    /// Looks at one partner closely, by its index among those simulated.
    #[must_use]
    pub fn watching(self, partner: Option<usize>) -> Self {
        let watched = partner.map(|partner| Watched::new(partner, self.quarters, self.tiers));
        Self { watched, ..self }
    }

    /// One partner, by its index among those simulated.
    pub fn partner(&self, index: usize) -> Option<PartnerTally<'_>> {
        let columns = &self.partners;
        Some(PartnerTally {
            end_tier: row(&columns.end_tier, index, self.tiers + 1)?,
            reached_next: row(&columns.reached_next, index, self.quarters)?,
            last_review: row(&columns.last_review, index, ReviewEvent::COUNT)?,
            stayed: *columns.stayed.get(index)?,
            values: row(&columns.values, index, self.dimensions)?,
            known: row(&columns.known, index, self.dimensions)?,
            score: *columns.score.get(index)?,
            scored: *columns.scored.get(index)?,
            revenue: *columns.revenue.get(index)?,
        })
    }

    /// All partners, in their order.
    pub fn partners(&self) -> impl Iterator<Item = PartnerTally<'_>> {
        (0..self.first_tier.len()).filter_map(|index| self.partner(index))
    }

    /// Mean cost per replication of a quarter (from 0) for the partners that began it in a tier, by line.
    pub fn cost_by_tier(&self, quarter: usize, tier: usize) -> Costs {
        let runs = self.replications.len().max(1) as f64;
        let mut costs = Costs::default();
        if let Some(sums) = row(&self.costs, quarter * self.tiers + tier, LINES) {
            for (cost, sum) in costs.iter_mut().zip(sums) {
                *cost = *sum as f64 / MONEY / runs;
            }
        }
        costs
    }

    /// Opens the next replication; records that follow belong to it until it is closed.
    pub fn begin(&mut self, replication: u32) {
        self.replications.push(ReplicationTotals {
            replication,
            revenue: vec![0.0; self.quarters],
            margin: vec![0.0; self.quarters],
            costs: vec![Costs::default(); self.quarters],
            mix: vec![0; self.quarters * (self.tiers + 1)],
            moved: [0; 2],
        });
        let pending = &mut self.pending;
        pending.risen.clear();
        let risen = |first: &u8| if usize::from(*first) + 1 < self.tiers { u8::MAX } else { 0 };
        pending.risen.extend(self.first_tier.iter().map(risen));
        pending.revenue.clear();
        pending.revenue.resize(self.first_tier.len(), 0.0);
        pending.costs.clear();
        pending.costs.resize(self.quarters * self.tiers, Costs::default());
    }

    /// Closes the replication under way.
    pub fn end(&mut self) {
        let Some(totals) = self.replications.last_mut() else { return };
        let tiers = self.tiers.max(1);
        for (quarter, rows) in totals.costs.iter_mut().zip(self.pending.costs.chunks_exact(tiers)) {
            for line in rows {
                add(quarter, line);
            }
        }
        let lines = self.pending.costs.iter().flatten();
        for (sum, cost) in self.costs.iter_mut().zip(lines) {
            *sum += money(*cost);
        }
        for (sum, revenue) in self.partners.revenue.iter_mut().zip(&self.pending.revenue) {
            *sum += money(*revenue);
        }
        self.pending = Pending::default();
    }

    /// Adds the replications of another tally of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.take_in(&other.replications);
        add(&mut self.transitions, &other.transitions);
        add(&mut self.flows, &other.flows);
        for (mine, theirs) in self.events.iter_mut().zip(&other.events) {
            add(mine, theirs);
        }
        add(&mut self.costs, &other.costs);
        if let (Some(mine), Some(theirs)) = (&mut self.watched, &other.watched) {
            mine.merge(theirs);
        }
        let (mine, theirs) = (&mut self.partners, &other.partners);
        add(&mut mine.end_tier, &theirs.end_tier);
        add(&mut mine.reached_next, &theirs.reached_next);
        add(&mut mine.last_review, &theirs.last_review);
        add(&mut mine.stayed, &theirs.stayed);
        add_points(&mut mine.values, &theirs.values);
        add(&mut mine.known, &theirs.known);
        add_points(&mut mine.score, &theirs.score);
        add(&mut mine.scored, &theirs.scored);
        add(&mut mine.revenue, &theirs.revenue);
    }

    /// Puts replications, which ascend, where they belong: runs of them at once.
    fn take_in(&mut self, mut others: &[ReplicationTotals]) {
        while let Some(first) = others.first() {
            let before = |totals: &ReplicationTotals| totals.replication < first.replication;
            let at = self.replications.partition_point(before);
            let run = self.replications.get(at).map_or(others.len(), |next| {
                others.partition_point(|totals| totals.replication < next.replication).max(1)
            });
            let (run, rest) = others.split_at(run.min(others.len()));
            self.replications.splice(at..at, run.iter().cloned());
            others = rest;
        }
    }

    /// Sums of money: of everyone, and of costs by the tier held when the quarter began.
    fn add_money(&mut self, quarter: usize, columns: &QuarterColumns<'_>) {
        let states = columns.states;
        let rows = columns.of(&states.revenue).iter().zip(columns.of(&states.margin));
        let Some(totals) = self.replications.last_mut() else { return };
        let (Some(revenue), Some(margin)) =
            (totals.revenue.get_mut(quarter), totals.margin.get_mut(quarter))
        else {
            return;
        };
        let from = quarter * self.tiers;
        let Some(lines) = self.pending.costs.get_mut(from..from + self.tiers) else { return };
        let amounts = columns.of(&states.referrals).iter().zip(columns.of(&states.milestones));
        let tiers = columns.of(&states.began).iter().zip(columns.of(&states.held));
        let (mut all_sold, mut all_earned) = (*revenue, *margin);
        let counted = !columns.phase.terms.counted.is_empty();
        let rows = rows.zip(amounts).zip(tiers);
        for (index, (((sold, earned), (referrals, milestones)), (began, held))) in
            columns.partners.clone().zip(rows)
        {
            all_sold += sold;
            all_earned += earned;
            let Some(lines) = lines.get_mut(usize::from(*began)) else { continue };
            if counted {
                add(lines, &columns.costs(index, *held, (*sold, *referrals, *milestones)));
                continue;
            }
            // Eight lines at once; the last one is of counted benefits.
            let ([lines @ .., _], [units @ .., _]) = (lines, columns.phase.terms.unit_costs(*held));
            let mut amounts = [*sold, *sold, 1.0, 1.0, 1.0, *referrals, *milestones, 1.0];
            for ((amount, unit), sum) in amounts.iter_mut().zip(units).zip(&*lines) {
                *amount = *sum + *amount * unit;
            }
            *lines = amounts;
        }
        (*revenue, *margin) = (all_sold, all_earned);
        let pending = self.pending.revenue.get_mut(columns.partners.clone());
        add(pending.unwrap_or(&mut []), columns.of(&states.revenue));
    }

    /// Counts of moves, of partners by tier, and of those that have risen.
    fn count_moves(&mut self, quarter: usize, columns: &QuarterColumns<'_>) {
        let (states, places) = (columns.states, self.tiers + 1);
        let (began, ended) = (columns.of(&states.began), columns.of(&states.ended));
        let tiers = u8::try_from(self.tiers).unwrap_or(u8::MAX);
        // Who has not joined is in no place.
        let mut codes = [0; CHUNK];
        for ((code, from), to) in codes.iter_mut().zip(began).zip(ended) {
            let place = from.wrapping_mul(tiers.wrapping_add(1)).wrapping_add(*to);
            *code = if *from > tiers { u8::MAX } else { place };
        }
        let moves = histogram(codes.get(..ended.len()).unwrap_or(&[]));
        let square = quarter * places * places..(quarter + 1) * places * places;
        let transitions = self.transitions.get_mut(square).unwrap_or(&mut []);
        let Some(totals) = self.replications.last_mut() else { return };
        let mix = totals.mix.get_mut(quarter * places..(quarter + 1) * places).unwrap_or(&mut []);
        for (row, moves) in transitions.chunks_mut(places).zip(moves.chunks(places)) {
            for ((sum, mix), moved) in row.iter_mut().zip(&mut *mix).zip(moves) {
                *sum += u64::from(*moved);
                *mix += moved;
            }
        }
        let counts = self.events.get_mut(quarter).into_iter().flatten();
        for (count, counted) in counts.zip(COUNTED) {
            // Never more than a chunk, which half a word holds.
            let events = columns.of(&states.events).iter();
            *count += u64::from(events.map(|event| u16::from(*event == counted)).sum::<u16>());
        }
        let risen = self.pending.risen.get_mut(columns.partners.clone()).unwrap_or(&mut []);
        let now = u8::try_from(quarter).unwrap_or(u8::MAX);
        for ((risen, first), to) in risen.iter_mut().zip(columns.of(&self.first_tier)).zip(ended) {
            let there = *to < tiers && *to > *first;
            *risen = if there { (*risen).min(now) } else { *risen };
        }
    }

    /// How partners end.
    fn close(&mut self, columns: &QuarterColumns<'_>) {
        let (states, places) = (columns.states, self.tiers + 1);
        let mut moved = [0; 2];
        let risen = self.pending.risen.get(columns.partners.clone()).unwrap_or(&[]);
        let rows = self.partners.reached_next.get_mut(columns.partners.start * self.quarters..);
        let rows = rows.unwrap_or(&mut []).chunks_exact_mut(self.quarters.max(1));
        for (row, risen) in rows.zip(risen) {
            for (quarter, count) in (0_u8..).zip(row) {
                *count += u32::from(quarter >= *risen);
            }
        }
        let ends = columns.of(&states.ended).iter().zip(columns.of(&states.events));
        for (index, (tier, event)) in columns.partners.clone().zip(ends) {
            let tier = usize::from(*tier);
            if tier > self.tiers {
                // It has not joined.
                continue;
            }
            let first = self.first_tier.get(index).copied().unwrap_or(0);
            bump(&mut self.flows, usize::from(first) * places + tier);
            bump(&mut self.partners.end_tier, index * places + tier);
            if let Event::Reviewed(review) = event {
                let place = index * ReviewEvent::COUNT + *review as usize;
                bump(&mut self.partners.last_review, place);
            }
            if tier >= self.tiers {
                continue;
            }
            if usize::from(first) < self.tiers {
                moved[0] += u32::from(tier > usize::from(first));
                moved[1] += u32::from(tier < usize::from(first));
            }
            let mine = &mut self.partners;
            bump(&mut mine.stayed, index);
            let score = columns.board.score.get(index).copied().unwrap_or(f64::NAN);
            sum_known((&mut mine.score, &mut mine.scored), index, score);
            for dimension in 0..self.dimensions.min(columns.dimensions) {
                let place = index * self.dimensions + dimension;
                let value = columns.board.value(dimension, index);
                sum_known((&mut mine.values, &mut mine.known), place, value);
            }
        }
        if let Some(totals) = self.replications.last_mut() {
            add(&mut totals.moved, &moved);
        }
    }
}

impl Observer for Tally {
    fn quarters(&mut self, columns: &QuarterColumns<'_>) {
        let quarter = columns.quarter as usize - 1;
        self.add_money(quarter, columns);
        self.count_moves(quarter, columns);
        if quarter + 1 == self.quarters {
            self.close(columns);
        }
        if let Some(watched) = &mut self.watched
            && columns.partners.contains(&watched.partner())
        {
            let place = watched.partner() - columns.partners.start;
            watched.take(&columns.record(place, &mut Vec::new()));
        }
    }
}

impl ReplicationTotals {
    /// Margin of all quarters, each worth so much.
    pub fn earned(&self, factors: &[f64]) -> f64 {
        self.margin.iter().zip(factors).map(|(margin, factor)| margin * factor).sum()
    }

    /// Cost of all quarters, each worth so much.
    pub fn spent(&self, factors: &[f64]) -> f64 {
        let worth = |(lines, factor): (&Costs, &f64)| lines.map(|cost| cost * factor);
        self.costs.iter().zip(factors).flat_map(worth).sum()
    }

    /// Cost of one quarter over all lines.
    pub fn cost(&self, quarter: usize) -> f64 {
        self.costs.get(quarter).map_or(0.0, |lines| lines.iter().sum())
    }
}

fn row<T>(column: &[T], index: usize, width: usize) -> Option<&[T]> {
    column.get(index * width..(index + 1) * width)
}

//! The random part of one replication, drawn once and used by both programs.
//!
//! Partners in blocks, quarter by quarter, one column per draw: what a partner would sell without any lift,
//! uniforms for referrals and exits, and for every other metric its noise, its unlifted path, or uniforms.
//! All blocks are drawn at once where they are kept, else one after the other.
//! No draw depends on the program, on the order of partners or on how many of them there are.

use super::joining;
use super::replication::blocks;
use super::states::CHUNK;
use super::world::{Dynamics, Moving, World};
use crate::rng::{Purpose, Seed, Stream, Subjects};
use crate::stats::{exp_all, normal_quantile, normal_quantiles};
use std::ops::Range;

/// Whether chance plays a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noise {
    /// Every shock is drawn.
    On,
    /// All shocks are zero, referrals and counts are their mean, nobody leaves.
    Off,
}

/// Columns before those of the metrics: sales, referrals, exits.
const FIXED: usize = 3;

/// Shocks of one replication: blocks × quarters × columns × partners, in the order in which they are used.
#[derive(Debug, Clone, PartialEq)]
pub struct Shocks {
    noise: Noise,
    partners: usize,
    /// First column of each metric.
    columns: Vec<usize>,
    width: usize,
    quarters: usize,
    /// The first partner of those that are drawn.
    from: usize,
    cells: Vec<f64>,
    subjects: Subjects,
    /// How many partners join, by quarter.
    joined: Vec<u32>,
    /// The shock that all partners share, by quarter.
    market: Vec<f64>,
}

impl Shocks {
    /// Nothing drawn yet, of one replication over `quarters`.
    pub fn new(noise: Noise, world: &World, quarters: u32) -> Self {
        let (partners, mut columns, mut width) = (world.partners.len(), Vec::new(), FIXED);
        for (metric, _) in &world.metrics {
            columns.push(width);
            width += draws(metric);
        }
        let quarters = quarters as usize;
        let (joined, market) = (vec![0; quarters], vec![0.0; quarters]);
        let (cells, subjects) = (Vec::new(), Subjects::default());
        Self { noise, partners, columns, width, quarters, from: 0, cells, subjects, joined, market }
    }

    /// Bytes that one replication takes.
    pub fn bytes(&self) -> usize {
        self.partners * self.quarters * self.width * size_of::<f64>()
    }

    /// Draws one replication.
    pub fn draw(&mut self, seed: Seed, world: &World, replication: u32) {
        self.open(seed, world, replication);
        self.hold(0..self.partners);
        for block in blocks(self.partners, CHUNK) {
            self.draw_block(world, replication, &block);
        }
    }

    /// Begins a replication whose blocks are drawn one after the other.
    pub(crate) fn open(&mut self, seed: Seed, world: &World, replication: u32) {
        if self.noise == Noise::On {
            let market = Stream::new(seed, "__market__");
            for (quarter, shared) in self.market.iter_mut().enumerate() {
                let uniform = market.uniform(Purpose::Market, period(quarter), replication, 0);
                *shared = world.market_volatility * normal_quantile(uniform);
            }
        }
        joining::draw(world, self.noise, replication, &mut self.joined);
    }

    /// Draws one block, in place of the one before.
    pub(crate) fn draw_next(&mut self, world: &World, replication: u32, block: &Range<usize>) {
        self.hold(block.clone());
        self.draw_block(world, replication, block);
    }

    /// Makes room for some partners.
    fn hold(&mut self, partners: Range<usize>) {
        self.from = partners.start;
        self.cells.resize(partners.len() * self.quarters * self.width, 0.0);
        if self.noise == Noise::Off {
            self.cells.fill(0.0);
        }
    }

    fn draw_block(&mut self, world: &World, replication: u32, block: &Range<usize>) {
        self.subjects.take(world.streams.get(block.clone()).unwrap_or(&[]));
        self.draw_sales(world, replication, block);
        for (position, (metric, _)) in world.metrics.iter().enumerate() {
            let first = self.columns.get(position).copied().unwrap_or(0);
            let mut fading = [0.0; CHUNK];
            for quarter in 0..self.quarters {
                let place = (first, quarter, replication);
                self.draw_metric(world, metric, place, (block, &mut fading));
            }
        }
    }

    fn draw_sales(&mut self, world: &World, replication: u32, block: &Range<usize>) {
        let on = self.noise == Noise::On;
        let partners = world.partners.get(block.clone()).unwrap_or(&[]);
        let season = world.sales.as_ref().map_or([0.0; 4], |sales| sales.season);
        let mut fading = [0.0; CHUNK];
        for (slot, subject) in fading.iter_mut().zip(partners) {
            *slot = subject.shock;
        }
        for quarter in 0..self.quarters {
            let number = period(quarter);
            let shared = self.market.get(quarter).copied().unwrap_or(0.0);
            let season = season.get(quarter % 4).copied().unwrap_or(0.0);
            let key = |purpose: Purpose| (purpose as u32, number, replication, 0);
            let (subjects, column) = self.column_mut(quarter, 0, block);
            if on {
                subjects.fill(key(Purpose::Revenue), column, None);
                normal_quantiles(column);
            }
            for ((cell, fading), subject) in column.iter_mut().zip(&mut fading).zip(partners) {
                *fading = subject.persistence * *fading + subject.volatility * *cell;
                let trend = subject.level + subject.growth * f64::from(number) + season;
                *cell = trend + *fading + subject.market_beta * shared;
            }
            world.add_events(quarter, block, column);
            exp_all(column);
            if on {
                for (place, purpose) in [(1, Purpose::Referral), (2, Purpose::Exit)] {
                    let (subjects, column) = self.column_mut(quarter, place, block);
                    subjects.fill(key(purpose), column, None);
                }
            }
        }
    }

    fn draw_metric(
        &mut self,
        world: &World,
        metric: &Moving,
        (first, quarter, replication): (usize, usize, u32),
        (block, fading): (&Range<usize>, &mut [f64]),
    ) {
        let on = self.noise == Noise::On;
        let number = period(quarter);
        let key = (Purpose::Metric as u32, number, replication, metric.block);
        let season = metric.season.get(quarter % 4).copied().unwrap_or(0.0);
        let level = metric.level.get(block.clone()).unwrap_or(&[]);
        let trends = level.iter().zip(metric.growth.get(block.clone()).unwrap_or(&[]));
        match metric.dynamics {
            Dynamics::Fixed => {}
            Dynamics::Drifting { noise, .. } => {
                let (subjects, column) = self.column_mut(quarter, first, block);
                if on {
                    subjects.fill(key, column, None);
                    normal_quantiles(column);
                }
                for cell in column {
                    *cell *= noise;
                }
            }
            Dynamics::Growing { persistence, volatility } => {
                let (subjects, column) = self.column_mut(quarter, first, block);
                if on {
                    subjects.fill(key, column, None);
                    normal_quantiles(column);
                }
                for ((cell, fading), (level, growth)) in column.iter_mut().zip(fading).zip(trends) {
                    *fading = persistence * *fading + volatility * *cell;
                    *cell = level + growth * f64::from(number) + season + *fading;
                }
                world.add_events(quarter, block, column);
                exp_all(column);
            }
            Dynamics::Counting { leaving } => {
                let (subjects, one, other) = self.two_columns_mut(quarter, first, block);
                if on {
                    let second = (leaving < 1.0).then_some(&mut *other);
                    subjects.fill(key, one, second);
                }
                if leaving >= 1.0 {
                    // What is counted anew every quarter: how many are expected.
                    for (cell, (level, growth)) in other.iter_mut().zip(trends) {
                        *cell = level + growth * f64::from(number) + season;
                    }
                    exp_all(other);
                }
            }
        }
    }

    /// How many partners join in a quarter (from 0).
    pub(crate) fn joined(&self, quarter: usize) -> u32 {
        self.joined.get(quarter).copied().unwrap_or(0)
    }

    pub(crate) fn noise(&self) -> Noise {
        self.noise
    }

    /// Sales without lift, of some partners of one block in a quarter (from 0).
    pub(crate) fn sales(&self, quarter: usize, partners: Range<usize>) -> &[f64] {
        self.column(quarter, 0, partners)
    }

    /// Uniforms of referrals.
    pub(crate) fn referrals(&self, quarter: usize, partners: Range<usize>) -> &[f64] {
        self.column(quarter, 1, partners)
    }

    /// Uniforms of exits.
    pub(crate) fn exits(&self, quarter: usize, partners: Range<usize>) -> &[f64] {
        self.column(quarter, 2, partners)
    }

    /// The draw of a metric.
    pub(crate) fn metric(&self, quarter: usize, metric: usize, partners: Range<usize>) -> &[f64] {
        let column = self.columns.get(metric).copied().unwrap_or(0);
        self.column(quarter, column, partners)
    }

    /// The second draw of a counted metric: a uniform for who leaves, or the number expected.
    pub(crate) fn second(&self, quarter: usize, metric: usize, partners: Range<usize>) -> &[f64] {
        let column = self.columns.get(metric).copied().unwrap_or(0);
        self.column(quarter, column + 1, partners)
    }

    fn column(&self, quarter: usize, column: usize, partners: Range<usize>) -> &[f64] {
        let start = self.start(quarter, column, &partners) + partners.start % CHUNK;
        self.cells.get(start..start + partners.len()).unwrap_or(&[])
    }

    fn column_mut(
        &mut self,
        quarter: usize,
        column: usize,
        block: &Range<usize>,
    ) -> (&Subjects, &mut [f64]) {
        let start = self.start(quarter, column, block);
        let column = self.cells.get_mut(start..start + block.len()).unwrap_or(&mut []);
        (&self.subjects, column)
    }

    fn two_columns_mut(
        &mut self,
        quarter: usize,
        column: usize,
        block: &Range<usize>,
    ) -> (&Subjects, &mut [f64], &mut [f64]) {
        let start = self.start(quarter, column, block);
        let both = self.cells.get_mut(start..start + 2 * block.len()).unwrap_or(&mut []);
        let (one, other) = both.split_at_mut_checked(block.len()).unwrap_or((&mut [], &mut []));
        (&self.subjects, one, other)
    }

    /// Where the column of a block begins; some partners of one block say which.
    fn start(&self, quarter: usize, column: usize, partners: &Range<usize>) -> usize {
        let first = partners.start / CHUNK * CHUNK;
        let width = CHUNK.min(self.partners - first.min(self.partners));
        (first - self.from) * self.quarters * self.width + (quarter * self.width + column) * width
    }
}

/// Columns that a metric needs.
fn draws(metric: &Moving) -> usize {
    match metric.dynamics {
        Dynamics::Fixed => 0,
        Dynamics::Counting { .. } => 2,
        _ => 1,
    }
}

/// A quarter as draws count it.
#[expect(clippy::cast_possible_truncation, reason = "the door admits at most 40 quarters")]
fn period(quarter: usize) -> u32 {
    quarter as u32 + 1
}

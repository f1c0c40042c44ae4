//! The random part of one replication, drawn once and used by both programs.
//!
//! Quarter by quarter, one column per draw over all partners: what a partner would sell without any lift,
//! uniforms for referrals and exits, and for every other metric its noise, its unlifted path, or uniforms.
//! No draw depends on the program, on the order of partners or on how many of them there are.

use super::world::{Dynamics, Moving, World};
use crate::rng::{Purpose, Seed, Stream, fill};
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

/// Shocks of one replication: quarters × columns × partners.
#[derive(Debug, Clone, PartialEq)]
pub struct Shocks {
    noise: Noise,
    partners: usize,
    /// First column of each metric.
    columns: Vec<usize>,
    width: usize,
    cells: Vec<f64>,
    /// States that fade while drawing, one per partner.
    fading: Vec<f64>,
}

impl Shocks {
    /// Room for one replication over `quarters`.
    pub fn new(noise: Noise, world: &World, quarters: u32) -> Self {
        let (partners, mut columns, mut width) = (world.partners.len(), Vec::new(), FIXED);
        for (metric, _) in &world.metrics {
            columns.push(width);
            width += draws(metric);
        }
        let cells = vec![0.0; quarters as usize * width * partners];
        Self { noise, partners, columns, width, cells, fading: vec![0.0; partners] }
    }

    /// Bytes that one replication takes.
    pub fn bytes(&self) -> usize {
        self.cells.len() * size_of::<f64>()
    }

    /// Draws one replication.
    pub fn draw(&mut self, seed: Seed, world: &World, replication: u32) {
        let on = self.noise == Noise::On;
        let quarters = self.cells.len() / (self.width * self.partners).max(1);
        let market = Stream::new(seed, "__market__");
        for (slot, subject) in self.fading.iter_mut().zip(&world.partners) {
            *slot = subject.shock;
        }
        let season = world.sales.as_ref().map_or([0.0; 4], |sales| sales.season);
        let mut fading = std::mem::take(&mut self.fading);
        for quarter in 0..quarters {
            let number = period(quarter);
            let shared = if on {
                let uniform = market.uniform(Purpose::Market, number, replication, 0);
                world.market_volatility * normal_quantile(uniform)
            } else {
                0.0
            };
            let season = season.get(quarter % 4).copied().unwrap_or(0.0);
            let key = |purpose: Purpose| (purpose as u32, number, replication, 0);
            let column = self.column_mut(quarter, 0);
            if on {
                fill(&world.streams, key(Purpose::Revenue), column, None);
                normal_quantiles(column);
            }
            let rows = column.iter_mut().zip(&mut fading).zip(&world.partners);
            for ((cell, fading), subject) in rows {
                *fading = subject.persistence * *fading + subject.volatility * *cell;
                let trend = subject.level + subject.growth * f64::from(number) + season;
                *cell = trend + *fading + subject.market_beta * shared;
            }
            world.add_events(quarter, column);
            exp_all(column);
            if on {
                fill(&world.streams, key(Purpose::Referral), self.column_mut(quarter, 1), None);
                fill(&world.streams, key(Purpose::Exit), self.column_mut(quarter, 2), None);
            }
        }
        for (position, (metric, _)) in world.metrics.iter().enumerate() {
            let first = self.columns.get(position).copied().unwrap_or(0);
            fading.fill(0.0);
            for quarter in 0..quarters {
                self.draw_metric(world, metric, (first, quarter, replication), &mut fading);
            }
        }
        self.fading = fading;
    }

    fn draw_metric(
        &mut self,
        world: &World,
        metric: &Moving,
        (first, quarter, replication): (usize, usize, u32),
        fading: &mut [f64],
    ) {
        let on = self.noise == Noise::On;
        let number = period(quarter);
        let key = (Purpose::Metric as u32, number, replication, metric.block);
        let season = metric.season.get(quarter % 4).copied().unwrap_or(0.0);
        match metric.dynamics {
            Dynamics::Fixed => {}
            Dynamics::Drifting { noise, .. } => {
                let column = self.column_mut(quarter, first);
                if on {
                    fill(&world.streams, key, column, None);
                    normal_quantiles(column);
                }
                for cell in column {
                    *cell *= noise;
                }
            }
            Dynamics::Growing { persistence, volatility } => {
                let column = self.column_mut(quarter, first);
                if on {
                    fill(&world.streams, key, column, None);
                    normal_quantiles(column);
                }
                let trends = metric.level.iter().zip(&metric.growth);
                for ((cell, fading), (level, growth)) in column.iter_mut().zip(fading).zip(trends) {
                    *fading = persistence * *fading + volatility * *cell;
                    *cell = level + growth * f64::from(number) + season + *fading;
                }
                world.add_events(quarter, column);
                exp_all(column);
            }
            Dynamics::Counting { leaving } => {
                let (one, other) = self.two_columns_mut(quarter, first);
                if on {
                    let second = (leaving < 1.0).then_some(&mut *other);
                    fill(&world.streams, key, one, second);
                }
                if leaving >= 1.0 {
                    // What is counted anew every quarter: how many are expected.
                    let trends = metric.level.iter().zip(&metric.growth);
                    for (cell, (level, growth)) in other.iter_mut().zip(trends) {
                        *cell = level + growth * f64::from(number) + season;
                    }
                    exp_all(other);
                }
            }
        }
    }

    pub(crate) fn noise(&self) -> Noise {
        self.noise
    }

    /// Sales without lift, of some partners in a quarter (from 0).
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
        self.cells.get(self.range(quarter, column, partners)).unwrap_or(&[])
    }

    fn column_mut(&mut self, quarter: usize, column: usize) -> &mut [f64] {
        let range = self.range(quarter, column, 0..self.partners);
        self.cells.get_mut(range).unwrap_or(&mut [])
    }

    fn two_columns_mut(&mut self, quarter: usize, column: usize) -> (&mut [f64], &mut [f64]) {
        let range = self.range(quarter, column, 0..2 * self.partners);
        self.cells.get_mut(range).unwrap_or(&mut []).split_at_mut(self.partners)
    }

    fn range(&self, quarter: usize, column: usize, partners: Range<usize>) -> Range<usize> {
        let start = (quarter * self.width + column) * self.partners;
        start + partners.start..start + partners.end
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

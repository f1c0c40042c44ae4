//! The random part of one replication, drawn once and used by both programs.
//!
//! Quarter by quarter, one column per draw over all partners: what a partner would sell without any lift,
//! uniforms for referrals and exits, and for every other metric its noise, its unlifted path, or uniforms.
//! No draw depends on the program, on the order of partners or on how many of them there are.

use super::world::{Dynamics, Moving, World};
use crate::rng::{Purpose, Seed, Stream};
use crate::stats::normal_quantile;
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
        for quarter in 0..quarters {
            let number = period(quarter);
            let shared = if on {
                let uniform = market.uniform(Purpose::Market, number, replication, 0);
                world.market_volatility * normal_quantile(uniform)
            } else {
                0.0
            };
            let season = season.get(quarter % 4).copied().unwrap_or(0.0);
            let place = self.range(quarter, 0, 0..self.partners);
            let column = self.cells.get_mut(place).unwrap_or(&mut []);
            let rows = column.iter_mut().zip(&mut self.fading).zip(&world.partners).enumerate();
            for (partner, ((cell, fading), subject)) in rows {
                if on {
                    let uniform = subject.stream.uniform(Purpose::Revenue, number, replication, 0);
                    *fading = subject.persistence * *fading
                        + subject.volatility * normal_quantile(uniform);
                } else {
                    *fading *= subject.persistence;
                }
                let trend = subject.level + subject.growth * f64::from(number) + season;
                let stress = world.event(quarter, partner);
                *cell = libm::exp(trend + *fading + subject.market_beta * shared + stress);
            }
            if on {
                for (column, purpose) in [(1, Purpose::Referral), (2, Purpose::Exit)] {
                    let place = self.range(quarter, column, 0..self.partners);
                    let column = self.cells.get_mut(place).unwrap_or(&mut []);
                    for (cell, subject) in column.iter_mut().zip(&world.partners) {
                        *cell = subject.stream.uniform(purpose, number, replication, 0);
                    }
                }
            }
        }
        for (position, (metric, _)) in world.metrics.iter().enumerate() {
            self.draw_metric(world, metric, position, (quarters, replication));
        }
    }

    fn draw_metric(
        &mut self,
        world: &World,
        metric: &Moving,
        position: usize,
        (quarters, replication): (usize, u32),
    ) {
        let on = self.noise == Noise::On;
        let column = self.columns.get(position).copied().unwrap_or(0);
        self.fading.fill(0.0);
        for quarter in 0..quarters {
            let number = period(quarter);
            let place = self.range(quarter, column, 0..self.partners);
            let end = place.end + self.partners * (draws(metric).max(1) - 1);
            let cells = self.cells.get_mut(place.start..end).unwrap_or(&mut []);
            let uniforms = |partner: usize| {
                world.partners.get(partner).map_or([0.5; 2], |subject| {
                    let purpose = Purpose::Metric as u32;
                    subject.stream.uniforms(purpose, number, replication, metric.block)
                })
            };
            let season = metric.season.get(quarter % 4).copied().unwrap_or(0.0);
            match metric.dynamics {
                Dynamics::Fixed => {}
                Dynamics::Drifting { noise, .. } => {
                    for (partner, cell) in cells.iter_mut().enumerate() {
                        *cell =
                            if on { noise * normal_quantile(uniforms(partner)[0]) } else { 0.0 };
                    }
                }
                Dynamics::Growing { persistence, volatility } => {
                    let rows = metric.level.iter().zip(&metric.growth).zip(&mut self.fading);
                    for (partner, (cell, ((level, growth), fading))) in
                        cells.iter_mut().zip(rows).enumerate()
                    {
                        *fading *= persistence;
                        if on {
                            *fading += volatility * normal_quantile(uniforms(partner)[0]);
                        }
                        let trend = level + growth * f64::from(number) + season;
                        *cell = libm::exp(trend + *fading + world.event(quarter, partner));
                    }
                }
                Dynamics::Counting { .. } => {
                    let (first, second) = cells.split_at_mut(self.partners.min(cells.len()));
                    for (partner, cell) in first.iter_mut().enumerate() {
                        let [one, other] = if on { uniforms(partner) } else { [f64::NAN; 2] };
                        *cell = one;
                        if let Some(second) = second.get_mut(partner) {
                            *second = other;
                        }
                    }
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

    /// The second draw of a counted metric.
    pub(crate) fn second(&self, quarter: usize, metric: usize, partners: Range<usize>) -> &[f64] {
        let column = self.columns.get(metric).copied().unwrap_or(0);
        self.column(quarter, column + 1, partners)
    }

    fn column(&self, quarter: usize, column: usize, partners: Range<usize>) -> &[f64] {
        self.cells.get(self.range(quarter, column, partners)).unwrap_or(&[])
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
        Dynamics::Counting { leaving } if leaving < 1.0 => 2,
        _ => 1,
    }
}

/// A quarter as draws count it.
#[expect(clippy::cast_possible_truncation, reason = "the door admits at most 40 quarters")]
fn period(quarter: usize) -> u32 {
    quarter as u32 + 1
}

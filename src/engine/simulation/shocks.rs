//! The random numbers of one replication, drawn once and used by both programs.

use super::subject::Subject;
use crate::rng::{Purpose, Seed, Stream};
use crate::stats::normal_quantile;

/// Whether chance plays a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noise {
    /// Every shock is drawn.
    On,
    /// All shocks are zero, referrals are their mean, nobody leaves.
    Off,
}

/// Shocks of one replication: partners × quarters × (revenue, referral, exit, one per dimension).
#[derive(Debug, Clone)]
pub struct Shocks {
    noise: Noise,
    levels: usize,
    partners: usize,
    market: Vec<f64>,
    cells: Vec<f64>,
}

/// Shocks of one partner and quarter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a> {
    pub revenue: f64,
    pub referral: f64,
    pub exit: f64,
    pub levels: &'a [f64],
}

const FIXED: usize = 3;

impl Shocks {
    /// Room for `partners × quarters` with `levels` dimensions besides revenue; all quiet.
    pub fn new(noise: Noise, partners: usize, quarters: u32, levels: usize) -> Self {
        let cells = partners * quarters as usize * (FIXED + levels);
        Self {
            noise,
            levels,
            partners,
            market: vec![0.0; quarters as usize],
            cells: vec![0.0; cells],
        }
    }

    /// Draws the shocks of one replication; leaves them zero when noise is off.
    pub fn draw(&mut self, seed: Seed, subjects: &[Subject], replication: u32) {
        if self.noise == Noise::Off {
            return;
        }
        let market = Stream::new(seed, "__market__");
        for (quarter, shock) in (1_u32..).zip(&mut self.market) {
            *shock = normal_quantile(market.uniform(Purpose::Market, quarter, replication, 0));
        }
        let width = FIXED + self.levels;
        let rows = self.cells.chunks_exact_mut(width * self.partners.max(1));
        for (quarter, row) in (1_u32..).zip(rows) {
            for (subject, cell) in subjects.iter().zip(row.chunks_exact_mut(width)) {
                let draw =
                    |purpose, block| subject.stream.uniform(purpose, quarter, replication, block);
                if let [revenue, referral, exit, levels @ ..] = cell {
                    *revenue = normal_quantile(draw(Purpose::Revenue, 0));
                    *referral = draw(Purpose::Referral, 0);
                    *exit = draw(Purpose::Exit, 0);
                    for (block, level) in (0_u32..).zip(levels) {
                        *level = normal_quantile(draw(Purpose::Metric, block));
                    }
                }
            }
        }
    }

    pub(crate) fn noise(&self) -> Noise {
        self.noise
    }

    /// The market shock of a quarter (from 0).
    pub(crate) fn market(&self, quarter: usize) -> f64 {
        self.market.get(quarter).copied().unwrap_or(0.0)
    }

    #[inline]
    pub(crate) fn cell(&self, quarter: usize, partner: usize) -> Cell<'_> {
        let width = FIXED + self.levels;
        let start = (quarter * self.partners + partner) * width;
        match self.cells.get(start..start + width) {
            Some([revenue, referral, exit, levels @ ..]) => {
                Cell { revenue: *revenue, referral: *referral, exit: *exit, levels }
            }
            _ => Cell { revenue: 0.0, referral: 0.0, exit: 1.0, levels: &[] },
        }
    }
}

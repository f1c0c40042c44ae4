//! One metric of some partners, one quarter further.

use super::states::States;
use super::world::{Dynamics, Moving};
use crate::behaviour::Parameters;
use crate::stats::{exp, ln, normal_quantile, poisson_quantile};
use std::ops::Range;

/// Counts of a larger mean are drawn by the expansion of Cornish & Fisher (1938).
const MANY: f64 = 12.0;

/// One metric, one quarter, some partners.
pub(crate) struct Step<'a> {
    pub metric: &'a Moving,
    pub p: &'a Parameters,
    pub states: &'a States,
    pub block: &'a Range<usize>,
    /// Counted from 0.
    pub quarter: usize,
    pub noisy: bool,
    pub draw: &'a [f64],
    pub second: &'a [f64],
}

impl Step<'_> {
    pub fn run(&self, past: &[f64], cells: &mut [f64]) {
        let number = self.quarter as f64 + 1.0;
        let level = self.metric.level.get(self.block.clone()).unwrap_or(&[]);
        let growth = self.metric.growth.get(self.block.clone()).unwrap_or(&[]);
        let factor = self.states.factor.get(self.block.clone()).unwrap_or(&[]);
        let shifts = match self.metric.driver.place() {
            Some(driver) => self.states.shifts.get(driver).map_or(&[][..], Vec::as_slice),
            None => &self.states.still,
        };
        let shifts = shifts.get(self.block.clone()).unwrap_or(&[]);
        let point = self.metric.point;
        match self.metric.dynamics {
            Dynamics::Fixed => cells.copy_from_slice(past),
            Dynamics::Growing { .. } => {
                for ((cell, path), factor) in cells.iter_mut().zip(self.draw).zip(factor) {
                    *cell = path * factor;
                }
            }
            Dynamics::Drifting { log, least, most, .. } => {
                let adjust = self.p.adjust;
                let rows = past.iter().zip(level).zip(growth).zip(self.draw).zip(shifts).zip(cells);
                let rows = rows.map(|(((((past, level), growth), noise), shift), cell)| {
                    (*past, level + growth * number + shift * point, noise, cell)
                });
                // Unknown stays unknown.
                let inside = |to: f64| {
                    let low = if to < least { least } else { to };
                    if low > most { most } else { low }
                };
                // Two loops: in one, logarithms would be worked out for those that have no use for them.
                if log {
                    for (past, target, noise, cell) in rows {
                        let from = ln(past.max(1e-9));
                        *cell = inside(exp(from + adjust * (target - from) + noise));
                    }
                } else {
                    for (past, target, noise, cell) in rows {
                        *cell = inside(past + adjust * (target - past) + noise);
                    }
                }
            }
            Dynamics::Counting { leaving } if leaving < 1.0 => {
                let draws = self.draw.iter().zip(self.second);
                let rows = past.iter().zip(level).zip(shifts).zip(cells).zip(draws);
                for ((((past, arrivals), shift), cell), (one, other)) in rows {
                    let mean = arrivals * exp(shift * point);
                    *cell = if !self.noisy || past.is_nan() {
                        past + mean - leaving * past
                    } else {
                        let gone = counted(leaving * past, *other).min(*past);
                        past + counted(mean, *one) - gone
                    };
                }
            }
            Dynamics::Counting { .. } => {
                let rows = self.second.iter().zip(cells).zip(self.draw).zip(factor);
                for (((expected, cell), uniform), factor) in rows {
                    let mean = expected * factor;
                    *cell =
                        if self.noisy && !mean.is_nan() { counted(mean, *uniform) } else { mean };
                }
            }
        }
    }
}

/// A count of this mean at a uniform: Poisson by inversion; of a larger mean the normal quantile, corrected
/// for skewness.
#[inline]
pub(super) fn counted(mean: f64, uniform: f64) -> f64 {
    if mean > MANY {
        let z = normal_quantile(uniform);
        libm::floor(mean + mean.sqrt() * z + (z * z - 1.0) / 6.0 + 0.5).max(0.0)
    } else {
        f64::from(poisson_quantile(mean, uniform))
    }
}

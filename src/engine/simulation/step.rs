//! One metric of some partners, one quarter further.

use super::states::States;
use super::terms::Terms;
use super::world::{Dynamics, Moving, World};
use crate::behaviour::Parameters;
use crate::stats::{exp, ln, normal_quantile, poisson_quantile};
use std::ops::Range;

/// Counts of a larger mean are drawn by the expansion of Cornish & Fisher (1938).
const MANY: f64 = 12.0;

/// One metric, one quarter, some partners.
pub(crate) struct Step<'a> {
    pub metric: &'a Moving,
    pub terms: &'a Terms,
    pub p: &'a Parameters,
    pub world: &'a World,
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
        match self.metric.dynamics {
            Dynamics::Fixed => cells.copy_from_slice(past),
            Dynamics::Growing { .. } => {
                for ((cell, path), factor) in cells.iter_mut().zip(self.draw).zip(factor) {
                    *cell = path * factor;
                }
            }
            Dynamics::Drifting { log, least, most, .. } => {
                let rows = past.iter().zip(level).zip(growth).zip(self.draw).zip(cells);
                for (offset, ((((past, level), growth), noise), cell)) in rows.enumerate() {
                    let target = level + growth * number + self.shift(offset) * self.metric.point;
                    let from = if log { ln(past.max(1e-9)) } else { *past };
                    let to = from + self.p.adjust * (target - from) + noise;
                    let to = if log { exp(to) } else { to };
                    *cell = if to.is_nan() { to } else { to.clamp(least, most) };
                }
            }
            Dynamics::Counting { leaving } if leaving < 1.0 => {
                let rows = past.iter().zip(level).zip(cells).zip(self.draw).zip(self.second);
                for (offset, ((((past, arrivals), cell), one), other)) in rows.enumerate() {
                    let mean = arrivals * exp(self.shift(offset) * self.metric.point);
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

    /// Points by which the lever moves a partner.
    #[inline]
    fn shift(&self, offset: usize) -> f64 {
        let index = self.block.start + offset;
        let (Some(driver), Some(held), Some(subject)) = (
            self.metric.driver.place(),
            self.states.held.get(index),
            self.world.partners.get(index),
        ) else {
            return 0.0;
        };
        subject.response * self.terms.shift(driver, *held, subject.tier)
    }
}

/// A count of this mean at a uniform: Poisson by inversion; of a larger mean the normal quantile, corrected
/// for skewness.
#[inline]
fn counted(mean: f64, uniform: f64) -> f64 {
    if mean > MANY {
        let z = normal_quantile(uniform);
        libm::floor(mean + mean.sqrt() * z + (z * z - 1.0) / 6.0 + 0.5).max(0.0)
    } else {
        f64::from(poisson_quantile(mean, uniform))
    }
}

//! Adding values up to one score, from full compensation between values to none.
//!
//! Weights are divided by their sum, so every mean lies between the smallest and the largest value
//! that has a weight, and geometric ≤ arithmetic.

use super::check::{shares, weights_for};
use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, numbers};

/// Largest power, either way, of [`weighted_power_mean`]; the mean is then all but the largest or
/// the smallest value.
const MOST_POWER: f64 = 100.0;

/// Weighted sum Σ w v / Σ w. A low value is made up for by a high one, and every value's part of the
/// score can be told.
///
/// # Errors
/// Refuses no values or more than 100, another number of weights, values that are not finite or
/// exceed 1e15, weights that are negative, not finite or above 1e15, and weights that are all 0.
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> Result<f64, Problems> {
    check(values, weights, Allowed::Any)?;
    Ok(pairs(values, weights).map(|(value, share)| share * value).sum())
}

/// Weighted geometric mean Π v^w with the weights divided by their sum: a value of 0 that has any
/// weight makes the score 0. Never above [`weighted_mean`].
///
/// # Errors
/// As [`weighted_mean`]; also refuses negative values.
pub fn weighted_geometric_mean(values: &[f64], weights: &[f64]) -> Result<f64, Problems> {
    check(values, weights, Allowed::NotNegative)?;
    Ok(geometric(values, weights))
}

/// Weighted power mean (Σ w v^p)^(1/p) with the weights divided by their sum: one slider from the
/// weakest value (p towards −∞) over the harmonic (−1), geometric (0) and arithmetic (1) mean to the
/// strongest value (p towards ∞). With p ≤ 0 a value of 0 that has any weight makes the score 0.
///
/// # Errors
/// As [`weighted_geometric_mean`]; also refuses a power outside −100 to 100.
pub fn weighted_power_mean(values: &[f64], weights: &[f64], power: f64) -> Result<f64, Problems> {
    let mut found = check(values, weights, Allowed::NotNegative).err().unwrap_or_default();
    if !(-MOST_POWER..=MOST_POWER).contains(&power) {
        found.push(Problem::new(
            "Power",
            format!("The power is {power}."),
            format!("Use a number from -{MOST_POWER} to {MOST_POWER}."),
        ));
    }
    found.or(())?;
    Ok(powered(values, weights, power))
}

/// Values that have a weight, with their share of all weight.
fn pairs(values: &[f64], weights: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    values.iter().copied().zip(shares(weights)).filter(|(_, share)| *share > 0.0)
}

fn geometric(values: &[f64], weights: &[f64]) -> f64 {
    // ln 0 is −∞, and e^−∞ is 0.
    libm::exp(pairs(values, weights).map(|(value, share)| share * libm::log(value)).sum())
}

/// Relative to the value r that dominates, as r · exp(ln S / p) with S = Σ w (v / r)^p: nothing
/// overflows. Where S is near 1 its distance from 1 is summed instead, so that powers near 0 keep
/// their digits.
fn powered(values: &[f64], weights: &[f64], power: f64) -> f64 {
    let present = || pairs(values, weights);
    let dominant = if power > 0.0 {
        present().map(|(value, _)| value).fold(0.0, f64::max)
    } else {
        present().map(|(value, _)| value).fold(f64::INFINITY, f64::min)
    };
    if dominant <= 0.0 {
        return 0.0;
    }
    if power.abs() <= 0.0 {
        return geometric(values, weights);
    }
    let sum = |of: fn(f64) -> f64| -> f64 {
        present().map(|(value, share)| share * of(power * libm::log(value / dominant))).sum()
    };
    let below = sum(libm::expm1);
    let log_sum = if below > -0.5 { libm::log1p(below) } else { libm::log(sum(libm::exp)) };
    dominant * libm::exp(log_sum / power)
}

fn check(values: &[f64], weights: &[f64], allowed: Allowed) -> Result<(), Problems> {
    let mut found = Problems::default();
    weights_for(values.len(), weights, &mut found);
    numbers(values, allowed, |index| format!("Value {}", index + 1), &mut found);
    found.or(())
}

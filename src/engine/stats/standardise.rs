//! Numbers in units of their own spread, and what tames a long tail.

use super::check::{Allowed, sample, varies};
use super::rank::{ascending, median_of};
use super::sample::{mean, quantile_sorted, standard_deviation};
use crate::problem::{Problem, Problems};

/// 1 / Φ⁻¹(0.75): a median absolute deviation times this estimates a normal standard deviation.
pub const MEDIAN_DEVIATION_SCALE: f64 = 1.482_602_218_505_602;
/// √(π/2): a mean absolute deviation times this estimates a normal standard deviation.
pub const MEAN_DEVIATION_SCALE: f64 = 1.253_314_137_315_500_3;

/// What the squares around the mean are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divisor {
    /// n: the numbers are all there are.
    Population,
    /// n − 1: the numbers are a sample.
    Sample,
}

/// (x − mean) / standard deviation; all 0 where nothing varies. More than 0 is above the mean; for
/// a column where less is better, negate.
///
/// # Errors
/// Refuses fewer than two numbers, and numbers that are not finite or exceed 1e15.
pub fn z_scores(values: &[f64], divisor: Divisor) -> Result<Vec<f64>, Problems> {
    sample(values, 2, Allowed::Any)?;
    let count = values.len() as f64;
    let spread = match divisor {
        Divisor::Sample => standard_deviation(values),
        Divisor::Population => standard_deviation(values) * ((count - 1.0) / count).sqrt(),
    };
    Ok(in_units(values, mean(values), if varies(values) { spread } else { 0.0 }))
}

fn in_units(values: &[f64], centre: f64, spread: f64) -> Vec<f64> {
    let score = |value: &f64| if spread > 0.0 { (value - centre) / spread } else { 0.0 };
    values.iter().map(score).collect()
}

/// Which spread a robust score was measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RobustSpread {
    /// Median absolute deviation from the median.
    MedianDeviation,
    /// Mean absolute deviation from the median, as more than half of the numbers are the median.
    MeanDeviation,
    /// None: all numbers are the same.
    Nothing,
}

/// Scores around the median.
#[derive(Debug, Clone, PartialEq)]
pub struct RobustScores {
    /// One score per number, in the order given; 0 is the median.
    pub values: Vec<f64>,
    /// The median, in the unit of the numbers.
    pub median: f64,
    /// Median absolute deviation from the median, in the unit of the numbers, not scaled.
    pub median_deviation: f64,
    /// The divisor of the scores, in the unit of the numbers, on the scale of a standard deviation.
    pub spread: f64,
    /// What the divisor was made from.
    pub measured_by: RobustSpread,
}

/// (x − median) / (1.4826 · MAD). Where the MAD is 0 the mean absolute deviation takes its place,
/// times 1.2533 (Iglewicz & Hoaglin, 1993); where that is 0 too, all scores are 0.
///
/// # Errors
/// Refuses an empty sample and numbers that are not finite or exceed 1e15.
pub fn robust_scores(values: &[f64]) -> Result<RobustScores, Problems> {
    sample(values, 1, Allowed::Any)?;
    let median = median_of(values);
    let distances: Vec<f64> = values.iter().map(|value| (value - median).abs()).collect();
    let median_deviation = median_of(&distances);
    let (spread, measured_by) = if median_deviation > 0.0 {
        (MEDIAN_DEVIATION_SCALE * median_deviation, RobustSpread::MedianDeviation)
    } else if varies(values) {
        (MEAN_DEVIATION_SCALE * mean(&distances), RobustSpread::MeanDeviation)
    } else {
        (0.0, RobustSpread::Nothing)
    };
    let values = in_units(values, median, spread);
    Ok(RobustScores { values, median, median_deviation, spread, measured_by })
}

/// Numbers held inside two bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Winsorised {
    /// The numbers, in the order given; those outside the bounds stand on them.
    pub values: Vec<f64>,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Whether the number at the same place was moved.
    pub moved: Vec<bool>,
}

/// Clips at the type-7 quantiles `low` and `high` (Hyndman & Fan, 1996), for example 0.05 and 0.95.
///
/// # Errors
/// Refuses an empty sample, numbers that are not finite or exceed 1e15, and quantiles that are not
/// 0 ≤ low ≤ high ≤ 1.
pub fn winsorise(values: &[f64], low: f64, high: f64) -> Result<Winsorised, Problems> {
    let mut found = sample(values, 1, Allowed::Any).err().unwrap_or_default();
    if !(0.0 <= low && low <= high && high <= 1.0) {
        found.push(Problem::new(
            "Quantiles",
            format!("The numbers should be held between the quantiles {low} and {high}."),
            "Use two shares from 0 to 1, the lower one first.",
        ));
    }
    found.or(())?;
    let sorted = ascending(values);
    Ok(clip(values, quantile_sorted(&sorted, low), quantile_sorted(&sorted, high)))
}

/// Moves the lowest and the highest `tail` of the numbers (whole numbers only, rounded down) to the
/// nearest number that stays, so that every bound is a number of the sample.
///
/// # Errors
/// Refuses an empty sample, numbers that are not finite or exceed 1e15, and a tail that is negative
/// or a half and more.
pub fn winsorise_tails(values: &[f64], tail: f64) -> Result<Winsorised, Problems> {
    let mut found = sample(values, 1, Allowed::Any).err().unwrap_or_default();
    if !(0.0..0.5).contains(&tail) {
        found.push(Problem::new(
            "Tail",
            format!("The share at each end is {tail}."),
            "Use a share from 0 to less than 0.5.",
        ));
    }
    found.or(())?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "less than half of the sample size"
    )]
    let moved = (tail * values.len() as f64) as usize;
    let sorted = ascending(values);
    let low = sorted.get(moved).copied().unwrap_or(f64::NEG_INFINITY);
    let high = sorted.iter().rev().nth(moved).copied().unwrap_or(f64::INFINITY);
    Ok(clip(values, low, high))
}

fn clip(values: &[f64], low: f64, high: f64) -> Winsorised {
    Winsorised {
        values: values.iter().map(|value| value.max(low).min(high)).collect(),
        low,
        high,
        moved: values.iter().map(|value| !(low..=high).contains(value)).collect(),
    }
}

/// ln(1 + x) of every number, for revenue, counts and other columns with a long tail.
///
/// # Errors
/// Refuses an empty sample, and numbers that are negative, not finite or exceed 1e15.
pub fn logarithms(values: &[f64]) -> Result<Vec<f64>, Problems> {
    sample(values, 1, Allowed::NotNegative)?;
    Ok(values.iter().map(|value| libm::log1p(*value)).collect())
}

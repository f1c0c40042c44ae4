//! What the data would say: weights from how far the rows of a table lie apart.
//!
//! These reward spread, not importance. A column full of mistakes varies a lot and gets a large
//! weight; the one thing everybody must do well may get none. Never use them as a default: hold them
//! against the weights a team has chosen, and ask why they differ.
//!
//! A column in which every row has the same number gets weight 0 and leaves the others as they are.

use super::check::{columns, same_length, shares};
use super::normalise::{Scaling, normalise};
use crate::portfolio::Direction;
use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, varies};
use crate::stats::{average_ranks, correlation, standard_deviation};

/// Correlations closer to 1 than this differ from it by rounding only.
const ROUNDING: f64 = 1e-12;

/// Weights by entropy.
#[derive(Debug, Clone, PartialEq)]
pub struct EntropyWeights {
    /// One weight per column, adding up to 1.
    pub weights: Vec<f64>,
    /// E, 0–1: 1 where every row has the same share of the column.
    pub entropy: Vec<f64>,
    /// 1 − E, 0–1: what the weights are proportional to.
    pub divergence: Vec<f64>,
}

/// Entropy weights (Shannon, 1948; Hwang & Yoon, 1981): with p = x / Σx down a column of m rows,
/// E = −(1 / ln m) Σ p ln p and w ∝ 1 − E; 0 · ln 0 counts as 0.
///
/// `rows` has one row per partner and one column per criterion, all numbers from 0. Which direction
/// is good does not enter.
///
/// # Errors
/// Refuses fewer than two rows or more than 100 000, no columns or more than 100, rows of different
/// length, numbers that are negative, not finite or above 1e15, and a table in which no column
/// varies.
pub fn entropy_weights(rows: &[Vec<f64>]) -> Result<EntropyWeights, Problems> {
    let columns = columns(rows, Allowed::NotNegative)?;
    let most = libm::log(rows.len() as f64);
    let entropy: Vec<f64> = columns
        .iter()
        .map(|column| if varies(column) { entropy(column) / most } else { 1.0 })
        .collect();
    let divergence: Vec<f64> = entropy.iter().map(|entropy| (1.0 - entropy).max(0.0)).collect();
    Ok(EntropyWeights { weights: proportional(&divergence)?, entropy, divergence })
}

fn entropy(column: &[f64]) -> f64 {
    let surprise = |p: f64| if p > 0.0 { -p * libm::log(p) } else { 0.0 };
    shares(column).into_iter().map(surprise).sum()
}

/// Which correlation CRITIC uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correlation {
    /// Of the numbers (Pearson), as published.
    Pearson,
    /// Of their ranks (Spearman), which a few extreme rows cannot move.
    Spearman,
}

/// Weights by CRITIC and how they came about.
#[derive(Debug, Clone, PartialEq)]
pub struct CriticWeights {
    /// One weight per column, adding up to 1.
    pub weights: Vec<f64>,
    /// The columns from 0 (worst row) to 1 (best row), one list per column.
    pub scaled: Vec<Vec<f64>>,
    /// Sample standard deviation of each scaled column.
    pub deviation: Vec<f64>,
    /// Correlation of each column with each; 0 where one of the two does not vary, 1 on the diagonal.
    pub correlation: Vec<Vec<f64>>,
    /// C = σ Σ (1 − r) over the other columns that vary: what the weights are proportional to.
    pub information: Vec<f64>,
}

/// CRITIC weights (Diakoulaki, Mavrotas & Papayannakis, 1995): columns are scaled to 0–1 first, then
/// w ∝ σ(j) Σ (1 − r(j, k)). A column counts for its spread and for what no other column says.
///
/// `rows` has one row per partner and one column per criterion; `directions` says for each column
/// whether more or less is better.
///
/// # Errors
/// Refuses fewer than two rows or more than 100 000, no columns or more than 100, rows of different
/// length, another number of directions, numbers that are not finite or exceed 1e15, and a table in
/// which no two columns vary apart from each other.
pub fn critic_weights(
    rows: &[Vec<f64>],
    directions: &[Direction],
    kind: Correlation,
) -> Result<CriticWeights, Problems> {
    let columns = columns(rows, Allowed::Any)?;
    let mut found = Problems::default();
    same_length("Directions", directions.len(), columns.len(), &mut found);
    found.or(())?;
    let scaled = columns
        .iter()
        .zip(directions)
        .map(|(column, direction)| Ok(normalise(column, *direction, Scaling::MinMax)?.values))
        .collect::<Result<Vec<Vec<f64>>, Problems>>()?;
    let deviation: Vec<f64> = scaled.iter().map(|column| standard_deviation(column)).collect();
    let correlation = correlations(&scaled, kind)?;
    let information = information(&scaled, &deviation, &correlation);
    Ok(CriticWeights {
        weights: proportional(&information)?,
        scaled,
        deviation,
        correlation,
        information,
    })
}

fn correlations(columns: &[Vec<f64>], kind: Correlation) -> Result<Vec<Vec<f64>>, Problems> {
    let compared = match kind {
        Correlation::Pearson => columns.to_vec(),
        Correlation::Spearman => {
            columns.iter().map(|column| average_ranks(column)).collect::<Result<_, _>>()?
        }
    };
    let between =
        |j: usize, k: usize, a: &[f64], b: &[f64]| if j == k { Ok(1.0) } else { correlation(a, b) };
    let row = |(j, a): (usize, &Vec<f64>)| {
        compared.iter().enumerate().map(|(k, b)| between(j, k, a, b)).collect()
    };
    compared.iter().enumerate().map(row).collect()
}

fn information(columns: &[Vec<f64>], deviation: &[f64], correlation: &[Vec<f64>]) -> Vec<f64> {
    let live: Vec<bool> = columns.iter().map(|column| varies(column)).collect();
    let conflict = |row: &[f64]| -> f64 {
        let apart = row.iter().map(|r| if 1.0 - r > ROUNDING { 1.0 - r } else { 0.0 });
        apart.zip(&live).filter(|(_, live)| **live).map(|(apart, _)| apart).sum()
    };
    let own = deviation.iter().zip(correlation).zip(&live);
    own.map(|((spread, row), live)| if *live { spread * conflict(row) } else { 0.0 }).collect()
}

fn proportional(amounts: &[f64]) -> Result<Vec<f64>, Problems> {
    if amounts.iter().any(|amount| *amount > 0.0) {
        return Ok(shares(amounts));
    }
    Err(Problem::new(
        "Table",
        "Its columns do not tell the rows apart, so the data say nothing about weights.",
        "Choose columns that vary, and vary differently.",
    )
    .into())
}

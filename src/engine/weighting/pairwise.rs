//! Weights from comparing every pair of criteria: the analytic hierarchy process (Saaty, 1980).
//!
//! A judgement a(i, j) from 1/9 to 9 says how many times as important criterion i is as criterion j;
//! a(j, i) = 1 / a(i, j) and a(i, i) = 1.

use super::check::{MOST_CRITERIA, same_length, shares};
use crate::problem::{Problem, Problems};
use crate::stats::check::size;

/// Saaty's random index (Saaty, 1980): the mean consistency index of random judgements for 1, 2, …,
/// 15 criteria. Other authors print other tables (0.88 instead of 0.90 for four criteria, say), and
/// a consistency ratio changes with them.
pub const RANDOM_INDEX: [f64; MOST_CRITERIA] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
/// Largest consistency ratio that still counts as consistent (Saaty, 1980).
pub const CONSISTENCY_LIMIT: f64 = 0.10;

/// Largest judgement; the smallest is its reciprocal.
const STRONGEST: f64 = 9.0;
/// How far a product a(i, j) · a(j, i) may be from 1.
const RECIPROCAL_TOLERANCE: f64 = 1e-6;
/// The iteration ends when no weight changes by more.
const SETTLED: f64 = 1e-14;
/// Judgements from 1/9 to 9 make each step shrink the error to 80/82 at worst (Birkhoff, 1957), so
/// that 1400 steps would always do.
const MOST_STEPS: usize = 2000;

/// Weights from pairwise judgements, and how well the judgements agree with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseWeights {
    /// The principal right eigenvector, adding up to 1; one weight per criterion.
    pub weights: Vec<f64>,
    /// The geometric-mean weights of the same judgements, to set beside the others.
    pub geometric_mean: Vec<f64>,
    /// The principal eigenvalue λ; n where the judgements agree fully, larger otherwise.
    pub lambda_max: f64,
    /// CI = (λ − n) / (n − 1), from 0.
    pub consistency_index: f64,
    /// CR = CI / [`RANDOM_INDEX`] of n, from 0; 0 for two criteria, which cannot disagree.
    pub consistency_ratio: f64,
    /// Whether the ratio is at most [`CONSISTENCY_LIMIT`]; if not, some judgements should be looked
    /// at again before the weights are used.
    pub consistent: bool,
}

/// Principal eigenvector weights and their consistency.
///
/// `matrix` has one row per criterion. The eigenvector is found by power iteration from the
/// geometric-mean weights.
///
/// # Errors
/// Refuses fewer than two criteria or more than [`MOST_CRITERIA`], a matrix that is not square,
/// judgements outside 1/9 to 9, and pairs that are not each other's reciprocal.
pub fn pairwise_weights(matrix: &[Vec<f64>]) -> Result<PairwiseWeights, Problems> {
    check(matrix)?;
    let geometric_mean = row_means(matrix);
    let (weights, lambda_max) = principal(matrix, geometric_mean.clone());
    let count = matrix.len() as f64;
    let consistency_index = ((lambda_max - count) / (count - 1.0)).max(0.0);
    let random = matrix.len().checked_sub(1).and_then(|n| RANDOM_INDEX.get(n)).copied();
    let consistency_ratio =
        random.filter(|index| *index > 0.0).map_or(0.0, |index| consistency_index / index);
    Ok(PairwiseWeights {
        weights,
        geometric_mean,
        lambda_max,
        consistency_index,
        consistency_ratio,
        consistent: consistency_ratio <= CONSISTENCY_LIMIT,
    })
}

/// Geometric-mean weights (Crawford & Williams, 1985): w(i) ∝ (Π a(i, j))^(1/n). They need no
/// iteration, equal the eigenvector for consistent judgements and for three criteria, and stay
/// close to it otherwise.
///
/// # Errors
/// As [`pairwise_weights`].
pub fn geometric_mean_weights(matrix: &[Vec<f64>]) -> Result<Vec<f64>, Problems> {
    check(matrix)?;
    Ok(row_means(matrix))
}

/// The full matrix from the judgements above its diagonal, row by row: a(1, 2), a(1, 3), …, a(2, 3),
/// … — the n (n − 1) / 2 questions a person is asked.
///
/// # Errors
/// Refuses fewer than two criteria or more than [`MOST_CRITERIA`], another number of judgements, and
/// judgements outside 1/9 to 9.
pub fn reciprocal_matrix(count: usize, judgements: &[f64]) -> Result<Vec<Vec<f64>>, Problems> {
    let mut found = Problems::default();
    size(count, &(2..=MOST_CRITERIA), "criteria", &mut found);
    found.or(())?;
    let mut found = Problems::default();
    same_length("Judgements", judgements.len(), count * (count - 1) / 2, &mut found);
    for (index, judgement) in judgements.iter().enumerate() {
        strength(*judgement, &format!("Judgement {}", index + 1), &mut found);
    }
    found.or(())?;
    let above = |i: usize, j: usize| {
        let position = i * count - i * (i + 1) / 2 + (j - i - 1);
        judgements.get(position).copied().unwrap_or(1.0)
    };
    let cell = |i: usize, j: usize| match i.cmp(&j) {
        std::cmp::Ordering::Less => above(i, j),
        std::cmp::Ordering::Equal => 1.0,
        std::cmp::Ordering::Greater => 1.0 / above(j, i),
    };
    Ok((0..count).map(|i| (0..count).map(|j| cell(i, j)).collect()).collect())
}

fn row_means(matrix: &[Vec<f64>]) -> Vec<f64> {
    let mean = |row: &Vec<f64>| {
        let logs: f64 = row.iter().map(|judgement| libm::log(*judgement)).sum();
        libm::exp(logs / row.len() as f64)
    };
    shares(&matrix.iter().map(mean).collect::<Vec<f64>>())
}

fn product(matrix: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| row.iter().zip(weights).map(|(a, w)| a * w).sum()).collect()
}

/// The eigenvector, adding up to 1, and the eigenvalue.
fn principal(matrix: &[Vec<f64>], start: Vec<f64>) -> (Vec<f64>, f64) {
    let mut weights = start;
    for _ in 0..MOST_STEPS {
        let next = shares(&product(matrix, &weights));
        let change =
            next.iter().zip(&weights).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
        weights = next;
        if change <= SETTLED {
            break;
        }
    }
    let lambda = product(matrix, &weights).iter().sum();
    (weights, lambda)
}

fn check(matrix: &[Vec<f64>]) -> Result<(), Problems> {
    let count = matrix.len();
    let mut found = Problems::default();
    size(count, &(2..=MOST_CRITERIA), "criteria", &mut found);
    found.or(())?;
    let mut found = Problems::default();
    for (i, row) in matrix.iter().enumerate() {
        same_length(&format!("Row {}", i + 1), row.len(), count, &mut found);
        for (j, judgement) in row.iter().enumerate() {
            strength(*judgement, &place(i, j), &mut found);
        }
    }
    found.or(())?;
    let mut found = Problems::default();
    for (i, row) in matrix.iter().enumerate() {
        for (j, judgement) in row.iter().enumerate().skip(i) {
            let mirror = matrix.get(j).and_then(|row| row.get(i)).copied().unwrap_or(1.0);
            reciprocal(i, j, *judgement, mirror, &mut found);
        }
    }
    found.or(())
}

fn place(i: usize, j: usize) -> String {
    format!("Row {}, column {}", i + 1, j + 1)
}

fn strength(judgement: f64, place: &str, found: &mut Problems) {
    let widest = STRONGEST * (1.0 + RECIPROCAL_TOLERANCE);
    if !(1.0 / widest..=widest).contains(&judgement) {
        found.push(Problem::new(
            place,
            format!("The judgement is {judgement}."),
            "Use a number from 1/9 (far less important) to 9 (far more important).",
        ));
    }
}

fn reciprocal(i: usize, j: usize, judgement: f64, mirror: f64, found: &mut Problems) {
    if (judgement * mirror - 1.0).abs() <= RECIPROCAL_TOLERANCE {
        return;
    }
    found.push(if i == j {
        Problem::new(
            place(i, j),
            format!("A criterion is compared with itself and the judgement is {judgement}."),
            "Put 1 there.",
        )
    } else {
        Problem::new(
            place(j, i),
            format!("The judgement is {mirror}, but its mirror is {judgement}."),
            format!("Put 1 divided by {judgement} there, or correct the mirror."),
        )
    });
}

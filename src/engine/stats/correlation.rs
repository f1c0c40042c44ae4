//! How two columns move together.

use super::check::{Allowed, numbers, size, varies};
use super::rank::ranks;
use super::sample::mean;
use crate::problem::{Problem, Problems};

/// Sample covariance (n − 1) of equally long samples; 0 for fewer than two pairs.
pub(super) fn covariance(a: &[f64], b: &[f64]) -> f64 {
    if a.len() < 2 {
        return 0.0;
    }
    let (mean_a, mean_b) = (mean(a), mean(b));
    let products: f64 = a.iter().zip(b).map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    products / (a.len() - 1) as f64
}

/// Product-moment correlation (Pearson), −1 to 1; 0 where either column does not vary.
///
/// # Errors
/// Refuses columns of different length, of fewer than two numbers, and numbers that are not finite
/// or exceed 1e15.
pub fn correlation(a: &[f64], b: &[f64]) -> Result<f64, Problems> {
    check(a, b)?;
    Ok(correlate(a, b))
}

/// Rank correlation (Spearman): the correlation of the average ranks, −1 to 1; 0 where either
/// column does not vary.
///
/// # Errors
/// As [`correlation`].
pub fn rank_correlation(a: &[f64], b: &[f64]) -> Result<f64, Problems> {
    check(a, b)?;
    Ok(correlate(&ranks(a), &ranks(b)))
}

fn check(a: &[f64], b: &[f64]) -> Result<(), Problems> {
    let mut found = Problems::default();
    size(a.len(), &(2..=super::check::MOST_VALUES), "pairs", &mut found);
    if a.len() != b.len() {
        found.push(Problem::new(
            "Columns",
            format!("One column has {} numbers, the other {}.", a.len(), b.len()),
            "Give two columns of the same length.",
        ));
    }
    for (name, column) in [("First", a), ("Second", b)] {
        let place = |index| format!("{name} column, number {}", index + 1);
        numbers(column, Allowed::Any, place, &mut found);
    }
    found.or(())
}

fn correlate(a: &[f64], b: &[f64]) -> f64 {
    if !varies(a) || !varies(b) {
        return 0.0;
    }
    let scale = (covariance(a, a) * covariance(b, b)).sqrt();
    if scale > 0.0 { (covariance(a, b) / scale).clamp(-1.0, 1.0) } else { 0.0 }
}

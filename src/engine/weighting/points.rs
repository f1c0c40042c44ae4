//! Weights that a team says: points, and points for swings.

use super::check::{MOST_CRITERIA, shares, some_weight};
use crate::problem::{Problem, Problems};
use crate::stats::check::size;

/// The points of the best swing.
const BEST_SWING: f64 = 100.0;

/// Point allocation: w = p / Σp. Points are any numbers from 0, one per criterion.
///
/// # Errors
/// Refuses no criterion or more than [`MOST_CRITERIA`], points that are negative, not finite or
/// above 1e15, and points that are all 0.
pub fn direct(points: &[f64]) -> Result<Vec<f64>, Problems> {
    checked(points)?;
    Ok(shares(points))
}

/// Swing weights (von Winterfeldt & Edwards, 1986; Edwards & Barron, 1994): w = p / Σp.
///
/// The question behind each number: if everything stood at its worst anchor and one criterion could
/// be moved to its best anchor, how good would that be? The best such move gets 100 points, every
/// other a number from 0 to 100. This ties a weight to the range it stands for, which points given
/// directly do not.
///
/// # Errors
/// As [`direct`]; also when the largest number is not 100.
pub fn swing(points: &[f64]) -> Result<Vec<f64>, Problems> {
    checked(points)?;
    let largest = points.iter().copied().fold(0.0, f64::max);
    if (largest - BEST_SWING).abs() > 0.0 {
        return Err(Problem::new(
            "Points",
            format!("The best swing has {largest} points."),
            "Give the best swing 100 points and compare every other swing with it.",
        )
        .into());
    }
    Ok(shares(points))
}

fn checked(points: &[f64]) -> Result<(), Problems> {
    let mut found = Problems::default();
    size(points.len(), &(1..=MOST_CRITERIA), "criteria", &mut found);
    some_weight("Point", points, &mut found);
    found.or(())
}

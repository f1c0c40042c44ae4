//! Columns of different units on one scale, relative to the rows that are present.
//!
//! All of these move every row when one row is added, and can swap two others (rank reversal). They
//! are for looking at data and for aids such as CRITIC. A program is scored through fixed value
//! functions instead, so that nobody's score moves because of somebody else (Keeney & Raiffa, 1976).

use super::check::{MOST_ROWS, shares};
use crate::portfolio::Direction;
use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, numbers, size, varies};

/// How a column is put on a scale from 0 to 1, larger for better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scaling {
    /// (x − min) / (max − min); where less is better (max − x) / (max − min).
    MinMax,
    /// x / max; where less is better 1 − x / max. For numbers from 0.
    Maximum,
    /// x / max; where less is better min / x. For numbers from 0, or above 0 where less is better.
    Ratio,
    /// x / Σx; where less is better (1/x) / Σ(1/x). For numbers as with [`Scaling::Ratio`].
    Sum,
    /// x / √Σx²; where less is better 1 − x / √Σx². For numbers from 0. TOPSIS as published (Hwang &
    /// Yoon, 1981) divides both kinds alike and turns the ideal around instead.
    Vector,
}

/// A column on its new scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalised {
    /// One number per row, in the order given.
    pub values: Vec<f64>,
    /// Whether all rows have the same number. [`Scaling::MinMax`] then gives 0.5 everywhere, and
    /// the column should not count as evidence.
    pub constant: bool,
}

/// Puts a column on a common scale; `direction` says whether more or less is better.
///
/// # Errors
/// Refuses an empty column or one above 100 000 rows, numbers that are not finite, exceed 1e15 or do
/// not suit the scaling, and a column of zeros where the scaling would divide by it.
pub fn normalise(
    column: &[f64],
    direction: Direction,
    scaling: Scaling,
) -> Result<Normalised, Problems> {
    check(column, direction, scaling)?;
    let less = direction == Direction::Less;
    let largest = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let smallest = column.iter().copied().fold(f64::INFINITY, f64::min);
    let constant = !varies(column);
    let each =
        |change: &dyn Fn(f64) -> f64| column.iter().map(|x| change(*x)).collect::<Vec<f64>>();
    let values = match (scaling, less) {
        (Scaling::MinMax, _) if constant => each(&|_| 0.5),
        (Scaling::MinMax, false) => each(&|x| (x - smallest) / (largest - smallest)),
        (Scaling::MinMax, true) => each(&|x| (largest - x) / (largest - smallest)),
        (Scaling::Maximum | Scaling::Ratio, false) => each(&|x| x / largest),
        (Scaling::Maximum, true) => each(&|x| 1.0 - x / largest),
        (Scaling::Ratio, true) => each(&|x| smallest / x),
        (Scaling::Sum, false) => shares(column),
        (Scaling::Sum, true) => shares(&each(&|x| 1.0 / x)),
        (Scaling::Vector, _) => {
            let length = column.iter().map(|x| (x / largest) * (x / largest)).sum::<f64>().sqrt();
            each(&|x| {
                let part = x / largest / length;
                if less { 1.0 - part } else { part }
            })
        }
    };
    Ok(Normalised { values, constant })
}

fn check(column: &[f64], direction: Direction, scaling: Scaling) -> Result<(), Problems> {
    let allowed = match (scaling, direction) {
        (Scaling::MinMax, _) => Allowed::Any,
        (Scaling::Ratio | Scaling::Sum, Direction::Less) => Allowed::Positive,
        _ => Allowed::NotNegative,
    };
    let mut found = Problems::default();
    size(column.len(), &(1..=MOST_ROWS), "rows", &mut found);
    numbers(column, allowed, |index| format!("Row {}", index + 1), &mut found);
    let zeros = !column.is_empty() && column.iter().all(|x| x.abs() <= 0.0);
    if zeros && allowed == Allowed::NotNegative {
        found.push(Problem::new(
            "Column",
            "All numbers are 0.",
            "Leave the column out, or scale it by its smallest and largest number.",
        ));
    }
    found.or(())
}

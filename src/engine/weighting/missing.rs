//! Scores where some values are missing, by policies that say what they assume (OECD/JRC, 2008,
//! chapter 3).
//!
//! None of them suits a value that a gate asks for: a gate needs the value itself.

use super::aggregate::weighted_mean;
use super::check::{MOST_COLUMNS, MOST_ROWS, same_length, weights_for};
use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, numbers, size};
use crate::stats::median;

/// A score from the values that are present.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Available {
    /// Σ w v / Σ w over the values present; none where no value with a weight is present.
    pub score: Option<f64>,
    /// Share of all weight that is present, 0–1.
    pub coverage: f64,
}

/// Scores the values that are present and shares the weight of the others among them. Assumes that
/// what is missing is like what is present; show the coverage beside the score.
///
/// # Errors
/// Refuses no values or more than [`MOST_COLUMNS`], another number of weights, values that are not
/// finite or exceed 1e15, weights that are negative, not finite or above 1e15, and weights that are
/// all 0.
pub fn reweight_available(values: &[Option<f64>], weights: &[f64]) -> Result<Available, Problems> {
    let mut found = Problems::default();
    weights_for(values.len(), weights, &mut found);
    present_values(values, |index| format!("Value {}", index + 1), &mut found);
    found.or(())?;
    let present =
        values.iter().zip(weights).filter_map(|(value, weight)| Some(((*value)?, *weight)));
    let (known, parts): (Vec<f64>, Vec<f64>) = present.unzip();
    let (covered, all) = (parts.iter().sum::<f64>(), weights.iter().sum::<f64>());
    let score = if covered > 0.0 { Some(weighted_mean(&known, &parts)?) } else { None };
    Ok(Available { score, coverage: covered / all })
}

/// The scores a row could have, whatever the missing values are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The score with the worst value in every gap.
    pub low: f64,
    /// The score with the best value in every gap.
    pub high: f64,
}

/// Bounds for the weighted mean: every gap filled with `worst`, and with `best`. Assumes nothing.
///
/// # Errors
/// As [`reweight_available`]; also refuses bounds that are not worst < best, and values outside
/// them.
pub fn score_interval(
    values: &[Option<f64>],
    weights: &[f64],
    worst: f64,
    best: f64,
) -> Result<Interval, Problems> {
    let mut found = Problems::default();
    weights_for(values.len(), weights, &mut found);
    present_values(values, |index| format!("Value {}", index + 1), &mut found);
    bounds(values, worst, best, &mut found);
    found.or(())?;
    let filled = |gap: f64| values.iter().map(|value| value.unwrap_or(gap)).collect::<Vec<f64>>();
    Ok(Interval {
        low: weighted_mean(&filled(worst), weights)?,
        high: weighted_mean(&filled(best), weights)?,
    })
}

fn bounds(values: &[Option<f64>], worst: f64, best: f64, found: &mut Problems) {
    let before = found.0.len();
    numbers(&[worst], Allowed::Any, |_| "Worst value".to_owned(), found);
    numbers(&[best], Allowed::Any, |_| "Best value".to_owned(), found);
    if found.0.len() > before {
        return;
    }
    if worst >= best {
        found.push(Problem::new(
            "Worst value",
            format!("It is {worst}, and the best value is {best}."),
            "Use a worst value below the best one.",
        ));
        return;
    }
    for (index, value) in values.iter().enumerate() {
        if value.is_some_and(|value| value < worst || value > best) {
            found.push(Problem::new(
                format!("Value {}", index + 1),
                format!("It is outside the bounds {worst} and {best}."),
                "Correct it, or widen the bounds.",
            ));
        }
    }
}

/// A table without gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    /// The rows, in the order given, every gap filled.
    pub rows: Vec<Vec<f64>>,
    /// Median of the values present, one per column.
    pub medians: Vec<f64>,
    /// Whether the value at the same row and column was filled in; mark these wherever they show.
    pub filled: Vec<Vec<bool>>,
}

/// Fills every gap with the median of its column. Assumes that a missing value is an ordinary one,
/// which flatters whoever does not report.
///
/// # Errors
/// Refuses no rows or more than [`MOST_ROWS`], no columns or more than [`MOST_COLUMNS`], rows of
/// different length, values that are not finite or exceed 1e15, and columns without any value.
pub fn impute_medians(rows: &[Vec<Option<f64>>]) -> Result<Imputed, Problems> {
    let mut found = Problems::default();
    let width = rows.first().map_or(0, Vec::len);
    size(rows.len(), &(1..=MOST_ROWS), "rows", &mut found);
    size(width, &(1..=MOST_COLUMNS), "columns", &mut found);
    found.or(())?;
    let mut found = Problems::default();
    for (index, row) in rows.iter().enumerate() {
        let name = format!("Row {}", index + 1);
        same_length(&name, row.len(), width, &mut found);
        present_values(row, |column| format!("{name}, column {}", column + 1), &mut found);
    }
    found.or(())?;
    let mut found = Problems::default();
    let medians = (0..width).map(|column| column_median(rows, column, &mut found)).collect();
    found.or(fill(rows, medians))
}

fn column_median(rows: &[Vec<Option<f64>>], column: usize, found: &mut Problems) -> f64 {
    let present: Vec<f64> =
        rows.iter().filter_map(|row| row.get(column).copied().flatten()).collect();
    median(&present).unwrap_or_else(|_| {
        found.push(Problem::new(
            format!("Column {}", column + 1),
            "No row has a value.",
            "Leave the column out.",
        ));
        0.0
    })
}

fn fill(rows: &[Vec<Option<f64>>], medians: Vec<f64>) -> Imputed {
    let complete = |row: &Vec<Option<f64>>| {
        row.iter().zip(&medians).map(|(value, median)| value.unwrap_or(*median)).collect()
    };
    let gaps = |row: &Vec<Option<f64>>| row.iter().map(Option::is_none).collect();
    Imputed {
        rows: rows.iter().map(complete).collect(),
        filled: rows.iter().map(gaps).collect(),
        medians,
    }
}

fn present_values(values: &[Option<f64>], place: impl Fn(usize) -> String, found: &mut Problems) {
    let (positions, present): (Vec<usize>, Vec<f64>) =
        values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?))).unzip();
    let place = |index: usize| place(positions.get(index).copied().unwrap_or(index));
    numbers(&present, Allowed::Any, place, found);
}

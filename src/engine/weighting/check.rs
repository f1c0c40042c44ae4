//! The door of this folder: sizes, weights and tables.

use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, MOST_LISTED, numbers, size};

/// Most criteria a person is asked about; the random index of AHP ends here too.
pub const MOST_CRITERIA: usize = 15;
/// Most columns of a table of data, and most values that are added up.
pub const MOST_COLUMNS: usize = 100;
/// Most rows of a table of data.
pub const MOST_ROWS: usize = crate::stats::check::MOST_VALUES;

/// Adds a finding when a list that belongs to `expected` things has another length.
pub(super) fn same_length(place: &str, length: usize, expected: usize, found: &mut Problems) {
    if length != expected {
        found.push(Problem::new(
            place,
            format!("The number of entries is {length}, not {expected}."),
            format!("Give {expected}, in the same order."),
        ));
    }
}

/// Checks points or weights: none negative, at least one above 0; `name` is one of them.
pub(super) fn some_weight(name: &str, weights: &[f64], found: &mut Problems) {
    let before = found.0.len();
    numbers(weights, Allowed::NotNegative, |i| format!("{name} {}", i + 1), found);
    if found.0.len() == before && !weights.is_empty() && weights.iter().sum::<f64>() <= 0.0 {
        found.push(Problem::new(
            format!("{name}s"),
            "All of them are 0.",
            "Give at least one a number above 0.",
        ));
    }
}

/// Checks weights for `count` values.
pub(super) fn weights_for(count: usize, weights: &[f64], found: &mut Problems) {
    size(count, &(1..=MOST_COLUMNS), "values", found);
    same_length("Weights", weights.len(), count, found);
    some_weight("Weight", weights, found);
}

/// Divides by the sum; all 0 where the sum is 0.
pub(super) fn shares(numbers: &[f64]) -> Vec<f64> {
    let total: f64 = numbers.iter().sum();
    numbers.iter().map(|number| if total > 0.0 { number / total } else { 0.0 }).collect()
}

/// Checks a table of at least two rows and turns it on its side: one list per column.
pub(super) fn columns(rows: &[Vec<f64>], allowed: Allowed) -> Result<Vec<Vec<f64>>, Problems> {
    let mut found = Problems::default();
    let width = rows.first().map_or(0, Vec::len);
    size(rows.len(), &(2..=MOST_ROWS), "rows", &mut found);
    size(width, &(1..=MOST_COLUMNS), "columns", &mut found);
    let ragged = || rows.iter().enumerate().filter(|(_, row)| row.len() != width);
    for (index, row) in ragged().take(MOST_LISTED) {
        same_length(&format!("Row {}", index + 1), row.len(), width, &mut found);
    }
    let cells: Vec<f64> = rows.iter().flatten().copied().collect();
    let place = |cell: usize| {
        format!("Row {}, column {}", cell / width.max(1) + 1, cell % width.max(1) + 1)
    };
    if ragged().next().is_none() {
        numbers(&cells, allowed, place, &mut found);
    }
    let column = |index: usize| cells.iter().skip(index).step_by(width).copied().collect();
    found.or(())?;
    Ok((0..width).map(column).collect())
}

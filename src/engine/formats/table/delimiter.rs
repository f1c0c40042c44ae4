//! Which character separates the cells: the one that cuts most lines into the same number of cells,
//! from near the top on.

use crate::Problem;
use std::collections::HashMap;

/// Candidates; with equal marks the earlier one wins, because a comma is also part of numbers.
const CANDIDATES: [u8; 4] = [b';', b'\t', b'|', b','];
/// How many rows are tried.
const TRIED: usize = 200;

/// The delimiter of this text.
pub(super) fn detect(text: &str) -> Result<u8, Problem> {
    let mut best: Option<(f64, u8)> = None;
    for candidate in CANDIDATES {
        let mark = mark(text, candidate);
        if mark > best.map_or(0.0, |(highest, _)| highest) {
            best = Some((mark, candidate));
        }
    }
    best.map(|(_, delimiter)| delimiter).ok_or_else(single_column)
}

/// Share of rows of the usual length × (1 − 1 / columns), less for every row above the first of them;
/// 0 for one column. Lines above the column names are of another length, so they count against.
fn mark(text: &str, delimiter: u8) -> f64 {
    let mut reader = super::rows::reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut lengths: Vec<usize> = Vec::new();
    while lengths.len() <= TRIED && reader.read_record(&mut record).unwrap_or(false) {
        if !record.iter().all(|cell| cell.trim().is_empty()) {
            lengths.push(record.len());
        }
    }
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for length in lengths.iter().filter(|length| **length > 1) {
        *counts.entry(*length).or_default() += 1;
    }
    let usual = counts.into_iter().max_by_key(|(length, count)| (*count, *length));
    let Some((columns, fitting)) = usual else { return 0.0 };
    let above = lengths.iter().position(|length| *length == columns).unwrap_or(0);
    let share = fitting as f64 / lengths.len() as f64;
    share * (1.0 - 1.0 / columns as f64) / (1.0 + above as f64 / 2.0)
}

fn single_column() -> Problem {
    Problem::new(
        "Line 1",
        "Only one column was found: no comma, semicolon, tab or | separates the names.",
        "Save the sheet as \"CSV UTF-8\", with at least a partner id and one number per line.",
    )
}

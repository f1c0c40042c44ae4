//! Which character separates the cells: the one that cuts the header into several names and most
//! lines into as many cells.

use crate::Problem;

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

/// Share of rows with as many cells as the header × (1 − 1 / columns); 0 for one column.
fn mark(text: &str, delimiter: u8) -> f64 {
    let mut reader = super::rows::reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let (mut columns, mut rows, mut fitting) = (0, 0_u32, 0_u32);
    while rows < u32::try_from(TRIED).unwrap_or(u32::MAX)
        && reader.read_record(&mut record).unwrap_or(false)
    {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if columns == 0 {
            columns = record.len();
            continue;
        }
        rows += 1;
        fitting += u32::from(record.len() == columns);
    }
    if columns < 2 {
        return 0.0;
    }
    let share = if rows == 0 { 1.0 } else { f64::from(fitting) / f64::from(rows) };
    // A header that was cut counts a little even when no row fits it.
    share.max(0.01) * (1.0 - 1.0 / columns as f64)
}

fn single_column() -> Problem {
    Problem::new(
        "Line 1",
        "Only one column was found: no comma, semicolon, tab or | separates the names.",
        "Save the sheet as \"CSV UTF-8\", with at least a partner id and one number per line.",
    )
}

//! Which line has the column names: below a title, and in two lines where periods stand under names.

use super::Row;

/// Rows that are looked at.
const LOOKED_AT: usize = 60;
/// Lines above the column names at most.
const MOST_ABOVE: usize = 30;

/// Where the column names are.
pub(super) struct Header {
    /// Position of their first row.
    pub first: usize,
    /// One name per column, without gaps filled; empty where a column has none.
    pub names: Vec<String>,
    /// Rows they take.
    pub rows: usize,
}

/// Finds the column names; `None` without any row.
pub(super) fn find(rows: &[Row]) -> Option<Header> {
    let head = rows.get(..LOOKED_AT).unwrap_or(rows);
    let mut filled: Vec<usize> = head.iter().map(Row::filled).collect();
    filled.sort_unstable();
    // A few lines of a title do not say how wide the table is.
    let usual = filled.get(filled.len() * 3 / 4).copied()?;
    let wide = |row: &Row| row.filled() * 3 > usual * 2;
    let first = head.iter().take(MOST_ABOVE).position(wide);
    // Where nothing would be left below, it is an odd row and no header.
    let first = first.filter(|first| first + 1 < rows.len()).unwrap_or(0);
    let row = rows.get(first)?;
    if let Some(above) = first.checked_sub(1).and_then(|above| rows.get(above))
        && let Some(names) = of_two(above, row)
    {
        return Some(Header { first: first - 1, names, rows: 2 });
    }
    if let Some(names) = rows.get(first + 1).filter(|_| rows.len() > 2).and_then(|below| {
        below.cells.iter().all(|cell| cell.is_empty() || is_time(cell)).then_some(())?;
        of_two(row, below)
    }) {
        return Some(Header { first, names, rows: 2 });
    }
    Some(Header { first, names: row.cells.clone(), rows: 1 })
}

/// Names in two lines: a name stands over its periods, a period over its names, or a year over its
/// quarters. The upper one holds until the next.
fn of_two(above: &Row, below: &Row) -> Option<Vec<String>> {
    let times = |row: &Row| row.cells.iter().filter(|cell| is_time(cell)).count();
    let cell = |row: &Row, column: usize| row.cells.get(column).cloned().unwrap_or_default();
    let columns = above.cells.len().max(below.cells.len());
    // A title stands over the first column, which has no period of its own.
    let named = (0..columns).any(|column| {
        let (upper, lower) = (cell(above, column), cell(below, column));
        let name_or_year = is_year(&upper) || !is_time(&upper);
        name_or_year && is_time(&lower) && !upper.is_empty()
    });
    // What stands over the first columns is a title or a remark, unless they go on below it.
    let dates_column =
        |column: usize| is_time(&cell(above, column)) || is_time(&cell(below, column));
    let mut untimed = (0..columns).take_while(|column| *column == 0 || !dates_column(*column));
    let titled = untimed.any(|column| {
        let (upper, lower) = (cell(above, column), cell(below, column));
        !upper.is_empty() && !lower.is_empty() && upper != lower
    });
    if titled {
        return None;
    }
    let dated = times(above) > 0 && times(below) == 0 && above.filled() < below.filled();
    if !(dated || (times(below) > 1 && named)) {
        return None;
    }
    let mut group = String::new();
    let both = (0..columns).map(|column| {
        let (upper, lower) = (cell(above, column), cell(below, column));
        if !upper.is_empty() {
            group.clone_from(&upper);
        }
        let belongs = if dated { !group.is_empty() && is_time(&group) } else { is_time(&lower) };
        match (belongs, lower.is_empty()) {
            (true, false) if group != lower => format!("{group} {lower}").trim().to_owned(),
            (_, true) => upper,
            _ => lower,
        }
    });
    Some(both.collect())
}

fn is_year(text: &str) -> bool {
    let digits = text.trim_start_matches("FY").trim();
    matches!(digits.parse::<i32>(), Ok(1990..=2099)) && digits.len() == 4
}

/// A period, or a part of one: `Q1 2025`, `Q1`, `2025`, `Jan`.
fn is_time(text: &str) -> bool {
    use crate::formats::import::{header_month, parse_period};
    let lettered = text.len() <= 12 && text.chars().any(char::is_alphabetic);
    is_year(text)
        || parse_period(text).is_some()
        || header_month(text).is_some()
        || (lettered && parse_period(&format!("{text} 2025")).is_some())
}

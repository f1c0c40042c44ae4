//! Rows that are no partners: totals, notes below the table, column names that come again.

use super::{Row, RowNote, Table};

/// First cells of a line that sums up others.
const TOTALS: [&str; 20] = [
    "total",
    "totals",
    "grand total",
    "overall total",
    "sum",
    "subtotal",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "summe",
    "insgesamt",
    "zwischensumme",
    "teilsumme",
    "ergebnis",
    "somme",
    "sous-total",
    "total général",
    "suma",
    "total general",
    "subtotal general",
];
/// First words of such a line, when a period, a region or a currency follows.
const OPENINGS: [&str; 6] =
    ["subtotal ", "sub-total ", "zwischensumme ", "teilsumme ", "summe ", "sum of "];
/// What a total may be followed by and still be one.
const FOLLOWERS: [&str; 9] =
    ["usd", "eur", "gbp", "chf", "all", "alle", "partners", "partner", "overall"];

/// Moves all of them out of the rows, each with its note.
pub(super) fn set_aside(table: &mut Table) {
    let headers = table.headers.clone();
    let columns = headers.len();
    let last = table.rows.iter().rposition(|row| !is_remark(row, columns)).map_or(0, |at| at + 1);
    let mut kept = Vec::with_capacity(table.rows.len());
    for (at, row) in std::mem::take(&mut table.rows).into_iter().enumerate() {
        let first = row.first().to_owned();
        if is_total(&first) {
            let done = "total row, not a partner; set aside";
            table.set_aside.push(RowNote::row(row.line, &first, done));
            table.totals.push(row);
        } else if at >= last {
            let done = "a remark below the table; set aside";
            table.set_aside.push(RowNote::row(row.line, &first, done));
        } else if row.filled() > 1 && row.cells == headers {
            let done = "the column names again; set aside";
            table.set_aside.push(RowNote::row(row.line, &first, done));
        } else {
            kept.push(row);
        }
    }
    table.rows = kept;
}

fn is_total(first: &str) -> bool {
    let words = first.trim_matches(['*', ':', '=', ' ', 'Σ']).to_lowercase();
    if TOTALS.contains(&words.as_str()) || first.trim() == "Σ" {
        return true;
    }
    if OPENINGS.iter().any(|opening| words.starts_with(opening)) {
        return true;
    }
    let opened = TOTALS.iter().find_map(|total| words.strip_prefix(&format!("{total} ")));
    opened.is_some_and(|rest| {
        rest.split_whitespace().all(|word| {
            let bare = word.trim_matches(['(', ')', ':', ',']);
            FOLLOWERS.contains(&bare) || bare.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// One long cell in a table of three columns and more: `Source: CRM, exported on 3 April`.
pub(super) fn is_remark(row: &Row, columns: usize) -> bool {
    let text = row.first();
    let sentence = text.contains(": ") || text.starts_with('*') || text.chars().count() > 40;
    columns > 2 && row.filled() == 1 && sentence && row.cells.first().is_some_and(|c| c == text)
}

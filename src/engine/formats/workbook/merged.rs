//! Merged cells: text holds for every row it covers, an amount for the first row only.

use crate::formats::table::{Row, RowNote};
use calamine::Dimensions;
use std::collections::HashMap;

/// Fills merged text downwards, and tells what was merged. A merged cell that is wide belongs to the
/// column names or a title, which fill sideways on their own.
pub(super) fn fill(rows: &mut [Row], merged: &[Dimensions], remarks: &mut Vec<RowNote>) {
    let places: HashMap<usize, usize> =
        rows.iter().enumerate().map(|(at, row)| (row.line, at)).collect();
    let (mut texts, mut amounts) = (0_usize, 0_usize);
    let (mut first_text, mut first_amount) = (String::new(), String::new());
    for area in merged {
        let ((top, left), (bottom, _)) = (area.start, area.end);
        if bottom <= top {
            continue;
        }
        let (top, bottom, column) = (top as usize + 1, bottom as usize + 1, left as usize);
        let at = |line: usize| places.get(&line).copied();
        let value = at(top).and_then(|at| rows.get(at)?.cells.get(column)).cloned();
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        let named = format!("{}{top} to {}{bottom}", letters(column), letters(column));
        if !value.chars().any(char::is_alphabetic) && value.parse::<f64>().is_ok() {
            amounts += 1;
            first_amount = if amounts == 1 { named } else { first_amount };
            continue;
        }
        texts += 1;
        first_text = if texts == 1 { named } else { first_text };
        for row in (top + 1..=bottom.min(top + rows.len().max(1))).filter_map(at) {
            let Some(row) = rows.get_mut(row) else { continue };
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                cell.clone_from(&value);
            }
        }
    }
    if texts > 0 {
        let done = format!("merged text, {texts} in all; it was taken for every row it covers");
        remarks.push(RowNote::file(&first_text, done));
    }
    if amounts > 0 {
        let done =
            format!("a merged number, {amounts} in all; it was taken for its first row only");
        let remedy = "Write the number into every row it belongs to, if it was meant so.";
        remarks.push(RowNote::file(&first_amount, done).and(remedy));
    }
}

/// The name of a column in a sheet: A, B … Z, AA.
fn letters(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    name.iter().rev().collect()
}

//! Cells by line → column names and rows; what does not fit is set aside with a note.

use super::{Grid, MAX_COLUMNS, MAX_ROWS, Row, RowNote, Table, header, too_much, totals};
use crate::Problem;

/// Names kept in a remark.
const NAMED: usize = 6;

/// Finds the column names and the rows of a grid.
///
/// # Errors
/// No rows, or more columns or rows than are read.
pub fn shape(grid: Grid) -> Result<Table, Problem> {
    let Grid { rows, blank_lines, delimiter, encoding, remarks } = grid;
    let header = header::find(&rows).ok_or_else(no_rows)?;
    let below = header.first + header.rows;
    let mut table = Table {
        headers: header.names,
        rows: Vec::with_capacity(rows.len().saturating_sub(below)),
        delimiter,
        encoding,
        header_lines: header.rows,
        source_rows: None,
        blank_lines,
        set_aside: Vec::new(),
        remarks,
        totals: Vec::new(),
    };
    if delimiter.is_none() {
        let widest = rows.iter().skip(below).map(|row| row.cells.len()).max().unwrap_or(0);
        let columns = table.headers.len().max(widest);
        table.headers.resize(columns, String::new());
    }
    if table.headers.len() > MAX_COLUMNS {
        return Err(too_much("columns", MAX_COLUMNS));
    }
    for (at, row) in rows.into_iter().enumerate() {
        if at < header.first {
            let value = row.cells.iter().filter(|cell| !cell.is_empty());
            let value = value.map(String::as_str).collect::<Vec<_>>().join(" ");
            let done = "above the column names; set aside";
            table.set_aside.push(RowNote::row(row.line, &value, done));
        } else if at >= below {
            add(&mut table, row);
        }
    }
    if table.rows.len() + table.set_aside.len() > MAX_ROWS {
        return Err(too_much("rows", MAX_ROWS));
    }
    if table.rows.is_empty() && table.set_aside.len() == header.first {
        return Err(no_rows());
    }
    drop_empty_columns(&mut table);
    totals::set_aside(&mut table);
    Ok(table)
}

fn add(table: &mut Table, mut row: Row) {
    let columns = table.headers.len();
    let beyond = row.cells.get(columns..).unwrap_or(&[]);
    if beyond.iter().all(String::is_empty) {
        row.cells.truncate(columns);
    }
    if table.delimiter.is_none() {
        row.cells.resize(columns, String::new());
    }
    if row.cells.len() == columns {
        table.rows.push(row);
    } else {
        table.set_aside.push(ragged(&row, columns));
    }
}

fn ragged(row: &Row, columns: usize) -> RowNote {
    let found = row.cells.len();
    if totals::is_remark(row, columns) {
        return RowNote::row(row.line, row.first(), "a remark below the table; set aside");
    }
    let few = if found < columns { "too few" } else { "too many" };
    let noun = if found == 1 { "cell" } else { "cells" };
    let done = format!("{few}: {found} {noun}, {columns} columns; row set aside");
    RowNote::row(row.line, row.first(), done)
        .and("Check this line for a missing or an extra separator, and import the file again.")
}

/// Columns without a name and without a value.
fn drop_empty_columns(table: &mut Table) {
    let mut used: Vec<bool> = table.headers.iter().map(|name| !name.is_empty()).collect();
    if used.iter().all(|used| *used) {
        return;
    }
    for (index, name) in table.headers.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("Column {}", index + 1);
        }
    }
    for row in &table.rows {
        for (used, cell) in used.iter_mut().zip(&row.cells) {
            *used |= !cell.is_empty();
        }
    }
    let empty: Vec<usize> =
        (1..).zip(&used).filter(|(_, used)| !**used).map(|(at, _)| at).collect();
    if empty.is_empty() {
        return;
    }
    let keep = |cells: &mut Vec<String>| {
        let mut flags = used.iter();
        cells.retain(|_| flags.next().copied().unwrap_or(true));
    };
    keep(&mut table.headers);
    for row in &mut table.rows {
        keep(&mut row.cells);
    }
    let named: Vec<String> = empty.iter().take(NAMED).map(usize::to_string).collect();
    let more = if empty.len() > NAMED { " …" } else { "" };
    let (noun, verb) = if empty.len() == 1 { ("column", "was") } else { ("columns", "were") };
    let done = format!("{} {noun} without name and values {verb} left out", empty.len());
    let value = format!("{noun} {}{more}", named.join(", "));
    table.remarks.push(RowNote::file(&value, done));
}

fn no_rows() -> Problem {
    Problem::new(
        "File",
        "This file has column names but no rows.",
        "Add one line per partner, or pick another file.",
    )
}

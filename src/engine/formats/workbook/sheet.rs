//! One sheet: its cells as text, one after the other, so that a far-away cell costs nothing.

use super::{damaged, merged};
use crate::Problem;
use crate::formats::table::{Grid, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Row, RowNote, too_much};
use calamine::{DataRef, Style, Xlsx};
use std::io::Cursor;

/// Reads a sheet.
pub(super) fn read(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, Problem> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut cells, mut errors, mut first_error) = (0_usize, 0_usize, String::new());
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| damaged(&error))?;
    let percent: Vec<bool> = reader.styles().iter().map(is_percent).collect();
    while let Some((cell, style)) =
        reader.next_cell_with_style_id().map_err(|error| damaged(&error))?
    {
        let (row, column) = cell.get_position();
        let (line, column) = (row as usize + 1, column as usize);
        let value = match cell.get_value() {
            DataRef::Float(number) if percent.get(style) == Some(&true) => hundredfold(*number),
            other => text(other),
        };
        if value.is_empty() {
            continue;
        }
        if column >= MAX_COLUMNS {
            return Err(too_much("columns", MAX_COLUMNS));
        }
        if line > MAX_ROWS + 1 {
            return Err(too_much("rows", MAX_ROWS));
        }
        if let DataRef::Error(_) = cell.get_value() {
            errors += 1;
            first_error = if errors == 1 { format!("{value} in line {line}") } else { first_error };
        }
        if rows.last().is_none_or(|last| last.line < line) {
            rows.push(Row::new(line, Vec::new()));
        }
        // Lines of a sheet come in order; a cell of an earlier line is the mark of a damaged file.
        let Some(row) = rows.last_mut().filter(|row| row.line == line) else {
            return Err(damaged(&calamine::XlsxError::Unexpected("order of rows")));
        };
        cells += (column + 1).saturating_sub(row.cells.len());
        if cells > MAX_CELLS {
            return Err(too_much("cells", MAX_CELLS));
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(slot) = row.cells.get_mut(column) {
            *slot = value;
        }
    }
    drop(reader);
    let mut remarks = Vec::new();
    let areas = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    merged::fill(&mut rows, &areas, &mut remarks);
    if errors > 0 {
        let noun = if errors == 1 { "1 cell shows" } else { "cells show" };
        let count = if errors == 1 { String::new() } else { format!("{errors} ") };
        let done = format!("{count}{noun} an error of a formula; left unknown, not zero");
        let remedy = "Repair the formula in your spreadsheet program, and import the file again.";
        remarks.push(RowNote::file(&first_error, done).and(remedy));
    }
    let blank_lines = rows.last().map_or(0, |last| last.line - rows.len());
    let encoding = "Excel workbook".to_owned();
    Ok(Grid { rows, blank_lines, delimiter: None, encoding, remarks })
}

/// A cell as text that reads back as what it was.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain(*number),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(duration) => plain(duration.as_f64()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Whether a cell of this style is shown with a percent sign.
fn is_percent(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

/// What a cell shows that is kept as a share: 0.93 shows 93%.
fn hundredfold(share: f64) -> String {
    // What a factor of 100 adds in the last bits is no digit of the cell.
    let rounded = (share * 100.0 * 1e9).round() / 1e9;
    format!("{}%", plain(rounded))
}

/// A number with a decimal point that nobody takes for thousands: 1.234 becomes 1.2340.
fn plain(number: f64) -> String {
    let text = number.to_string();
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{text}0"),
        _ => text,
    }
}

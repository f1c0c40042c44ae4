//! Text and delimiter → headers and rows; what does not fit is set aside with a note.

use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Row, RowNote, Table};
use crate::Problem;

/// First cells of a line that sums up the lines above it.
const TOTALS: [&str; 12] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "gesamt",
    "gesamtsumme",
    "summe",
    "insgesamt",
    "somme",
    "total général",
    "suma",
    "total general",
];

/// A reader that takes every line as it is.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Reads the whole text.
pub(super) fn read(text: &str, delimiter: u8, encoding: &str) -> Result<Table, Problem> {
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut lines = Lines::new(text.as_bytes());
    let mut table = Table {
        headers: Vec::new(),
        rows: Vec::new(),
        delimiter: char::from(delimiter),
        encoding: encoding.to_owned(),
        blank_lines: 0,
        set_aside: Vec::new(),
    };
    loop {
        let more = reader.read_record(&mut record).map_err(|error| unreadable(&error))?;
        let end = if more { place(reader.position().byte()) } else { text.len() };
        let piece = lines.next_piece(end, more);
        table.blank_lines += piece.blank;
        if !more {
            break;
        }
        if end >= text.len() && piece.unclosed {
            return Err(unclosed(piece.line));
        }
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        add(&mut table, Row { line: piece.line, cells })?;
    }
    if table.rows.is_empty() && table.set_aside.is_empty() {
        return Err(Problem::new(
            "File",
            "This file has column names but no rows.",
            "Add one line per partner, or pick another file.",
        ));
    }
    set_total_aside(&mut table);
    Ok(table)
}

fn add(table: &mut Table, row: Row) -> Result<(), Problem> {
    let columns = table.headers.len();
    if row.cells.iter().all(String::is_empty) {
        table.blank_lines += 1;
    } else if columns == 0 {
        if row.cells.len() > MAX_COLUMNS {
            return Err(too_much("columns", MAX_COLUMNS));
        }
        table.headers = row.cells.into_iter().enumerate().map(named).collect();
    } else if row.cells.len() != columns {
        table.set_aside.push(ragged(&row, columns));
    } else {
        table.rows.push(row);
    }
    let rows = table.rows.len() + table.set_aside.len();
    if rows > MAX_ROWS {
        return Err(too_much("rows", MAX_ROWS));
    }
    if table.rows.len().saturating_mul(columns) > MAX_CELLS {
        return Err(too_much("cells", MAX_CELLS));
    }
    Ok(())
}

fn named((index, name): (usize, String)) -> String {
    if name.is_empty() { format!("Column {}", index + 1) } else { name }
}

fn ragged(row: &Row, columns: usize) -> RowNote {
    let found = row.cells.len();
    let few = if found < columns { "too few" } else { "too many" };
    let noun = if found == 1 { "cell" } else { "cells" };
    let value = row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
    let done = format!("{few}: {found} {noun}, {columns} columns; row set aside");
    RowNote::row(row.line, value, done)
}

/// A last row that starts with "Total" is not a partner.
fn set_total_aside(table: &mut Table) {
    let is_total = |row: &Row| {
        row.cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| {
            TOTALS.contains(&cell.trim_end_matches([':', ' ']).to_lowercase().as_str())
        })
    };
    if let Some(row) = table.rows.pop_if(|row| is_total(row)) {
        let value = row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        table.set_aside.push(RowNote::row(row.line, value, "total row, not a partner; set aside"));
    }
}

fn too_much(what: &str, limit: usize) -> Problem {
    Problem::new(
        "File",
        format!("This file has more than {limit} {what}."),
        "Keep the columns and periods you need, or split the file.",
    )
}

fn unclosed(line: usize) -> Problem {
    Problem::new(
        format!("Line {line}"),
        "A quotation mark is opened in this line and never closed.",
        "Close or remove the quotation mark, and import the file again.",
    )
}

fn unreadable(error: &csv::Error) -> Problem {
    let line = error.position().map_or(1, csv::Position::line);
    Problem::new(
        format!("Line {line}"),
        "This line could not be read.",
        "Save the sheet as \"CSV UTF-8\" and import that file.",
    )
}

fn place(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// Line breaks in a piece of text: `\n`, `\r\n` or a lone `\r`.
pub(super) fn line_breaks(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut previous = 0;
    for byte in bytes {
        count += usize::from(*byte == b'\r' || (*byte == b'\n' && previous != b'\r'));
        previous = *byte;
    }
    count
}

/// Follows the reader through the text and counts lines, which the reader does not do for blank
/// lines and lone `\r`.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

/// What lies between two stops of the reader: blank lines, then one record.
struct Piece {
    blank: usize,
    line: usize,
    unclosed: bool,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The piece up to `end`; without a record everything in it is blank.
    fn next_piece(&mut self, end: usize, record: bool) -> Piece {
        // The reader may stop between `\r` and `\n`.
        if self.at > 0 && self.byte(self.at - 1) == b'\r' && self.byte(self.at) == b'\n' {
            self.at += 1;
        }
        let rest = self.bytes.get(self.at..end.max(self.at)).unwrap_or(&[]);
        let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (before, body) = rest.split_at_checked(skipped).unwrap_or((rest, &[]));
        let blank = line_breaks(before);
        let line = self.line + blank;
        let breaks = if record { line_breaks(body) } else { 0 };
        let inside = line_breaks(body.trim_ascii_end());
        // Escaped quotes come in pairs, so only whether their number is odd matters.
        let odd = body.iter().fold(false, |odd, byte| odd ^ (*byte == b'"'));
        self.at = end.max(self.at);
        self.line = line + breaks;
        Piece { blank, line, unclosed: inside > 0 && odd }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }
}

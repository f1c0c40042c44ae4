//! Text with delimiters → a table of text cells, every line of the file accounted for.
//!
//! Bytes in; headers, rows with their 1-based line, and a note for every row that was set aside
//! out. Delimiters `,` `;` tab `|`; UTF-8 with or without byte order mark; quotes as in RFC 4180.
//! A row whose quotes span several lines counts as one line, at the place where it starts.
//! Nothing is interpreted here: numbers, periods and ids are read by [`super::import`].
//!
//! Invariant: lines of the file = 1 header + rows + rows set aside + blank lines.

mod decode;
mod delimiter;
mod rows;

use crate::Problem;
use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes (50 MB).
pub const MAX_BYTES: usize = 50_000_000;
/// The most rows of one file.
pub const MAX_ROWS: usize = 500_000;
/// The most columns of one file.
pub const MAX_COLUMNS: usize = 2_000;
/// The most cells of one file.
pub const MAX_CELLS: usize = 5_000_000;

/// One row with as many cells as there are headers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Line of the file in which the row starts, from 1.
    pub line: usize,
    /// Its cells as written, without surrounding white space.
    pub cells: Vec<String>,
}

/// A line that was not plain, and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowNote {
    /// Line of the file, from 1.
    pub line: usize,
    /// The column's header, or `whole row`.
    pub column: String,
    /// The value as written, shortened when long.
    pub value: String,
    /// What was done.
    pub done: String,
}

impl RowNote {
    /// A note on one cell; a long value is shortened.
    pub fn new(line: usize, column: &str, value: &str, done: impl Into<String>) -> Self {
        Self { line, column: column.to_owned(), value: shortened(value), done: done.into() }
    }

    /// A note on a whole row.
    pub fn row(line: usize, value: &str, done: impl Into<String>) -> Self {
        Self::new(line, "whole row", value, done)
    }
}

/// A file as headers and rows of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// One name per column; a column without a name is called `Column 3`.
    pub headers: Vec<String>,
    /// The rows in the order of the file.
    pub rows: Vec<Row>,
    /// What separates the cells.
    pub delimiter: char,
    /// How the text was stored, for people: `UTF-8` or `UTF-8 with byte order mark`.
    pub encoding: String,
    /// Lines without any value.
    pub blank_lines: usize,
    /// One note per row that is not among `rows`.
    pub set_aside: Vec<RowNote>,
}

impl Table {
    /// Lines of the file: the header, rows, rows set aside and blank lines.
    pub fn lines(&self) -> usize {
        1 + self.rows.len() + self.set_aside.len() + self.blank_lines
    }

    /// The cells of one column, top to bottom, with their lines.
    pub fn column(&self, column: usize) -> impl Iterator<Item = (usize, &str)> + '_ {
        self.rows.iter().filter_map(move |row| Some((row.line, row.cells.get(column)?.as_str())))
    }
}

/// Refuses a file that is too large, before it is read.
///
/// # Errors
/// A file above [`MAX_BYTES`].
///
/// ```
/// use tierlab_engine::formats::table::check_size;
/// assert!(check_size(12_000).is_ok());
/// assert!(check_size(200_000_000).unwrap_err().what.contains("200 MB"));
/// ```
pub fn check_size(bytes: u64) -> Result<(), Problem> {
    if usize::try_from(bytes).is_ok_and(|bytes| bytes <= MAX_BYTES) {
        return Ok(());
    }
    Err(Problem::new(
        "File",
        format!(
            "This file has {} MB; files of up to {} MB can be read.",
            bytes.div_ceil(1_000_000),
            MAX_BYTES / 1_000_000
        ),
        "Keep the columns and periods you need, or split the file.",
    ))
}

/// Reads a delimited text file.
///
/// # Errors
/// A file that is empty, too large, not text, not UTF-8, without rows, or with one column only.
///
/// ```
/// let table = tierlab_engine::formats::table::read_table(b"id;revenue\n007;12\n").unwrap();
/// assert_eq!(table.delimiter, ';');
/// assert_eq!(table.rows[0].cells, ["007", "12"]);
/// ```
pub fn read_table(bytes: &[u8]) -> Result<Table, Problem> {
    check_size(bytes.len() as u64)?;
    let (text, encoding) = decode::decode(bytes)?;
    let delimiter = delimiter::detect(text)?;
    rows::read(text, delimiter, encoding)
}

/// The value for a note: at most 60 characters.
fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(60).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

//! Text with delimiters, or a sheet → a table of text cells, every line of the file accounted for.
//!
//! Bytes → [`Grid`] (cells by line) → [`Table`]: column names, which may take two lines and stand below a
//! title; rows with their 1-based line; and a note for every row that was set aside. Delimiters `,` `;`
//! tab `|`; quotes as in RFC 4180. A row whose quotes span several lines counts as one line, at the
//! place where it starts. Nothing is interpreted here: numbers, periods and ids are read by
//! [`super::import`].
//!
//! Invariant: lines of the file = lines of column names + rows + rows set aside + blank lines.

mod decode;
mod delimiter;
mod header;
mod note;
mod rows;
mod shape;
mod totals;

pub use note::RowNote;
pub use shape::shape;

use crate::Problem;

/// The largest file that is read, in bytes (50 MB).
pub const MAX_BYTES: usize = 50_000_000;
/// The most rows of one file.
pub const MAX_ROWS: usize = 500_000;
/// The most columns of one file.
pub const MAX_COLUMNS: usize = 2_000;
/// The most cells of one file.
pub const MAX_CELLS: usize = 5_000_000;

/// One row of cells; in a table as many as there are headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file in which the row starts, from 1.
    pub line: usize,
    /// Its cells as written, without surrounding white space.
    pub cells: Vec<String>,
    /// The line of every cell, where a row was put together from several lines; else empty.
    pub lines: Vec<usize>,
}

impl Row {
    /// A row of one line.
    pub fn new(line: usize, cells: Vec<String>) -> Self {
        Self { line, cells, lines: Vec::new() }
    }

    /// The line of one cell.
    pub fn line_of(&self, column: usize) -> usize {
        self.lines.get(column).copied().filter(|line| *line > 0).unwrap_or(self.line)
    }

    /// The lines of the file that its cells are from, in their order.
    pub fn source(&self) -> Vec<usize> {
        let mut lines: Vec<usize> = self.lines.iter().copied().filter(|line| *line > 0).collect();
        if lines.is_empty() {
            lines.push(self.line);
        }
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Cells with something in them.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    /// The first cell with something in it.
    pub fn first(&self) -> &str {
        self.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str)
    }
}

/// Cells of a text or a sheet by line, before anything is known about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Lines with something in them, top to bottom.
    pub rows: Vec<Row>,
    /// Lines without any value.
    pub blank_lines: usize,
    /// What separates the cells; `None` in a sheet, where a short line is no fault.
    pub delimiter: Option<char>,
    /// How it was stored, for people.
    pub encoding: String,
    /// What is to be told about the file as a whole.
    pub remarks: Vec<RowNote>,
}

/// A file as headers and rows of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// One name per column; a column without a name is called `Column 3`.
    pub headers: Vec<String>,
    /// The rows in the order of the file.
    pub rows: Vec<Row>,
    /// What separates the cells; `None` in a sheet.
    pub delimiter: Option<char>,
    /// How it was stored, for people: `UTF-8`, `Windows-1252`, `Excel workbook`.
    pub encoding: String,
    /// Lines that the column names take: 1 or 2.
    pub header_lines: usize,
    /// Lines of the file behind `rows`, when rows were put together from several lines.
    pub source_rows: Option<usize>,
    /// Lines without any value.
    pub blank_lines: usize,
    /// One note per row that is not among `rows`.
    pub set_aside: Vec<RowNote>,
    /// What is to be told about the file as a whole.
    pub remarks: Vec<RowNote>,
    /// Rows that sum up others; each is set aside too.
    pub totals: Vec<Row>,
}

impl Table {
    /// Lines of the file: column names, rows, rows set aside and blank lines.
    pub fn lines(&self) -> usize {
        let rows = self.source_rows.unwrap_or(self.rows.len());
        self.header_lines + rows + self.set_aside.len() + self.blank_lines
    }

    /// The cells of one column, top to bottom, with their lines.
    pub fn column(&self, column: usize) -> impl Iterator<Item = (usize, &str)> + Clone + '_ {
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
/// A file that is empty, too large, not text, without rows, or with one column only.
///
/// ```
/// let table = tierlab_engine::formats::table::read_table(b"id;revenue\n007;12\n").unwrap();
/// assert_eq!(table.delimiter, Some(';'));
/// assert_eq!(table.rows[0].cells, ["007", "12"]);
/// ```
pub fn read_table(bytes: &[u8]) -> Result<Table, Problem> {
    check_size(bytes.len() as u64)?;
    let (text, encoding) = decode::decode(bytes)?;
    let delimiter = delimiter::detect(&text)?;
    let mut grid = rows::read(&text, delimiter, encoding)?;
    if !encoding.starts_with("UTF-8") {
        let done = format!("read as {encoding}");
        let remedy = "If letters look wrong, save it as \"CSV UTF-8\" and import that file.";
        grid.remarks.push(RowNote::file("", done).and(remedy));
    }
    shape(grid)
}

/// That a file has more of something than is read.
pub(super) fn too_much(what: &str, limit: usize) -> Problem {
    Problem::new(
        "File",
        format!("This file has more than {limit} {what}."),
        "Keep the columns and periods you need, or split the file.",
    )
}

//! Text and delimiter → cells by line.

use super::{Grid, MAX_CELLS, MAX_ROWS, Row, too_much};
use crate::Problem;

/// A reader that takes every line as it is.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Reads the whole text.
pub(super) fn read(text: &str, delimiter: u8, encoding: &str) -> Result<Grid, Problem> {
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut lines = Lines::new(text.as_bytes());
    let mut grid = Grid {
        rows: Vec::new(),
        blank_lines: 0,
        delimiter: Some(char::from(delimiter)),
        encoding: encoding.to_owned(),
        remarks: Vec::new(),
    };
    let mut cells_read = 0_usize;
    loop {
        let more = reader.read_record(&mut record).map_err(|error| unreadable(&error))?;
        let end = if more { place(reader.position().byte()) } else { text.len() };
        let piece = lines.next_piece(end, more);
        grid.blank_lines += piece.blank;
        if !more {
            return Ok(grid);
        }
        if end >= text.len() && piece.unclosed {
            return Err(unclosed(piece.line));
        }
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            grid.blank_lines += 1;
            continue;
        }
        cells_read = cells_read.saturating_add(cells.len());
        grid.rows.push(Row::new(piece.line, cells));
        if grid.rows.len() > MAX_ROWS + 1 {
            return Err(too_much("rows", MAX_ROWS));
        }
        if cells_read > MAX_CELLS {
            return Err(too_much("cells", MAX_CELLS));
        }
    }
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

//! Notes while importing; a column with thousands of odd cells gets one note for the rest.

use crate::formats::table::RowNote;
use std::collections::HashMap;

/// Notes on single cells per column before the rest is summed up.
const PER_COLUMN: usize = 1_000;

/// Collects notes.
pub(super) struct Notes {
    list: Vec<RowNote>,
    cells: HashMap<String, Cells>,
}

#[derive(Default)]
struct Cells {
    noted: usize,
    more: usize,
    first_more: usize,
}

impl Notes {
    /// Starts with the rows that the table had set aside.
    pub(super) fn new(set_aside: &[RowNote]) -> Self {
        Self { list: set_aside.to_vec(), cells: HashMap::new() }
    }

    /// A note on a row that is set aside, or on what it differs in: always kept.
    pub(super) fn row(&mut self, note: RowNote) {
        self.list.push(note);
    }

    /// A note on one cell of a row that is used.
    pub(super) fn cell(&mut self, line: usize, column: &str, value: &str, done: &str) {
        if !self.cells.contains_key(column) {
            self.cells.insert(column.to_owned(), Cells::default());
        }
        let Some(cells) = self.cells.get_mut(column) else { return };
        if cells.noted < PER_COLUMN {
            cells.noted += 1;
            self.list.push(RowNote::new(line, column, value, done));
        } else {
            if cells.more == 0 {
                cells.first_more = line;
            }
            cells.more += 1;
        }
    }

    /// All notes, by line.
    pub(super) fn done(self) -> Vec<RowNote> {
        let mut list = self.list;
        for (column, cells) in self.cells.into_iter().filter(|(_, cells)| cells.more > 0) {
            let done = format!(
                "from this line on {} more cells of this column were not plain; treated the same",
                cells.more
            );
            list.push(RowNote::new(cells.first_more, &column, "", done));
        }
        list.sort_by(|a, b| (a.line, &a.column).cmp(&(b.line, &b.column)));
        list
    }
}

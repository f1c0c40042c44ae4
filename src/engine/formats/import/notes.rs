//! Notes while importing; a column with thousands of odd cells gets one note for the rest.

use crate::formats::table::RowNote;
use std::collections::HashMap;

/// Notes per column, and on whole rows, before the rest is summed up.
const PER_COLUMN: usize = 1_000;

/// Collects notes.
pub(super) struct Notes {
    list: Vec<RowNote>,
    columns: HashMap<String, Noted>,
}

#[derive(Default)]
struct Noted {
    kept: usize,
    more: usize,
    first_more: usize,
    rows: bool,
}

impl Notes {
    /// Starts with what the table has to tell.
    pub(super) fn new(remarks: &[RowNote], set_aside: &[RowNote]) -> Self {
        let mut notes = Self { list: Vec::new(), columns: HashMap::new() };
        for note in remarks.iter().chain(set_aside) {
            notes.row(note.clone());
        }
        notes
    }

    /// A note on a row that is set aside, or on what it differs in.
    pub(super) fn row(&mut self, note: RowNote) {
        self.add(note, true);
    }

    /// A note on one cell of a row that is used.
    pub(super) fn cell(&mut self, note: RowNote) {
        self.add(note, false);
    }

    fn add(&mut self, note: RowNote, rows: bool) {
        if !self.columns.contains_key(&note.column) {
            self.columns.insert(note.column.clone(), Noted::default());
        }
        let Some(column) = self.columns.get_mut(&note.column) else { return };
        if column.kept < PER_COLUMN {
            column.kept += 1;
            self.list.push(note);
        } else {
            if column.more == 0 {
                column.first_more = note.line;
            }
            column.more += 1;
            column.rows |= rows;
        }
    }

    /// All notes, by line.
    pub(super) fn done(self) -> Vec<RowNote> {
        let mut list = self.list;
        for (column, noted) in self.columns.into_iter().filter(|(_, noted)| noted.more > 0) {
            let what = if noted.rows { "lines" } else { "cells of this column" };
            let done = format!(
                "from this line on {} more {what} were not plain; treated the same",
                noted.more
            );
            list.push(RowNote::new(noted.first_more, &column, "", done));
        }
        list.sort_by(|a, b| (a.line, &a.column).cmp(&(b.line, &b.column)));
        list
    }
}

//! A line that was not plain: where it is, what was done, what to do.

use serde::{Deserialize, Serialize};

/// A line that was not plain, and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowNote {
    /// Line of the file, from 1; 0 when it is about the file as a whole.
    pub line: usize,
    /// The column's header, or `whole row`, or `whole file`.
    pub column: String,
    /// The value as written, shortened when long.
    pub value: String,
    /// What was done.
    pub done: String,
    /// What to do about it; empty when nothing has to be done.
    pub remedy: String,
}

impl RowNote {
    /// A note on one cell; a long value is shortened.
    pub fn new(line: usize, column: &str, value: &str, done: impl Into<String>) -> Self {
        let (value, done) = (shortened(value), done.into());
        Self { line, column: column.to_owned(), value, done, remedy: String::new() }
    }

    /// A note on a whole row.
    pub fn row(line: usize, value: &str, done: impl Into<String>) -> Self {
        Self::new(line, "whole row", value, done)
    }

    /// A note on the file as a whole.
    pub fn file(value: &str, done: impl Into<String>) -> Self {
        Self::new(0, "whole file", value, done)
    }

    /// The note with what to do about it.
    #[must_use]
    pub fn and(self, remedy: impl Into<String>) -> Self {
        Self { remedy: remedy.into(), ..self }
    }
}

/// The value for a note: at most 60 characters.
fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(60).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

//! The program library: real programs as they were published, and templates that are nobody's.
//!
//! A program here is data only: a document that is read like anyone's, and a table of invented
//! partners that is imported like anyone's. Nothing in the engine knows a program by name. Where each
//! figure comes from stands in the document: source, date, how sure it is, and in its note what is
//! secondary, left out or our own convention.

mod bases;
mod catalogue;
mod texts;

pub use bases::link_bases;

use crate::formats::documents::read_program;
use crate::formats::import::{guess_plan, import};
use crate::formats::table::read_table;
use crate::portfolio::{Origin, Portfolio};
use crate::problem::{Problem, Problems};
use crate::rules::{Confidence, Program};

/// One program of the library with partners to try it on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Stable name: lower case, words joined by `-`.
    pub key: &'static str,
    /// The name of the program, as in its document.
    pub title: &'static str,
    /// Whose program it is; `Template` for nobody's.
    pub owner: &'static str,
    /// How sure its figures are, as in its document.
    pub confidence: Confidence,
    /// What it shows, in one sentence.
    pub shows: &'static str,
    /// Where it was read, as in its document; empty for a template.
    pub source: &'static str,
    /// The date of the source, as in its document; empty for a template.
    pub as_of: &'static str,
    /// Its tiers, the lowest first, each with the score at which it begins where it asks for one.
    pub tiers: &'static [(&'static str, Option<f64>)],
}

/// Everything in the library: published programs by owner, then templates from simple to involved.
pub fn entries() -> &'static [Entry] {
    catalogue::ENTRIES
}

/// The entry with this key.
pub fn entry(key: &str) -> Option<&'static Entry> {
    entries().iter().find(|entry| entry.key == key)
}

/// Reads the program with this key and imports its invented partners without hand work.
///
/// # Errors
/// That there is no such program. The library itself is sound: its tests open every entry.
pub fn open(key: &str) -> Result<(Program, Portfolio), Problems> {
    entry(key)
        .ok_or_else(|| {
            Problem::new(
                "Library",
                format!("There is no program \"{key}\"."),
                "Choose one from the list.",
            )
        })?
        .open()
}

impl Entry {
    /// The program document, as text.
    pub fn document(&self) -> &'static str {
        texts::texts(self.key).unwrap_or_default().0
    }

    /// Invented partners as CSV; several programs of one owner may share them.
    pub fn partners(&self) -> &'static str {
        texts::texts(self.key).unwrap_or_default().1
    }

    /// Reads the program alone.
    ///
    /// # Errors
    /// What is wrong with the document; nothing, as the tests show.
    pub fn program(&self) -> Result<Program, Problems> {
        read_program(self.document())
    }

    /// Reads the program and imports the partners.
    ///
    /// # Errors
    /// What is wrong with either; nothing, as the tests show.
    pub fn open(&self) -> Result<(Program, Portfolio), Problems> {
        let program = self.program()?;
        let table = read_table(self.partners().as_bytes())?;
        let origin = Origin::File(format!("{} (invented partners)", self.title));
        let imported = import(&table, &guess_plan(&table), origin)?;
        Ok((program, imported.portfolio))
    }
}

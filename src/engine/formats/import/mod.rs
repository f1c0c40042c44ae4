//! A table of text → a portfolio: guessed plan, corrected by a person, checked once, nothing
//! dropped silently.
//!
//! In: a [`Table`] and an [`ImportPlan`] (from [`guess_plan`], then edited). Out: a
//! [`Portfolio`], a [`RowNote`] for everything that was not plain, and counts that add up:
//! lines = header + used + set aside + blank. Numbers of a cross-section belong to
//! [`crate::portfolio::Period::snapshot`]; long and wide layouts get every period from the first
//! to the last one found. Unknown is never zero. Not modelled: fiscal years, calendar dates, exchange rates.

mod abbreviations;
mod assemble;
mod check;
mod currency;
mod guess;
mod keyed;
mod known;
mod metric;
mod notes;
mod numbers;
mod periods;
mod plan;
mod profile;
mod span;
mod words;

pub use currency::{currencies, guess_currency};
pub use guess::guess_plan;
pub use periods::parse_period;
pub use plan::{ColumnPlan, Gaps, ImportPlan, Layout, Match, Role};

use crate::portfolio::{Origin, Portfolio};
use crate::{Problem, Problems};

pub use super::table::{RowNote, Table};

/// What became of the lines of a file; `lines = header + used + set_aside + blank`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Lines of the file.
    pub lines: usize,
    /// Lines with column names: 1.
    pub header: usize,
    /// Rows whose values are in the portfolio.
    pub used: usize,
    /// Rows left out; each has a note.
    pub set_aside: usize,
    /// Lines without any value.
    pub blank: usize,
}

/// A portfolio and the account of how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The partners.
    pub portfolio: Portfolio,
    /// What was not plain, by line.
    pub notes: Vec<RowNote>,
    /// What became of the lines.
    pub counts: Counts,
}

/// Turns a table into a portfolio.
///
/// # Errors
/// Everything that is wrong with the plan, or else with the rows as a whole: no usable row,
/// periods of different lengths, too many periods.
///
/// ```
/// use tierlab_engine::formats::{import::{guess_plan, import}, table::read_table};
/// use tierlab_engine::portfolio::Origin;
/// let table = read_table(b"partner id,revenue\n007,12\n008,n/a\n").unwrap();
/// let imported = import(&table, &guess_plan(&table), Origin::File("a.csv".into())).unwrap();
/// assert_eq!(imported.portfolio.partners()[0].id, "007");
/// assert_eq!(imported.portfolio.value(0, 1, 0), None);
/// assert_eq!(imported.notes[0].done, "left unknown, not zero");
/// ```
pub fn import(table: &Table, plan: &ImportPlan, origin: Origin) -> Result<Imported, Problems> {
    check::plan(table, plan)?;
    let mut notes = notes::Notes::new(&table.set_aside);
    let keyed = keyed::rows(table, plan, &mut notes);
    if keyed.rows.is_empty() {
        return Err(no_partners(&notes.done()).into());
    }
    let periods = span::periods(plan, &keyed.rows)?;
    let portfolio = assemble::portfolio(table, plan, &keyed.rows, periods, origin, &mut notes)?;
    let counts = Counts {
        lines: table.lines(),
        header: 1,
        used: keyed.rows.len(),
        set_aside: keyed.set_aside + table.set_aside.len(),
        blank: table.blank_lines,
    };
    Ok(Imported { portfolio, notes: notes.done(), counts })
}

fn no_partners(notes: &[RowNote]) -> Problem {
    let first = notes.first().map_or_else(String::new, |note| {
        format!(" Line {}, {}: {}.", note.line, note.column, note.done)
    });
    Problem::new(
        "Rows",
        format!("No row could be used.{first}"),
        "Check which columns hold the partner id and the period.",
    )
}

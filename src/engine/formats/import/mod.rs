//! A table of text → a portfolio: guessed plan, corrected by a person, checked once, nothing
//! dropped silently.
//!
//! In: a [`Table`] and an [`ImportPlan`] (from [`guess_plan`], then edited). Out: a
//! [`Portfolio`], a [`RowNote`] for everything that was not plain, and counts that add up:
//! lines = header + used + set aside + blank. Numbers of a cross-section belong to
//! [`crate::portfolio::Period::snapshot`]; long and wide layouts get every period from the first
//! to the last one found. Unknown is never zero. A date stands for its month, or for its
//! quarter when all dates of a column begin or end one; fiscal quarters go by their name. Of a year's flow a
//! quarter is in each of its quarters; other figures of a year are those of its end. Not modelled:
//! where a fiscal year begins, exchange rates.

mod abbreviations;
mod append;
mod assemble;
mod calendar;
mod check;
mod currency;
mod guess;
mod keyed;
mod known;
mod metric;
mod notes;
mod numbers;
mod parted;
mod periods;
mod plan;
mod profile;
mod remembered;
mod reshape;
mod span;
mod totals;
mod words;

pub use append::{Joined, Manner, join};
pub use calendar::Dates;
pub(super) use calendar::header_month;
pub use currency::{currencies, guess_currency};
pub use guess::guess_plan;
pub use periods::parse_period;
pub use plan::{ColumnPlan, Gaps, ImportPlan, Layout, Match, Repeats, Role};
pub use remembered::{fingerprint, recall, remember};
pub use reshape::reshaped;
pub use totals::{Span, Total};

use crate::portfolio::{Origin, Portfolio};
use crate::{Problem, Problems};
use std::collections::HashSet;

pub use super::table::{RowNote, Table};

/// What became of the lines of a file; `lines = header + used + set_aside + blank`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Lines of the file.
    pub lines: usize,
    /// Lines with column names: 1 or 2.
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
    /// Sums in the file against what was imported.
    pub totals: Vec<Total>,
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
    let mut notes = notes::Notes::new(&table.remarks, &table.set_aside);
    let keyed = keyed::rows(table, plan, &mut notes);
    if keyed.rows.is_empty() {
        return Err(no_partners(&notes.done()).into());
    }
    let periods = span::periods(plan, &keyed.rows)?;
    let portfolio = assemble::portfolio(table, plan, &keyed.rows, periods, origin, &mut notes)?;
    let totals = totals::totals(table, plan, &portfolio);
    // Where rows were put together from several lines, lines count.
    let lines = || keyed.rows.iter().flat_map(|keyed| keyed.row.source());
    let used = match table.source_rows {
        Some(_) => lines().collect::<HashSet<usize>>().len(),
        None => keyed.rows.len(),
    };
    let counts = Counts {
        lines: table.lines(),
        header: table.header_lines,
        used,
        set_aside: table.lines() - table.header_lines - table.blank_lines - used,
        blank: table.blank_lines,
    };
    Ok(Imported { portfolio, notes: notes.done(), counts, totals })
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

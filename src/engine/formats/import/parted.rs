//! A year and a quarter or month in two columns → one column with the period.

use super::periods::{month_of_year, parse_period, quarter_of, year_of};
use super::words::{self, phrase};
use crate::formats::table::{Row, RowNote, Table};

/// What the second column counts.
#[derive(Clone, Copy)]
enum Part {
    Quarter,
    Month,
}

impl Part {
    fn read(self, cell: &str) -> Option<i32> {
        match self {
            Self::Quarter => quarter_of(cell),
            Self::Month => month_of_year(cell),
        }
    }

    /// The period in one cell; what cannot be read stays as it is written, to be told later.
    fn joined(self, year: &str, part: &str) -> String {
        if year.is_empty() && part.is_empty() {
            return String::new();
        }
        match (self, year_of(year), self.read(part)) {
            (Self::Quarter, Some(year), Some(quarter)) => format!("{year}-Q{quarter}"),
            (Self::Month, Some(year), Some(month)) => format!("{year}-{month:02}"),
            // With a comma it is no period, whatever it is.
            _ => format!("{year}, {part}"),
        }
    }
}

/// The table with year and part in one column, where they were in two; else as it is.
pub(super) fn joined(table: Table) -> Table {
    match find(&table) {
        Some((year, part, kind)) => join(table, year, part, kind),
        None => table,
    }
}

fn find(table: &Table) -> Option<(usize, usize, Part)> {
    let phrases: Vec<String> = table.headers.iter().map(|header| phrase(header)).collect();
    let mostly = |column: usize, fits: &dyn Fn(&str) -> bool| {
        let filled = || table.column(column).filter(|(_, cell)| !cell.is_empty());
        let fitting = filled().filter(|(_, cell)| fits(cell)).count();
        fitting > 0 && fitting * 4 >= filled().count() * 3
    };
    // A column that says the whole period needs no other.
    let whole = |(at, phrase): (usize, &String)| {
        words::PERIOD.contains(&phrase.as_str()) && mostly(at, &|cell| parse_period(cell).is_some())
    };
    if phrases.iter().enumerate().any(whole) {
        return None;
    }
    let named = |words: &[&str], fits: &dyn Fn(&str) -> bool| {
        let mut columns = phrases.iter().enumerate();
        let found =
            columns.find(|(at, phrase)| words.contains(&phrase.as_str()) && mostly(*at, fits));
        found.map(|(at, _)| at)
    };
    let year = named(words::YEARS, &|cell| year_of(cell).is_some())?;
    let quarter = named(words::QUARTERS, &|cell| quarter_of(cell).is_some());
    let month = || named(words::MONTHS, &|cell| month_of_year(cell).is_some());
    let (part, kind) = match quarter {
        Some(quarter) => (quarter, Part::Quarter),
        None => (month()?, Part::Month),
    };
    Some((year, part, kind))
}

fn join(mut table: Table, year: usize, part: usize, kind: Part) -> Table {
    let name = |at: usize| table.headers.get(at).cloned().unwrap_or_default();
    let (first, second) = (name(year), name(part));
    let told = format!("columns {first} and {second} are read together as the period");
    table.remarks.push(RowNote::file(&format!("{first}, {second}"), told));
    if let Some(slot) = table.headers.get_mut(year) {
        "Period".clone_into(slot);
    }
    table.headers.remove(part);
    for row in table.rows.iter_mut().chain(&mut table.totals) {
        let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        let period = kind.joined(&cell(year), &cell(part));
        take_out(row, part);
        let at = if part < year { year - 1 } else { year };
        if let Some(slot) = row.cells.get_mut(at) {
            *slot = period;
        }
    }
    table
}

fn take_out(row: &mut Row, column: usize) {
    if column < row.cells.len() {
        row.cells.remove(column);
    }
    if column < row.lines.len() {
        row.lines.remove(column);
    }
}

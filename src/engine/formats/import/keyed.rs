//! Which rows count: each partner (and period) once, copies and conflicts told.

use super::calendar::Calendar;
use super::notes::Notes;
use super::plan::{ImportPlan, Layout, Repeats, Role};
use crate::formats::table::{Row, RowNote, Table};
use crate::portfolio::Period;
use std::collections::HashMap;

/// A row with its partner and period (the snapshot when rows have none).
pub(super) struct Keyed<'a> {
    pub row: &'a Row,
    pub id: &'a str,
    pub period: Period,
}

/// The rows that count, in the order of first appearance, and how many were left out.
pub(super) struct Kept<'a> {
    pub rows: Vec<Keyed<'a>>,
    pub set_aside: usize,
}

/// The cell of a row; empty outside.
pub(super) fn cell(row: &Row, column: usize) -> &str {
    row.cells.get(column).map_or("", |cell| cell.trim())
}

/// Keys every row and settles duplicates.
pub(super) fn rows<'a>(table: &'a Table, plan: &ImportPlan, notes: &mut Notes) -> Kept<'a> {
    let mut kept = Kept { rows: Vec::with_capacity(table.rows.len()), set_aside: 0 };
    let mut places: HashMap<(&str, Period), usize> = HashMap::with_capacity(table.rows.len());
    let mut known = HashMap::new();
    let columns = (plan.place(Role::Id), plan.place(Role::Period));
    let dated = columns.1.filter(|_| plan.layout == Layout::Long);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(dated?).map(String::as_str));
    let calendar = Calendar::of(cells, Some(plan.dates));
    for row in &table.rows {
        let keyed = match key(row, plan, columns, calendar, &mut known) {
            Ok(keyed) => keyed,
            Err(note) => {
                notes.row(note);
                kept.set_aside += 1;
                continue;
            }
        };
        let next = kept.rows.len();
        let place = *places.entry((keyed.id, keyed.period)).or_insert(next);
        match kept.rows.get_mut(place) {
            None => kept.rows.push(keyed),
            Some(first) if plan.repeats == Repeats::AddUp => {
                let done = format!("added to line {}: same partner and period", first.row.line);
                notes.cell(RowNote::row(keyed.row.line, keyed.id, done));
                kept.rows.push(keyed);
            }
            Some(earlier) => {
                kept.set_aside += 1;
                settle(earlier, keyed, plan, notes);
            }
        }
    }
    kept
}

/// Partner and period of one row; `known` remembers the periods read so far.
fn key<'a>(
    row: &'a Row,
    plan: &ImportPlan,
    (id, period): (Option<usize>, Option<usize>),
    calendar: Calendar,
    known: &mut HashMap<&'a str, Option<Period>>,
) -> Result<Keyed<'a>, RowNote> {
    let id = id.map_or("", |column| cell(row, column));
    if id.is_empty() {
        return Err(RowNote::row(row.line, row.first(), "no partner id; row set aside")
            .and("Fill in the id, and import the file again."));
    }
    if plan.layout != Layout::Long {
        return Ok(Keyed { row, id, period: Period::snapshot() });
    }
    let column = period.unwrap_or(usize::MAX);
    let written = cell(row, column);
    let header = plan.columns.get(column).map_or("period", |column| column.header.as_str());
    let period = *known.entry(written).or_insert_with(|| calendar.read(written));
    period.map(|period| Keyed { row, id, period }).ok_or_else(|| {
        let done = if written.is_empty() {
            "no period; row set aside"
        } else {
            "not read as a quarter or month; row set aside"
        };
        RowNote::new(row.line, header, written, done)
            .and("Write it like 2025-Q1 or 2025-01, and import the file again.")
    })
}

/// Two rows for one partner and period: a copy is dropped, of a conflict the later line is kept. Every line that goes is
/// told, also where a row was put together from several.
fn settle<'a>(earlier: &mut Keyed<'a>, later: Keyed<'a>, plan: &ImportPlan, notes: &mut Notes) {
    let (first, second) = (earlier.row, later.row);
    let mut told: Vec<usize> = Vec::new();
    for (index, column) in plan.columns.iter().enumerate() {
        let (old, new) = (cell(first, index), cell(second, index));
        if column.role == Role::Ignore || column.role == Role::Period || old == new {
            continue;
        }
        told.push(first.line_of(index));
        let done = format!("line {}: {}; later one kept", second.line_of(index), shown(new));
        notes.row(
            RowNote::new(first.line_of(index), &column.header, shown(old), done)
                .and("Delete the wrong one of the two lines."),
        );
    }
    if told.is_empty() {
        let value = format!("same as line {}", first.line);
        for line in second.source() {
            notes.row(RowNote::row(line, &value, "identical copy, kept once"));
        }
    } else {
        let value = format!("same as line {}", second.line);
        for line in first.source().into_iter().filter(|line| !told.contains(line)) {
            notes.row(RowNote::row(line, &value, "later one kept"));
        }
        *earlier = later;
    }
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "(empty)" } else { value }
}

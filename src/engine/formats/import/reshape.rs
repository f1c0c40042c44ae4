//! Tables with the names of metrics in a column → one column per metric.
//!
//! Pivoted: `partner, metric, 2025 Q1, 2025 Q2`. Tidy: `partner, period, metric, value`. Both become one
//! row per partner and period; every cell keeps the line it stood in.

use super::parted;
use super::periods::split_header;
use super::words::{self, phrase};
use crate::formats::table::{Row, RowNote, Table};
use std::collections::HashMap;

/// The most metrics that a column names.
const MOST_METRICS: usize = 60;

/// Where things are in a table whose metrics are named in a column.
struct Found {
    metric: usize,
    /// Columns of values, with the period of each (empty when the rows say it).
    values: Vec<(usize, String)>,
    /// Columns that say what the values belong to.
    keys: Vec<usize>,
    /// Names of the metrics, in the order of the file.
    names: Vec<String>,
}

/// One row per partner and period, where the metrics were named in a column, and the period in one column; else
/// the table as it is.
pub fn reshaped(table: Table) -> Table {
    let table = parted::joined(table);
    match find(&table) {
        Some(found) => reshape(table, &found),
        None => table,
    }
}

fn find(table: &Table) -> Option<Found> {
    let phrases: Vec<String> = table.headers.iter().map(|header| phrase(header)).collect();
    let metric = phrases.iter().position(|phrase| words::MEASURE.contains(&phrase.as_str()))?;
    let dated: Vec<(usize, String)> = (table.headers.iter().enumerate())
        .filter(|(_, header)| split_header(header).is_some_and(|(name, _)| name.is_empty()))
        .map(|(index, header)| (index, header.clone()))
        .collect();
    let amount = phrases.iter().position(|phrase| words::VALUE.contains(&phrase.as_str()));
    let values = match (dated.len(), amount) {
        (2.., _) => dated,
        (_, Some(value)) => vec![(value, String::new())],
        _ => return None,
    };
    let mut names: Vec<String> = Vec::new();
    for (_, cell) in table.column(metric).filter(|(_, cell)| !cell.is_empty()) {
        if !names.iter().any(|name| name == cell) {
            names.push(cell.to_owned());
        }
        if names.len() > MOST_METRICS {
            return None;
        }
    }
    let text = names.iter().any(|name| name.chars().any(char::is_alphabetic));
    if !text || names.len() * 2 > table.rows.len().max(2) {
        return None;
    }
    let is_value = |index: usize| values.iter().any(|(value, _)| *value == index);
    let comment = |index: usize| phrases.get(index).is_some_and(|p| words::aside(p));
    let keys = (0..table.headers.len())
        .filter(|index| *index != metric && !is_value(*index) && !comment(*index))
        .collect();
    Some(Found { metric, values, keys, names })
}

fn reshape(table: Table, found: &Found) -> Table {
    let name = |column: &usize| table.headers.get(*column).cloned().unwrap_or_default();
    let dated = found.values.iter().any(|(_, period)| !period.is_empty());
    let mut headers: Vec<String> = found.keys.iter().map(name).collect();
    headers.extend(dated.then(|| "Period".to_owned()));
    let mut folding = Folding {
        before: headers.len(),
        columns: headers.len() + found.names.len(),
        rows: Vec::new(),
        places: HashMap::new(),
        remarks: table.remarks.clone(),
    };
    headers.extend(found.names.iter().cloned());
    let mut nameless = Vec::new();
    for row in &table.rows {
        let metric = cell(row, found.metric);
        let Some(at) = found.names.iter().position(|known| *known == metric) else {
            let done = "no name of a metric; row set aside";
            let remedy = "Write the metric's name into this row, and import the file again.";
            nameless.push(RowNote::row(row.line, row.first(), done).and(remedy));
            continue;
        };
        for (column, period) in &found.values {
            let mut key: Vec<String> = found.keys.iter().map(|key| cell(row, *key)).collect();
            key.extend(dated.then(|| period.clone()));
            folding.add(key, row.line, (at, &metric), cell(row, *column));
        }
    }
    let how = if dated { "periods side by side" } else { "one value a row" };
    let done = format!(
        "{} metrics are named in column {}, {how}; read as one row per partner and period",
        found.names.len(),
        name(&found.metric)
    );
    folding.remarks.push(RowNote::file(&found.names.join(", "), done));
    let source_rows = table.rows.len() - nameless.len();
    Table {
        headers,
        rows: folding.rows,
        source_rows: Some(source_rows),
        set_aside: table.set_aside.into_iter().chain(nameless).collect(),
        remarks: folding.remarks,
        totals: Vec::new(),
        ..table
    }
}

fn cell(row: &Row, column: usize) -> String {
    row.cells.get(column).cloned().unwrap_or_default()
}

/// Rows while they are put together.
struct Folding {
    /// Columns in front of the metrics.
    before: usize,
    /// All columns.
    columns: usize,
    rows: Vec<Row>,
    /// The row of every partner and period.
    places: HashMap<Vec<String>, usize>,
    remarks: Vec<RowNote>,
}

impl Folding {
    /// Puts one value where it belongs; of two for the same place the later one is kept.
    fn add(&mut self, key: Vec<String>, line: usize, (at, metric): (usize, &str), value: String) {
        let (rows, columns) = (&mut self.rows, self.columns);
        let place = *self.places.entry(key).or_insert_with_key(|key| {
            let mut cells = key.clone();
            cells.resize(columns, String::new());
            rows.push(Row { line, cells, lines: vec![0; columns] });
            rows.len() - 1
        });
        let column = self.before + at;
        let Some(row) = self.rows.get_mut(place) else { return };
        let slots = row.cells.get_mut(column).zip(row.lines.get_mut(column));
        let Some((slot, origin)) = slots else { return };
        if *origin > 0 && *slot != value {
            let done = format!("line {line}: {value}; later one kept");
            self.remarks.push(
                RowNote::new(*origin, metric, slot, done)
                    .and("Delete the wrong one of the two lines."),
            );
        } else if *origin > 0 {
            let same = format!("same as line {line}");
            self.remarks.push(RowNote::row(*origin, &same, "identical copy, kept once"));
        }
        *slot = value;
        *origin = line;
    }
}

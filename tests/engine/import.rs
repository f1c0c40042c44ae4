//! Files become portfolios: what is understood, what is told, and that nothing disappears.

mod append;
mod columns;
#[path = "../samples/generator.rs"]
mod generator;
mod golden;
mod known_files;
mod layouts;
mod odd_lines;
mod properties;
mod refusals;
mod remembered;

use tierlab_engine::formats::import::{
    Dates, Gaps, ImportPlan, Imported, Joined, Layout, Manner, Match, Role, fingerprint,
    guess_plan, import, join, parse_period, recall, remember, reshaped,
};
use tierlab_engine::formats::table::{MAX_BYTES, RowNote, Table, check_size, read_table};
use tierlab_engine::portfolio::{Direction, Kind, Origin, Portfolio, Unit};
use tierlab_engine::sample::sample_partners;
use tierlab_engine::{Problem, Problems};

const WHOLESALE: &str = include_str!("../data/wholesale-customers.csv");
const CDNOW: &str = include_str!("../data/cdnow-sample-quarterly.csv");
const SAMPLE: &str = include_str!("../../public/samples/partners.csv");

fn table(text: &str) -> Table {
    read_table(text.as_bytes()).unwrap()
}

fn planned(text: &str) -> (Table, ImportPlan) {
    let table = table(text);
    let plan = guess_plan(&table);
    (table, plan)
}

fn imported(text: &str) -> Imported {
    let (table, plan) = planned(text);
    import(&table, &plan, Origin::File("file.csv".into())).unwrap()
}

fn refused(bytes: &[u8]) -> Problem {
    read_table(bytes).unwrap_err()
}

fn wrong(table: &Table, plan: &ImportPlan) -> Vec<String> {
    let Problems(list) = import(table, plan, Origin::Sample).unwrap_err();
    list.into_iter().map(|problem| problem.what).collect()
}

/// One cell by metric key, partner id and period as printed.
fn value(portfolio: &Portfolio, key: &str, id: &str, period: &str) -> Option<f64> {
    let metric = portfolio.metric_index(key).unwrap();
    let partner = portfolio.partners().iter().position(|partner| partner.id == id).unwrap();
    let time = portfolio.periods().iter().position(|p| p.to_string() == period).unwrap();
    portfolio.value(metric, partner, time)
}

fn sum(portfolio: &Portfolio, key: &str) -> f64 {
    let metric = portfolio.metric_index(key).unwrap();
    let cells = |partner| portfolio.history(metric, partner).iter();
    (0..portfolio.partners().len()).flat_map(cells).filter(|value| value.is_finite()).sum()
}

fn note<'a>(imported: &'a Imported, line: usize, column: &str) -> &'a RowNote {
    let found = imported.notes.iter().find(|n| n.line == line && n.column == column);
    found.unwrap_or_else(|| panic!("no note at {line} {column}: {:?}", imported.notes))
}

fn assert_balanced(imported: &Imported, lines: usize) {
    let counts = imported.counts;
    assert_eq!(counts.lines, lines);
    assert_eq!(counts.lines, counts.header + counts.used + counts.set_aside + counts.blank);
}

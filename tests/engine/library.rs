//! The program library: sound, importable, and saying what its owners published.

mod benefits;
mod movement;
mod published;
mod salesforce;
mod sound;

use crate::support::close;
use tierlab_engine::library;
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rules::{Evaluation, Program};

/// One partner: values by metric key, texts by column.
type Row<'a> = (&'a [(&'a str, f64)], &'a [(&'a str, &'a str)]);

fn program(key: &str) -> Program {
    let entry = library::entry(key).unwrap_or_else(|| panic!("no {key}"));
    entry.program().unwrap_or_else(|problems| panic!("{key}: {problems}"))
}

/// Partners in one look, or in one month when it is given.
fn partners(rows: &[Row<'_>], month: Option<(i32, i32)>) -> Portfolio {
    let mut keys: Vec<&str> = rows.iter().flat_map(|row| row.0).map(|(key, _)| *key).collect();
    let mut columns: Vec<&str> = rows.iter().flat_map(|row| row.1).map(|(name, _)| *name).collect();
    for names in [&mut keys, &mut columns] {
        names.sort_unstable();
        names.dedup();
    }
    let metrics = keys.iter().map(|key| Metric {
        key: (*key).to_owned(),
        name: (*key).to_owned(),
        kind: Kind::Flow,
        unit: Unit::Count,
        direction: Direction::More,
    });
    let named = rows.iter().enumerate().map(|(index, row)| Partner {
        id: format!("P{index:03}"),
        name: format!("P{index:03}"),
        attributes: columns
            .iter()
            .map(|name| row.1.iter().find(|(n, _)| n == name).map(|(_, text)| (*text).to_owned()))
            .collect(),
        first_tier: None,
    });
    let period = month.map_or_else(Period::snapshot, |(year, month)| {
        Period::new(Cadence::Month, year, month).expect("a month")
    });
    let attributes = columns.iter().map(|name| (*name).to_owned()).collect();
    let mut portfolio = Portfolio::new(
        Origin::File("test".to_owned()),
        vec![period],
        metrics.collect(),
        attributes,
        named.collect(),
    );
    for (partner, (values, _)) in rows.iter().enumerate() {
        for (key, value) in *values {
            portfolio.set(keys.binary_search(key).expect("a metric"), partner, 0, *value);
        }
    }
    portfolio
}

/// The tier one partner qualifies for, and its score where the program has one.
fn judged(program: &Program, row: Row<'_>) -> (String, Option<f64>) {
    let portfolio = partners(&[row], None);
    let evaluation = Evaluation::now(program, &portfolio);
    let tier = evaluation.qualification(0).tier;
    (program.ladder.tiers[tier].name.clone(), evaluation.score_of(0))
}

/// Score and tier of one partner under a program.
#[track_caller]
fn holds(
    program: &Program,
    values: &[(&str, f64)],
    texts: &[(&str, &str)],
    score: f64,
    tier: &str,
) {
    let (found, points) = judged(program, (values, texts));
    assert_eq!(found, tier, "{}: {values:?} {texts:?}", program.name);
    close(points.expect("a score"), score, 0.0, 1e-9, &format!("{}: {values:?}", program.name));
}

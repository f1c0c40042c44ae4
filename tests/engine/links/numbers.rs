//! Numbers come back to the bit, whatever they are.

use super::open;
use crate::link_samples::{link_to, saved};
use proptest::prelude::*;
use tierlab_engine::formats::documents::Content;
use tierlab_engine::formats::{Manner, design_with, share_partners, write_link};
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::sample::sample_scenario;

fn portfolio(periods: usize, columns: &[Vec<f64>]) -> Portfolio {
    let first = Period::new(Cadence::Quarter, 2024, 1).expect("a quarter");
    let metrics = (0..columns.len()).map(|at| Metric {
        key: format!("m{at}"),
        name: format!("M {at}"),
        kind: Kind::Flow,
        unit: Unit::Count,
        direction: Direction::More,
    });
    let count = columns[0].len() / periods;
    let partners = (0..count).map(|at| Partner {
        id: format!("id {at}"),
        name: format!("Name {at}"),
        attributes: vec![(at % 3 > 0).then(|| format!("group {}", at % 5))],
        first_tier: (at % 2 == 0).then(|| "Gold".to_owned()),
    });
    let mut portfolio = Portfolio::new(
        Origin::File("mine.csv".to_owned()),
        (0..i32::try_from(periods).expect("few")).map(|step| first.plus(step)).collect(),
        metrics.collect(),
        vec!["group".to_owned()],
        partners.collect(),
    );
    for (metric, column) in columns.iter().enumerate() {
        for (cell, value) in column.iter().enumerate() {
            portfolio.set(metric, cell / periods, cell % periods, *value);
        }
    }
    portfolio
}

fn bits(portfolio: &Portfolio) -> Vec<u64> {
    let mut bits = Vec::new();
    for metric in 0..portfolio.metrics().len() {
        for partner in 0..portfolio.partners().len() {
            bits.extend(portfolio.history(metric, partner).iter().map(|value| value.to_bits()));
        }
    }
    bits
}

#[track_caller]
fn comes_back(portfolio: &Portfolio) {
    let saved = saved(sample_scenario(), portfolio);
    let packed = share_partners(portfolio, &saved, Manner { codes: false, short: false });
    let link = link_to(design_with(saved, packed));
    let Content::Design(design) = open(&write_link(&link, &[])).content else { panic!("a design") };
    let back = design.partners.expect("partners").portfolio;
    assert_eq!(bits(&back), bits(portfolio));
    assert_eq!(back.partners(), portfolio.partners());
}

#[test]
fn odd_numbers_come_back() {
    let odd = [
        0.0,
        -0.0,
        0.1 + 0.2,
        1e-300,
        -1e300,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::NAN,
        1e15,
        123.456,
        -5.0,
        9e15,
        0.000_000_001,
        1.0 / 3.0,
        5e-324,
        -f64::MAX,
    ];
    let whole =
        [5.0, 1e9, 0.0, -7.0, f64::NAN, 1e15, 3.0, 250.0, 1.0, -1e12, 8.0, 9.0, 9.0, 9.0, 9.0, 9.0];
    let ranked = [
        100.0, 2300.0, 4.5e5, 0.0, -780.0, 1e6, 2e6, 99.0, 10.0, 11.0, 1e5, 3.0, 4.0, 7e7, 1.0, 2.0,
    ];
    let unknown = [f64::NAN; 16];
    comes_back(&portfolio(4, &[odd.to_vec(), whole.to_vec(), ranked.to_vec(), unknown.to_vec()]));
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-10_000_i32..1_000_000).prop_map(f64::from),
        4 => (0_i32..100_000).prop_map(|whole| f64::from(whole) / 100.0),
        2 => (0_i32..100, 0_i32..9).prop_map(|(digits, zeros)| f64::from(digits) * 10_f64.powi(zeros)),
        1 => Just(f64::NAN),
        1 => any::<f64>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn all_numbers_come_back(
        one in prop::collection::vec(value(), 24),
        other in prop::collection::vec((0_i32..500).prop_map(f64::from), 24),
    ) {
        comes_back(&portfolio(6, &[one, other]));
    }
}

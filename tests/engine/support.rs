//! Helpers: reference cases, comparison within a tolerance, small programs and portfolios.

use serde_json::Value;
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::finance::{Benefit, Incentives, Milestone};
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::{
    Aggregation, Dimension, Gate, Ladder, Measure, MovementRules, Part, Program, ScoreModel, Tier,
    ValueFunction,
};
use tierlab_engine::simulation::{Scenario, Settings};

/// A reference case by file name.
pub fn case(name: &str) -> Value {
    let path = format!("{}/../../tests/golden/cases/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A number of a case.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("not a number: {value}"))
}

/// A list of numbers of a case.
pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

/// A table of numbers of a case, row by row.
pub fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().expect("rows").iter().map(numbers).collect()
}

/// One column of a table.
pub fn column(rows: &[Vec<f64>], index: usize) -> Vec<f64> {
    rows.iter().map(|row| row[index]).collect()
}

/// The absolute tolerance that a case states.
pub fn tolerance(case: &Value) -> f64 {
    number(&case["tolerance"]["abs"])
}

/// Asserts that two lists are equally long and close, number by number.
#[track_caller]
pub fn list_close(actual: &[f64], expected: &[f64], within: f64, what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}: {actual:?}");
    for (index, (one, other)) in actual.iter().zip(expected).enumerate() {
        close(*one, *other, 0.0, within, &format!("{what}, number {index}"));
    }
}

/// Asserts that two tables have the same shape and are close, number by number.
#[track_caller]
pub fn table_close(actual: &[Vec<f64>], expected: &[Vec<f64>], within: f64, what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}");
    for (index, (one, other)) in actual.iter().zip(expected).enumerate() {
        list_close(one, other, within, &format!("{what}, row {index}"));
    }
}

/// Asserts closeness, relative to the expected value or absolute, whichever is wider.
#[track_caller]
pub fn close(actual: f64, expected: f64, relative: f64, absolute: f64, what: &str) {
    let allowed = (relative * expected.abs()).max(absolute);
    assert!((actual - expected).abs() <= allowed, "{what}: {actual} is not {expected}");
}

pub const DIMENSIONS: [&str; 7] =
    ["revenue", "reach", "alignment", "velocity", "engagement", "capability", "risk"];

/// A gate by dimension key.
pub fn gate(dimension: &str, minimum: f64) -> Gate {
    Gate::dimension(dimension, minimum)
}

/// A program whose non-revenue dimensions are columns of the same name, taken as they are.
pub fn plain_program(
    weights: &[f64; 7],
    anchors: &[(f64, f64)],
    tiers: Vec<Tier>,
    movement: MovementRules,
    incentives: Incentives,
) -> Program {
    let dimensions = DIMENSIONS.iter().zip(weights).map(|(key, weight)| {
        let revenue = *key == "revenue";
        let aggregation = if revenue { Aggregation::Sum } else { Aggregation::Last };
        let measure = Measure::of(&[key], 12, aggregation);
        let value = if revenue {
            ValueFunction::Anchors(anchors.to_vec())
        } else {
            ValueFunction::Anchors(vec![(0.0, 0.0), (100.0, 100.0)])
        };
        Dimension::mean(key, key, *weight, vec![Part::plain(key, measure, value)])
    });
    Program {
        score: ScoreModel::mean(dimensions.collect(), 0.7),
        ladder: Ladder { tiers },
        movement,
        incentives,
        ..Program::bare("Reference", "USD")
    }
}

/// The default four tiers with these thresholds and gates.
pub fn four_tiers(thresholds: &[f64], gates: [Vec<Gate>; 4]) -> Vec<Tier> {
    ["entry", "growth", "strategic", "flagship"]
        .iter()
        .zip(thresholds)
        .zip(gates)
        .map(|((name, threshold), gates)| Tier::at(name, *threshold, gates))
        .collect()
}

/// A program like the one of the reference model.
pub fn demo_program() -> Program {
    let benefit = |commission, discount, mdf, manager_hours, enablement_hours| Benefit {
        commission,
        discount,
        mdf,
        manager_hours,
        enablement_hours,
    };
    plain_program(
        &[0.35, 0.15, 0.15, 0.10, 0.10, 0.10, 0.05],
        &[(0.0, 0.0), (100e3, 25.0), (400e3, 55.0), (1e6, 80.0), (3e6, 100.0)],
        four_tiers(
            &[0.0, 45.0, 60.0, 75.0],
            [
                vec![],
                vec![],
                vec![gate("capability", 40.0), gate("risk", 30.0)],
                vec![gate("capability", 60.0), gate("risk", 40.0)],
            ],
        ),
        MovementRules::simple(3, 2, 1, 4.0),
        Incentives {
            tiers: vec![
                benefit(0.05, 0.10, 0.0, 2.0, 2.0),
                benefit(0.07, 0.15, 2000.0, 6.0, 4.0),
                benefit(0.09, 0.20, 8000.0, 20.0, 8.0),
                benefit(0.11, 0.25, 25000.0, 60.0, 12.0),
            ],
            referral_bonus: 500.0,
            referral_value: 2500.0,
            milestones: vec![
                Milestone { revenue: 150e3, bonus: 1000.0 },
                Milestone { revenue: 400e3, bonus: 4000.0 },
            ],
            benefits: Vec::new(),
            budget: None,
        },
    )
}

/// A scenario of the demo program against itself.
pub fn demo_scenario(replications: u32) -> Scenario {
    Scenario::of(
        demo_program(),
        demo_program(),
        Parameters::default(),
        Settings::of(8, replications, Seed(0x00c0_ffee_1234_5678)),
    )
}

/// Partners with these ids, quarterly revenues and levels of the six other dimensions.
pub fn portfolio(rows: &[(String, f64, [f64; 6])]) -> Portfolio {
    let metrics = DIMENSIONS.iter().map(|key| Metric {
        key: (*key).to_owned(),
        name: (*key).to_owned(),
        kind: if *key == "revenue" { Kind::Flow } else { Kind::Stock },
        unit: if *key == "revenue" { Unit::Money } else { Unit::Points },
        direction: Direction::More,
    });
    let first = Period::new(Cadence::Quarter, 2025, 4).expect("a quarter");
    let partners = rows
        .iter()
        .map(|(id, _, _)| Partner {
            id: id.clone(),
            name: id.clone(),
            attributes: Vec::new(),
            first_tier: None,
        })
        .collect();
    let periods = (0..4).map(|step| first.plus(step)).collect();
    let mut portfolio =
        Portfolio::new(Origin::Sample, periods, metrics.collect(), Vec::new(), partners);
    for (partner, (_, revenue, levels)) in rows.iter().enumerate() {
        for period in 0..4 {
            portfolio.set(0, partner, period, *revenue);
            for (metric, level) in levels.iter().enumerate() {
                portfolio.set(metric + 1, partner, period, *level);
            }
        }
    }
    portfolio
}

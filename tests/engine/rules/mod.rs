//! The rule grammar and its evaluation, item by item, on partners small enough to work out by hand.
//!
//! Programs are written as documents, so that every test goes through the door as a person would.

mod arbitrary;
mod benefits;
mod documents;
mod editions;
mod edits;
mod gates;
mod measures;
mod movement;
mod nodes;
mod scores;
mod sheet;
mod standings;
mod tier_reviews;
mod unknowns;
mod values;
mod walk;

use serde_json::{Value, json};
use sheet::Sheet;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::read_program;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Evaluation, Gate, Program, Truth};

/// Unknown.
const N: f64 = f64::NAN;

/// Reads a program from the fields that matter; name and currency are filled in.
fn try_program(fields: Value) -> Result<Program, Problems> {
    let mut program = json!({"name": "Test", "currency": "USD"});
    for (key, value) in fields.as_object().expect("fields") {
        program[key] = value.clone();
    }
    let document = json!({"tierlab": "program", "version": 2, "program": program});
    read_program(&document.to_string())
}

#[track_caller]
fn program(fields: Value) -> Program {
    try_program(fields).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A program whose second tier asks for one gate.
#[track_caller]
fn gated(gate: &Value) -> Program {
    program(json!({"tiers": [{"name": "Entry"}, {"name": "Top", "gates": [gate]}]}))
}

/// What a gate says of every partner: a letter each of Pass, Fail, Unknown.
#[track_caller]
fn says(gate: &Value, portfolio: &Portfolio) -> String {
    let program = gated(gate);
    letters(&Evaluation::now(&program, portfolio).tiers()[1].gates[0].truth)
}

fn letters(truths: &[Truth]) -> String {
    let letter = |truth: &Truth| match truth {
        Truth::Pass => 'P',
        Truth::Fail => 'F',
        Truth::Unknown => 'U',
    };
    truths.iter().map(letter).collect()
}

/// A measure of every partner, as a score and as a gate see it.
#[track_caller]
fn measured(measure: &Value, portfolio: &Portfolio) -> (Vec<f64>, Vec<f64>) {
    let program = gated(&json!({"measure": measure, "at_least": 0}));
    let evaluation = Evaluation::now(&program, portfolio);
    let gate: &Gate = &program.ladder.tiers[1].gates[0];
    let score = evaluation.measured(gate.measure().expect("a measure"));
    (score, evaluation.tiers()[1].gates[0].value.clone())
}

/// Asserts numbers within rounding; NaN is NaN.
#[track_caller]
fn same(actual: &[f64], expected: &[f64], what: &str) {
    let close = |(a, b): (&f64, &f64)| {
        (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-12 * b.abs().max(1.0)
    };
    let all = actual.len() == expected.len() && actual.iter().zip(expected).all(close);
    assert!(all, "{what}: {actual:?} is not {expected:?}");
}

/// A program with one part that is summed up, seen by everyone in a last known month.
#[track_caller]
fn scored(part: &Value) -> Program {
    let dimension = json!({"key": "d", "parts": [part]});
    program(json!({
        "score": {"scale": 1e9, "combine": "sum", "minimum_coverage": 0, "dimensions": [dimension]},
        "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
    }))
}

/// The points of a value function over `x`.
#[track_caller]
fn points(value: &Value, portfolio: &Portfolio) -> Vec<f64> {
    let measure = json!({"metric": "x", "take": "last", "months": 1});
    let program = scored(&json!({"name": "p", "measure": measure, "value": value}));
    Evaluation::now(&program, portfolio).score().score.clone()
}

/// Partners with one number each, in one month.
fn one_month(values: &[f64]) -> Portfolio {
    let ids: Vec<String> = (0..values.len()).map(|index| format!("P-{index:04}")).collect();
    let rows: Vec<(&str, Vec<f64>)> =
        ids.iter().map(String::as_str).zip(values.iter().map(|value| vec![*value])).collect();
    Sheet::monthly(2026, 3).metric("x", &rows).build()
}

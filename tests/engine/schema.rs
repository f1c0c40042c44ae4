//! The shipped JSON Schemas: up to date, true of every document that ships, and able to say no.

use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tierlab_engine::formats::documents::{
    program_schema, read_program, read_scenario, scenario_schema,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn document(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn validator(schema: &str) -> Validator {
    let schema = serde_json::from_str(schema).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("a schema is a schema")
}

/// The validator for programs.
pub fn programs() -> Validator {
    validator(&program_schema())
}

/// The validator for scenarios.
pub fn scenarios() -> Validator {
    validator(&scenario_schema())
}

/// Asserts that a document validates.
#[track_caller]
pub fn holds(validator: &Validator, document: &Value, what: &str) {
    let told: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(told.is_empty(), "{what} does not validate:\n{}", told.join("\n"));
}

#[test]
fn the_shipped_schemas_are_those_of_the_code() {
    for (path, schema) in [
        ("public/schema/program-2.json", program_schema()),
        ("public/schema/scenario-2.json", scenario_schema()),
    ] {
        assert!(
            text(path) == schema,
            "{path} is out of date; run: cargo run -p tierlab-engine --features schema --example \
             write_schema"
        );
    }
}

#[test]
fn every_field_says_what_it_is() {
    let schema: Value = serde_json::from_str(&scenario_schema()).expect("JSON");
    let mut silent = Vec::new();
    let kinds = schema["$defs"].as_object().expect("definitions");
    for (name, kind) in kinds.iter().chain([(&"Scenario".to_owned(), &schema)]) {
        for (field, described) in kind["properties"].as_object().into_iter().flatten() {
            if !described["description"].is_string() {
                silent.push(format!("{name}.{field}"));
            }
        }
    }
    assert!(kinds.len() > 30, "{} definitions", kinds.len());
    assert!(silent.is_empty(), "without a description: {silent:?}");
}

#[test]
fn what_ships_and_what_is_tested_validates() {
    holds(&scenarios(), &document("public/samples/scenario.json"), "the sample");
    let everything = "tests/fuzz/seeds/everything.json";
    holds(&programs(), &document(everything), everything);
    read_program(&text(everything)).unwrap_or_else(|problems| panic!("{everything}: {problems}"));
}

/// The library is a folder of documents; without it there is nothing to hold against.
#[test]
fn every_document_of_the_library_validates() {
    let (programs, scenarios) = (programs(), scenarios());
    let files = std::fs::read_dir(root().join("public/library")).into_iter().flatten().flatten();
    for path in files.map(|file| file.path()) {
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        let document: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let list = document.as_array().cloned().unwrap_or_else(|| vec![document]);
        for document in list {
            match document["tierlab"].as_str() {
                Some("program") => holds(&programs, &document, &name),
                Some("scenario") => holds(&scenarios, &document, &name),
                // An index and the like.
                _ => {}
            }
        }
    }
}

/// Changes one place of a document.
fn with(document: &Value, place: &str, value: Value) -> Value {
    let mut changed = document.clone();
    let (parent, field) = place.rsplit_once('/').expect("a place");
    let parent = changed.pointer_mut(parent).unwrap_or_else(|| panic!("{place}: not there"));
    match parent {
        Value::Object(fields) if value.is_null() => {
            fields.remove(field).unwrap_or_else(|| panic!("{place}: not there"));
        }
        Value::Object(fields) => {
            fields.insert(field.to_owned(), value);
        }
        Value::Array(list) => list[field.parse::<usize>().expect("a position")] = value,
        _ => panic!("{place}: nothing has fields there"),
    }
    changed
}

#[test]
fn broken_programs_neither_validate_nor_are_read() {
    let sound = document("tests/fuzz/seeds/everything.json");
    let programs = programs();
    let metric = json!({"metric": "revenue", "take": "sum", "months": 12});
    let broken = [
        ("/colour", json!("red")),
        ("/tierlab", json!("scenario")),
        ("/version", json!(3)),
        ("/program/tiers", json!([{"name": "Only one"}])),
        ("/program/tiers/1/name", Value::Null),
        ("/program/tiers/1/commission", json!(8)),
        ("/program/tiers/1/commission", json!("8 %")),
        ("/program/tiers/1/more_than", json!(60)),
        ("/program/tiers/1/gates/0", json!({})),
        ("/program/tiers/1/gates/0", json!({"dimension": "sales"})),
        ("/program/tiers/1/gates/0", json!({"dimension": "sales", "at_least": 1, "at_most": 2})),
        ("/program/tiers/1/gates/0", json!({"dimension": "sales", "all": [], "at_least": 1})),
        ("/program/tiers/1/gates/0", json!({"score": false, "at_least": 1})),
        ("/program/tiers/1/gates/0", json!({"status": "specialist", "at_least": 1})),
        ("/program/tiers/1/gates/0", json!({"each_of_last": 2})),
        ("/program/tiers/1/gates/0", json!({"when": {"status": "specialist"}})),
        ("/program/tiers/1/gates/0", json!({"attested": "signed", "gate": {"status": "loyal"}})),
        ("/program/tiers/1/gates/1/measure", json!({"metric": "revenue", "take": "sum"})),
        ("/program/tiers/1/gates/1/measure", json!({"metric": "revenue", "months": 12})),
        ("/program/tiers/1/gates/1/measure/year_starts", json!(4)),
        ("/program/tiers/1/gates/1/measure/metrics", json!(["margin"])),
        ("/program/tiers/1/gates/1/measure/window", json!("all_time")),
        ("/program/tiers/1/gates/1/measure/take", json!("total")),
        ("/program/tiers/1/gates/1/measure", json!({"tenure": "joined", "months": 12})),
        ("/program/tiers/2/capacity", json!({"by": metric})),
        ("/program/tiers/2/reviews", json!({"in_month": 2})),
        ("/program/tiers/2/reviews", json!({"every": 121})),
        ("/program/tiers/2/reviews", json!({"every": 12, "in_month": 0})),
        ("/program/score/minimum_coverage", json!(1.2)),
        ("/program/score/combine", json!("sum")),
        ("/program/score/dimensions", json!([])),
        ("/program/score/tracks/0/dimensions/0/weight", json!(0)),
        ("/program/score/tracks/0/dimensions/0/parts/0/value", json!({"anchors": [[0]]})),
        ("/program/score/tracks/0/dimensions/0/parts/0/value", json!({"linear": {"points": 5}})),
        ("/program/score/tracks/0/dimensions/1/parts/0/value/bands/0/above", json!(1)),
        ("/program/movement/down/in_month", json!(13)),
        ("/program/movement/consecutive_up", json!(0)),
        ("/program/movement/freeze/to", json!("September 2025")),
        ("/program/effective", json!("2026-13")),
        ("/program/benefits/0/kind", json!("share")),
        ("/program/benefits/0/first_deals", json!(0)),
    ];
    for (place, value) in broken {
        let document = with(&sound, place, value.clone());
        assert!(!programs.is_valid(&document), "{place} = {value} validates");
        assert!(read_program(&document.to_string()).is_err(), "{place} = {value} is read");
    }
}

#[test]
fn broken_scenarios_neither_validate_nor_are_read() {
    let sound = document("public/samples/scenario.json");
    let scenarios = scenarios();
    for (place, value) in [
        ("/quarters", json!(0)),
        ("/starts", json!(41)),
        ("/seed", json!("twelve")),
        ("/parameters", json!({"magic": 1})),
        ("/parameters", json!({"volatility": 1e300})),
        ("/portfolio", Value::Null),
        ("/baseline/tiers/0/commission", json!(1.5)),
        ("/alternative/name", json!("")),
    ] {
        let document = with(&sound, place, value.clone());
        assert!(!scenarios.is_valid(&document), "{place} = {value} validates");
        assert!(read_scenario(&document.to_string()).is_err(), "{place} = {value} is read");
    }
}

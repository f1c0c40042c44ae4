//! JSON Schemas (draft 2020-12) of the documents: what an editor or another program can hold a
//! document against before Tierlab reads it.
//!
//! They are made from the twins, so that they cannot drift apart. A schema knows the shape and the
//! ranges; what hangs together across a program (a gate that names a dimension, lines that rise) is
//! found by reading it. A field that is not used is left out, never null.

use super::program::ProgramDocumentV2;
use super::scenario::ScenarioV2;
use crate::behaviour::{Parameters, catalogue};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// A month, or a date whose day is not looked at.
pub(super) const MONTH: &str = "^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$";
/// A number of 64 bits in hexadecimal.
pub(super) const HEX: &str = "^[0-9a-fA-F]{1,16}$";

/// The schema of a program document of the newest version, as indented JSON.
pub fn program_schema() -> String {
    text::<ProgramDocumentV2>("program", "Tierlab program, version 2")
}

/// The schema of a scenario document of the newest version, as indented JSON.
pub fn scenario_schema() -> String {
    text::<ScenarioV2>("scenario", "Tierlab scenario, version 2")
}

fn text<T: JsonSchema>(kind: &str, title: &str) -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), json!(format!("urn:tierlab:schema:{kind}:2")));
    schema.insert("title".to_owned(), json!(title));
    let mut value = schema.to_value();
    plain(&mut value);
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// Takes out what only this reader knows: widths of numbers, null for a field left out, and where a
/// line of a comment ended.
fn plain(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(plain),
        Value::Object(fields) => {
            if fields.get("format").is_some_and(Value::is_string) {
                fields.remove("format");
            }
            if let Some(Value::String(text)) = fields.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            if let Some(Value::Object(properties)) = fields.get_mut("properties") {
                properties.values_mut().filter_map(Value::as_object_mut).for_each(never_null);
            }
            fields.values_mut().for_each(plain);
        }
        _ => {}
    }
}

fn never_null(field: &mut Map<String, Value>) {
    if field.get("default").is_some_and(Value::is_null) {
        field.remove("default");
    }
    if let Some(Value::Array(types)) = field.get("type")
        && let [one, null] = types.as_slice()
        && null == "null"
    {
        let one = one.clone();
        field.insert("type".to_owned(), one);
    }
    if let Some(Value::Array(either)) = field.get("anyOf")
        && let [Value::Object(one), null] = either.as_slice()
        && null.get("type").is_some_and(|kind| kind == "null")
    {
        let one = one.clone();
        field.remove("anyOf");
        field.extend(one);
    }
}

/// Adds a condition on the whole object.
fn also(schema: &mut Schema, condition: Value) {
    let object = schema.ensure_object();
    match object.get_mut("allOf") {
        Some(Value::Array(all)) => all.push(condition),
        _ => {
            object.insert("allOf".to_owned(), json!([condition]));
        }
    }
}

fn has(name: &str) -> Value {
    json!({"required": [name]})
}

fn has_one(names: &[&str]) -> Value {
    json!({"oneOf": names.iter().map(|name| has(name)).collect::<Vec<_>>()})
}

fn has_some(names: &[&str]) -> Value {
    json!({"anyOf": names.iter().map(|name| has(name)).collect::<Vec<_>>()})
}

fn not_both(one: &str, other: &str) -> Value {
    json!({"not": {"required": [one, other]}})
}

/// `needs` goes with one of `with`, and only with it.
fn only_with(with: &[&str], needs: Value, never: &[&str]) -> Value {
    json!({"if": has_some(with), "then": needs, "else": {"not": has_some(never)}})
}

pub(super) fn score(schema: &mut Schema) {
    also(schema, not_both("dimensions", "tracks"));
    schema.insert("dependentRequired".to_owned(), json!({"combine": ["dimensions"]}));
}

pub(super) fn tier(schema: &mut Schema) {
    line(schema);
    schema.insert("required".to_owned(), json!(["name"]));
}

pub(super) fn line(schema: &mut Schema) {
    also(schema, not_both("at_least", "more_than"));
}

pub(super) fn band(schema: &mut Schema) {
    also(schema, not_both("from", "above"));
    also(schema, not_both("to", "below"));
    schema.insert("required".to_owned(), json!(["points"]));
}

pub(super) fn gate(schema: &mut Schema) {
    let compares = ["measure", "dimension", "score"];
    let over_time = ["each_of_last", "any_time_in"];
    let rest = ["all", "any", "count", "not", "when", "status", "is", "attested"];
    let all = [&compares[..], &rest, &over_time].concat();
    let lines = ["at_least", "more_than", "at_most", "less_than", "top"];
    also(schema, has_one(&all));
    also(schema, only_with(&compares, has_one(&lines), &lines));
    also(schema, only_with(&over_time, has("gate"), &["gate"]));
    also(schema, only_with(&["count"], has_some(&["must", "of"]), &["must", "of"]));
    also(schema, only_with(&["when"], has("then"), &["then"]));
}

pub(super) fn measure(schema: &mut Schema) {
    let reads = ["metric", "metrics"];
    let rest = [
        "sum",
        "ratio",
        "change",
        "earlier",
        "highest",
        "lowest",
        "tenure",
        "listed",
        "score",
        "dimension",
    ];
    let window = ["take", "months", "window", "year_starts", "minimum_sample", "gaps"];
    also(schema, has_one(&[&reads[..], &rest].concat()));
    let needs = json!({"allOf": [has("take"), has_one(&["months", "window"])]});
    also(schema, only_with(&reads, needs, &window));
    let year = json!({
        "required": ["window"],
        "properties": {"window": {"enum": ["year_to_date", "last_year"]}},
    });
    let condition =
        json!({"if": year, "then": has("year_starts"), "else": {"not": has("year_starts")}});
    also(schema, condition);
}

/// The response parameters by name, with their ranges and sources.
pub(super) fn parameters(schema: &mut Schema) {
    let default = Parameters::default();
    let known: Map<String, Value> = catalogue()
        .iter()
        .map(|info| {
            let least = if info.low <= 0.0 { "minimum" } else { "exclusiveMinimum" };
            let described = json!({
                "type": "number",
                "title": info.label,
                "description": format!(
                    "In {}; worth exploring from {} to {}. {}",
                    info.unit, info.low, info.high, info.source
                ),
                "default": (info.get)(&default),
                least: 0,
                "maximum": 10.0 * info.high,
            });
            (info.key.to_owned(), described)
        })
        .collect();
    schema.insert("properties".to_owned(), Value::Object(known));
    schema.insert("additionalProperties".to_owned(), json!(false));
}

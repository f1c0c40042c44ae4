//! One way to write a JSON document: fields by name, no space, whole numbers without a point. What two links are
//! compared by must not hang on how a document was typed. It must never change: links are told as a difference from
//! such texts.

use serde_json::{Map, Number, Value};

/// Largest whole number that is written without a point.
const WHOLE: f64 = 1e15;

/// The document in its one form, if it is JSON.
pub(super) fn canonical(document: &str) -> Option<String> {
    let value: Value = serde_json::from_str(document).ok()?;
    let mut text = String::with_capacity(document.len());
    write(&value, &mut text);
    Some(text)
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => write_fields(fields, text),
        Value::Array(list) => {
            text.push('[');
            for (place, item) in list.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Number(number) => text.push_str(&short(number)),
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
    }
}

fn write_fields(fields: &Map<String, Value>, text: &mut String) {
    let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
    // A map may keep the order of the document.
    fields.sort_by_key(|(name, _)| *name);
    text.push('{');
    for (place, (name, value)) in fields.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&Value::from(name.as_str()).to_string());
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

#[expect(clippy::cast_possible_truncation, reason = "it is whole and below 10^15")]
fn short(number: &Number) -> String {
    match number.as_f64() {
        Some(value)
            if number.is_f64()
                && value.abs() < WHOLE
                && libm::trunc(value).to_bits() == value.to_bits()
                && value.to_bits() != (-0.0_f64).to_bits() =>
        {
            (value as i64).to_string()
        }
        _ => number.to_string(),
    }
}

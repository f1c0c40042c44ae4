//! Numbers in a document: one for all, or `{"by": "region", "values": {"Growth": 50}, "otherwise": 100}`.

use crate::rules::Quantity;
use serde::de::{Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum QuantityV2 {
    Fixed(f64),
    By(BySegmentV2),
}

/// A number per value of a text column. Upper and lower case are one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BySegment"))]
#[serde(deny_unknown_fields)]
pub(super) struct BySegmentV2 {
    /// Name of the text column.
    by: String,
    /// The number for each value of the column.
    #[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1)))]
    #[serde(deserialize_with = "segments")]
    values: BTreeMap<String, f64>,
    /// The number for everyone else; without it the number is unknown there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    otherwise: Option<f64>,
}

/// Segments and their numbers, each named once.
fn segments<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, f64>, D::Error> {
    deserializer.deserialize_map(Segments)
}

struct Segments;

impl<'de> Visitor<'de> for Segments {
    type Value = BTreeMap<String, f64>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("segments and their numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut segments = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, f64>()? {
            if segments.contains_key(&name) {
                return Err(A::Error::custom(format!("the segment \"{name}\" is named twice")));
            }
            segments.insert(name, value);
        }
        Ok(segments)
    }
}

impl<'de> Deserialize<'de> for QuantityV2 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for QuantityV2 {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let segments = generator.subschema_for::<BySegmentV2>();
        schemars::json_schema!({
            "description": "A number: one for all, or one per value of a text column.",
            "anyOf": [{"type": "number"}, segments],
        })
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = QuantityV2;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a number, or numbers by segment")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<QuantityV2, E> {
        Ok(QuantityV2::Fixed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<QuantityV2, E> {
        Ok(QuantityV2::Fixed(value as f64))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<QuantityV2, E> {
        Ok(QuantityV2::Fixed(value as f64))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<QuantityV2, A::Error> {
        BySegmentV2::deserialize(MapAccessDeserializer::new(map)).map(QuantityV2::By)
    }
}

impl From<&Quantity> for QuantityV2 {
    fn from(quantity: &Quantity) -> Self {
        match quantity {
            Quantity::Fixed(value) => Self::Fixed(*value),
            Quantity::By { attribute, values, otherwise } => Self::By(BySegmentV2 {
                by: attribute.clone(),
                values: values.iter().cloned().collect(),
                otherwise: *otherwise,
            }),
        }
    }
}

impl From<QuantityV2> for Quantity {
    fn from(document: QuantityV2) -> Self {
        match document {
            QuantityV2::Fixed(value) => Self::Fixed(value),
            QuantityV2::By(segments) => Self::By {
                attribute: segments.by,
                values: segments.values.into_iter().collect(),
                otherwise: segments.otherwise,
            },
        }
    }
}

//! A number of a rule: one for all, or one per segment.

use super::scene::Scene;
use crate::portfolio::same_text;
use serde::{Deserialize, Serialize};

/// A number, or a number per value of a text column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Quantity {
    /// The same for everyone.
    Fixed(f64),
    /// By segment.
    By {
        /// Name of the text column.
        attribute: String,
        /// Value of the column and the number that holds for it; upper and lower case are one.
        values: Vec<(String, f64)>,
        /// For everyone else; without it the number is unknown there.
        otherwise: Option<f64>,
    },
}

impl Quantity {
    /// The number for each partner of a scene; NaN is unknown.
    pub fn column(&self, scene: &Scene<'_>) -> Vec<f64> {
        match self {
            Self::Fixed(value) => vec![*value; scene.partners()],
            Self::By { attribute, values, otherwise } => {
                let otherwise = otherwise.unwrap_or(f64::NAN);
                let number = |text: Option<&str>| {
                    let named =
                        values.iter().find(|(name, _)| text.is_some_and(|t| same_text(name, t)));
                    named.map_or(otherwise, |(_, number)| *number)
                };
                scene
                    .by_text(attribute, number)
                    .unwrap_or_else(|| vec![otherwise; scene.partners()])
            }
        }
    }

    /// The number most partners are held to: the fixed one, or that for everyone else, or the first.
    pub fn usual(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::By { values, otherwise, .. } => {
                otherwise.or_else(|| values.first().map(|(_, v)| *v)).unwrap_or(f64::NAN)
            }
        }
    }

    /// The one number for all, if there is one.
    pub fn fixed(&self) -> Option<f64> {
        match self {
            Self::Fixed(value) => Some(*value),
            Self::By { .. } => None,
        }
    }

    /// Every number in it.
    pub fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Fixed(value) => vec![*value],
            Self::By { values, otherwise, .. } => {
                values.iter().map(|(_, value)| *value).chain(*otherwise).collect()
            }
        }
    }
}

impl From<f64> for Quantity {
    fn from(value: f64) -> Self {
        Self::Fixed(value)
    }
}

//! Tiers in order, and the highest one whose threshold and gates are met.
//!
//! Comparisons are inclusive (≥) with a tolerance of 1e-9: 69.99 is not 70, and 0.1 + 0.2 reaches
//! 0.3. Gates need not be nested: the tier is the highest that passes, even over one that fails.

use serde::{Deserialize, Serialize};

/// Tolerance of every comparison.
pub const EPSILON: f64 = 1e-9;

/// A least value of one dimension; not compensated by other dimensions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// Key of the dimension.
    pub dimension: String,
    /// Least value, 0..=100.
    pub minimum: f64,
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Name for people.
    pub name: String,
    /// Least score; the lowest tier has 0 and takes everyone.
    pub threshold: f64,
    /// Least values of single dimensions.
    pub gates: Vec<Gate>,
}

/// Tiers from the lowest up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ladder {
    /// The tiers, lowest first.
    pub tiers: Vec<Tier>,
}

/// Which tier the numbers qualify for, and what stood in the way of higher ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualification {
    /// Position of the tier.
    pub tier: usize,
    /// Tiers above it whose threshold is reached, with the dimensions that fail their gates.
    pub blocked: Vec<(usize, Vec<String>)>,
}

impl Ladder {
    /// Qualifies a score and its dimension values (`value_of` answers by key; `None` is unknown).
    /// An unknown score sits in the lowest tier; an unknown gated value does not pass.
    pub fn qualify(
        &self,
        score: Option<f64>,
        value_of: impl Fn(&str) -> Option<f64>,
    ) -> Qualification {
        let mut tier = 0;
        let mut blocked = Vec::new();
        let Some(score) = score else { return Qualification { tier, blocked } };
        for (position, step) in self.tiers.iter().enumerate().skip(1) {
            if score < step.threshold - EPSILON {
                continue;
            }
            let failed: Vec<String> = step
                .gates
                .iter()
                .filter(|gate| {
                    !value_of(&gate.dimension).is_some_and(|v| v >= gate.minimum - EPSILON)
                })
                .map(|gate| gate.dimension.clone())
                .collect();
            if failed.is_empty() {
                tier = position;
            } else {
                blocked.push((position, failed));
            }
        }
        blocked.retain(|(position, _)| *position > tier);
        Qualification { tier, blocked }
    }
}

//! The score: parts make dimensions, dimensions make a weighted mean, and every step is traced.
//!
//! `score = Σ w_d v_d / Σ w_d` over the dimensions present, `v_d` in 0..=100. A dimension whose parts
//! are all unknown is absent; below the minimum coverage (share of the weight present) the score is
//! unknown. Gated dimensions are never imputed.

use super::measure::Measure;
use super::value_function::ValueFunction;
use crate::portfolio::Portfolio;
use serde::{Deserialize, Serialize};

/// One measured thing inside a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Name for people.
    pub name: String,
    /// What is looked at.
    pub measure: Measure,
    /// Measure → 0..=100.
    pub value: ValueFunction,
    /// Share within the dimension, > 0; shares need not add up to 1.
    pub share: f64,
}

/// A named group of parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// Stable name: `revenue`, `reach`, `alignment`, `velocity`, `engagement`, `capability`, `risk`.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Weight in the score, > 0; weights need not add up to 1.
    pub weight: f64,
    /// What it is made of.
    pub parts: Vec<Part>,
}

/// How partners are scored, 0..=100.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreModel {
    /// The dimensions in the order shown; the first one is revenue, which the simulation moves.
    pub dimensions: Vec<Dimension>,
    /// Least share of the weight that must be known for a score, 0..=1.
    pub minimum_coverage: f64,
}

/// How one part came out.
#[derive(Debug, Clone, PartialEq)]
pub struct PartTrace {
    /// The measure in its own unit; `None` is unknown.
    pub measure: Option<f64>,
    /// Its value, 0..=100.
    pub value: Option<f64>,
}

/// How one dimension came out.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionTrace {
    /// Weighted mean of its known parts, 0..=100; `None` when none is known.
    pub value: Option<f64>,
    /// Its parts in order.
    pub parts: Vec<PartTrace>,
}

/// How a score came out.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTrace {
    /// The score, 0..=100; `None` below the minimum coverage.
    pub score: Option<f64>,
    /// Share of the weight that is known, 0..=1.
    pub coverage: f64,
    /// The dimensions in order.
    pub dimensions: Vec<DimensionTrace>,
}

impl Dimension {
    fn trace(&self, portfolio: &Portfolio, partner: usize) -> DimensionTrace {
        let parts: Vec<PartTrace> = self
            .parts
            .iter()
            .map(|part| {
                let measure = part.measure.value(portfolio, partner);
                let value = measure.map(|x| part.value.value(x).clamp(0.0, 100.0));
                PartTrace { measure, value }
            })
            .collect();
        let (mut sum, mut share) = (0.0, 0.0);
        for (part, trace) in self.parts.iter().zip(&parts) {
            if let Some(value) = trace.value {
                sum += part.share * value;
                share += part.share;
            }
        }
        DimensionTrace { value: (share > 0.0).then(|| sum / share), parts }
    }
}

impl ScoreModel {
    /// Scores one partner of a portfolio, with the trace of every step.
    pub fn trace(&self, portfolio: &Portfolio, partner: usize) -> ScoreTrace {
        let dimensions: Vec<DimensionTrace> =
            self.dimensions.iter().map(|dimension| dimension.trace(portfolio, partner)).collect();
        let values: Vec<Option<f64>> = dimensions.iter().map(|trace| trace.value).collect();
        let (score, coverage) = self.combine(&values);
        ScoreTrace { score, coverage, dimensions }
    }

    /// Score and coverage from dimension values in order; `None` is unknown.
    pub fn combine(&self, values: &[Option<f64>]) -> (Option<f64>, f64) {
        let total = self.total_weight();
        let (mut sum, mut present) = (0.0, 0.0);
        for (dimension, value) in self.dimensions.iter().zip(values) {
            if let Some(value) = value {
                sum += dimension.weight * value;
                present += dimension.weight;
            }
        }
        let coverage = if total > 0.0 { present / total } else { 0.0 };
        let enough = present > 0.0 && coverage >= self.minimum_coverage - super::EPSILON;
        (enough.then(|| sum / present), coverage)
    }

    /// Sum of the weights.
    pub fn total_weight(&self) -> f64 {
        self.dimensions.iter().map(|dimension| dimension.weight).sum()
    }

    /// Position of the dimension with this key.
    pub fn dimension_index(&self, key: &str) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.key == key)
    }
}

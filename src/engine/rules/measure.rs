//! What a rule looks at: a metric over a window of periods, put together into one number.

use crate::portfolio::{Cadence, Kind, Portfolio};
use serde::{Deserialize, Serialize};

/// How the periods of a window become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aggregation {
    /// Total over the window. With known periods missing, the known mean stands for each missing
    /// one, so that a gap is never read as zero.
    Sum,
    /// Mean of the known periods.
    Mean,
    /// The latest known period.
    Last,
    /// The largest known period.
    Max,
}

/// One or more metrics (added up when several), a window, an aggregation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Keys of the metrics; several flows add up (product lines to revenue).
    pub metrics: Vec<String>,
    /// Length of the window in months, counted back from the last period.
    pub months: u32,
    /// How the window becomes one number.
    pub aggregation: Aggregation,
    /// Fewest known periods for the measure to be known; at least 1.
    pub minimum_sample: u32,
}

impl Measure {
    /// The usual measure of a metric: flows sum over a year, ratings average over a year, stocks
    /// count as they last stood.
    pub fn usual(metric: &str, kind: Kind) -> Self {
        let aggregation = match kind {
            Kind::Flow => Aggregation::Sum,
            Kind::Stock => Aggregation::Last,
            Kind::Rating => Aggregation::Mean,
        };
        Self { metrics: vec![metric.to_owned()], months: 12, aggregation, minimum_sample: 1 }
    }

    /// Periods of the portfolio that the window spans, at least 1.
    pub fn window(&self, cadence: Cadence) -> usize {
        match cadence {
            Cadence::Quarter => (self.months as usize).div_ceil(3).max(1),
            Cadence::Month => (self.months as usize).max(1),
            Cadence::Snapshot => 1,
        }
    }

    /// The measure of one partner; `None` when unknown (a metric is missing from the portfolio,
    /// or too few periods are known).
    pub fn value(&self, portfolio: &Portfolio, partner: usize) -> Option<f64> {
        if self.metrics.is_empty() {
            return None;
        }
        let mut total = 0.0;
        for key in &self.metrics {
            let metric = portfolio.metric_index(key)?;
            total += self.aggregate(portfolio.history(metric, partner), portfolio)?;
        }
        Some(total)
    }

    fn aggregate(&self, history: &[f64], portfolio: &Portfolio) -> Option<f64> {
        let cadence = portfolio.periods().first()?.cadence();
        let length = self.window(cadence);
        let window = history.get(history.len().saturating_sub(length)..)?;
        let known: Vec<f64> = window.iter().copied().filter(|value| value.is_finite()).collect();
        if known.len() < (self.minimum_sample as usize).max(1) {
            return None;
        }
        let sum: f64 = known.iter().sum();
        let mean = sum / known.len() as f64;
        match self.aggregation {
            Aggregation::Sum if known.len() == window.len() => Some(sum),
            Aggregation::Sum => Some(mean * window.len() as f64),
            Aggregation::Mean => Some(mean),
            Aggregation::Last => known.last().copied(),
            Aggregation::Max => known.iter().copied().reduce(f64::max),
        }
    }
}

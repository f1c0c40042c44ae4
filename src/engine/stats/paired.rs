//! Paired comparison under common random numbers (Law, 2015, ch. 11): the difference of two
//! scenarios, replication by replication, has a far smaller error than independent runs.

use super::correlation::covariance;
use super::sample::{mean, standard_deviation};

/// Summary of paired differences `alternative − baseline`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Mean difference.
    pub mean: f64,
    /// Standard error of the mean difference, pairs kept.
    pub standard_error: f64,
    /// Standard error had the two runs been independent.
    pub standard_error_independent: f64,
    /// Correlation between the two runs; 0 when either does not vary.
    pub correlation: f64,
    /// Regression slope of the alternative on the baseline (control variate).
    pub control_variate: f64,
}

impl Paired {
    /// Compares equally long samples pair by pair; a longer one is cut.
    pub fn new(alternative: &[f64], baseline: &[f64]) -> Self {
        let n = alternative.len().min(baseline.len());
        let alternative = alternative.get(..n).unwrap_or(alternative);
        let baseline = baseline.get(..n).unwrap_or(baseline);
        let differences: Vec<f64> = alternative.iter().zip(baseline).map(|(a, b)| a - b).collect();
        let (spread_a, spread_b) = (standard_deviation(alternative), standard_deviation(baseline));
        let covariance = covariance(alternative, baseline);
        let count = (n.max(1)) as f64;
        let varies = spread_a > 0.0 && spread_b > 0.0;
        Self {
            mean: mean(&differences),
            standard_error: standard_deviation(&differences) / count.sqrt(),
            standard_error_independent: ((spread_a * spread_a + spread_b * spread_b) / count)
                .sqrt(),
            correlation: if varies { covariance / (spread_a * spread_b) } else { 0.0 },
            control_variate: if spread_b > 0.0 { covariance / (spread_b * spread_b) } else { 0.0 },
        }
    }

    /// Share of the independent variance that pairing leaves; 1 when there is none to save.
    pub fn variance_ratio(&self) -> f64 {
        if self.standard_error_independent > 0.0 {
            (self.standard_error / self.standard_error_independent).powi(2)
        } else {
            1.0
        }
    }
}

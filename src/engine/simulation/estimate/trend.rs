//! Level and growth of a series of amounts, on the log scale.
//!
//! Level: log of the mean of the known quarters among the last four, as a score sees them (of the last
//! four known ones when none of those is known). Growth: slope of the log on time by least squares (at
//! least four known quarters), shrunk to the mean of all slopes by empirical Bayes:
//! `ĝ = ḡ + τ²/(τ² + s²)(ĝ_i − ḡ)` (Efron & Morris, 1975), clipped to ±10 % a quarter.

/// Growth per quarter is kept within this.
const GROWTH_LIMIT: f64 = 0.10;
/// Quarters of history that a partner's own growth needs.
pub(super) const SAMPLE: usize = 4;

/// A line through log amounts: where it starts, how fast it rises, and how far amounts are from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Log amount in the first quarter of the record.
    pub level: f64,
    /// Log growth per quarter.
    pub slope: f64,
    /// Squared standard error of the slope.
    pub variance: f64,
    /// Log amount less the line, by quarter; NaN where nothing above zero is known.
    pub residuals: Vec<f64>,
}

impl Trend {
    /// Through the known amounts above zero; `None` when there are fewer than four.
    pub fn of(history: &[f64]) -> Option<Self> {
        let points: Vec<(f64, f64)> = history
            .iter()
            .enumerate()
            .filter(|(_, value)| **value > 0.0)
            .map(|(time, value)| (time as f64, libm::log(*value)))
            .collect();
        if points.len() < SAMPLE {
            return None;
        }
        let n = points.len() as f64;
        let mean_t = points.iter().map(|(t, _)| t).sum::<f64>() / n;
        let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / n;
        let spread: f64 = points.iter().map(|(t, _)| (t - mean_t) * (t - mean_t)).sum();
        let slope = points.iter().map(|(t, y)| (t - mean_t) * (y - mean_y)).sum::<f64>() / spread;
        let off = |time: f64, log: f64| log - mean_y - slope * (time - mean_t);
        let residual: f64 = points.iter().map(|(t, y)| off(*t, *y).powi(2)).sum();
        let mut residuals = vec![f64::NAN; history.len()];
        for (time, (slot, value)) in residuals.iter_mut().zip(history).enumerate() {
            if *value > 0.0 {
                *slot = off(time as f64, libm::log(*value));
            }
        }
        let (level, variance) = (mean_y - slope * mean_t, residual / (n - 2.0) / spread);
        Some(Self { level, slope, variance, residuals })
    }
}

/// What all slopes together say (method of moments).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Prior {
    mean: f64,
    variance: f64,
}

impl Prior {
    pub(crate) fn of(trends: &[Option<Trend>]) -> Self {
        let known: Vec<&Trend> = trends.iter().flatten().collect();
        if known.len() < 2 {
            return Self { mean: 0.0, variance: 0.0 };
        }
        let n = known.len() as f64;
        let mean = known.iter().map(|trend| trend.slope).sum::<f64>() / n;
        let total = known.iter().map(|trend| (trend.slope - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let noise = known.iter().map(|trend| trend.variance).sum::<f64>() / n;
        Self { mean, variance: (total - noise).max(0.0) }
    }

    /// Growth per quarter of a partner with this trend, or without one.
    pub(crate) fn shrink(&self, trend: Option<&Trend>) -> f64 {
        let growth = match trend {
            Some(trend) if self.variance > 0.0 => {
                let weight = self.variance / (self.variance + trend.variance);
                self.mean + weight * (trend.slope - self.mean)
            }
            _ => self.mean,
        };
        growth.clamp(-GROWTH_LIMIT, GROWTH_LIMIT)
    }
}

/// Mean of the quarters the level rests on, and how many quarters before the last one they lie on
/// average; `None` when no quarter is known.
pub(crate) fn level(history: &[f64]) -> Option<(f64, f64)> {
    let known: Vec<(f64, f64)> = history
        .iter()
        .rev()
        .enumerate()
        .filter(|(_, value)| value.is_finite())
        .map(|(age, value)| (age as f64, *value))
        .collect();
    let recent = known.iter().take_while(|(age, _)| *age < 4.0).count();
    let used = known.get(..if recent > 0 { recent } else { known.len().min(4) })?;
    if used.is_empty() {
        return None;
    }
    let n = used.len() as f64;
    let age = used.iter().map(|(age, _)| age).sum::<f64>() / n;
    Some((used.iter().map(|(_, value)| value).sum::<f64>() / n, age))
}

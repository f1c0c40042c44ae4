//! How much amounts move by chance: persistence and size of shocks, of a partner and of the market, and
//! the seasons, pooled over partners because no partner's own record is long enough.
//!
//! Residuals of the partners' trends are taken apart: the mean of a quarter over all partners is the
//! season of that quarter of the year and the market; the rest is the partner's own,
//! `e_t = φ e_{t−1} + σ z`. φ is the pooled regression of `e_t` on `e_{t−1}`, corrected for the bias that
//! a fitted line gives in short records, `(2 + 4φ)/n` (Shaman & Stine, 1988). Case `calib_01` is one
//! partner without the correction.

use super::trend::Trend;
use crate::stats::{mean, standard_deviation};

/// Degrees of freedom below which an assumption is worth more.
const LEAST_FREEDOM: f64 = 12.0;
/// Partners below which the mean of a quarter says nothing of the market.
const LEAST_PARTNERS: usize = 20;
/// Quarters below which seasons cannot be told from chance.
const SEASON_QUARTERS: usize = 8;
/// Largest persistence.
const MOST_PERSISTENT: f64 = 0.95;

/// What the record says of chance; `None` is too little.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Chance {
    /// Share of a shock left a quarter later (φ), 0..=0.95.
    pub persistence: Option<f64>,
    /// Standard deviation of a partner's shock (σ), log amount.
    pub volatility: Option<f64>,
    /// Standard deviation of the shock that all share, log amount.
    pub market: Option<f64>,
    /// Log amount by quarter of the year, adding up to zero, from the one after the record on.
    pub season: Option<[f64; 4]>,
}

/// φ without an intercept, and the innovations.
pub fn first_order(residuals: &[f64]) -> (f64, Vec<f64>) {
    let pairs = || residuals.iter().zip(residuals.iter().skip(1)).filter(known);
    let square: f64 = pairs().map(|(before, _)| before * before).sum();
    let product: f64 = pairs().map(|(before, now)| before * now).sum();
    let persistence = if square > 0.0 { product / square } else { 0.0 };
    let innovations = pairs().map(|(before, now)| now - persistence * before).collect();
    (persistence, innovations)
}

fn known((before, now): &(&f64, &f64)) -> bool {
    before.is_finite() && now.is_finite()
}

impl Chance {
    /// From trends over records of one length; the first quarter of the record is quarter `first` of a
    /// year, 0 to 3.
    pub(crate) fn of(trends: &[Option<Trend>], first: usize) -> Self {
        let mut residuals: Vec<Vec<f64>> =
            trends.iter().flatten().map(|trend| trend.residuals.clone()).collect();
        let quarters = residuals.first().map_or(0, Vec::len);
        let many = residuals.len() >= LEAST_PARTNERS;
        let common: Vec<f64> = (0..quarters)
            .map(|quarter| {
                let seen = residuals.iter().filter_map(|row| row.get(quarter).copied());
                let seen: Vec<f64> = seen.filter(|value| value.is_finite()).collect();
                if seen.len() >= LEAST_PARTNERS { mean(&seen) } else { 0.0 }
            })
            .collect();
        for (slot, shared) in residuals.iter_mut().flat_map(|row| row.iter_mut().zip(&common)) {
            *slot -= shared;
        }
        let season = (many && quarters >= SEASON_QUARTERS).then(|| seasons(&common, first));
        let rest: Vec<f64> = common
            .iter()
            .enumerate()
            .map(|(quarter, shared)| shared - season.map_or(0.0, |s| at(&s, first + quarter)))
            .collect();
        let market = (many && quarters >= 6).then(|| standard_deviation(&rest));
        let (persistence, volatility) = own(&residuals).unzip();
        Self { persistence, volatility, market, season }
    }
}

fn at(season: &[f64; 4], quarter: usize) -> f64 {
    season.get(quarter % 4).copied().unwrap_or(0.0)
}

/// Means by quarter of the year, adding up to zero.
fn seasons(common: &[f64], first: usize) -> [f64; 4] {
    let mut season = [0.0; 4];
    for (part, slot) in season.iter_mut().enumerate() {
        let seen = common.iter().enumerate().filter(|(quarter, _)| (first + quarter) % 4 == part);
        *slot = mean(&seen.map(|(_, value)| *value).collect::<Vec<f64>>());
    }
    let centre = season.iter().sum::<f64>() / 4.0;
    season.map(|value| value - centre)
}

/// Persistence and size of the partners' own shocks.
fn own(residuals: &[Vec<f64>]) -> Option<(f64, f64)> {
    let (mut square, mut product, mut quarters, mut freedom) = (0.0, 0.0, 0.0, 0.0);
    for row in residuals {
        for (before, now) in row.iter().zip(row.iter().skip(1)).filter(known) {
            square += before * before;
            product += before * now;
        }
        let seen = row.iter().filter(|value| value.is_finite()).count() as f64;
        quarters += seen;
        freedom += seen - 2.0;
    }
    // Nothing ever moved: the record does not tell of chance.
    if freedom < LEAST_FREEDOM || square <= 1e-18 * quarters {
        return None;
    }
    let length = quarters / residuals.len() as f64;
    let raw = product / square;
    let persistence = ((raw * length + 2.0) / (length - 4.0).max(1.0)).clamp(0.0, MOST_PERSISTENT);
    let total: f64 = residuals.iter().flatten().filter(|e| e.is_finite()).map(|e| e * e).sum();
    // The variance around a fitted line, made the one around the true line, and then that of a shock.
    let variance = total / freedom;
    Some((persistence, (variance * (1.0 - persistence * persistence)).sqrt()))
}

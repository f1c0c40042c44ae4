//! One partner as the simulator sees it: what was known or estimated before the first quarter.

use crate::rng::Stream;

/// A partner ready to be simulated. Money per quarter, in the program's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Position in the portfolio.
    pub position: usize,
    /// Its random numbers.
    pub stream: Stream,
    /// Log of the quarterly revenue level (μ).
    pub level: f64,
    /// Log growth per quarter (g).
    pub growth: f64,
    /// Persistence of its shocks (φ).
    pub persistence: f64,
    /// Standard deviation of its shocks (σ).
    pub volatility: f64,
    /// Sensitivity to the market shock (β).
    pub market_beta: f64,
    /// Gross margin, share of list revenue.
    pub margin: f64,
    /// Tier held before the first quarter.
    pub tier: u8,
    /// Revenue of the last three known quarters, oldest first.
    pub recent: [f64; 3],
    /// State of the AR(1) shock before the first quarter.
    pub shock: f64,
    /// Referrals per quarter (ν).
    pub referral_rate: f64,
    /// Chance to leave in a quarter (h).
    pub exit_hazard: f64,
    /// Standard deviation of the noise of each dimension, points.
    pub dimension_noise: f64,
}

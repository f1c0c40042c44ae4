//! What is told of how every metric is carried forward.

use serde::{Deserialize, Serialize};

/// How one metric is carried forward, and what of that the record says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// Position of the column in the portfolio.
    pub column: usize,
    /// How it goes on.
    pub how: How,
    /// Partners whose own growth or arrivals were estimated; of the rest the mean is taken.
    pub own: usize,
    /// Quarterly noise: log amount where it grows, else in its unit; for counts the share that leaves.
    pub noise: f64,
    /// Whether that was estimated from the record.
    pub noise_estimated: bool,
    /// Share of a shock left a quarter later, where it grows, and whether it was estimated.
    pub persistence: Option<(f64, bool)>,
    /// Log amount by quarter of the year after the record, if the record tells.
    pub season: Option<[f64; 4]>,
    /// Whether the shocks that all share were estimated; of sales.
    pub market_estimated: bool,
}

impl Carried {
    /// Keys of the parameters that its estimates take the place of.
    pub fn stands_for(&self) -> Vec<&'static str> {
        if self.how != How::Sales {
            return Vec::new();
        }
        let persistence = self.persistence.is_some_and(|(_, estimated)| estimated);
        let keys = [
            (self.noise_estimated, "volatility"),
            (persistence, "persistence"),
            (self.market_estimated, "market_volatility"),
        ];
        keys.into_iter().filter(|(estimated, _)| *estimated).map(|(_, key)| key).collect()
    }
}

/// The kinds of dynamics, in words of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// What partners sell.
    Sales,
    /// An amount that grows.
    Growing,
    /// Moves around a level of its own.
    Drifting,
    /// Whole things that come and go.
    Counting,
    /// Stays as it is.
    Fixed,
}

//! What a numeric column means, so that it is aggregated, judged and printed correctly.

use serde::{Deserialize, Serialize};

/// How a metric behaves over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Adds up over periods: revenue, deals.
    Flow,
    /// State at the end of a period: certified staff, active customers.
    Stock,
    /// A bounded scale or a share: satisfaction, retention.
    Rating,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    More,
    /// Less is better.
    Less,
}

/// What one unit of the metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Money in the program's currency.
    Money,
    /// Things counted.
    Count,
    /// Days.
    Days,
    /// Percent, 0–100.
    Percent,
    /// Points of some scale.
    Points,
}

/// One numeric column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Stable name used by rules and files: lower case, words joined by `_`.
    pub key: String,
    /// Name as written in the source.
    pub name: String,
    /// How it behaves over time.
    pub kind: Kind,
    /// What one unit is.
    pub unit: Unit,
    /// Which way is good.
    pub direction: Direction,
}

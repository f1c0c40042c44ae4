//! What can be moved, in groups that a facilitator frees or holds.

use serde::{Deserialize, Serialize};

/// A group of levers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Levers {
    /// Lines of the score.
    Thresholds,
    /// Reviews, grace, buffers.
    Movement,
    /// Benefits of every tier, and the budget.
    Incentives,
    /// Score, gates, statuses, and which tiers there are.
    Rules,
    /// How partners respond, demand, hours available, who joins.
    Assumptions,
    /// How long and how often it is simulated.
    Run,
}

impl Levers {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Thresholds,
        Self::Incentives,
        Self::Movement,
        Self::Rules,
        Self::Assumptions,
        Self::Run,
    ];

    /// As documents name it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Thresholds => "thresholds",
            Self::Movement => "movement",
            Self::Incentives => "incentives",
            Self::Rules => "rules",
            Self::Assumptions => "assumptions",
            Self::Run => "run",
        }
    }

    /// The group of that key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|levers| levers.key() == key)
    }
}

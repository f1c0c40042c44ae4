//! The review: one evaluation of a partner's standing, with hysteresis.
//!
//! Order: 1 qualify; 2 if the qualifying tier is above the present one, count up and move one step
//! after `consecutive_up` reviews in a row; 3 else if below the present tier's line minus the
//! buffer, or its gate fails, count down and move one step down after more than `grace` reviews in
//! a row; 4 else both counts start again. (A Schmitt trigger; reference case `markov_04`.)

use super::ladder::EPSILON;
use serde::{Deserialize, Serialize};

/// How fast and how easily partners move.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MovementRules {
    /// Quarters from one review to the next, ≥ 1.
    pub cadence: u32,
    /// Good reviews in a row before moving up, ≥ 1.
    pub consecutive_up: u32,
    /// Reviews below the line that change nothing, ≥ 0.
    pub grace: u32,
    /// Points below the line that are still tolerated, ≥ 0.
    pub buffer: f64,
}

/// A partner's tier with its counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Position of the tier held.
    pub tier: u8,
    /// Good reviews in a row.
    pub up: u32,
    /// Reviews below the line in a row.
    pub down: u32,
}

/// What a review did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReviewEvent {
    /// Moved one tier up.
    Promote,
    /// Qualifies for more, not yet long enough.
    Building,
    /// Stays.
    Hold,
    /// Below the line, within the grace reviews.
    Grace,
    /// Moved one tier down.
    Demote,
}

/// Reviews one standing in place. `score` is on the ladder's scale, `line` the threshold of the tier
/// held, `gates_met` whether the gates of the tier held are met.
#[inline]
pub fn review(
    standing: &mut Standing,
    rules: &MovementRules,
    qualifies: u8,
    score: f64,
    line: f64,
    gates_met: bool,
) -> ReviewEvent {
    if qualifies > standing.tier {
        standing.up += 1;
        standing.down = 0;
        if standing.up >= rules.consecutive_up {
            standing.tier += 1;
            standing.up = 0;
            return ReviewEvent::Promote;
        }
        return ReviewEvent::Building;
    }
    if standing.tier > 0 && (score < line - rules.buffer - EPSILON || !gates_met) {
        standing.down += 1;
        standing.up = 0;
        if standing.down > rules.grace {
            standing.tier -= 1;
            standing.down = 0;
            return ReviewEvent::Demote;
        }
        return ReviewEvent::Grace;
    }
    standing.up = 0;
    standing.down = 0;
    ReviewEvent::Hold
}

//! Groups of levers by their names.

use tierlab_engine::record::Levers;

/// A group of levers within a sentence; each is more than one: "thresholds are".
pub fn lever_name(levers: Levers) -> &'static str {
    match levers {
        Levers::Thresholds => "thresholds",
        Levers::Incentives => "incentives",
        Levers::Movement => "movement rules",
        Levers::Rules => "score, gates and tiers",
        Levers::Assumptions => "assumptions",
        Levers::Run => "length and number of runs",
    }
}

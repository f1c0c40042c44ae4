//! What is asked: two programs, the response parameters, and how long and how often to run.

use crate::behaviour::Parameters;
use crate::rng::Seed;
use crate::rules::Program;
use serde::{Deserialize, Serialize};

/// How long, how often, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Quarters to simulate, 1..=40.
    pub quarters: u32,
    /// First quarter in which the alternative is in force, from 1; the baseline holds before it.
    pub starts: u32,
    /// Paired replications, 1..=100 000.
    pub replications: u32,
    /// Seed of all random numbers.
    pub seed: Seed,
}

/// A baseline program, an alternative to it, and everything else a run needs but the partners.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// The program in force.
    pub baseline: Program,
    /// The program under design.
    pub alternative: Program,
    /// How partners respond.
    pub parameters: Parameters,
    /// How long and how often.
    pub settings: Settings,
}

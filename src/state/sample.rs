//! The sample, made here so that opening it asks no server and reads no document.

use std::sync::{Arc, OnceLock};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::sample::{sample_partners, sample_scenario};

/// The sample partners, drawn once.
pub fn sample_portfolio() -> Arc<Portfolio> {
    static DRAWN: OnceLock<Arc<Portfolio>> = OnceLock::new();
    DRAWN.get_or_init(|| Arc::new(sample_partners())).clone()
}

/// The sample's seed serves every new scenario, so that two people get the same numbers.
pub(crate) fn sample_seed() -> u64 {
    sample_scenario().settings.seed.0
}

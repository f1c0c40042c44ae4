//! The sample: invented partners and a scenario on them, part of the page so that opening it asks
//! no server.

use std::sync::{Arc, OnceLock};
use tierlab_engine::formats::documents::{SavedScenario, read_portfolio, read_scenario};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::{Problem, Problems};

const PARTNERS: &str = include_str!("../../public/samples/partners.json");
const SCENARIO: &str = include_str!("../../public/samples/scenario.json");

/// The sample partners, through the same door as any stored portfolio; read once. A test asserts
/// that they are those of `public/samples/partners.csv`.
///
/// # Errors
/// None in practice: a test reads the sample.
pub fn sample_portfolio() -> Result<Arc<Portfolio>, Problems> {
    static READ: OnceLock<Result<Arc<Portfolio>, Problems>> = OnceLock::new();
    READ.get_or_init(|| read_portfolio(PARTNERS).map(Arc::new)).clone()
}

/// The sample scenario, through the same door as any document.
///
/// # Errors
/// When the page was built from files that do not belong together.
pub fn sample_scenario(portfolio: &Portfolio) -> Result<SavedScenario, Problems> {
    let saved = read_scenario(SCENARIO)?;
    if saved.portfolio.fingerprint == portfolio.fingerprint() {
        Ok(saved)
    } else {
        Err(Problems::from(Problem::new(
            "Sample",
            "The sample scenario was made for other partners.",
            "Reload this page.",
        )))
    }
}

/// The sample's seed serves every new scenario, so that two people get the same numbers.
pub(crate) fn sample_seed() -> u64 {
    sample_portfolio()
        .and_then(|portfolio| sample_scenario(&portfolio))
        .map_or(1, |saved| saved.scenario.settings.seed.0)
}

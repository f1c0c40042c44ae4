//! The sample: invented partners and a scenario on them, part of the page so that opening it asks
//! no server.

use std::sync::{Arc, OnceLock};
use tierlab_engine::formats::documents::{SavedScenario, read_scenario};
use tierlab_engine::formats::import::{guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::{Problem, Problems};

const PARTNERS: &str = include_str!("../../public/samples/partners.csv");
const SCENARIO: &str = include_str!("../../public/samples/scenario.json");

/// The sample partners, through the same door as any file; read once.
///
/// # Errors
/// None in practice: a test reads the sample.
pub fn sample_portfolio() -> Result<Arc<Portfolio>, Problems> {
    static READ: OnceLock<Result<Arc<Portfolio>, Problems>> = OnceLock::new();
    READ.get_or_init(|| {
        let table = read_table(PARTNERS.as_bytes()).map_err(Problems::from)?;
        Ok(Arc::new(import(&table, &guess_plan(&table), Origin::Sample)?.portfolio))
    })
    .clone()
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

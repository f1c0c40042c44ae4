//! What earlier versions of Tierlab kept: one open scenario, and a shelf of those before it.

use super::book::unreadable;
use super::texts::{EARLIER_PARTNERS, EARLIER_SCENARIO, EARLIER_SHELF, Texts};
use serde::Deserialize;
use std::sync::Arc;
use tierlab_engine::formats::documents::{SavedScenario, read_portfolio, read_scenario};
use tierlab_engine::formats::unpack;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::{Problem, Problems};

/// Largest portfolio document of that time.
const MOST_BYTES: usize = 400 << 20;

#[derive(Deserialize)]
struct Shelved {
    scenario: String,
    portfolio: Option<String>,
}

/// A scenario that an earlier version kept.
pub struct Earlier {
    /// The keys it is under; they are emptied when it is kept anew.
    pub keys: Vec<String>,
    /// Whether it was the open one.
    pub open: bool,
    /// The scenario and its partners (none for the sample), or what is wrong with it.
    pub read: Result<(SavedScenario, Option<Arc<Portfolio>>), Problems>,
}

/// Everything that earlier versions kept: the shelf from the oldest on, and the open scenario last.
pub fn earlier(texts: &impl Texts) -> Vec<Earlier> {
    let mut slots: Vec<(u32, String)> = texts
        .keys()
        .into_iter()
        .filter_map(|key| Some((key.strip_prefix(EARLIER_SHELF)?.parse().ok()?, key)))
        .collect();
    slots.sort();
    let mut found: Vec<Earlier> = slots
        .into_iter()
        .map(|(_, key)| {
            let shelved =
                texts.load(&key).and_then(|text| serde_json::from_str::<Shelved>(&text).ok());
            let read = shelved.ok_or_else(|| Problems::from(unreadable("It is not text.")));
            let read = read.and_then(|it| read_pair(&it.scenario, it.portfolio.as_deref()));
            Earlier { keys: vec![key], open: false, read }
        })
        .collect();
    if texts.holds(EARLIER_SCENARIO) {
        let scenario = texts.load(EARLIER_SCENARIO);
        let scenario = scenario.ok_or_else(|| Problems::from(unreadable("It is not text.")));
        let partners = texts.load(EARLIER_PARTNERS);
        let read = scenario.and_then(|text| read_pair(&text, partners.as_deref()));
        let mut keys = vec![EARLIER_SCENARIO.to_owned()];
        if texts.holds(EARLIER_PARTNERS) {
            keys.push(EARLIER_PARTNERS.to_owned());
        }
        found.push(Earlier { keys, open: true, read });
    }
    found
}

/// Puts a scenario together with its packed portfolio document of version 1.
fn read_pair(
    scenario: &str,
    portfolio: Option<&str>,
) -> Result<(SavedScenario, Option<Arc<Portfolio>>), Problems> {
    let saved = read_scenario(scenario)?;
    let portfolio = match (&saved.portfolio.origin, portfolio) {
        (Origin::Sample, _) => return Ok((saved, None)),
        (Origin::File(_), Some(packed)) => {
            let text = unpack(packed, MOST_BYTES).and_then(|bytes| String::from_utf8(bytes).ok());
            let text = text.ok_or_else(|| unreadable("Its partners are damaged."))?;
            Arc::new(read_portfolio(&text)?)
        }
        (Origin::File(name), None) => return Err(Problems::from(no_partners(name))),
    };
    if portfolio.fingerprint() != saved.portfolio.fingerprint {
        return Err(Problems::from(unreadable("It was made for other partners.")));
    }
    Ok((saved, Some(portfolio)))
}

/// What is said of a scenario whose partners are gone.
pub(super) fn no_partners(file: &str) -> Problem {
    Problem::new(
        "Saved scenario",
        format!("The partners of {file} are no longer in this browser."),
        "Import the file again.",
    )
}

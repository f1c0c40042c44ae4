//! The work document, version 1: scenarios with their versions and partners in one file, for a backup or for
//! another browser.
//!
//! A scenario that cannot be read, or whose partners cannot, is refused alone; the others come in.

use super::versions::{VersionV1, few};
use super::{
    MOST_PORTFOLIO_BYTES, Text, Version, parse, portfolio_key, read_columns, read_scenario,
    text_of, too_large, version_of,
};
use crate::formats::packed::{from_text, inflate, to_text};
use crate::portfolio::Origin;
use crate::problem::{Problem, Problems};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Largest file that is looked at.
pub const MOST_WORK_BYTES: usize = 400 << 20;
/// Most scenarios in one file.
const MOST_SCENARIOS: usize = 5_000;

/// A scenario with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkScenario {
    /// Under which it was kept.
    pub id: String,
    /// When it was changed last, as `2026-11-28T14:32:05.000Z`.
    pub changed: String,
    /// The scenario document.
    pub scenario: String,
    /// Key of its partners among the portfolios; none for the sample.
    pub partners: Option<String>,
    /// Its versions, the oldest first.
    pub versions: Vec<Version>,
}

/// What somebody has made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// The scenarios.
    pub scenarios: Vec<WorkScenario>,
    /// Deflated portfolio documents of version 2, by [`portfolio_key`].
    pub portfolios: BTreeMap<String, Vec<u8>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkV1 {
    tierlab: String,
    version: u32,
    scenarios: Vec<WorkScenarioV1>,
    /// Deflated and base64url.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    portfolios: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkScenarioV1 {
    id: String,
    changed: String,
    scenario: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partners: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionV1>,
}

/// Writes a work document on one line.
pub fn write_work(work: &Work) -> String {
    let scenarios = work.scenarios.iter().filter_map(|it| WorkScenarioV1::try_from(it).ok());
    let portfolios = work.portfolios.iter().map(|(key, bytes)| (key.clone(), to_text(bytes)));
    let document = WorkV1 {
        tierlab: "work".to_owned(),
        version: 1,
        scenarios: scenarios.collect(),
        portfolios: portfolios.collect(),
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads a work document: what can be read, and what is wrong with the rest.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read_work(text: &str) -> Result<(Work, Problems), Problems> {
    if text.len() > MOST_WORK_BYTES {
        return Err(Problems::from(too_large("file of saved work", text.len(), MOST_WORK_BYTES)));
    }
    version_of(text, "work", 1)?;
    let document: WorkV1 = parse(text, "work")?;
    if document.scenarios.len() > MOST_SCENARIOS {
        return Err(Problems::from(Problem::new(
            "scenarios",
            format!("There are {}, over {MOST_SCENARIOS}.", document.scenarios.len()),
            "Choose another file.",
        )));
    }
    let mut refused = Problems::default();
    let mut portfolios = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for (key, packed) in document.portfolios {
        match partners(&key, &packed) {
            Ok((bytes, fingerprint)) => {
                numbers.insert(key.clone(), fingerprint);
                portfolios.insert(key, bytes);
            }
            Err(problems) => tell(&mut refused, &format!("portfolios.{key}"), problems),
        }
    }
    let mut scenarios = Vec::new();
    for (place, scenario) in document.scenarios.into_iter().enumerate() {
        let scenario = WorkScenario::from(scenario);
        match scenario.check(&numbers) {
            Ok(()) => scenarios.push(scenario),
            Err(problems) => tell(&mut refused, &format!("scenarios[{place}]"), problems),
        }
    }
    Ok((Work { scenarios, portfolios }, refused))
}

fn tell(refused: &mut Problems, place: &str, problems: Problems) {
    for problem in problems.0 {
        let within =
            if problem.place.is_empty() { String::new() } else { format!(", {}", problem.place) };
        refused.push(Problem { place: format!("{place}{within}"), ..problem });
    }
}

/// The deflated bytes of partners and the fingerprint of their numbers.
fn partners(key: &str, packed: &str) -> Result<(Vec<u8>, u64), Problems> {
    let damaged = |what: &str| {
        Problems::from(Problem::new(
            "",
            format!("These partners are damaged: {what}."),
            "Take a fresh copy of the file.",
        ))
    };
    let bytes = from_text(packed).ok_or_else(|| damaged("they are not packed"))?;
    let document =
        inflate(&bytes, MOST_PORTFOLIO_BYTES).ok_or_else(|| damaged("they cannot be expanded"))?;
    let portfolio = read_columns(&document)?;
    if portfolio_key(&portfolio) != key {
        return Err(damaged("they are others than their key says"));
    }
    Ok((bytes, portfolio.fingerprint()))
}

impl WorkScenario {
    fn check(&self, portfolios: &BTreeMap<String, u64>) -> Result<(), Problems> {
        let saved = read_scenario(&self.scenario)?;
        few(self.versions.len())?;
        for version in &self.versions {
            version.check()?;
        }
        let known = self.partners.as_ref().and_then(|key| portfolios.get(key));
        let fits = match saved.portfolio.origin {
            Origin::Sample => self.partners.is_none(),
            Origin::File(_) => known == Some(&saved.portfolio.fingerprint),
        };
        if fits {
            return Ok(());
        }
        Err(Problems::from(Problem::new(
            "partners",
            "The partners of this scenario are not in the file.",
            "Take a fresh copy of the file.",
        )))
    }
}

impl TryFrom<&WorkScenario> for WorkScenarioV1 {
    type Error = serde_json::Error;

    fn try_from(it: &WorkScenario) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id: it.id.clone(),
            changed: it.changed.clone(),
            scenario: text_of(&it.scenario)?,
            partners: it.partners.clone(),
            versions: it.versions.iter().map(VersionV1::try_from).collect::<Result<_, _>>()?,
        })
    }
}

impl From<WorkScenarioV1> for WorkScenario {
    fn from(document: WorkScenarioV1) -> Self {
        Self {
            id: document.id,
            changed: document.changed,
            scenario: document.scenario.get().to_owned(),
            partners: document.partners,
            versions: document.versions.into_iter().map(Version::from).collect(),
        }
    }
}

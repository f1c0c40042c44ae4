//! The versions document, version 1: what a scenario was when somebody wanted to remember it.

use super::{Text, parse, read_scenario, text_of, too_large, version_of};
use crate::problem::{Problem, Problems};
use serde::{Deserialize, Serialize};

/// Largest list of versions that is looked at.
const MOST_BYTES: usize = 64 << 20;
/// Most versions of one scenario.
pub const MOST_VERSIONS: usize = 500;

/// A scenario as it was, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its name: "Before the workshop".
    pub name: String,
    /// When it was kept, as `2026-11-28T14:32:05.000Z`.
    pub kept: String,
    /// The scenario document.
    pub scenario: String,
    /// Whether it came in from somebody who took part in a workshop.
    pub collected: bool,
}

impl Version {
    /// Whether its scenario can be read.
    pub(super) fn check(&self) -> Result<(), Problems> {
        read_scenario(&self.scenario).map(|_| ())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionsV1 {
    tierlab: String,
    version: u32,
    versions: Vec<VersionV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionV1 {
    name: String,
    kept: String,
    scenario: Text,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    collected: bool,
}

/// Writes the versions of a scenario on one line.
pub fn write_versions(versions: &[Version]) -> String {
    let versions = versions.iter().filter_map(|version| VersionV1::try_from(version).ok());
    let versions: Vec<VersionV1> = versions.collect();
    // An older page takes a list of version 2 for newer, and leaves it alone.
    let version = if versions.iter().any(|it| it.collected) { 2 } else { 1 };
    let document = VersionsV1 { tierlab: "versions".to_owned(), version, versions };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads a list of versions; their scenarios are read when they are opened.
///
/// # Errors
/// What is wrong with the list.
pub fn read_versions(text: &str) -> Result<Vec<Version>, Problems> {
    if text.len() > MOST_BYTES {
        return Err(Problems::from(too_large("list of versions", text.len(), MOST_BYTES)));
    }
    version_of(text, "versions", 2)?;
    let document: VersionsV1 = parse(text, "versions")?;
    few(document.versions.len())?;
    Ok(document.versions.into_iter().map(Version::from).collect())
}

/// Refuses more versions than anybody keeps.
pub(super) fn few(versions: usize) -> Result<(), Problem> {
    if versions <= MOST_VERSIONS {
        return Ok(());
    }
    Err(Problem::new(
        "Versions",
        format!("There are {versions}, over {MOST_VERSIONS}."),
        "Delete some that are not needed.",
    ))
}

impl TryFrom<&Version> for VersionV1 {
    type Error = serde_json::Error;

    fn try_from(version: &Version) -> Result<Self, serde_json::Error> {
        let Version { name, kept, scenario, collected } = version;
        Ok(Self {
            name: name.clone(),
            kept: kept.clone(),
            scenario: text_of(scenario)?,
            collected: *collected,
        })
    }
}

impl From<VersionV1> for Version {
    fn from(document: VersionV1) -> Self {
        Self {
            name: document.name,
            kept: document.kept,
            scenario: document.scenario.get().to_owned(),
            collected: document.collected,
        }
    }
}

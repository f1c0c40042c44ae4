//! The scenario document, version 2: two programs, the response parameters that were changed, and
//! a reference to the partners it was made on (never the partners themselves). Version 1, which held
//! programs of version 1, is still read.

use super::place::Place;
use super::program::{ProgramV1, ProgramV2};
use super::{fits, parse, version_of};
use crate::behaviour::{Parameters, catalogue};
use crate::portfolio::{Origin, Portfolio};
use crate::problem::{Problem, Problems};
use crate::rng::Seed;
use crate::rules::Program;
use crate::simulation::{Scenario, Settings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which partners a scenario was made on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioReference {
    /// Where they came from.
    pub origin: Origin,
    /// How many there are.
    pub partners: usize,
    /// [`Portfolio::fingerprint`].
    pub fingerprint: u64,
}

impl PortfolioReference {
    /// The reference to a portfolio.
    pub fn to(portfolio: &Portfolio) -> Self {
        Self {
            origin: portfolio.origin().clone(),
            partners: portfolio.partners().len(),
            fingerprint: portfolio.fingerprint(),
        }
    }
}

/// A scenario with the partners it belongs to and, if known, what it came out as.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedScenario {
    /// The scenario.
    pub scenario: Scenario,
    /// The partners it was made on.
    pub portfolio: PortfolioReference,
    /// Fingerprint of the finished outcome.
    pub outcome: Option<u64>,
}

/// Two programs to be compared on the same partners: the one in force, and the one under design.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ScenarioDocument"))]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioDocument<P> {
    /// Says that this is a scenario.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "scenario")))]
    tierlab: String,
    /// Version of the format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 2)))]
    version: u32,
    /// The program in force.
    baseline: P,
    /// The program under design: as many tiers, and the same dimensions of the score.
    alternative: P,
    /// First quarter in which the alternative is in force, from 1; 1 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 40)))]
    #[serde(default = "one", skip_serializing_if = "is_one")]
    starts: u32,
    /// How partners respond: only those that differ from the defaults.
    #[cfg_attr(feature = "schema", schemars(transform = super::schema::parameters))]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    parameters: BTreeMap<String, f64>,
    /// Quarters to simulate.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 40)))]
    quarters: u32,
    /// How often each quarter is simulated under other random numbers.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100_000)))]
    replications: u32,
    /// Seed of the random numbers, up to 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::schema::HEX)))]
    seed: String,
    /// The partners it was made on. Never the partners themselves.
    portfolio: ReferenceV1,
    /// Fingerprint of the finished outcome, up to 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::schema::HEX)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
}

/// A scenario of the newest version as it is written down.
#[cfg(feature = "schema")]
pub(super) type ScenarioV2 = ScenarioDocument<ProgramV2>;

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_one(count: &u32) -> bool {
    *count == 1
}

/// Which partners a scenario was made on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "PortfolioReference")
)]
#[serde(deny_unknown_fields)]
struct ReferenceV1 {
    /// File name; absent for the sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// How many there are.
    partners: usize,
    /// Fingerprint of their data, up to 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::schema::HEX)))]
    fingerprint: String,
}

/// Writes a scenario document on one line.
pub fn write_scenario(saved: &SavedScenario) -> String {
    serde_json::to_string(&document(saved)).unwrap_or_default()
}

/// Reads and checks a scenario document of any version.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_scenario(text: &str) -> Result<SavedScenario, Problems> {
    fits(text, "scenario")?;
    if version_of(text, "scenario", 2)? == 1 {
        let document: ScenarioDocument<ProgramV1> = parse(text, "scenario")?;
        return read(document, Program::try_from);
    }
    let document: ScenarioDocument<ProgramV2> = parse(text, "scenario")?;
    read(document, |program| program.read(&Place::root("program")))
}

fn document(saved: &SavedScenario) -> ScenarioDocument<ProgramV2> {
    let scenario = &saved.scenario;
    let default = Parameters::default();
    let parameters = catalogue()
        .iter()
        .map(|info| (info, (info.get)(&scenario.parameters)))
        .filter(|(info, value)| value.to_bits() != (info.get)(&default).to_bits())
        .map(|(info, value)| (info.key.to_owned(), value))
        .collect();
    ScenarioDocument {
        tierlab: "scenario".to_owned(),
        version: 2,
        baseline: ProgramV2::from(&scenario.baseline),
        alternative: ProgramV2::from(&scenario.alternative),
        starts: scenario.settings.starts,
        parameters,
        quarters: scenario.settings.quarters,
        replications: scenario.settings.replications,
        seed: hex(scenario.settings.seed.0),
        portfolio: ReferenceV1 {
            file: match &saved.portfolio.origin {
                Origin::Sample => None,
                Origin::File(name) => Some(name.clone()),
            },
            partners: saved.portfolio.partners,
            fingerprint: hex(saved.portfolio.fingerprint),
        },
        outcome: saved.outcome.map(hex),
    }
}

fn read<P>(
    document: ScenarioDocument<P>,
    program: impl Fn(P) -> Result<Program, Problems>,
) -> Result<SavedScenario, Problems> {
    let mut found = Problems::default();
    let baseline = collect(program(document.baseline), "Baseline", &mut found);
    let alternative = collect(program(document.alternative), "Alternative", &mut found);
    let parameters = parameters(&document.parameters, &mut found);
    range("Quarters", document.quarters, 40, &mut found);
    range("First quarter of the alternative", document.starts, 40, &mut found);
    range("Replications", document.replications, 100_000, &mut found);
    let seed = unhex("Seed", &document.seed, &mut found);
    let fingerprint = unhex("Partners", &document.portfolio.fingerprint, &mut found);
    let outcome = document.outcome.map(|text| unhex("Outcome", &text, &mut found));
    let (Some(baseline), Some(alternative)) = (baseline, alternative) else {
        return Err(found);
    };
    let settings = Settings {
        quarters: document.quarters,
        starts: document.starts,
        replications: document.replications,
        seed: Seed(seed),
    };
    let origin = document.portfolio.file.map_or(Origin::Sample, Origin::File);
    found.or(SavedScenario {
        scenario: Scenario { baseline, alternative, parameters, settings },
        portfolio: PortfolioReference {
            origin,
            partners: document.portfolio.partners,
            fingerprint,
        },
        outcome,
    })
}

fn collect<T>(read: Result<T, Problems>, place: &str, found: &mut Problems) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(problems) => {
            for problem in problems.0 {
                found.push(Problem { place: format!("{place}, {}", problem.place), ..problem });
            }
            None
        }
    }
}

fn parameters(changed: &BTreeMap<String, f64>, found: &mut Problems) -> Parameters {
    let mut parameters = Parameters::default();
    for (key, value) in changed {
        match catalogue().iter().find(|info| info.key == key) {
            Some(info) if info.admits(*value) => {
                (info.set)(&mut parameters, *value);
            }
            Some(info) => found.push(Problem::new(
                info.label,
                format!("It is {value}."),
                format!("Use a number from {} to {}.", info.low, info.high),
            )),
            None => found.push(Problem::new(
                key.clone(),
                "This parameter is not known.",
                "Reload this page to get the newest version, or remove it.",
            )),
        }
    }
    parameters
}

fn range(place: &str, value: u32, most: u32, found: &mut Problems) {
    if !(1..=most).contains(&value) {
        found.push(Problem::new(
            place,
            format!("It is {value}."),
            format!("Use a whole number from 1 to {most}."),
        ));
    }
}

fn hex(value: u64) -> String {
    format!("{value:016x}")
}

fn unhex(place: &str, text: &str, found: &mut Problems) -> u64 {
    u64::from_str_radix(text, 16).unwrap_or_else(|_| {
        found.push(Problem::new(
            place,
            format!("\"{text}\" is not a number in hexadecimal."),
            "Ask the sender for a fresh copy.",
        ));
        0
    })
}

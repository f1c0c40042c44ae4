//! The scenario document, version 2: two programs, the response parameters that were changed, and
//! a reference to the partners it was made on (never the partners themselves). Version 1, which held
//! programs of version 1, is still read.

use super::place::Place;
use super::program::{ProgramV1, ProgramV2};
use super::record::{self, RecordV2};
use super::{fits, parse, version_of};
use crate::behaviour::{ParameterInfo, Parameters, catalogue};
use crate::portfolio::{Origin, Portfolio};
use crate::problem::{Problem, Problems};
use crate::rng::Seed;
use crate::rules::Program;
use crate::simulation::{Response, Scenario, Segment, Settings, Stress};
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
    /// Parameters that somebody has looked at and taken as theirs, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    confirmed: Vec<String>,
    /// How strongly segments respond to programs; a partner takes the first that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    responses: Vec<ResponseV2>,
    /// Changes of demand that programs do not cause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stress: Vec<StressV2>,
    /// Partner-manager hours that there are in a quarter.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e9)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manager_hours: Option<f64>,
    /// Partners that join in a quarter, on average; 0 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1000)))]
    #[serde(default, skip_serializing_if = "is_nothing")]
    joining: f64,
    /// Quarters to simulate.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 40)))]
    quarters: u32,
    /// How often each quarter is simulated under other random numbers.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100_000)))]
    replications: u32,
    /// Thousandths of the mean net benefit: stop when its error (95 %) is below.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1000)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    precision: Option<u16>,
    /// Whether parameters that nobody has confirmed are drawn from their ranges.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    uncertain: bool,
    /// Thousandths by which money loses worth in a year; 0 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1000)))]
    #[serde(default, skip_serializing_if = "is_zero")]
    discount: u16,
    /// Seed of the random numbers, up to 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::schema::HEX)))]
    seed: String,
    /// What people agree about it; nothing of it is simulated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<RecordV2>,
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

/// How strongly some partners respond to programs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Response"))]
#[serde(deny_unknown_fields)]
struct ResponseV2 {
    /// Name of a text column.
    by: String,
    /// What it says of them; upper and lower case are one.
    is: String,
    /// Factor on levers and tier pull; 1 is as everyone.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 5)))]
    factor: f64,
}

/// A change of demand that programs do not cause.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Stress"))]
#[serde(deny_unknown_fields)]
struct StressV2 {
    /// Name for people.
    name: String,
    /// Change of revenue at full size, as a share: -0.2 is a fifth less.
    #[cfg_attr(feature = "schema", schemars(range(min = -0.95, max = 5)))]
    size: f64,
    /// First quarter, from 1; 1 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 40)))]
    #[serde(default = "one", skip_serializing_if = "is_one")]
    from: u32,
    /// Quarters it lasts, or over which it builds up.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 40)))]
    quarters: u32,
    /// Whether it builds up quarter by quarter and then stays.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gradual: bool,
    /// Name of a text column, when it meets some partners only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// What that column says of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(number: &u16) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_nothing(number: &f64) -> bool {
    *number == 0.0
}

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
        responses: scenario.responses.iter().map(ResponseV2::from).collect(),
        stress: scenario.stress.iter().map(StressV2::from).collect(),
        manager_hours: scenario.manager_hours,
        joining: scenario.joining,
        quarters: scenario.settings.quarters,
        replications: scenario.settings.replications,
        precision: scenario.settings.precision,
        uncertain: scenario.settings.uncertain,
        discount: scenario.settings.discount,
        confirmed: scenario.confirmed.clone(),
        seed: hex(scenario.settings.seed.0),
        record: record::write(&scenario.record),
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
    for key in &document.confirmed {
        known(key, &mut found);
    }
    if let Some(precision) = document.precision {
        range("Precision", u32::from(precision), 1000, &mut found);
    }
    between("Discount", f64::from(document.discount), (0.0, 1000.0), &mut found);
    between("Partners that join in a quarter", document.joining, (0.0, 1000.0), &mut found);
    if let Some(hours) = document.manager_hours {
        between("Partner-manager hours", hours, (0.0, 1e9), &mut found);
    }
    let confirmed = document.confirmed;
    let responses = document.responses.into_iter().map(|it| it.read(&mut found)).collect();
    let stress = document.stress.into_iter().map(|it| it.read(&mut found)).collect();
    range("Quarters", document.quarters, 40, &mut found);
    range("First quarter of the alternative", document.starts, 40, &mut found);
    range("Replications", document.replications, 100_000, &mut found);
    let seed = unhex("Seed", &document.seed, &mut found);
    let record = document.record.map_or_else(Default::default, |it| it.read(&mut found));
    let fingerprint = unhex("Partners", &document.portfolio.fingerprint, &mut found);
    let outcome = document.outcome.map(|text| unhex("Outcome", &text, &mut found));
    let (Some(baseline), Some(alternative)) = (baseline, alternative) else {
        return Err(found);
    };
    let settings = Settings {
        quarters: document.quarters,
        starts: document.starts,
        replications: document.replications,
        precision: document.precision,
        uncertain: document.uncertain,
        discount: document.discount,
        seed: Seed(seed),
    };
    let origin = document.portfolio.file.map_or(Origin::Sample, Origin::File);
    found.or(SavedScenario {
        scenario: Scenario {
            baseline,
            alternative,
            parameters,
            confirmed,
            responses,
            stress,
            manager_hours: document.manager_hours,
            joining: document.joining,
            settings,
            record,
        },
        portfolio: PortfolioReference {
            origin,
            partners: document.portfolio.partners,
            fingerprint,
        },
        outcome,
    })
}

impl From<&Response> for ResponseV2 {
    fn from(response: &Response) -> Self {
        let Segment { attribute, value } = response.segment.clone();
        Self { by: attribute, is: value, factor: response.factor }
    }
}

impl ResponseV2 {
    fn read(self, found: &mut Problems) -> Response {
        let place = format!("Response of {}", self.is);
        between(&place, self.factor, (0.0, 5.0), found);
        let segment = Segment { attribute: self.by, value: self.is };
        Response { segment, factor: self.factor }
    }
}

impl From<&Stress> for StressV2 {
    fn from(stress: &Stress) -> Self {
        let Stress { name, size, from, quarters, gradual, segment } = stress.clone();
        let (by, is) = segment.map(|segment| (segment.attribute, segment.value)).unzip();
        Self { name, size, from, quarters, gradual, by, is }
    }
}

impl StressV2 {
    fn read(self, found: &mut Problems) -> Stress {
        between(&format!("Size of {}", self.name), self.size, (-0.95, 5.0), found);
        range(&format!("First quarter of {}", self.name), self.from, 40, found);
        range(&format!("Quarters of {}", self.name), self.quarters, 40, found);
        if self.by.is_some() != self.is.is_some() {
            found.push(Problem::new(
                self.name.clone(),
                "It says half of whom it meets.",
                "Name both the text column (\"by\") and what it says (\"is\"), or neither.",
            ));
        }
        let Self { name, size, from, quarters, gradual, by, is } = self;
        let segment = by.zip(is).map(|(attribute, value)| Segment { attribute, value });
        Stress { name, size, from, quarters, gradual, segment }
    }
}

fn between(place: &str, value: f64, (low, high): (f64, f64), found: &mut Problems) {
    if !(low..=high).contains(&value) {
        found.push(Problem::new(
            place,
            format!("It is {value}."),
            format!("Use a number from {low} to {high}."),
        ));
    }
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
        match known(key, found) {
            Some(info) if info.admits(*value) => {
                (info.set)(&mut parameters, *value);
            }
            Some(info) => found.push(Problem::new(
                info.label,
                format!("It is {value}."),
                format!("Use a number from {} to {}.", info.low, info.high),
            )),
            None => {}
        }
    }
    parameters
}

/// The parameter of this key.
fn known(key: &str, found: &mut Problems) -> Option<&'static ParameterInfo> {
    let info = catalogue().iter().find(|info| info.key == key);
    if info.is_none() {
        found.push(Problem::new(
            key,
            "This parameter is not known.",
            "Reload this page to get the newest version, or remove it.",
        ));
    }
    info
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

//! What is asked: two programs, the response parameters, what may happen, and how long and how often to run.

use crate::behaviour::{Parameters, Provenance, catalogue};
use crate::portfolio::{Portfolio, same_text};
use crate::record::Record;
use crate::rng::{Seed, Sobol};
use crate::rules::Program;
use serde::{Deserialize, Serialize};

/// How long, how often, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Quarters to simulate, 1..=40.
    pub quarters: u32,
    /// First quarter in which the alternative is in force, from 1; the baseline holds before it.
    pub starts: u32,
    /// Most paired replications, 1..=100 000.
    pub replications: u32,
    /// Thousandths of the mean net benefit: the run stops by itself, after a whole stage of at least 100
    /// replications, when the simulation error of that mean (95 %) is below; `None` runs them all.
    pub precision: Option<u16>,
    /// Whether the response parameters are drawn from their ranges as well, see [`Scenario::drawn`].
    pub uncertain: bool,
    /// Thousandths by which money loses worth in a year, see [`crate::finance::present_factor`]; 0 adds it up
    /// as it is.
    pub discount: u16,
    /// Seed of all random numbers.
    pub seed: Seed,
}

/// Some partners: those whose text column says this (upper and lower case are one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Name of the text column.
    pub attribute: String,
    /// What it says.
    pub value: String,
}

/// A change of demand that programs do not cause: a downturn, a boom. It adds to log revenue, under both
/// programs alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stress {
    /// Name for people.
    pub name: String,
    /// Change of revenue at full size, as a share: −0.2 is a fifth less. Above −1.
    pub size: f64,
    /// First quarter, from 1.
    pub from: u32,
    /// Quarters it lasts, ≥ 1.
    pub quarters: u32,
    /// Whether it builds up quarter by quarter instead of coming at once; the size is then reached in the
    /// last quarter, and stays.
    pub gradual: bool,
    /// Whom it meets; everyone without it.
    pub segment: Option<Segment>,
}

/// How strongly some partners respond to programs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Who.
    pub segment: Segment,
    /// Factor on levers and tier pull, ≥ 0; 1 is as everyone.
    pub factor: f64,
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
    /// Keys of the parameters that the designer has confirmed or replaced, see
    /// [`crate::behaviour::catalogue`].
    pub confirmed: Vec<String>,
    /// How strongly segments respond; a partner takes the first that it belongs to.
    pub responses: Vec<Response>,
    /// What may happen meanwhile.
    pub stress: Vec<Stress>,
    /// Partner-manager hours that there are in a quarter, if somebody said so. A simulation gives what is
    /// promised all the same; a report tells what is short.
    pub manager_hours: Option<f64>,
    /// Partners that join in a quarter, on average; 0..=1000.
    pub joining: f64,
    /// How long and how often.
    pub settings: Settings,
    /// What people agree about it; no run looks at it.
    pub record: Record,
}

impl Segment {
    fn holds(&self, portfolio: &Portfolio, partner: usize) -> bool {
        let attribute = portfolio.attribute_index(&self.attribute);
        let text = attribute.and_then(|attribute| portfolio.attribute(attribute, partner));
        text.is_some_and(|text| same_text(text, &self.value))
    }
}

impl Stress {
    /// Log revenue added in a quarter, from 1.
    fn log_in(&self, quarter: u32) -> f64 {
        let full = libm::log((1.0 + self.size).max(1e-6));
        if quarter < self.from {
            return 0.0;
        }
        let passed = quarter - self.from + 1;
        match self.gradual {
            true => full * f64::from(passed.min(self.quarters)) / f64::from(self.quarters.max(1)),
            false if passed <= self.quarters => full,
            false => 0.0,
        }
    }
}

/// Replications that share one draw of the parameters.
pub const INNER: u32 = 5;

impl Settings {
    /// All replications of one draw of chance, with the parameters at their values.
    pub fn of(quarters: u32, replications: u32, seed: Seed) -> Self {
        let (precision, uncertain, discount) = (None, false, 0);
        Self { quarters, starts: 1, replications, precision, uncertain, discount, seed }
    }
}

impl Scenario {
    /// The scenario with its parameters as they are in one replication: those that nobody confirmed are
    /// drawn from their ranges, by a shifted Sobol sequence (Joe & Kuo, 2008) that [`INNER`] replications
    /// share; those that `estimated` names are taken from the record.
    #[must_use]
    pub fn drawn(&self, replication: u32, estimated: &[&str]) -> Self {
        let mut drawn = self.clone();
        let dimensions = catalogue().len();
        let Ok(sobol) = Sobol::new(dimensions) else { return drawn };
        let point = sobol.shifted(self.settings.seed).point(replication / INNER);
        for (info, share) in catalogue().iter().zip(point) {
            if !self.is_confirmed(info.key) && info.varies() && !estimated.contains(&info.key) {
                (info.set)(
                    &mut drawn.parameters,
                    info.quantile((info.get)(&self.parameters), share),
                );
            }
        }
        drawn
    }

    /// Two programs on which nothing else bears.
    pub fn of(
        baseline: Program,
        alternative: Program,
        parameters: Parameters,
        settings: Settings,
    ) -> Self {
        Self {
            baseline,
            alternative,
            parameters,
            confirmed: Vec::new(),
            responses: Vec::new(),
            stress: Vec::new(),
            manager_hours: None,
            joining: 0.0,
            settings,
            record: Record::default(),
        }
    }

    /// Parameters that rest on a judgement and that nobody has confirmed or replaced; while there are any,
    /// results are uncalibrated.
    pub fn unconfirmed(&self) -> usize {
        let assumed = catalogue().iter().filter(|info| info.provenance == Provenance::Assumed);
        assumed.filter(|info| info.varies() && !self.is_confirmed(info.key)).count()
    }

    /// Whether the designer has confirmed or replaced a parameter.
    pub fn is_confirmed(&self, key: &str) -> bool {
        self.confirmed.iter().any(|confirmed| confirmed == key)
    }

    /// Log revenue that events add, quarter-major over the partners at these positions; empty without events.
    pub(super) fn events(&self, portfolio: &Portfolio, partners: &[usize]) -> Vec<f64> {
        if self.stress.is_empty() {
            return Vec::new();
        }
        let met = |stress: &Stress| -> Vec<bool> {
            let meets = |partner: &usize| {
                stress.segment.as_ref().is_none_or(|segment| segment.holds(portfolio, *partner))
            };
            partners.iter().map(meets).collect()
        };
        let met: Vec<Vec<bool>> = self.stress.iter().map(met).collect();
        (1..=self.settings.quarters)
            .flat_map(|quarter| {
                let added: Vec<f64> =
                    self.stress.iter().map(|stress| stress.log_in(quarter)).collect();
                let met = &met;
                (0..partners.len()).map(move |partner| {
                    let hit =
                        added.iter().zip(met).filter(|(_, met)| met.get(partner) == Some(&true));
                    hit.map(|(log, _)| log).sum()
                })
            })
            .collect()
    }

    /// How strongly each of the partners at these positions responds.
    pub(super) fn responses(&self, portfolio: &Portfolio, partners: &[usize]) -> Vec<f64> {
        let factor = |partner: &usize| {
            let mut own = self.responses.iter();
            let own = own.find(|response| response.segment.holds(portfolio, *partner));
            own.map_or(1.0, |response| response.factor)
        };
        partners.iter().map(factor).collect()
    }
}

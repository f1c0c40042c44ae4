//! What the simulation expects of a scenario, in numbers: no words, no colours.

use super::{hex, id, trace::tier_name};
use crate::portfolio::Portfolio;
use crate::problem::{Problem, Problems};
use crate::protocol::{Event, Job, Outcome, Runner};
use crate::report::{self, Band, headline, net_series, tier_series};
use crate::rules::{Program, check};
use crate::simulation::{PartnerTally, Scenario, Tally};
use serde::Serialize;

/// The alternative and the baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair<T> {
    /// Under the alternative.
    pub alternative: T,
    /// Under the baseline.
    pub baseline: T,
}

/// A mean with percentiles over the replications.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Expected {
    /// Fifth percentile.
    pub p5: f64,
    /// Twenty-fifth percentile.
    pub p25: f64,
    /// Mean.
    pub mean: f64,
    /// Seventy-fifth percentile.
    pub p75: f64,
    /// Ninety-fifth percentile.
    pub p95: f64,
}

/// The simulation. Money in the program's currency, over the whole horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Simulated {
    /// Fingerprint of every number of the outcome, 16 hexadecimal digits.
    pub fingerprint: String,
    /// Seed of the random numbers, 16 hexadecimal digits.
    pub seed: String,
    /// Quarters simulated.
    pub quarters: u32,
    /// Replications behind every number.
    pub replications: usize,
    /// Ids of partners that could not be simulated.
    pub left_out: Vec<String>,
    /// Expected partners that end above where they began.
    pub up: Pair<f64>,
    /// Expected partners that end below where they began.
    pub down: Pair<f64>,
    /// Mean program cost.
    pub cost: Pair<f64>,
    /// Change in program cost, replication by replication.
    pub cost_change: Expected,
    /// Change in margin.
    pub margin_change: Expected,
    /// Change in margin less change in cost.
    pub net: Expected,
    /// Standard error of the mean net: simulation error, not uncertainty of the world.
    pub net_error: f64,
    /// Share of the replications whose net is above zero, 0..=1.
    pub net_positive: f64,
    /// Share of partners in the top two tiers at the end less now, in percentage points.
    pub inflation: Pair<f64>,
    /// Cumulative net now (zero) and after each quarter.
    pub net_by_quarter: Vec<Expected>,
    /// First quarter from which the mean net stays at or above zero after having been below it.
    pub payback: Option<usize>,
    /// Partners in each tier, now and after each quarter, lowest tier first.
    pub tiers: Vec<TierPath>,
    /// How partners move from quarter to quarter.
    pub transitions: Pair<Transitions>,
    /// Every simulated partner.
    pub partners: Vec<Chances>,
}

/// Partners in one tier over time; the first entry is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TierPath {
    /// Its name under the alternative.
    pub tier: String,
    /// Under the alternative.
    pub alternative: Vec<Expected>,
    /// Means under the baseline.
    pub baseline: Vec<f64>,
}

/// Shares of moves per quarter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Transitions {
    /// Row: tier before; column: tier after, the last one is out; rows add up to 1 or are all zero.
    pub rates: Vec<Vec<f64>>,
    /// Partner-quarters behind each row.
    pub counts: Vec<u64>,
}

/// What is expected of one partner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chances {
    /// Its id.
    pub id: String,
    /// Name of the tier it begins in, under the alternative.
    pub now: String,
    /// Chance to end in each tier, lowest first, and last the chance to be out, 0..=1.
    pub ends: Pair<Vec<f64>>,
    /// Chance to have held a higher tier than now by the end of each quarter (at the top: the top
    /// tier), 0..=1.
    pub reached_higher: Pair<Vec<f64>>,
    /// Mean score at the end of the replications in which it stays; `None` when it never does, or
    /// when too little is known of it for a score.
    pub score: Pair<Option<f64>>,
    /// Mean revenue over the horizon.
    pub revenue: Pair<f64>,
}

pub(super) fn run(scenario: &Scenario, portfolio: &Portfolio) -> Result<Simulated, Problems> {
    check(&scenario.baseline)?;
    check(&scenario.alternative)?;
    let job = Job::whole(1, scenario.clone());
    let outcome = Runner::new(job, portfolio).map_err(|event| failed(&event))?.finish();
    summed(scenario, portfolio, &outcome)
        .ok_or_else(|| Problems::from(Problem::new("", "Nothing was run.", "Ask for one run.")))
}

fn failed(event: &Event) -> Problems {
    let why = match event {
        Event::Failed { why, .. } => why.as_str(),
        _ => "The run stopped.",
    };
    // It says what to do as well.
    Problems::from(Problem::new("Simulation", why, ""))
}

fn summed(scenario: &Scenario, portfolio: &Portfolio, outcome: &Outcome) -> Option<Simulated> {
    let head = headline(outcome)?;
    let net = net_series(outcome);
    let pair = |(alternative, baseline)| Pair { alternative, baseline };
    Some(Simulated {
        fingerprint: hex(outcome.fingerprint()),
        seed: hex(scenario.settings.seed.0),
        quarters: scenario.settings.quarters,
        replications: head.replications,
        left_out: outcome.left_out.iter().map(|position| id(portfolio, *position)).collect(),
        up: pair(head.up),
        down: pair(head.down),
        cost: pair((head.cost_alternative, head.cost_baseline)),
        cost_change: head.cost.into(),
        margin_change: head.margin.into(),
        net: head.net.into(),
        net_error: head.net_error,
        net_positive: head.net_positive as f64 / head.replications as f64,
        inflation: pair(head.inflation),
        net_by_quarter: net.bands.into_iter().map(Expected::from).collect(),
        payback: net.payback,
        tiers: tier_paths(&scenario.alternative, outcome),
        transitions: Pair {
            alternative: Transitions::from(&outcome.alternative),
            baseline: Transitions::from(&outcome.baseline),
        },
        partners: chances(&scenario.alternative, portfolio, outcome),
    })
}

fn tier_paths(program: &Program, outcome: &Outcome) -> Vec<TierPath> {
    let series = tier_series(outcome).into_iter().enumerate();
    series
        .map(|(tier, series)| TierPath {
            tier: tier_name(program, tier),
            alternative: series.alternative.into_iter().map(Expected::from).collect(),
            baseline: series.baseline,
        })
        .collect()
}

fn chances(program: &Program, portfolio: &Portfolio, outcome: &Outcome) -> Vec<Chances> {
    let runs = outcome.replications();
    let share = |counts: &[u32]| -> Vec<f64> {
        counts.iter().map(|count| f64::from(*count) / runs.max(1) as f64).collect()
    };
    let tallies = outcome.alternative.partners().zip(outcome.baseline.partners());
    let begun = outcome.positions.iter().zip(&outcome.alternative.first_tier);
    tallies
        .zip(begun)
        .map(|((alternative, baseline), (position, first))| {
            let score = |tally: &PartnerTally<'_>| tally.mean_score();
            let both = |of: &dyn Fn(&PartnerTally<'_>) -> Vec<f64>| Pair {
                alternative: of(&alternative),
                baseline: of(&baseline),
            };
            Chances {
                id: id(portfolio, *position),
                now: tier_name(program, usize::from(*first)),
                ends: both(&|tally| share(tally.end_tier)),
                reached_higher: both(&|tally| share(tally.reached_next)),
                score: Pair { alternative: score(&alternative), baseline: score(&baseline) },
                revenue: Pair {
                    alternative: alternative.mean_revenue(runs),
                    baseline: baseline.mean_revenue(runs),
                },
            }
        })
        .collect()
}

impl From<Band> for Expected {
    fn from(band: Band) -> Self {
        let Band { p5, p25, mean, p75, p95 } = band;
        Self { p5, p25, mean, p75, p95 }
    }
}

impl From<&Tally> for Transitions {
    fn from(tally: &Tally) -> Self {
        let report::Transitions { rates, counts } = report::transitions(tally);
        Self { rates, counts }
    }
}

//! The simulator beyond the reference model: any program, any portfolio, what the record tells, and what
//! may happen meanwhile.

mod agree;
mod chance;
mod events;
mod joining;
mod metrics;
mod money;
mod shared;
mod shares;
mod watched;

use crate::support::demo_scenario;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Job, Outcome, Runner};
use tierlab_engine::simulation::{Scenario, Tally};

#[track_caller]
fn run(scenario: &Scenario, portfolio: &Portfolio) -> Outcome {
    let job = Job::whole(1, scenario.clone());
    Runner::new(job, portfolio).unwrap_or_else(|why| panic!("{why:?}")).finish()
}

/// The sample and the scenario it opens with, a few replications of it.
fn sample(replications: u32) -> (Scenario, Portfolio) {
    let mut scenario = tierlab_engine::sample::sample_scenario();
    scenario.settings.replications = replications;
    (scenario, tierlab_engine::sample::sample_partners())
}

/// Mean of a number per quarter over the replications.
fn by_quarter(tally: &Tally, of: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let runs = tally.replications.len();
    (0..tally.quarters)
        .map(|quarter| (0..runs).map(|run| of(run, quarter)).sum::<f64>() / runs as f64)
        .collect()
}

/// Mean revenue per quarter.
fn revenue(tally: &Tally) -> Vec<f64> {
    by_quarter(tally, |run, quarter| tally.replications[run].revenue[quarter])
}

/// Without anything that programs do to partners.
fn unmoved(scenario: &mut Scenario) {
    let p = &mut scenario.parameters;
    p.pull_maximum = 0.0;
    p.hangover = 0.0;
    p.exit_after_demotion = 0.0;
    p.transfer = 0.0;
    p.points_per_log = 0.0;
}

fn demo(replications: u32) -> (Scenario, Portfolio) {
    let rows: Vec<(String, f64, [f64; 6])> = (0..9)
        .map(|index| {
            let level = 20.0 + 8.0 * f64::from(index);
            (format!("P-{index}"), 2e4 * f64::from(index + 1), [level; 6])
        })
        .collect();
    (demo_scenario(replications), crate::support::portfolio(&rows))
}

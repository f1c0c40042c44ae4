//! Whoever judges, the quick way or the book, the same comes out to the bit.

use super::sample;
use crate::support::{demo_scenario, portfolio};
use proptest::prelude::*;
use tierlab_engine::portfolio::{Cadence, Kind, Metric, Origin, Period, Portfolio};
use tierlab_engine::rules::{Aggregation, Gaps, Source, UnknownPolicy};
use tierlab_engine::simulation::{Noise, Prepared, Replication, Scenario, Shocks, Tally, prepare};

fn tally(program: &mut Replication, prepared: &Prepared, scenario: &Scenario) -> Tally {
    let quarters = scenario.settings.quarters;
    let model = &scenario.alternative;
    let (tiers, dimensions) = (model.ladder.tiers.len(), model.score.dimensions().len());
    let first = program.first_tiers(&prepared.world);
    let mut tally = Tally::new(tiers, quarters as usize, dimensions, first);
    let mut shocks = Shocks::new(Noise::On, &prepared.world, quarters);
    for replication in 0..scenario.settings.replications {
        shocks.draw(scenario.settings.seed, &prepared.world, replication);
        program.tally(&prepared.world, &shocks, replication, &mut tally);
    }
    tally
}

/// Runs the alternative both ways.
#[track_caller]
fn agrees(scenario: &Scenario, portfolio: &Portfolio) {
    let mut prepared = prepare(scenario, portfolio);
    let mut quick = prepared.alternative.clone();
    assert!(quick.is_plain(), "the quick way is taken");
    let one = tally(&mut quick, &prepared, scenario);
    let mut book = prepared.alternative.clone();
    book.by_the_book(&prepared.world, portfolio);
    prepared.alternative = book.clone();
    let other = tally(&mut book, &prepared, scenario);
    assert_eq!(one, other);
}

#[test]
fn the_sample_is_judged_alike() {
    let (mut scenario, portfolio) = sample(2);
    agrees(&scenario, &portfolio);
    scenario.settings.starts = 4;
    agrees(&scenario, &portfolio);
}

/// Its last period alone, as a cross-section.
fn snapshot(portfolio: &Portfolio) -> Portfolio {
    let mut still = Portfolio::new(
        Origin::Sample,
        vec![Period::snapshot()],
        portfolio.metrics().to_vec(),
        portfolio.attributes().to_vec(),
        portfolio.partners().to_vec(),
    );
    let last = portfolio.periods().len() - 1;
    for (index, Metric { kind, .. }) in portfolio.metrics().iter().enumerate() {
        for partner in 0..portfolio.partners().len() {
            let year = if *kind == Kind::Flow { 4.0 } else { 1.0 };
            let value = portfolio.value(index, partner, last).unwrap_or(f64::NAN);
            still.set(index, partner, 0, year * value);
        }
    }
    still
}

#[test]
fn a_cross_section_is_judged_alike() {
    let (scenario, portfolio) = sample(2);
    let still = snapshot(&portfolio);
    assert_eq!(still.cadence(), Cadence::Snapshot);
    agrees(&scenario, &still);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn plain_programs_with_gaps_are_judged_alike(
        levels in prop::collection::vec((1e3..4e5_f64, prop::array::uniform6(1.0..99.0_f64)), 1..9),
        gaps in prop::collection::vec((0_usize..7, 0_usize..9, 0_usize..4), 0..30),
        reading in (0_usize..5, 0_usize..3, 1_u32..18, 1_u32..4),
        rules in (0_usize..3, 0.0..0.9_f64, 0_u32..3, 1_u32..3, 0.0..9.0_f64),
        lines in (20.0..45.0_f64, 1.0..20.0_f64, 1.0..20.0_f64),
        money in 0.0..40_000.0_f64,
    ) {
        let rows: Vec<(String, f64, [f64; 6])> = levels
            .iter()
            .enumerate()
            .map(|(index, (revenue, levels))| (format!("P-{index}"), *revenue, *levels))
            .collect();
        let mut portfolio = portfolio(&rows);
        for (metric, partner, period) in gaps {
            portfolio.set(metric, partner % rows.len(), period, f64::NAN);
        }
        // Someone is left to be simulated.
        portfolio.set(0, 0, 3, 5e4);
        let mut scenario = demo_scenario(3);
        let program = &mut scenario.alternative;
        for dimension in program.score.dimensions_mut().iter_mut().skip(1) {
            let Source::Reading(seen) = &mut dimension.parts[0].measure.source else { continue };
            let all = [
                Aggregation::Sum, Aggregation::Mean, Aggregation::Last, Aggregation::Max,
                Aggregation::Count,
            ];
            seen.aggregation = all[reading.0];
            seen.gaps = [Gaps::Estimate, Gaps::Unknown, Gaps::Zero][reading.1];
            seen.window = tierlab_engine::rules::Window::Months(reading.2);
            let latest = seen.aggregation == Aggregation::Last;
            seen.minimum_sample = if latest { 1 } else { reading.3 };
        }
        program.movement.unknown =
            [UnknownPolicy::Hold, UnknownPolicy::Fail, UnknownPolicy::Pass][rules.0];
        program.score.minimum_coverage = rules.1;
        program.movement.grace = rules.2;
        program.movement.consecutive_up = rules.3;
        program.movement.buffer = rules.4;
        program.ladder.tiers[1].set_line(lines.0);
        program.ladder.tiers[2].set_line(lines.0 + lines.1);
        program.ladder.tiers[3].set_line(lines.0 + lines.1 + lines.2);
        program.incentives.tiers[2].mdf = money;
        agrees(&scenario, &portfolio);
    }
}

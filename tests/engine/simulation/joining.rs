//! Partners that join: how many, whose profile they have, and that nobody else is touched by them.

use super::{demo, run, sample};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::Outcome;
use tierlab_engine::report::{headline, tier_series};
use tierlab_engine::simulation::{Noise, Scenario, Tally, prepare};

fn joining(rate: f64, replications: u32) -> (Scenario, Portfolio) {
    let (mut scenario, portfolio) = sample(replications);
    scenario.joining = rate;
    (scenario, portfolio)
}

/// Partners there at the end of a quarter, and those that have left, mean.
fn there(tally: &Tally, quarter: usize) -> (f64, f64) {
    let places = tally.tiers + 1;
    let runs = tally.replications.len() as f64;
    let rows =
        tally.replications.iter().map(|run| &run.mix[quarter * places..(quarter + 1) * places]);
    rows.fold((0.0, 0.0), |(in_tiers, left), row| {
        let here: u32 = row[..tally.tiers].iter().sum();
        (in_tiers + f64::from(here) / runs, left + f64::from(row[tally.tiers]) / runs)
    })
}

#[test]
fn as_many_join_as_the_rate_says() {
    let (scenario, portfolio) = joining(3.0, 200);
    let outcome = run(&scenario, &portfolio);
    for (quarter, number) in (0..8).zip(1..) {
        let (here, left) = there(&outcome.baseline, quarter);
        let joined = here + left - 240.0;
        let (due, error) = (3.0 * f64::from(number), (3.0 * f64::from(number) / 200.0_f64).sqrt());
        assert!((joined - due).abs() < 4.0 * error, "quarter {number}: {joined} of {due}");
    }
}

#[test]
fn those_on_record_are_untouched_to_the_bit() {
    let (scenario, portfolio) = joining(5.0, 30);
    let (with, without) = (run(&scenario, &portfolio), run(&sample(30).0, &portfolio));
    assert_eq!(with.positions, without.positions);
    for index in 0..with.positions.len() {
        let own = |outcome: &Outcome| {
            let tally = outcome.alternative.partner(index).expect("it");
            (
                tally.end_tier.to_vec(),
                tally.mean_score().map(f64::to_bits),
                tally.mean_revenue(30).to_bits(),
            )
        };
        assert_eq!(own(&with), own(&without), "partner {index}");
    }
}

#[test]
fn a_longer_run_starts_with_the_shorter_one_with_newcomers_too() {
    let (mut scenario, portfolio) = joining(2.5, 10);
    let long = run(&scenario, &portfolio);
    scenario.settings.quarters = 5;
    let short = run(&scenario, &portfolio);
    for (long, short) in long.baseline.replications.iter().zip(&short.baseline.replications) {
        assert_eq!(long.mix[..short.mix.len()], short.mix[..]);
        let near = |(one, other): (&f64, &f64)| (one - other).abs() <= 1e-12 * one.abs();
        assert!(long.revenue.iter().zip(&short.revenue).all(near));
    }
}

#[test]
fn newcomers_begin_in_the_lowest_tier_with_the_sales_of_their_model() {
    let (scenario, portfolio) = joining(4.0, 1);
    let world = prepare(&scenario, &portfolio).world;
    let old = world.on_record().count();
    assert_eq!(old, 240);
    assert!(world.partners.len() > old + 8 * 4);
    for newcomer in &world.partners[old..] {
        let joined = newcomer.joined.expect("it joins");
        let model = world.partners[..old]
            .iter()
            .find(|it| it.position == newcomer.position)
            .expect("a model");
        let at = |level: f64, number: u32| level + newcomer.growth * f64::from(number);
        assert!((at(newcomer.level, joined.quarter + 1) - at(model.level, 1)).abs() < 1e-9);
        assert_eq!((newcomer.tier, newcomer.growth.to_bits()), (0, model.growth.to_bits()));
    }
}

#[test]
fn models_are_those_that_joined_lately_where_there_are_any() {
    let (scenario, mut portfolio) = joining(4.0, 1);
    let periods = portfolio.periods().len();
    let late = [3_usize, 17, 99];
    let before = prepare(&scenario, &portfolio).joining.expect("somebody joins").models;
    for metric in 0..portfolio.metrics().len() {
        for partner in late {
            for period in 0..periods - 3 {
                portfolio.set(metric, partner, period, f64::NAN);
            }
        }
    }
    let prepared = prepare(&scenario, &portfolio);
    let told = prepared.joining.expect("somebody joins");
    assert_eq!((told.models, told.lately), (before + 3, true));
    let old = prepared.world.on_record().count();
    let newcomers = &prepared.world.partners[old..];
    assert!(late.iter().all(|late| newcomers.iter().any(|newcomer| newcomer.position == *late)));
    // Nobody is new where the record tells of everyone from its beginning.
    let (mut scenario, portfolio) = demo(1);
    scenario.joining = 1.0;
    let told = prepare(&scenario, &portfolio).joining.expect("somebody joins");
    assert_eq!((told.models, told.lately), (9, false));
}

#[test]
fn counts_of_moves_leave_newcomers_out() {
    let (scenario, portfolio) = joining(6.0, 40);
    let told = headline(&run(&scenario, &portfolio)).expect("an answer");
    let plain = headline(&run(&sample(40).0, &portfolio)).expect("an answer");
    assert_eq!((told.up, told.down), (plain.up, plain.down));
    assert!(told.inflation.0 < plain.inflation.0, "they make the top a smaller share");
    let start: f64 =
        tier_series(&run(&scenario, &portfolio)).iter().map(|tier| tier.baseline[0]).sum();
    assert!((start - 240.0).abs() < 1e-9);
}

#[test]
fn they_cost_and_earn() {
    let (scenario, portfolio) = joining(6.0, 20);
    let (with, without) = (run(&scenario, &portfolio), run(&sample(20).0, &portfolio));
    let sum = |outcome: &Outcome| {
        let runs = outcome.baseline.replications.iter();
        runs.map(|run| (run.revenue.iter().sum::<f64>(), run.costs.concat().iter().sum::<f64>()))
            .fold((0.0, 0.0), |sum, run| (sum.0 + run.0, sum.1 + run.1))
    };
    let ((more, dearer), (less, cheaper)) = (sum(&with), sum(&without));
    assert!(more > less && dearer > cheaper);
    // The lines of every replication are those by tier.
    let by_tier: f64 = (0..8)
        .flat_map(|quarter| (0..4).map(move |tier| (quarter, tier)))
        .map(|(quarter, tier)| with.baseline.cost_by_tier(quarter, tier).iter().sum::<f64>())
        .sum();
    assert!((by_tier - dearer / 20.0).abs() < 1.0);
}

#[test]
fn the_book_and_the_quick_judge_see_the_same_newcomers() {
    let (scenario, portfolio) = joining(4.0, 3);
    let outcome = run(&scenario, &portfolio);
    let mut prepared = prepare(&scenario, &portfolio);
    prepared.baseline.by_the_book(&prepared.world, &portfolio);
    let mut shocks = tierlab_engine::simulation::Shocks::new(Noise::On, &prepared.world, 8);
    let mut tally = Tally::new(4, 8, 7, prepared.baseline.first_tiers(&prepared.world));
    for replication in 0..3 {
        shocks.draw(scenario.settings.seed, &prepared.world, replication);
        prepared.baseline.tally(&prepared.world, &shocks, replication, &mut tally);
    }
    for (book, quick) in tally.replications.iter().zip(&outcome.baseline.replications) {
        assert_eq!(book.mix, quick.mix);
        assert_eq!(book.revenue, quick.revenue);
    }
}

#[test]
fn without_chance_whole_partners_join_in_time() {
    let (mut scenario, portfolio) = demo(1);
    scenario.joining = 0.75;
    let prepared = prepare(&scenario, &portfolio);
    let mut shocks = tierlab_engine::simulation::Shocks::new(Noise::Off, &prepared.world, 8);
    shocks.draw(scenario.settings.seed, &prepared.world, 0);
    let mut program = prepared.alternative;
    let tiers = scenario.alternative.ladder.tiers.len();
    let mut tally = Tally::new(tiers, 8, 7, program.first_tiers(&prepared.world));
    program.tally(&prepared.world, &shocks, 0, &mut tally);
    let counts: Vec<f64> = (0..8).map(|quarter| there(&tally, quarter).0 - 9.0).collect();
    assert_eq!(counts, [1.0, 2.0, 2.0, 3.0, 4.0, 5.0, 5.0, 6.0]);
}

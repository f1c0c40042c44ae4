//! Input at and beyond the limits: every run is bounded and ends in a right answer or in a sentence, never in a
//! panic, an infinity or a number that is none.

use crate::support::{demo_program, demo_scenario, portfolio};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::formats::documents::{
    PortfolioReference, SavedScenario, read_scenario, write_scenario,
};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Answer, Assembly, Event, Job, Outcome, Runner};
use tierlab_engine::report::{
    Scores, headline, ledger, movers, net_series, partner_scores, tier_series, transitions,
};
use tierlab_engine::rules::{Settled, starter_program};
use tierlab_engine::simulation::{Scenario, Settings};

type Row = (String, f64, [f64; 6]);

fn rows(count: usize) -> Vec<Row> {
    let row = |index: usize| (format!("P-{index:02}"), 4e4 + 9e3 * index as f64, [55.0; 6]);
    (0..count).map(row).collect()
}

/// Longest that any run here may take; most take a hundredth of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a scenario, reads every report off it, and holds that all money is finite.
#[track_caller]
fn answered(scenario: &Scenario, portfolio: &Portfolio) -> Outcome {
    let begun = Instant::now();
    let outcome = Runner::new(Job::whole(1, scenario.clone()), portfolio)
        .unwrap_or_else(|failed| panic!("{failed:?}"))
        .finish();
    for tally in [&outcome.baseline, &outcome.alternative] {
        for totals in &tally.replications {
            let money = totals.revenue.iter().chain(&totals.margin);
            assert!(money.chain(totals.costs.iter().flatten()).all(|amount| amount.is_finite()));
        }
        for partner in tally.partners() {
            let revenue = partner.mean_revenue(outcome.replications());
            assert!(revenue.is_finite() && revenue >= 0.0, "{revenue}");
        }
    }
    let told = headline(&outcome).expect("replications");
    for band in [told.cost, told.margin, told.net] {
        assert!([band.p5, band.mean, band.p95].iter().all(|amount| amount.is_finite()));
    }
    assert!(told.net_error.is_finite());
    let tiers = ledger(&outcome, scenario).tiers;
    assert!(tiers.iter().all(|tier| tier.total().is_finite() && tier.total() >= 0.0), "{tiers:?}");
    for mover in movers(&outcome, scenario, portfolio) {
        assert!((0.0..=1.0).contains(&mover.chance) && mover.revenue.is_finite());
    }
    let rates = transitions(&outcome.alternative).rates;
    assert!(rates.iter().flatten().all(|rate| (0.0..=1.0).contains(rate)));
    assert_eq!(net_series(&outcome).bands.len(), outcome.alternative.quarters + 1);
    assert_eq!(tier_series(&outcome).len(), outcome.alternative.tiers);
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    outcome
}

/// Why a scenario cannot be run.
#[track_caller]
fn refused(scenario: &Scenario, portfolio: &Portfolio) -> String {
    match Runner::new(Job::whole(1, scenario.clone()), portfolio) {
        Err(Event::Failed { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn zero_partners_are_told_in_a_sentence() {
    let nobody = portfolio(&[]);
    assert_eq!(
        refused(&demo_scenario(5), &nobody),
        "There are no partners. Import a file with at least one."
    );
    assert!(partner_scores(&demo_program(), &nobody).is_empty());
    let settled = Settled::of(&demo_program(), &nobody);
    assert!(settled.tiers(&demo_program(), &nobody).is_empty());
    let scores = Scores::of(&demo_program(), &nobody);
    assert_eq!((scores.passing(0.0), scores.partners()), (0, 0));
    let program = starter_program(&nobody).expect("there is a column of revenue");
    tierlab_engine::rules::check(&program).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn one_partner_is_a_portfolio() {
    let one = portfolio(&rows(1));
    let mut scenario = demo_scenario(30);
    scenario.alternative.ladder.tiers[1].set_line(30.0);
    let outcome = answered(&scenario, &one);
    assert_eq!(outcome.positions, [0]);
    let program = starter_program(&one).expect("a program");
    let own = Scenario::of(program.clone(), program, scenario.parameters, scenario.settings);
    answered(&own, &one);
}

/// The same partners with only the last of their periods on record.
fn last_period(portfolio: &Portfolio) -> Portfolio {
    let last = portfolio.periods().len() - 1;
    let mut short = Portfolio::new(
        portfolio.origin().clone(),
        vec![portfolio.periods()[last]],
        portfolio.metrics().to_vec(),
        portfolio.attributes().to_vec(),
        portfolio.partners().to_vec(),
    );
    for partner in 0..portfolio.partners().len() {
        for metric in 0..portfolio.metrics().len() {
            let value = portfolio.value(metric, partner, last).unwrap_or(f64::NAN);
            short.set(metric, partner, 0, value);
        }
    }
    short
}

#[test]
fn one_period_is_a_record() {
    let short = last_period(&portfolio(&rows(6)));
    let outcome = answered(&demo_scenario(10), &short);
    assert_eq!(outcome.positions.len(), 6);
    let program = starter_program(&short).expect("a program");
    let settings = Settings::of(8, 10, demo_scenario(1).settings.seed);
    answered(&Scenario::of(program.clone(), program, Parameters::default(), settings), &short);
}

#[test]
fn partners_of_whom_nothing_is_known_are_left_out_with_a_reason() {
    let mut unknown = portfolio(&rows(3));
    for (metric, partner, period) in (0..7)
        .flat_map(|m| (0..3).map(move |p| (m, p)))
        .flat_map(|(m, p)| (0..4).map(move |t| (m, p, t)))
    {
        unknown.set(metric, partner, period, f64::NAN);
    }
    let why = refused(&demo_scenario(5), &unknown);
    assert!(why.starts_with("No revenue is known") && why.ends_with("as what."), "{why}");
    assert!(partner_scores(&demo_program(), &unknown).iter().all(|s| s.trace.score.is_none()));
    assert_eq!(Scores::of(&demo_program(), &unknown).passing(0.0), 0);
    // One of three is known: it is simulated, the others are named.
    unknown.set(0, 1, 3, 5e4);
    let outcome = answered(&demo_scenario(5), &unknown);
    assert_eq!(
        (outcome.positions.as_slice(), outcome.left_out.as_slice()),
        (&[1][..], &[0, 2][..])
    );
}

#[test]
fn constant_columns_are_a_portfolio() {
    let constant: Vec<Row> =
        (0..12).map(|index| (format!("P-{index:02}"), 7e4, [50.0; 6])).collect();
    let constant = portfolio(&constant);
    answered(&demo_scenario(10), &constant);
    let program = starter_program(&constant).expect("a program");
    tierlab_engine::rules::check(&program).unwrap_or_else(|why| panic!("{why}"));
    let settings = Settings::of(8, 10, demo_scenario(1).settings.seed);
    answered(&Scenario::of(program.clone(), program, Parameters::default(), settings), &constant);
    // Nothing but zeros, too.
    let zeros: Vec<Row> = (0..5).map(|index| (format!("P-{index:02}"), 0.0, [0.0; 6])).collect();
    answered(&demo_scenario(10), &portfolio(&zeros));
}

#[test]
fn without_any_volatility_every_replication_is_the_same() {
    let mut scenario = demo_scenario(6);
    scenario.parameters = Parameters {
        volatility: 0.0,
        market_volatility: 0.0,
        dimension_noise: 0.0,
        referral_rate: 0.0,
        exit_hazard: 0.0,
        ..Parameters::default()
    };
    scenario.alternative.ladder.tiers[1].set_line(30.0);
    let outcome = answered(&scenario, &portfolio(&rows(4)));
    let tally = &outcome.alternative;
    for totals in &tally.replications[1..] {
        assert_eq!(
            (&totals.revenue, &totals.mix),
            (&tally.replications[0].revenue, &tally.replications[0].mix)
        );
    }
}

/// A scenario document with these fields replaced.
fn document(fields: &Value) -> String {
    let portfolio = PortfolioReference::to(&portfolio(&rows(2)));
    let saved = SavedScenario { scenario: demo_scenario(10), portfolio, outcome: None };
    let mut document: Value = serde_json::from_str(&write_scenario(&saved)).expect("a document");
    for (name, value) in fields.as_object().expect("fields") {
        document[name] = value.clone();
    }
    document.to_string()
}

#[test]
fn horizons_and_replications_beyond_the_limits_are_refused_in_documents() {
    for (field, value, place, limit) in [
        ("quarters", 0, "Quarters", "40"),
        ("quarters", 200, "Quarters", "40"),
        ("starts", 0, "First quarter of the alternative", "40"),
        ("starts", 200, "First quarter of the alternative", "40"),
        ("replications", 0, "Replications", "100"),
        ("replications", 10_000_000, "Replications", "100"),
    ] {
        let problems = read_scenario(&document(&json!({field: value}))).expect_err("refused");
        let told = problems.to_string();
        assert!(told.contains(place) && told.contains(limit), "{field} {value}: {told}");
    }
    for (field, value) in [("quarters", 1), ("quarters", 40), ("replications", 100_000)] {
        read_scenario(&document(&json!({field: value}))).unwrap_or_else(|why| panic!("{why}"));
    }
}

#[test]
fn a_job_that_passed_no_door_is_bounded_all_the_same() {
    let few = portfolio(&rows(2));
    for (quarters, replications) in [(0, 10), (200, 10), (8, 0)] {
        let mut scenario = demo_scenario(replications);
        scenario.settings.quarters = quarters;
        match Runner::new(Job::whole(1, scenario), &few) {
            Err(Event::Failed { why, .. }) => assert!(why.ends_with('.'), "{why}"),
            Err(other) => panic!("{other:?}"),
            Ok(mut runner) => {
                let begun = Instant::now();
                while runner.step(u32::MAX).is_some() {}
                assert!(begun.elapsed() < PATIENCE);
            }
        }
    }
}

#[test]
fn ten_million_replications_answer_in_stages_and_can_be_stopped_at_any_step() {
    let few = portfolio(&rows(2));
    let job = Job::whole(1, demo_scenario(10_000_000));
    let begun = Instant::now();
    let mut assembly = Assembly::new(&job);
    let mut runner = Runner::new(job, &few).expect("valid");
    let mut answers = Vec::new();
    while answers.len() < 4 {
        match assembly.take(runner.step(10).expect("far from its end")) {
            Some(Answer::Progress { partial: Some(outcome), total, .. }) => {
                assert_eq!(total, 10_000_000);
                answers.push(outcome.replications());
            }
            Some(Answer::Progress { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(answers, [25, 50, 100, 200]);
    assert!(begun.elapsed() < PATIENCE);
}

/// Revenue that doubles every quarter, over as many quarters as this; the largest comes to 10¹⁵ a quarter.
fn doubling(quarters: i32) -> Portfolio {
    let small = portfolio(&rows(5));
    let first = small.periods()[0];
    let mut exploding = Portfolio::new(
        small.origin().clone(),
        (0..quarters).map(|step| first.plus(step)).collect(),
        small.metrics().to_vec(),
        Vec::new(),
        small.partners().to_vec(),
    );
    for partner in 0..5 {
        for period in 0..usize::try_from(quarters).expect("small") {
            let doubled = 1e3 * 2.0_f64.powi(i32::try_from(period).expect("small"));
            exploding.set(0, partner, period, doubled * (1.0 + partner as f64 / 10.0));
            for metric in 1..7 {
                exploding.set(metric, partner, period, 55.0);
            }
        }
    }
    exploding
}

#[test]
fn growth_that_explodes_is_capped_and_all_money_stays_finite() {
    let exploding = doubling(40);
    let mut scenario = demo_scenario(60);
    scenario.settings.quarters = 40;
    scenario.alternative.incentives.tiers[3].commission = 0.2;
    let outcome = answered(&scenario, &exploding);
    // Sums over many replications are as large as those of each.
    let totals = &outcome.alternative.replications;
    let mean =
        totals.iter().map(|t| t.revenue.iter().sum::<f64>()).sum::<f64>() / totals.len() as f64;
    let partners: f64 = outcome.alternative.partners().map(|p| p.mean_revenue(totals.len())).sum();
    assert!((partners / mean - 1.0).abs() < 1e-6, "{partners} of {mean}");
    let told = headline(&outcome).expect("replications");
    let tiers: f64 =
        ledger(&outcome, &scenario).tiers.iter().map(tierlab_engine::report::TierCost::total).sum();
    assert!(
        (tiers / told.cost_alternative - 1.0).abs() < 1e-6,
        "{tiers} of {}",
        told.cost_alternative
    );
    // Growth is kept within ten percent a quarter, however fast the record grew; the levers do what is left.
    let quarter = |at: usize| totals.iter().map(|t| t.revenue[at]).sum::<f64>();
    assert!(quarter(39) < quarter(0) * 1.2_f64.powi(39), "{} to {}", quarter(0), quarter(39));
}

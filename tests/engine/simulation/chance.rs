//! What the record tells of growth, seasons and chance.

use tierlab_engine::behaviour::Parameters;
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rng::{Purpose, Seed, Stream};
use tierlab_engine::rules::starter_program;
use tierlab_engine::simulation::{Carried, How, Scenario, Settings, prepare};
use tierlab_engine::stats::normal_quantile;

/// Partners whose sales follow the model: `quarters` of them from the first quarter of 2020 on.
fn follows(
    partners: usize,
    quarters: usize,
    season: [f64; 4],
    (phi, sigma): (f64, f64),
) -> Portfolio {
    let metric = |key: &str, kind, unit| Metric {
        key: key.to_owned(),
        name: key.to_owned(),
        kind,
        unit,
        direction: Direction::More,
    };
    let metrics =
        vec![metric("revenue", Kind::Flow, Unit::Money), metric("staff", Kind::Stock, Unit::Count)];
    let first = Period::new(Cadence::Quarter, 2020, 1).expect("a quarter");
    let periods = (0_i32..).take(quarters).map(|step| first.plus(step)).collect();
    let partner = |index: usize| Partner {
        id: format!("P-{index:04}"),
        name: String::new(),
        attributes: Vec::new(),
        first_tier: None,
    };
    let people = (0..partners).map(partner).collect();
    let mut portfolio = Portfolio::new(Origin::Sample, periods, metrics, Vec::new(), people);
    for index in 0..partners {
        let stream = Stream::new(Seed(7), &format!("P-{index:04}"));
        let draw = |quarter: u32, block| {
            normal_quantile(stream.uniform(Purpose::Revenue, quarter, 1, block))
        };
        let mut shock = draw(999, 0) * sigma / (1.0 - phi * phi).sqrt();
        let growth = 0.02 + 0.01 * draw(1000, 0);
        let level = 10.0 + draw(1001, 0);
        for (number, quarter) in (0_u32..).zip(0..quarters) {
            shock = phi * shock + sigma * draw(number, 0);
            let log = level + growth * f64::from(number) + season[quarter % 4] + shock;
            portfolio.set(0, index, quarter, log.exp());
            portfolio.set(1, index, quarter, (5.0 + draw(number, 1)).round().max(0.0));
        }
    }
    portfolio
}

fn carried(portfolio: &Portfolio) -> (Vec<Carried>, Scenario) {
    let program = starter_program(portfolio).expect("a program");
    let settings = Settings::of(8, 2, Seed(1));
    let scenario = Scenario::of(program.clone(), program, Parameters::default(), settings);
    (prepare(&scenario, portfolio).carried, scenario)
}

#[test]
fn persistence_volatility_and_seasons_are_recovered() {
    let season = [-0.15, 0.0, -0.05, 0.2];
    let (carried, _) = carried(&follows(300, 16, season, (0.5, 0.15)));
    let sales = carried.iter().find(|metric| metric.how == How::Sales).expect("sales");
    let (persistence, estimated) = sales.persistence.expect("a persistence");
    assert!(estimated && sales.noise_estimated);
    assert!((persistence - 0.5).abs() < 0.08, "{persistence}");
    assert!((sales.noise - 0.15).abs() < 0.02, "{}", sales.noise);
    // Sixteen quarters end with a fourth one, so the first simulated one is a first.
    for (seen, true_one) in sales.season.expect("seasons").iter().zip(season) {
        assert!((seen - true_one).abs() < 0.03, "{seen} is not {true_one}");
    }
    assert_eq!(sales.own, 300);
}

#[test]
fn the_first_simulated_quarter_is_the_one_after_the_record() {
    let season = [0.3, -0.1, -0.1, -0.1];
    let (carried, _) = carried(&follows(300, 14, season, (0.2, 0.1)));
    let seen = carried[0].season.expect("seasons");
    // The record ends with a second quarter; third, fourth, first, second follow.
    for (seen, true_one) in seen.iter().zip([-0.1, -0.1, 0.3, -0.1]) {
        assert!((seen - true_one).abs() < 0.05, "{seen} is not {true_one}");
    }
}

#[test]
fn a_short_record_leaves_the_assumptions_and_says_so() {
    let (carried, scenario) = carried(&follows(3, 4, [0.0; 4], (0.5, 0.15)));
    let sales = &carried[0];
    assert!(!sales.noise_estimated && sales.season.is_none());
    assert_eq!(sales.noise.to_bits(), scenario.parameters.volatility.to_bits());
}

/// What somebody has set is not replaced by an estimate.
#[test]
fn a_parameter_of_ones_own_stands() {
    let portfolio = follows(100, 12, [0.0; 4], (0.5, 0.15));
    let (_, mut scenario) = carried(&portfolio);
    scenario.parameters.volatility = 0.4;
    let sales = prepare(&scenario, &portfolio).carried.remove(0);
    assert_eq!(sales.noise.to_bits(), 0.4_f64.to_bits());
    assert!(!sales.noise_estimated);
}

#[test]
fn a_cross_section_runs_on_assumptions() {
    let whole = follows(50, 8, [0.0; 4], (0.5, 0.15));
    let mut still = Portfolio::new(
        Origin::Sample,
        vec![Period::snapshot()],
        whole.metrics().to_vec(),
        Vec::new(),
        whole.partners().to_vec(),
    );
    for metric in 0..2 {
        for partner in 0..50 {
            still.set(metric, partner, 0, whole.value(metric, partner, 7).expect("known"));
        }
    }
    let (carried, scenario) = carried(&still);
    assert!(carried.iter().all(|metric| !metric.noise_estimated && metric.own == 0), "{carried:?}");
    let outcome = super::run(&scenario, &still);
    assert_eq!(outcome.positions.len(), 50);
}

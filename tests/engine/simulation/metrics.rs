//! Metrics other than sales go on in their own way, and windows reach back into the record.

use super::{demo, revenue, run, sample, unmoved};
use tierlab_engine::portfolio::{Cadence, Kind, Origin, Period, Portfolio};
use tierlab_engine::rules::{Comparator, Gate, Measure, Rule, Tier};
use tierlab_engine::simulation::{How, prepare};

#[test]
fn every_metric_of_the_sample_has_its_dynamics() {
    let (scenario, portfolio) = sample(1);
    let carried = prepare(&scenario, &portfolio).carried;
    let how = |key: &str| {
        let column = portfolio.metric_index(key).expect("a metric");
        carried.iter().find(|metric| metric.column == column).map(|metric| metric.how)
    };
    assert_eq!(how("revenue"), Some(How::Sales));
    assert_eq!(how("co_investment"), Some(How::Growing));
    for key in ["deals_won", "certified_staff"] {
        assert_eq!(how(key), Some(How::Counting), "{key}");
    }
    for key in ["csat", "pipeline", "retention", "risk_rating", "deal_cycle_days"] {
        assert_eq!(how(key), Some(How::Drifting), "{key}");
    }
}

/// Tiers by counted people: more training, more of them.
#[test]
fn gates_on_counts_are_met_and_lost_inside_the_run() {
    let (mut scenario, portfolio) = sample(4);
    let staffed = |least: f64| {
        Gate::from(Rule::Compare {
            measure: Measure::usual("certified_staff", Kind::Stock),
            comparator: Comparator::AtLeast,
            line: least.into(),
        })
    };
    for program in [&mut scenario.baseline, &mut scenario.alternative] {
        program.ladder.tiers = vec![
            Tier::at("Member", 0.0, Vec::new()),
            Tier::at("Silver", 0.0, vec![staffed(4.0)]),
            Tier::at("Gold", 0.0, vec![staffed(9.0)]),
            Tier::at("Platinum", 0.0, vec![staffed(15.0)]),
        ];
    }
    for benefit in &mut scenario.alternative.incentives.tiers {
        benefit.enablement_hours += 60.0;
    }
    let outcome = run(&scenario, &portfolio);
    let high = |tally: &super::Tally| {
        let above = |run: usize, quarter: usize| {
            let mix = &tally.replications[run].mix[quarter * 5..quarter * 5 + 5];
            f64::from(mix[2] + mix[3])
        };
        super::by_quarter(tally, above)
    };
    let (with, without) = (high(&outcome.alternative), high(&outcome.baseline));
    assert!(with[7] > without[7] + 1.0, "{with:?} against {without:?}");
    let demoted: u64 = outcome.baseline.events.iter().map(|events| events[1]).sum();
    assert!(demoted > 0, "people leave as well");
}

/// The months of a quarter's partners: flows in three equal parts, everything else as the quarter ends.
fn by_month(portfolio: &Portfolio) -> Portfolio {
    let first = Period::new(Cadence::Month, 2025, 10).expect("a month");
    let mut months = Portfolio::new(
        Origin::Sample,
        (0..12).map(|step| first.plus(step)).collect(),
        portfolio.metrics().to_vec(),
        portfolio.attributes().to_vec(),
        portfolio.partners().to_vec(),
    );
    for (index, metric) in portfolio.metrics().iter().enumerate() {
        for partner in 0..portfolio.partners().len() {
            for month in 0..12 {
                let value = portfolio.value(index, partner, month / 3).unwrap_or(f64::NAN);
                let part = if metric.kind == Kind::Flow { value / 3.0 } else { value };
                months.set(index, partner, month, part);
            }
        }
    }
    months
}

#[test]
fn months_and_quarters_of_the_same_partners_come_out_alike() {
    let (mut scenario, quarters) = demo(12);
    for program in [&mut scenario.baseline, &mut scenario.alternative] {
        // Reviews as often as there are quarters: months would add reviews.
        program.movement.up.every = 3;
        program.movement.down.every = 3;
    }
    let months = by_month(&quarters);
    assert!(prepare(&scenario, &quarters).alternative.is_plain());
    assert!(!prepare(&scenario, &months).alternative.is_plain());
    let (one, other) = (run(&scenario, &quarters), run(&scenario, &months));
    for (one, other) in one.baseline.replications.iter().zip(&other.baseline.replications) {
        assert_eq!(one.mix, other.mix);
        for (one, other) in one.revenue.iter().zip(&other.revenue) {
            assert!((one / other - 1.0).abs() < 1e-9);
        }
    }
}

/// What is sold is made of its columns in constant shares.
#[test]
fn sales_of_several_columns_are_carried_as_one() {
    let (mut scenario, one) = demo(3);
    unmoved(&mut scenario);
    let mut metrics = one.metrics().to_vec();
    metrics[1].kind = Kind::Flow;
    metrics[1].unit = metrics[0].unit;
    let mut two = Portfolio::new(
        Origin::Sample,
        one.periods().to_vec(),
        metrics,
        Vec::new(),
        one.partners().to_vec(),
    );
    for partner in 0..one.partners().len() {
        for period in 0..4 {
            for metric in 2..7 {
                two.set(
                    metric,
                    partner,
                    period,
                    one.value(metric, partner, period).expect("known"),
                );
            }
            let sold = one.value(0, partner, period).expect("known");
            two.set(0, partner, period, sold * 0.75);
            two.set(1, partner, period, sold * 0.25);
        }
    }
    let mut together = scenario.clone();
    for program in [&mut together.baseline, &mut together.alternative] {
        program.score.dimensions_mut()[0].parts[0].measure =
            Measure::of(&["revenue", "reach"], 12, tierlab_engine::rules::Aggregation::Sum);
        program.score.tracks[0].dimensions.remove(1);
    }
    let world = prepare(&together, &two).world;
    assert_eq!(world.sales.as_ref().expect("sales").columns.len(), 2);
    let (whole, parts) = (run(&scenario, &one), run(&together, &two));
    for (whole, parts) in revenue(&whole.baseline).iter().zip(revenue(&parts.baseline)) {
        assert!((parts / whole - 1.0).abs() < 1e-9, "{parts} is not {whole}");
    }
}

/// Partners of whom no sales are known are reviewed on what is known; no money is made up.
#[test]
fn a_portfolio_without_sales_is_simulated_without_money() {
    let (scenario, whole) = demo(3);
    let mut without = Portfolio::new(
        Origin::Sample,
        whole.periods().to_vec(),
        whole.metrics()[1..].to_vec(),
        Vec::new(),
        whole.partners().to_vec(),
    );
    for metric in 0..6 {
        for partner in 0..whole.partners().len() {
            for period in 0..4 {
                without.set(
                    metric,
                    partner,
                    period,
                    whole.value(metric + 1, partner, period).expect("known"),
                );
            }
        }
    }
    let outcome = run(&scenario, &without);
    assert_eq!(outcome.positions.len(), whole.partners().len());
    assert!(revenue(&outcome.baseline).iter().all(|money| *money == 0.0));
    assert!(outcome.baseline.replications[0].cost(0) > 0.0, "hours and funds cost all the same");
}

/// Ladders of different length are compared on the alternative's.
#[test]
fn a_new_tier_is_simulated_against_the_ladder_without_it() {
    let (mut scenario, portfolio) = sample(4);
    let program = &mut scenario.alternative;
    program.ladder.tiers.insert(2, Tier::at("Select", 52.0, Vec::new()));
    let benefit = program.incentives.tiers[1];
    program.incentives.tiers.insert(2, benefit);
    let outcome = run(&scenario, &portfolio);
    assert_eq!((outcome.baseline.tiers, outcome.alternative.tiers), (4, 5));
    assert_eq!(outcome.counterparts, [0, 1, 3, 4]);
    let series = tierlab_engine::report::tier_series(&outcome);
    let (new, old): (f64, f64) =
        (series[2].baseline[8], series.iter().map(|s| s.baseline[8]).sum());
    assert!(new.abs() < 1e-12);
    let here: f64 =
        outcome.baseline.replications.iter().map(|r| 240.0 - f64::from(r.mix[7 * 5 + 4])).sum();
    assert!((old - here / 4.0).abs() < 1e-9);
    assert!(series[2].alternative[8].mean > 1.0, "somebody enters it");
}

//! Winners and losers.

use crate::support::{close, demo_program, demo_scenario, portfolio};
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::report::{Direction, Fate, expected_place, fates};
use tierlab_engine::simulation::Scenario;

#[test]
fn a_place_is_the_mean_of_its_ends() {
    // Twice the lowest tier, five times the second, once the third, twice out.
    close(expected_place(&[2, 5, 1, 2], &[0, 1, 2, 3], 3), 1.5, 1e-12, 0.0, "place");
    // On a ladder of two, the third tier becomes the second.
    close(expected_place(&[2, 5, 1, 2], &[0, 1, 1, 2], 2), 1.4, 1e-12, 0.0, "place elsewhere");
    assert_eq!(expected_place(&[0, 0], &[0, 1], 1).to_bits(), 0.0_f64.to_bits());
}

fn fate(place: (f64, f64), benefit: (f64, f64)) -> Fate {
    Fate { position: 0, place, likely: (0, 0), benefit }
}

#[test]
fn who_gains_one_thing_and_loses_another_is_neither_winner_nor_loser() {
    let cases = [
        ((2.0, 2.0), (100.0, 100.0), Direction::Same),
        ((2.04, 2.0), (100.4, 100.0), Direction::Same),
        ((2.5, 2.0), (100.0, 100.0), Direction::Better),
        ((2.0, 2.0), (103.0, 100.0), Direction::Better),
        ((2.5, 2.0), (103.0, 100.0), Direction::Better),
        ((1.5, 2.0), (100.0, 100.0), Direction::Worse),
        ((2.0, 2.0), (90.0, 100.0), Direction::Worse),
        ((2.5, 2.0), (90.0, 100.0), Direction::Mixed),
        ((1.5, 2.0), (110.0, 100.0), Direction::Mixed),
        ((2.0, 2.0), (0.0, 0.0), Direction::Same),
    ];
    for (place, benefit, direction) in cases {
        assert_eq!(fate(place, benefit).direction(), direction, "{place:?} {benefit:?}");
    }
}

#[test]
fn a_benefit_is_what_the_tier_pays_on_mean_sales() {
    // One partner that stays in the lowest tier whatever happens; funds there are raised.
    let partners = portfolio(&[("P".to_owned(), 50_000.0, [5.0; 6])]);
    let mut scenario: Scenario = demo_scenario(30);
    for program in [&mut scenario.baseline, &mut scenario.alternative] {
        for tier in &mut program.ladder.tiers[1..] {
            tier.set_line(99.0 + tier.line() / 100.0);
        }
        program.incentives.milestones.clear();
    }
    scenario.alternative.incentives.tiers[0].mdf = 1_000.0;
    let parameters = Parameters { exit_hazard: 0.0, ..Parameters::default() };
    scenario.parameters = parameters;
    let outcome = Runner::new(Job::whole(1, scenario.clone()), &partners).unwrap().finish();
    let list = fates(&outcome, (&scenario.alternative, &scenario.baseline), &parameters);
    let one = &list[0];
    assert_eq!((one.place, one.likely), ((1.0, 1.0), (0, 0)));
    let runs = outcome.replications();
    let sales = |tally: &tierlab_engine::simulation::Tally| {
        tally.partner(0).unwrap().mean_revenue(runs) / tally.quarters as f64
    };
    let benefit = &demo_program().incentives.tiers[0];
    let rate = benefit.commission + benefit.discount;
    close(one.benefit.1, rate * sales(&outcome.baseline), 1e-9, 0.0, "baseline");
    let funds = parameters.rates.mdf_used * 1_000.0;
    close(one.benefit.0, rate * sales(&outcome.alternative) + funds, 1e-9, 0.0, "scenario");
    assert_eq!(one.direction(), Direction::Better);
}

#[test]
fn the_largest_change_comes_first() {
    let rows: Vec<_> = (0..20)
        .map(|i| (format!("P-{i:02}"), 60e3 + 9e3 * f64::from(i), [35.0 + 2.0 * f64::from(i); 6]))
        .collect();
    let mut scenario = demo_scenario(40);
    scenario.alternative.ladder.tiers[1].set_line(52.0);
    let outcome = Runner::new(Job::whole(1, scenario.clone()), &portfolio(&rows)).unwrap().finish();
    let pair = (&scenario.alternative, &scenario.baseline);
    let list = fates(&outcome, pair, &scenario.parameters);
    assert_eq!(list.len(), 20);
    assert!(list.windows(2).all(|two| two[0].steps().abs() >= two[1].steps().abs()));
    assert!(list[0].steps() < -0.5, "{:?}", list[0]);
    assert_eq!(list[0].direction(), Direction::Worse);
}

//! Editions of a program: which one is in force, the record replayed under them, and a redesign
//! announced for a later quarter of a simulation.

use super::{Sheet, program};
use crate::support::{demo_scenario, portfolio};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::portfolio::{Month, Portfolio};
use tierlab_engine::protocol::{Job, Outcome, Runner};
use tierlab_engine::report::headline;
use tierlab_engine::rules::{
    Editions, Program, ReviewEvent, Reviewed, ValueFunction, check_editions, replay,
};
use tierlab_engine::simulation::Scenario;

/// An edition whose tiers ask for so much of `x` each.
#[track_caller]
fn edition(effective: Option<&str>, tiers: &[(&str, f64)], movement: &Value) -> Program {
    let tiers: Vec<Value> = tiers
        .iter()
        .map(|(name, line)| {
            let measure = json!({"metric": "x", "take": "last", "months": 1});
            let gates = if *line > 0.0 {
                json!([{"measure": measure, "at_least": line}])
            } else {
                json!([])
            };
            json!({"name": name, "gates": gates})
        })
        .collect();
    let mut fields = json!({"tiers": tiers, "movement": movement});
    if let Some(month) = effective {
        fields["effective"] = json!(month);
    }
    program(fields)
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

const OLD: [(&str, f64); 4] =
    [("Registered", 0.0), ("Silver", 10.0), ("Gold", 20.0), ("Platinum", 30.0)];

#[test]
fn the_latest_edition_whose_month_has_come_is_in_force() {
    let editions = Editions(vec![
        edition(None, &OLD, &json!({})),
        edition(Some("2024-02"), &OLD, &json!({"grace": 1})),
        edition(Some("2025-02"), &OLD, &json!({"grace": 2})),
    ]);
    check_editions(&editions).expect("in order");
    let grace = |month: Option<Month>| editions.at(month).map(|program| program.movement.grace);
    assert_eq!(grace(Some(month("2024-01"))), Some(0));
    assert_eq!(grace(Some(month("2024-02"))), Some(1));
    assert_eq!(grace(Some(month("2025-01"))), Some(1));
    assert_eq!(grace(Some(month("2025-02"))), Some(2));
    assert_eq!(grace(None), Some(0), "without dates only the undated one");
    let dated = Editions(editions.0[1..].to_vec());
    assert!(dated.at(Some(month("2024-01"))).is_none() && dated.at(None).is_none());
}

#[test]
fn editions_are_in_order() {
    let at = |effective: Option<&str>| edition(effective, &OLD, &json!({}));
    for editions in [
        vec![],
        vec![at(None), at(None)],
        vec![at(Some("2025-02")), at(Some("2025-02"))],
        vec![at(Some("2025-02")), at(Some("2024-02"))],
        vec![at(Some("2025-02")), at(None)],
    ] {
        assert!(check_editions(&Editions(editions)).is_err());
    }
}

fn partners(rows: &[(&str, Vec<f64>)]) -> Portfolio {
    Sheet::quarterly(2025, 1).metric("x", rows).build()
}

/// Tier after every review of one partner.
fn path(history: &[Vec<Reviewed>], partner: usize) -> Vec<u8> {
    history.iter().map(|seen| seen[partner].to).collect()
}

#[test]
fn a_replay_starts_where_the_numbers_stood() {
    let editions = Editions(vec![edition(None, &OLD, &json!({}))]);
    let portfolio =
        partners(&[("A", vec![25.0, 25.0, 35.0, 35.0]), ("B", vec![35.0, 5.0, 5.0, 5.0])]);
    let history = replay(&editions, &portfolio, 1);
    assert_eq!(path(&history, 0), [2, 3, 3]);
    assert_eq!(path(&history, 1), [2, 1, 0]);
    assert_eq!(history[0][0].from, 2);
    // From the third period on there is one review.
    assert_eq!(path(&replay(&editions, &portfolio, 3), 1), [0]);
    assert!(replay(&editions, &portfolio, 4).is_empty());
    let late = Editions(vec![edition(Some("2026-01"), &OLD, &json!({}))]);
    assert!(replay(&late, &portfolio, 1).is_empty(), "nothing in force");
}

/// The quarters end in March, June, September and December.
#[test]
fn from_one_edition_to_the_next_a_renamed_tier_keeps_its_partners() {
    let renamed = [("Base", 0.0), ("Ridge", 10.0), ("Crest", 20.0), ("Summit", 30.0)];
    let partly = [("Registered", 0.0), ("Silver", 10.0), ("Golden", 20.0), ("Platinum", 30.0)];
    let moved = [("Registered", 0.0), ("Bronze", 5.0), ("Silver", 10.0), ("Gold", 20.0)];
    let fewer = [("Registered", 0.0), ("Silver", 10.0), ("Platinum", 30.0)];
    let portfolio = partners(&[
        ("A", vec![35.0; 4]),
        ("B", vec![25.0; 4]),
        ("C", vec![15.0; 4]),
        ("D", vec![0.0; 4]),
    ]);
    for (name, next, expected) in [
        ("all renamed", &renamed[..], [3, 2, 1, 0]),
        ("one renamed", &partly[..], [3, 2, 1, 0]),
        // Silver and Gold moved up a place; what was Platinum is Gold, the next lower one both have.
        ("a new tier below", &moved[..], [3, 3, 2, 0]),
        ("Gold is gone", &fewer[..], [2, 1, 1, 0]),
    ] {
        let hold = json!({"up": {"every": 120}, "down": {"every": 120}});
        let editions =
            Editions(vec![edition(None, &OLD, &hold), edition(Some("2025-09"), next, &hold)]);
        let history = replay(&editions, &portfolio, 1);
        let end: Vec<u8> = history[2].iter().map(|seen| seen.to).collect();
        assert_eq!(end, expected, "{name}");
        let before: Vec<u8> = history[0].iter().map(|seen| seen.to).collect();
        assert_eq!(before, [3, 2, 1, 0], "{name}: the first edition until June");
    }
}

#[test]
fn the_new_edition_reviews_by_its_own_lines_and_rules() {
    let stricter = [("Base", 0.0), ("Ridge", 20.0), ("Crest", 30.0), ("Summit", 40.0)];
    let portfolio = partners(&[("A", vec![35.0; 4]), ("B", vec![25.0; 4])]);
    let editions = |movement: &Value| {
        Editions(vec![
            edition(None, &OLD, &json!({})),
            edition(Some("2025-09"), &stricter, movement),
        ])
    };
    let history = replay(&editions(&json!({})), &portfolio, 1);
    assert_eq!((path(&history, 0), path(&history, 1)), (vec![3, 2, 2], vec![2, 1, 1]));
    let history = replay(&editions(&json!({"grandfathered_until": "2025-12"})), &portfolio, 1);
    assert_eq!((path(&history, 0), path(&history, 1)), (vec![3, 3, 2], vec![2, 2, 1]));
    assert_eq!(history[1][0].event, Some(ReviewEvent::Protected));
}

/// Grandfathering is for what was held when the edition came into force, also if it was reached under
/// the one before; a decided move goes along.
#[test]
fn standings_and_decided_moves_go_along() {
    let renamed = [("Base", 0.0), ("Ridge", 10.0), ("Crest", 20.0), ("Summit", 30.0)];
    let portfolio = partners(&[
        ("A", vec![5.0, 15.0, 5.0, 5.0, 5.0]),
        ("B", vec![5.0, 15.0, 15.0, 15.0, 15.0]),
    ]);
    let grandfathered = json!({"grandfathered_until": "2026-03"});
    let editions = Editions(vec![
        edition(None, &OLD, &json!({})),
        edition(Some("2025-09"), &renamed, &grandfathered),
    ]);
    assert_eq!(path(&replay(&editions, &portfolio, 1), 0), [1, 1, 1, 0]);
    let lag = json!({"lag": 6});
    let editions =
        Editions(vec![edition(None, &OLD, &lag), edition(Some("2025-09"), &renamed, &lag)]);
    let history = replay(&editions, &portfolio, 1);
    assert_eq!(path(&history, 1), [0, 0, 1, 1]);
    assert_eq!(history[2][1].event, Some(ReviewEvent::Promote));
}

// ---- a redesign announced for a later quarter ------------------------------------------------

fn rows() -> Vec<(String, f64, [f64; 6])> {
    let level = |index: usize| {
        [30.0 + 9.0 * index as f64, 50.0, 45.0, 60.0, 35.0 + 8.0 * index as f64, 55.0]
    };
    (0..6).map(|index| (format!("P-{index}"), 2e4 * (index + 1) as f64, level(index))).collect()
}

/// Lower lines, more money and other weights.
fn redesign(starts: u32) -> Scenario {
    let mut scenario = demo_scenario(16);
    let program = &mut scenario.alternative;
    program.ladder.tiers[1].set_line(35.0);
    program.ladder.tiers[2].set_line(50.0);
    program.incentives.tiers[1].mdf = 9_000.0;
    program.score.dimensions_mut()[1].weight = 0.4;
    program.movement.consecutive_up = 1;
    scenario.settings.starts = starts;
    scenario
}

#[track_caller]
fn run(scenario: Scenario, portfolio: &Portfolio) -> Outcome {
    Runner::new(Job::whole(1, scenario), portfolio).expect("a valid scenario").finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn before_the_switch_nothing_differs_and_after_it_something_does(starts in 1_u32..=8) {
        let outcome = run(redesign(starts), &portfolio(&rows()));
        let before = starts as usize - 1;
        let width = outcome.baseline.tiers + 1;
        let pairs = outcome.baseline.replications.iter().zip(&outcome.alternative.replications);
        for (baseline, alternative) in pairs {
            prop_assert_eq!(&baseline.revenue[..before], &alternative.revenue[..before]);
            prop_assert_eq!(&baseline.margin[..before], &alternative.margin[..before]);
            prop_assert_eq!(&baseline.costs[..before], &alternative.costs[..before]);
            prop_assert_eq!(&baseline.mix[..before * width], &alternative.mix[..before * width]);
        }
        prop_assert_eq!(&outcome.baseline.events[..before], &outcome.alternative.events[..before]);
        prop_assert_ne!(&outcome.baseline.replications, &outcome.alternative.replications);
    }

    #[test]
    fn after_the_horizon_means_never(starts in 9_u32..40) {
        let outcome = run(redesign(starts), &portfolio(&rows()));
        prop_assert_eq!(&outcome.baseline, &outcome.alternative);
        let net = headline(&outcome).expect("replications").net;
        prop_assert_eq!((net.mean, net.p5, net.p95), (0.0, 0.0, 0.0));
    }

    /// The same program from a later quarter on is no redesign.
    #[test]
    fn switching_to_the_same_program_changes_nothing(starts in 1_u32..=9) {
        let mut scenario = demo_scenario(16);
        scenario.settings.starts = starts;
        let outcome = run(scenario, &portfolio(&rows()));
        prop_assert_eq!(&outcome.baseline, &outcome.alternative);
    }
}

#[test]
fn an_earlier_redesign_is_not_a_later_one() {
    let portfolio = portfolio(&rows());
    let prints: Vec<u64> =
        (1..=9).map(|starts| run(redesign(starts), &portfolio).fingerprint()).collect();
    for (index, print) in prints.iter().enumerate() {
        assert!(!prints[..index].contains(print), "from quarter {}", index + 1);
    }
}

/// What partners hold when the redesign comes into force is grandfathered.
#[test]
fn a_redesign_grandfathers_what_is_held_when_it_comes() {
    let demoted = |until: Option<&str>| {
        let mut scenario = redesign(4);
        let program = &mut scenario.alternative;
        for (tier, line) in program.ladder.tiers.iter_mut().skip(1).zip([97.0, 98.0, 99.0]) {
            tier.set_line(line);
        }
        program.movement.grandfathered_until = until.map(month);
        let outcome = run(scenario, &portfolio(&rows()));
        outcome.alternative.events.iter().map(|events| events[1]).collect::<Vec<_>>()
    };
    // The record ends in September 2026, the fourth quarter after it in September 2027.
    let (without, with) = (demoted(None), demoted(Some("2028-03")));
    assert_eq!(without[..3], with[..3]);
    assert!(without[3..5].iter().sum::<u64>() > 0);
    assert_eq!(with[3..5], [0, 0]);
    assert!(with[5..].iter().sum::<u64>() > 0);
}

// ---- sales -----------------------------------------------------------------------------------

/// An averaged dimension ends at 100 points, also where a rate goes on.
#[test]
fn simulated_revenue_points_stay_on_their_scale() {
    let with = |value: ValueFunction| {
        let mut scenario = demo_scenario(4);
        for program in [&mut scenario.baseline, &mut scenario.alternative] {
            program.score.dimensions_mut()[0].parts[0].value = value.clone();
        }
        run(scenario, &portfolio(&rows())).fingerprint()
    };
    let rate = |most: Option<f64>| ValueFunction::Rate {
        points: 1.0.into(),
        per: 1e3.into(),
        whole: false,
        most,
    };
    assert_eq!(with(rate(None)), with(rate(Some(100.0))));
}

/// Where gaps are zero, a partner that sells once in a while does not sell every quarter.
#[test]
fn simulated_revenue_keeps_the_gaps_that_are_zero() {
    let mut scenario = demo_scenario(4);
    for program in [&mut scenario.baseline, &mut scenario.alternative] {
        let measure = json!({"metric": "revenue", "take": "sum", "months": 12, "gaps": "zero"});
        let part = json!({"name": "p", "measure": measure, "value": {"anchors": [[0, 0], [1, 1]]}});
        let read = super::scored(&part);
        program.score.dimensions_mut()[0].parts[0].measure =
            read.score.dimensions()[0].parts[0].measure.clone();
    }
    let level = |gap: f64| {
        let mut portfolio = portfolio(&rows()[..1]);
        for period in 0..3 {
            portfolio.set(0, 0, period, gap);
        }
        tierlab_engine::simulation::prepare(&scenario, &portfolio).world.partners[0].level
    };
    let (left_out, zero) = (level(f64::NAN), level(0.0));
    assert_eq!(left_out.to_bits(), zero.to_bits());
}

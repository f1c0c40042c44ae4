//! Reviews of everyone: keeping, looking back, the unknown, invitations, capacity.

use super::{N, Sheet, program, try_program};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{
    Clock, Evaluation, Program, ReviewEvent, Reviewed, Scene, Standing, review_all, standings_now,
};

fn x() -> Value {
    json!({"metric": "x", "take": "last", "months": 1})
}

/// Tiers at 0, 10, 20 and 30 of `x`, with further fields for each.
#[track_caller]
fn ladder(movement: &Value, extra: [Value; 3]) -> Program {
    let mut tiers = vec![json!({"name": "T0"})];
    for (position, extra) in (1..).zip(extra) {
        let mut tier = json!({"name": format!("T{position}"), "gates": [{"measure": x(), "at_least": 10 * position}]});
        for (key, value) in extra.as_object().expect("fields") {
            tier[key] = value.clone();
        }
        tiers.push(tier);
    }
    program(json!({"movement": movement, "tiers": tiers}))
}

/// Reviews everyone at the end of every period after the first.
fn reviewed(
    program: &Program,
    portfolio: &Portfolio,
    standings: &mut [Standing],
) -> Vec<Vec<Reviewed>> {
    let period = portfolio.cadence().months();
    (2..=portfolio.periods().len())
        .zip(1_u32..)
        .map(|(end, step)| {
            let scene = Scene::after(portfolio, end);
            let clock = Clock { elapsed: step * period, period, month: scene.month() };
            review_all(&Evaluation::new(program, scene), standings, clock)
        })
        .collect()
}

fn tiers(standings: &[Standing]) -> Vec<u8> {
    standings.iter().map(|standing| standing.tier).collect()
}

fn holding(tiers: &[u8]) -> Vec<Standing> {
    tiers.iter().map(|tier| Standing::holding(*tier)).collect()
}

fn none() -> [Value; 3] {
    [json!({}), json!({}), json!({})]
}

#[test]
fn keep_gates_and_buffers() {
    let dimension = json!({"key": "d", "parts": [
        {"name": "x", "measure": x(), "value": {"anchors": [[0, 0], [100, 100]]}}]});
    let keeps = |extra: Value, buffer: f64, value: f64| {
        let mut top =
            json!({"name": "Top", "at_least": 60, "gates": [{"measure": x(), "at_least": 50}]});
        for (key, field) in extra.as_object().expect("fields") {
            top[key] = field.clone();
        }
        let program = program(json!({
            "score": {"dimensions": [dimension]}, "movement": {"buffer": buffer},
            "tiers": [{"name": "Entry"}, top],
        }));
        let portfolio = super::one_month(&[value]);
        Evaluation::now(&program, &portfolio).keeps(0, 1)
    };
    let plain = json!({});
    assert!(keeps(plain.clone(), 0.0, 60.0) && !keeps(plain.clone(), 0.0, 59.99));
    assert!(keeps(plain.clone(), 4.0, 56.0) && !keeps(plain.clone(), 4.0, 55.99));
    // The buffer is points of the score; the gate keeps its line.
    assert!(keeps(plain.clone(), 20.0, 50.0) && !keeps(plain, 20.0, 49.0));
    let lower = json!({"keep": {"at_least": 45, "gates": [{"measure": x(), "at_least": 40}]}});
    assert!(keeps(lower.clone(), 0.0, 45.0) && !keeps(lower.clone(), 0.0, 44.0));
    assert!(keeps(lower.clone(), 4.0, 41.0) && !keeps(lower, 4.0, 40.9));
    let only_gates = json!({"keep": {"gates": [{"measure": x(), "at_least": 20}]}});
    assert!(keeps(only_gates.clone(), 0.0, 20.0) && !keeps(only_gates, 0.0, 19.0));
    assert!(keeps(json!({"keep": {}}), 0.0, 0.0), "nothing is asked for to stay");
}

#[test]
fn any_day_in_a_window_is_enough() {
    let program =
        ladder(&json!({"attainment": 6, "up": {"every": 1}, "down": {"every": 1}}), none());
    let history = vec![0.0, 0.0, 0.0, 0.0, 0.0, 12.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    let portfolio = Sheet::monthly(2025, 1).metric("x", &[("A", history)]).build();
    let tier =
        |end: usize| Evaluation::new(&program, Scene::after(&portfolio, end)).qualification(0).tier;
    assert_eq!((5..=13).map(tier).collect::<Vec<_>>(), [0, 1, 1, 1, 1, 1, 1, 0, 0]);
    let keeps = |end: usize| Evaluation::new(&program, Scene::after(&portfolio, end)).keeps(0, 1);
    assert_eq!(
        (6..=13).map(keeps).collect::<Vec<_>>(),
        [true, true, true, true, true, true, false, false]
    );
    // Before the record it is unknown, and holds.
    assert_eq!((tier(1), keeps(1)), (0, true));
    assert!(Evaluation::new(&program, Scene::after(&portfolio, 1)).qualification(0).undecided);
}

#[test]
fn the_unknown_neither_promotes_nor_demotes() {
    let rows = [("A", vec![25.0, N]), ("B", vec![25.0, N]), ("C", vec![5.0, N])];
    let portfolio = Sheet::quarterly(2025, 1).metric("x", &rows).build();
    let after = |policy: &str| {
        let program = ladder(&json!({"unknown": policy, "steps_up": 0, "steps_down": 0}), none());
        let mut standings = holding(&[2, 1, 0]);
        reviewed(&program, &portfolio, &mut standings);
        tiers(&standings)
    };
    assert_eq!(after("hold"), [2, 1, 0]);
    assert_eq!(after("fail"), [0, 0, 0]);
    assert_eq!(after("pass"), [3, 3, 3]);
}

/// The third tier is missed for certain, the second hangs on something unknown, the first is met.
#[test]
fn nobody_falls_past_a_tier_that_is_unknown() {
    let y = json!({"measure": {"metric": "y", "take": "last", "months": 1}, "at_least": 1});
    let portfolio = Sheet::quarterly(2025, 1)
        .metric("x", &[("A", vec![15.0, 15.0])])
        .metric("y", &[("A", vec![N, N])])
        .build();
    for (policy, expected) in [("hold", 2), ("fail", 1), ("pass", 2)] {
        let second = json!({"gates": [y]});
        let program =
            ladder(&json!({"steps_down": 0, "unknown": policy}), [json!({}), second, json!({})]);
        let mut standings = holding(&[3]);
        reviewed(&program, &portfolio, &mut standings);
        assert_eq!(tiers(&standings), [expected], "{policy}");
    }
}

#[test]
fn invited_tiers_are_passed_over_and_kept() {
    let invited = [json!({}), json!({"by_invitation": true}), json!({})];
    let rows = [("A", vec![35.0; 4]), ("B", vec![25.0; 4]), ("C", vec![25.0; 4])];
    let portfolio = Sheet::quarterly(2025, 1).metric("x", &rows).build();
    let program = ladder(&json!({}), invited);
    let mut standings = holding(&[1, 1, 2]);
    let first = &reviewed(&program, &portfolio, &mut standings)[0];
    assert_eq!((first[0].to, first[0].event), (3, Some(ReviewEvent::Promote)), "one step: over it");
    assert_eq!(tiers(&standings), [3, 1, 2]);
}

#[test]
fn room_for_the_best_ties_by_id() {
    let capacity = |most: u32| json!({"capacity": {"most": most, "by": x()}});
    // B and C are equal but for the last bit; B comes first. D is unknown.
    let rows = [
        ("C", vec![0.0, 10.1 + 0.2, 30.0, 30.0]),
        ("A", vec![0.0, 11.0, 11.0, 0.0]),
        ("B", vec![0.0, 10.3, 10.3, 10.3]),
        ("E", vec![0.0, 10.0, 10.0, 10.0]),
    ];
    let portfolio = Sheet::quarterly(2025, 1).metric("x", &rows).build();
    let program = ladder(&json!({}), [capacity(2), json!({}), json!({})]);
    let mut standings = holding(&[0; 4]);
    let history = reviewed(&program, &portfolio, &mut standings);
    let step = |index: usize| -> Vec<u8> { history[index].iter().map(|seen| seen.to).collect() };
    assert_eq!(step(0), [0, 1, 1, 0], "A and B; C has the later id");
    assert!(history[0][0].no_room && history[0][3].no_room && !history[0][1].no_room);
    assert_eq!(history[0][0].event, Some(ReviewEvent::Building));
    // C qualifies for the third tier by now and moves one step; there is still no room.
    assert_eq!(step(1), [0, 1, 1, 0], "who is in stays in");
    // A leaves, so there is one place: C has more than E.
    assert_eq!(step(2), [1, 0, 1, 0]);
}

#[test]
fn no_room_above_means_the_next_tier_below() {
    let full = [
        json!({}),
        json!({"capacity": {"most": 1, "by": x()}}),
        json!({"capacity": {"most": 1, "by": x()}}),
    ];
    let rows =
        [("A", vec![99.0; 2]), ("B", vec![98.0; 2]), ("C", vec![97.0; 2]), ("D", vec![96.0; 2])];
    let portfolio = Sheet::quarterly(2025, 1).metric("x", &rows).build();
    let program = ladder(&json!({"steps_up": 0}), full);
    let mut standings = holding(&[0, 0, 0, 1]);
    let history = reviewed(&program, &portfolio, &mut standings);
    assert_eq!(tiers(&standings), [3, 2, 1, 1]);
    let told: Vec<bool> = history[0].iter().map(|seen| seen.no_room).collect();
    assert_eq!(told, [false, true, true, true]);
    let events: Vec<Option<ReviewEvent>> = history[0].iter().map(|seen| seen.event).collect();
    let (up, building) = (Some(ReviewEvent::Promote), Some(ReviewEvent::Building));
    assert_eq!(events, [up, up, up, building]);
    // The same where standings come from the numbers alone.
    let evaluation = Evaluation::now(&program, &portfolio);
    assert_eq!(standings_now(&evaluation), [3, 2, 1, 1]);
}

#[test]
fn named_standings_have_their_place_first() {
    let rows = [("A", vec![99.0]), ("B", vec![98.0]), ("C", vec![11.0]), ("D", vec![50.0])];
    let sheet =
        Sheet::quarterly(2025, 1).metric("x", &rows).holding(&["", "", " t3", "unheard of"]);
    let portfolio = sheet.build();
    let full = [json!({}), json!({}), json!({"capacity": {"most": 2, "by": x()}})];
    let evaluation_of = ladder(&json!({}), full);
    let evaluation = Evaluation::now(&evaluation_of, &portfolio);
    assert_eq!(standings_now(&evaluation), [3, 2, 3, 2]);
}

#[test]
fn who_waits_for_room_goes_as_soon_as_there_is() {
    let one = [json!({"capacity": {"most": 1, "by": x()}}), json!({}), json!({})];
    let rows = [("A", vec![0.0, 15.0, 15.0, 15.0, 0.0]), ("B", vec![0.0, 14.0, 14.0, 14.0, 14.0])];
    let portfolio = Sheet::quarterly(2025, 1).metric("x", &rows).build();
    let program = ladder(&json!({"consecutive_up": 2}), one.clone());
    let mut standings = holding(&[0, 0]);
    let history = reviewed(&program, &portfolio, &mut standings);
    let second: Vec<u8> = history.iter().map(|seen| seen[1].to).collect();
    assert_eq!(second, [0, 0, 0, 1], "it does not count up anew");
    // With a lag, the place is taken when the move takes effect.
    let program = ladder(&json!({"lag": 3}), one);
    let mut standings = holding(&[0, 0]);
    let history = reviewed(&program, &portfolio, &mut standings);
    let second: Vec<u8> = history.iter().map(|seen| seen[1].to).collect();
    assert_eq!(second, [0, 0, 0, 1], "the decided move waits");
}

#[test]
fn who_leaves_makes_room_and_is_not_reviewed_again() {
    let one = [json!({}), json!({}), json!({})];
    let rows = [("A", vec![5.0; 5]), ("B", vec![5.0; 5])];
    let portfolio = Sheet::quarterly(2025, 1).metric("x", &rows).build();
    let program = ladder(&json!({"up_or_out": {"tier": "T1", "within": 3, "notice": 3}}), one);
    let mut standings = holding(&[0, 1]);
    let history = reviewed(&program, &portfolio, &mut standings);
    let events: Vec<Option<ReviewEvent>> = history.iter().map(|seen| seen[0].event).collect();
    assert_eq!(events, [Some(ReviewEvent::Notice), Some(ReviewEvent::Out), None, None]);
    // B falls to the lowest tier in the first review, is told in the second, and leaves in the third.
    let events: Vec<Option<ReviewEvent>> = history.iter().map(|seen| seen[1].event).collect();
    let expected = [ReviewEvent::Demote, ReviewEvent::Notice, ReviewEvent::Out].map(Some);
    assert_eq!(events, [&expected[..], &[None]].concat());
}

#[test]
fn capacity_needs_something_to_rank_by() {
    let told = try_program(json!({"tiers": [
        {"name": "A"}, {"name": "B", "gates": [{"measure": x(), "at_least": 1}], "capacity": {"most": 5}},
    ]}));
    assert!(told.expect_err("no score and no measure").to_string().contains("Room in B"));
}

fn columns() -> impl Strategy<Value = Vec<Vec<f64>>> {
    let value = || prop_oneof![1 => Just(N), 9 => 0.0..40.0_f64];
    prop::collection::vec(prop::collection::vec(value(), 6), 2..9)
}

fn sheet(ids: &[String], rows: &[Vec<f64>]) -> Portfolio {
    let rows: Vec<(&str, Vec<f64>)> =
        ids.iter().map(String::as_str).zip(rows.iter().cloned()).collect();
    Sheet::quarterly(2025, 1).metric("x", &rows).build()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// With capacity and ties, every id ends where it ends in any order of rows.
    #[test]
    fn the_order_of_partners_is_irrelevant(rows in columns(), ties in any::<bool>()) {
        let rows: Vec<Vec<f64>> = if ties {
            rows.iter().map(|row| row.iter().map(|x| (x / 10.0).floor() * 10.0).collect()).collect()
        } else {
            rows
        };
        let ids: Vec<String> = (0..rows.len()).map(|index| format!("P{index}")).collect();
        let program = ladder(
            &json!({"steps_up": 0, "grace": 1}),
            [json!({"capacity": {"most": 2, "by": x()}}), json!({}), json!({"capacity": {"most": 1, "by": x()}})],
        );
        let run = |ids: &[String], rows: &[Vec<f64>]| -> Vec<(String, Vec<Reviewed>)> {
            let mut standings = holding(&vec![0; rows.len()]);
            let history = reviewed(&program, &sheet(ids, rows), &mut standings);
            let mut seen: Vec<(String, Vec<Reviewed>)> = ids
                .iter()
                .enumerate()
                .map(|(partner, id)| (id.clone(), history.iter().map(|all| all[partner]).collect()))
                .collect();
            seen.sort_by(|a, b| a.0.cmp(&b.0));
            seen
        };
        let forward = run(&ids, &rows);
        let (mut ids, mut rows) = (ids, rows);
        ids.reverse();
        rows.reverse();
        prop_assert_eq!(forward, run(&ids, &rows));
    }

    /// Without relative rules and capacity nobody depends on anybody.
    #[test]
    fn removing_a_partner_leaves_the_others_as_they_were(rows in columns()) {
        let ids: Vec<String> = (0..rows.len()).map(|index| format!("P{index}")).collect();
        let program = ladder(&json!({"grace": 1, "validity": 6, "notice": 3}), none());
        let run = |ids: &[String], rows: &[Vec<f64>]| {
            let mut standings = holding(&vec![1; rows.len()]);
            let history = reviewed(&program, &sheet(ids, rows), &mut standings);
            (standings, history)
        };
        let (all, history) = run(&ids, &rows);
        let (fewer, without) = run(&ids[1..], &rows[1..]);
        prop_assert_eq!(&all[1..], &fewer[..]);
        for (one, other) in history.iter().zip(&without) {
            prop_assert_eq!(&one[1..], &other[..]);
        }
    }

    /// Never over the number of places.
    #[test]
    fn places_are_never_exceeded(rows in columns(), most in 0_usize..4) {
        let ids: Vec<String> = (0..rows.len()).map(|index| format!("P{index}")).collect();
        let program = ladder(
            &json!({"steps_up": 0}),
            [json!({}), json!({"capacity": {"most": most, "by": x()}}), json!({})],
        );
        let portfolio = sheet(&ids, &rows);
        let mut standings = holding(&vec![0; rows.len()]);
        for seen in reviewed(&program, &portfolio, &mut standings) {
            // Those that fall into it from above cannot be turned away.
            let fallen = seen.iter().filter(|r| r.to == 2 && r.from > 2).count();
            let settled = seen.iter().filter(|r| r.to == 2 && r.from == 2).count();
            let comers = seen.iter().filter(|r| r.to == 2 && r.from < 2).count();
            prop_assert!(comers == 0 || fallen + settled + comers <= most);
        }
        let standings = standings_now(&Evaluation::now(&program, &portfolio));
        prop_assert!(standings.iter().filter(|tier| **tier == 2).count() <= most);
    }
}

//! Tiers that are decided at times of their own, beside a ladder with another cadence.

use super::{Sheet, program, try_program};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{
    Cadence, Clock, Editions, Evaluation, Program, ReviewEvent, Rule, Scene, Standing, replay,
    review_all,
};

/// Tiers T0 to T3 at 0, 10, 20 and 30 of `x`, with further fields for each; reviewed as soon as met, any
/// number of steps, unless the movement rules say otherwise.
fn document(movement: &Value, extra: [Value; 3]) -> Value {
    let x = json!({"metric": "x", "take": "last", "months": 1});
    let mut rules =
        json!({"up": {"every": 0}, "down": {"every": 0}, "steps_up": 0, "steps_down": 0});
    for (key, value) in movement.as_object().expect("fields") {
        rules[key] = value.clone();
    }
    let mut tiers = vec![json!({"name": "T0"})];
    for (position, extra) in (1..).zip(extra) {
        let gate = json!({"measure": x, "at_least": 10 * position});
        let mut tier = json!({"name": format!("T{position}"), "gates": [gate]});
        for (key, value) in extra.as_object().expect("fields") {
            tier[key] = value.clone();
        }
        tiers.push(tier);
    }
    json!({"movement": rules, "tiers": tiers})
}

#[track_caller]
fn ladder(movement: &Value, extra: [Value; 3]) -> Program {
    program(document(movement, extra))
}

fn none() -> Value {
    json!({})
}

fn yearly() -> Value {
    json!({"reviews": {"every": 12}})
}

/// Months from January 2025 on, one row of `x` per partner; the month before them says 0.
fn months(rows: &[Vec<f64>]) -> Portfolio {
    let ids: Vec<String> = (0..rows.len()).map(|index| format!("P{index}")).collect();
    let rows: Vec<(&str, Vec<f64>)> = ids
        .iter()
        .map(String::as_str)
        .zip(rows.iter().map(|row| [vec![0.0], row.clone()].concat()))
        .collect();
    Sheet::monthly(2024, 12).metric("x", &rows).build()
}

/// Event and tier of every partner in every month.
fn walked(program: &Program, rows: &[Vec<f64>], start: &[u8]) -> Vec<Vec<(String, u8)>> {
    let portfolio = months(rows);
    let mut standings: Vec<Standing> = start.iter().map(|tier| Standing::holding(*tier)).collect();
    (2..=portfolio.periods().len())
        .zip(1_u32..)
        .map(|(end, elapsed)| {
            let scene = Scene::after(&portfolio, end);
            let clock = Clock { elapsed, period: 1, month: scene.month() };
            let seen = review_all(&Evaluation::new(program, scene), &mut standings, clock);
            let word = |event: Option<ReviewEvent>| match event {
                None => "-".to_owned(),
                Some(event) => format!("{event:?}").to_lowercase(),
            };
            seen.iter().map(|seen| (word(seen.event), seen.to)).collect()
        })
        .collect()
}

/// What one partner goes through, runs of the same shortened: `promote2 10×hold2`.
fn told(program: &Program, start: u8, row: &[f64]) -> String {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for month in walked(program, &[row.to_vec()], &[start]) {
        let word = format!("{}{}", month[0].0, month[0].1);
        match runs.last_mut() {
            Some((count, last)) if *last == word => *count += 1,
            _ => runs.push((1, word)),
        }
    }
    let run = |(count, word): (usize, String)| match count {
        1 => word,
        _ => format!("{count}×{word}"),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(" ")
}

/// The tier at the end of every month.
fn tiers(program: &Program, start: u8, row: &[f64]) -> Vec<u8> {
    walked(program, &[row.to_vec()], &[start]).into_iter().map(|month| month[0].1).collect()
}

#[test]
fn a_tier_is_entered_only_when_it_is_due() {
    let program = ladder(&none(), [none(), none(), yearly()]);
    assert_eq!(told(&program, 0, &[35.0; 13]), "promote2 10×hold2 promote3 hold3");
    // Good numbers in a month in which it is not due are no use later.
    let early = [vec![35.0; 11], vec![25.0; 12], vec![35.0]].concat();
    assert_eq!(told(&program, 0, &early), "promote2 22×hold2 promote3");
    let february = json!({"reviews": {"every": 12, "in_month": 2}});
    let program = ladder(&none(), [none(), none(), february]);
    assert_eq!(told(&program, 0, &[35.0; 3]), "promote2 promote3 hold3");
}

#[test]
fn a_tier_is_lost_only_when_it_is_due() {
    let program = ladder(&none(), [none(), none(), yearly()]);
    assert_eq!(told(&program, 3, &[5.0; 13]), "11×hold3 demote0 hold0");
    // Bad in between is not looked at.
    let dip = [vec![5.0; 11], vec![35.0]].concat();
    assert_eq!(told(&program, 3, &dip), "12×hold3");
    // The others go on as ever.
    assert_eq!(told(&program, 2, &[15.0, 5.0, 25.0]), "demote1 demote0 promote2");
}

/// Who loses a tier goes to what it qualifies for, although nobody could move up there now.
#[test]
fn where_a_partner_falls_to_does_not_have_to_be_due() {
    let june = json!({"reviews": {"every": 12, "in_month": 6}});
    let program = ladder(&none(), [none(), june, none()]);
    assert_eq!(told(&program, 3, &[25.0; 2]), "demote2 hold2");
    assert_eq!(told(&program, 1, &[25.0; 6]), "5×hold1 promote2");
}

#[test]
fn a_review_leads_to_the_highest_tier_of_those_that_are_due() {
    // Only the lower tier is due.
    let often = json!({"reviews": {"every": 0}});
    let slow = json!({"up": {"every": 12}, "down": {"every": 12}});
    let program = ladder(&slow, [often, none(), none()]);
    assert_eq!(told(&program, 0, &[35.0; 12]), "promote1 10×hold1 promote3");
    assert_eq!(told(&program, 1, &[5.0; 2]), "demote0 hold0");
    assert_eq!(told(&program, 3, &[5.0; 12]), "11×-3 demote0");
    // Only the lower tier is not: it is passed over.
    let program = ladder(&none(), [yearly(), none(), none()]);
    assert_eq!(told(&program, 0, &[25.0; 1]), "promote2");
    assert_eq!(told(&program, 0, &[15.0; 12]), "11×hold0 promote1");
    // A tier that is due and not met is not where one goes for meeting one that is not due.
    let mut apart = ladder(&none(), [none(), none(), yearly()]);
    let Rule::Compare { line, .. } = &mut apart.ladder.tiers[2].gates[0].rule else {
        panic!("a comparison")
    };
    *line = 99.0.into();
    assert_eq!(told(&apart, 1, &[35.0; 12]), "11×hold1 promote3");
}

#[test]
fn steps_do_not_end_at_a_tier_that_is_not_due() {
    let one = json!({"steps_up": 1});
    let program = ladder(&one, [yearly(), none(), none()]);
    assert_eq!(told(&program, 0, &[35.0; 14]), "11×hold0 promote1 promote2 promote3");
    // Nor do they lead over one by invitation to one that is not due.
    let invited = json!({"by_invitation": true});
    let program = ladder(&one, [none(), invited, yearly()]);
    assert_eq!(told(&program, 0, &[35.0; 12]), "promote1 10×hold1 promote3");
    let two = json!({"steps_up": 2});
    let program = ladder(&two, [none(), yearly(), none()]);
    assert_eq!(told(&program, 0, &[35.0; 2]), "promote1 promote3");
}

/// Reviews in a row are those at which a tier above the one held is due.
#[test]
fn reviews_in_a_row_and_grace_count_where_the_tier_is_due() {
    let patient = json!({"consecutive_up": 2, "grace": 1});
    let program = ladder(&patient, [none(), none(), yearly()]);
    let dips = [vec![25.0; 11], vec![35.0], vec![25.0; 11], vec![35.0; 2]].concat();
    assert_eq!(told(&program, 2, &dips), "11×hold2 building2 11×hold2 promote3 hold3");
    let falls = told(&program, 3, &[5.0; 26]);
    assert_eq!(falls, "11×hold3 grace3 11×hold3 demote0 2×hold0");
    assert_eq!(told(&program, 2, &[15.0; 3]), "grace2 demote1 hold1");
}

#[test]
fn a_notice_is_given_when_the_tier_is_due_and_taken_back_at_any_review() {
    let program = ladder(&json!({"notice": 3}), [none(), none(), yearly()]);
    assert_eq!(told(&program, 3, &[25.0; 16]), "11×hold3 3×notice3 demote2 hold2");
    let better = [vec![25.0; 13], vec![35.0; 3]].concat();
    assert_eq!(told(&program, 3, &better), "11×hold3 2×notice3 3×hold3");
    let lagging = ladder(&json!({"lag": 2}), [none(), none(), yearly()]);
    assert_eq!(told(&lagging, 2, &[35.0; 15]), "11×hold2 2×notice2 promote3 hold3");
}

#[test]
fn up_or_out_spares_who_qualifies_for_a_tier_that_is_not_due() {
    let rule = json!({"up_or_out": {"tier": "T3", "within": 2, "notice": 2}});
    let program = ladder(&rule, [none(), none(), yearly()]);
    assert_eq!(told(&program, 2, &[35.0; 12]), "11×hold2 promote3");
    assert_eq!(told(&program, 2, &[25.0; 4]), "hold2 2×notice2 out2");
}

#[test]
fn who_finds_no_room_goes_only_where_it_is_due() {
    let x = json!({"metric": "x", "take": "last", "months": 1});
    let full = json!({"capacity": {"most": 0, "by": x}});
    let program = ladder(&none(), [none(), yearly(), full]);
    assert_eq!(tiers(&program, 0, &[35.0; 12]), [vec![1; 11], vec![2]].concat());
}

#[test]
fn a_replay_of_the_record_follows_it() {
    let program = ladder(&none(), [none(), none(), yearly()]);
    let portfolio = months(&[vec![35.0; 13]]);
    let history = replay(&Editions(vec![program]), &portfolio, 1);
    let tiers: Vec<u8> = history.iter().map(|month| month[0].to).collect();
    assert_eq!(tiers, [vec![2; 11], vec![3; 2]].concat());
}

#[test]
fn the_door_refuses_what_cannot_be() {
    let refused = |tier: usize, reviews: Value| {
        let mut document = document(&none(), [none(), none(), none()]);
        document["tiers"][tier]["reviews"] = reviews;
        let problems = try_program(document).expect_err("refused");
        assert_eq!(problems.0.len(), 1, "{problems}");
        problems.to_string()
    };
    let lowest = refused(0, json!({"every": 12}));
    assert!(lowest.contains("Reviews of T0") && lowest.contains("nothing is decided"), "{lowest}");
    let long = refused(2, json!({"every": 121}));
    assert!(long.contains("Reviews of T2") && long.contains("121"), "{long}");
    let month = refused(3, json!({"every": 12, "in_month": 13}));
    assert!(month.contains("Reviews of T3") && month.contains("13"), "{month}");
    for shape in [json!({"every": 12, "up": 3}), json!({"in_month": 2}), json!(12)] {
        let told = refused(1, shape);
        assert!(told.contains("program.tiers[1].reviews"), "{told}");
    }
}

/// Movement rules, tiers with marks, and months of four partners.
fn scripts() -> impl Strategy<Value = (Value, [Value; 3], u32, Vec<Vec<f64>>)> {
    let movement = (1_u32..3, 0_u32..2, 0_u32..3, 0_u32..3, 0_u32..3, 0_u32..3, 0_u32..4);
    let movement = movement.prop_map(|(row, grace, up, down, lag, notice, validity)| {
        json!({"consecutive_up": row, "grace": grace, "steps_up": up, "steps_down": down,
            "lag": lag, "notice": notice, "validity": validity,
            "up_or_out": {"tier": "T2", "within": 9, "notice": 4}})
    });
    let mark = prop_oneof![
        3 => Just(json!({})),
        1 => Just(json!({"by_invitation": true})),
        1 => Just(json!({"capacity": {"most": 1, "by": {"metric": "x", "take": "last", "months": 1}}})),
    ];
    let marks = [mark.clone(), mark.clone(), mark];
    let value = prop_oneof![6 => 0.0..40.0_f64, 1 => Just(f64::NAN)];
    let rows = prop::collection::vec(prop::collection::vec(value, 14), 4);
    (movement, marks, 0_u32..8, rows)
}

proptest! {
    /// To say of every tier what holds for all anyway changes nothing.
    #[test]
    fn saying_again_what_holds_for_all_changes_nothing(
        (mut movement, marks, every, rows) in scripts(),
    ) {
        movement["up"] = json!({"every": every});
        movement["down"] = json!({"every": every});
        let plain = ladder(&movement, marks);
        let mut said = plain.clone();
        for tier in said.ladder.tiers.iter_mut().skip(1) {
            tier.reviews = Some(Cadence::every(every));
        }
        prop_assert_eq!(walked(&plain, &rows, &[0, 1, 2, 3]), walked(&said, &rows, &[0, 1, 2, 3]));
    }

    /// Without delays nobody is moved up into a tier, or out of one that it holds, that is not due.
    #[test]
    fn nobody_moves_through_a_tier_that_is_not_due(
        (mut movement, marks, _, rows) in scripts(),
        cadences in prop::array::uniform4(0_u32..8),
    ) {
        movement["up"] = json!({"every": cadences[0]});
        movement["down"] = movement["up"].clone();
        movement["lag"] = json!(0);
        movement["notice"] = json!(0);
        let mut program = ladder(&movement, marks);
        for (tier, every) in program.ladder.tiers.iter_mut().zip(cadences).skip(1) {
            tier.reviews = Some(Cadence::every(every));
        }
        let mut held = [0, 1, 2, 3];
        for (elapsed, month) in (1_u32..).zip(walked(&program, &rows, &held)) {
            let due = |tier: u8| {
                Cadence::every(cadences[usize::from(tier)]).due(Clock { elapsed, period: 1, month: None })
            };
            for (before, (event, after)) in held.iter_mut().zip(month) {
                prop_assert!(after <= *before || due(after), "{event} from {before} to {after}");
                prop_assert!(after >= *before || due(*before), "{event} from {before} to {after}");
                *before = after;
            }
        }
    }
}

//! Movement rules: every rule alone and in pairs, as a script of reviews.

use super::try_program;
use super::walk::{Walk, at, low, month, months, quarters, rules};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::rules::{Clock, Evidence, MovementRules, ReviewEvent, Standing, review};

#[test]
fn one_tier_at_a_time_by_default() {
    quarters(
        1,
        &json!({}),
        &[
            (at(3), "up2"),
            (at(3), "up3"),
            (at(3), "hold3"),
            (low(0), "down2"),
            (low(0), "down1"),
            (low(0), "down0"),
            (low(0), "hold0"),
        ],
    );
}

#[test]
fn any_number_of_steps() {
    let any = json!({"steps_up": 0, "steps_down": 0});
    quarters(0, &any, &[(at(3), "up3"), (low(1), "down1"), (low(0), "down0"), (at(2), "up2")]);
    let two = json!({"steps_up": 2, "steps_down": 2});
    quarters(0, &two, &[(at(3), "up2"), (at(3), "up3"), (low(0), "down1"), (low(0), "down0")]);
    // A tier that is not kept is left, even where it could be entered anew.
    let stricter = Evidence { qualifies: 2, enters: 2, keeps: false };
    let mut standing = Standing::holding(2);
    let clock = Clock { elapsed: 3, period: 3, month: None };
    assert_eq!(review(&mut standing, &rules(&any), clock, stricter), Some(ReviewEvent::Demote));
    assert_eq!(standing.tier, 1);
}

#[test]
fn consecutive_reviews_up_and_grace_down() {
    let patient = json!({"consecutive_up": 2, "grace": 1});
    quarters(
        1,
        &patient,
        &[
            (at(2), "building1"),
            (at(1), "hold1"),
            (at(2), "building1"),
            (at(2), "up2"),
            (low(1), "grace2"),
            (at(2), "hold2"),
            (low(1), "grace2"),
            (low(1), "down1"),
            // Counts start again after a move.
            (low(0), "grace1"),
            (at(2), "building1"),
            (low(0), "grace1"),
            (low(0), "down0"),
        ],
    );
}

#[test]
fn up_and_down_have_cadences_of_their_own() {
    let cadences = json!({"up": {"every": 3}, "down": {"every": 12}});
    quarters(
        1,
        &cadences,
        &[
            (low(0), "hold1"),
            (at(2), "up2"),
            (low(0), "hold2"),
            (low(0), "down1"),
            (low(0), "hold1"),
            (low(0), "hold1"),
            (low(0), "hold1"),
            (low(0), "down0"),
        ],
    );
    // Immediately up, down at the end of the year only.
    let immediate = json!({"up": {"every": 0}, "down": {"every": 12, "in_month": 12}});
    let mut walk = Walk::from(0, 1, &immediate);
    walk.goes(&[(at(1), "up1"), (low(0), "hold1"), (at(2), "up2")]);
    walk.goes(&[(low(0), "hold2"); 8]);
    walk.goes(&[(low(0), "down1"), (low(0), "hold1")]);
}

#[test]
fn cadence_on_months_and_quarters() {
    let due = |movement: &Value, period: u32, dated: bool| -> Vec<u32> {
        let cadence = rules(movement).up;
        let start = month("2024-12");
        (1..=36 / period)
            .map(|step| step * period)
            .filter(|elapsed| {
                let months = i32::try_from(*elapsed).expect("small");
                let month = dated.then(|| start.plus(months));
                cadence.due(Clock { elapsed: *elapsed, period, month })
            })
            .collect()
    };
    let up = |every: u32, in_month: Option<u32>| match in_month {
        None => json!({"up": {"every": every}}),
        Some(month) => json!({"up": {"every": every, "in_month": month}}),
    };
    assert_eq!(due(&up(12, None), 1, true), [12, 24, 36]);
    assert_eq!(due(&up(12, Some(3)), 1, true), [3, 15, 27]);
    assert_eq!(due(&up(6, Some(1)), 1, true), [1, 7, 13, 19, 25, 31]);
    assert_eq!(due(&up(3, Some(2)), 1, true), [2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 32, 35]);
    // A quarter that holds the month: January and February fall into the first one.
    assert_eq!(due(&up(12, Some(2)), 3, true), [3, 15, 27]);
    assert_eq!(due(&up(6, Some(1)), 3, true), [3, 9, 15, 21, 27, 33]);
    assert_eq!(due(&up(24, Some(3)), 3, true), [15]);
    assert_eq!(due(&up(3, Some(2)), 3, true).len(), 12);
    assert_eq!(due(&up(1, Some(2)), 3, true).len(), 12);
    assert_eq!(due(&up(0, None), 3, true).len(), 12);
    assert_eq!(due(&up(0, None), 1, true).len(), 36);
    // Without dates they are counted from the start.
    assert_eq!(due(&up(12, Some(2)), 3, false), [12, 24, 36]);
    assert_eq!(due(&up(4, None), 3, true), [6, 9, 12, 18, 21, 24, 30, 33, 36]);
}

#[test]
fn a_move_up_takes_effect_after_its_lag() {
    // Decided at the end of a quarter, in effect a month later.
    months(
        1,
        &json!({"lag": 1}),
        &[
            (at(2), "-1"),
            (at(2), "-1"),
            (at(2), "notice1"),
            (at(2), "up2"),
            (at(2), "-2"),
            (at(2), "hold2"),
        ],
    );
    // It takes effect even where the partner does not qualify any more.
    months(
        1,
        &json!({"lag": 2}),
        &[
            (at(2), "-1"),
            (at(2), "-1"),
            (at(2), "notice1"),
            (low(0), "-1"),
            (low(0), "up2"),
            (low(0), "down1"),
        ],
    );
    // While it is decided, nothing else is.
    quarters(
        1,
        &json!({"lag": 6}),
        &[(at(2), "notice1"), (low(0), "notice1"), (low(0), "up2"), (low(0), "down1")],
    );
}

/// On quarters a lag of a month ends between two reviews: the next review takes place.
#[test]
fn a_lag_does_not_swallow_the_next_review() {
    quarters(
        0,
        &json!({"lag": 1}),
        &[(at(3), "notice0"), (at(3), "up1"), (at(3), "up2"), (at(3), "up3"), (at(3), "hold3")],
    );
    quarters(
        0,
        &json!({"lag": 1, "consecutive_up": 2}),
        &[
            (at(3), "building0"),
            (at(3), "notice0"),
            (at(3), "up1"),
            (at(3), "notice1"),
            (at(3), "up2"),
        ],
    );
}

#[test]
fn a_move_down_has_its_notice_and_can_be_taken_back() {
    let notice = json!({"notice": 6});
    quarters(2, &notice, &[(low(1), "notice2"), (low(1), "notice2"), (low(1), "down1")]);
    quarters(
        2,
        &notice,
        &[
            (low(1), "notice2"),
            (at(2), "hold2"),
            (low(1), "notice2"),
            (low(1), "notice2"),
            (low(1), "down1"),
        ],
    );
    // Good on the very day is good enough.
    quarters(
        2,
        &json!({"notice": 3}),
        &[(low(1), "notice2"), (at(2), "hold2"), (low(1), "notice2"), (low(1), "down1")],
    );
    // Qualifying for more takes it back and counts.
    quarters(2, &notice, &[(low(1), "notice2"), (at(3), "up3"), (at(3), "hold3")]);
    // A yearly review down, and better numbers at any review up in between.
    let yearly = json!({"up": {"every": 3}, "down": {"every": 12}, "notice": 9});
    let mut walk = Walk::from(2, 3, &yearly);
    walk.goes(&[(low(0), "hold2"), (low(0), "hold2"), (low(0), "hold2"), (low(0), "notice2")]);
    walk.goes(&[(low(0), "notice2"), (at(2), "hold2"), (at(2), "hold2"), (at(2), "hold2")]);
    // The tier below is where it goes at the time of the notice.
    let any = json!({"notice": 3, "steps_down": 0});
    quarters(3, &any, &[(low(0), "notice3"), (low(2), "down0"), (at(2), "up1")]);
}

#[test]
fn grace_then_notice() {
    quarters(
        2,
        &json!({"grace": 1, "notice": 3}),
        &[
            (low(1), "grace2"),
            (low(1), "notice2"),
            (low(1), "down1"),
            (low(0), "grace1"),
            (low(0), "notice1"),
            (at(1), "hold1"),
            (low(0), "grace1"),
        ],
    );
}

#[test]
fn a_tier_is_valid_for_a_while_and_grace_comes_after() {
    let valid = json!({"validity": 6, "grace": 1});
    quarters(
        1,
        &valid,
        &[
            // Held from before: valid from the start on.
            (low(0), "protected1"),
            (at(2), "up2"),
            (low(0), "protected2"),
            (low(0), "grace2"),
            (low(0), "down1"),
            // A tier reached by falling is reached as well.
            (low(0), "protected1"),
            (low(0), "grace1"),
            (low(0), "down0"),
        ],
    );
    // Validity runs from when the move takes effect, not from when it was decided.
    months(
        1,
        &json!({"up": {"every": 1}, "down": {"every": 1}, "validity": 3, "lag": 2}),
        &[
            (at(2), "notice1"),
            (at(2), "notice1"),
            (low(0), "up2"),
            (low(0), "protected2"),
            (low(0), "protected2"),
            (low(0), "down1"),
        ],
    );
}

#[test]
fn no_one_falls_before_a_date() {
    // Quarters end in March, June, September and December 2025.
    quarters(
        2,
        &json!({"floor_until": "2025-09"}),
        &[(low(0), "protected2"), (low(0), "protected2"), (low(0), "down1"), (low(0), "down0")],
    );
    quarters(
        2,
        &json!({"floor_until": "2025-09", "grace": 1}),
        &[(low(0), "protected2"), (low(0), "protected2"), (low(0), "grace2"), (low(0), "down1")],
    );
}

#[test]
fn grandfathered_are_those_who_held_their_tier_at_the_start() {
    let rule = json!({"grandfathered_until": "2025-12"});
    quarters(
        2,
        &rule,
        &[
            (low(0), "protected2"),
            (low(0), "protected2"),
            (low(0), "protected2"),
            (low(0), "down1"),
        ],
    );
    quarters(1, &rule, &[(at(2), "up2"), (low(0), "down1"), (low(0), "down0")]);
    // Another program in force: what is held then is held from before it.
    let mut walk = Walk::from(1, 3, &rule);
    walk.goes(&[(at(2), "up2")]);
    walk.standing.carry(&[0, 1, 2, 3, 4, 5]);
    walk.goes(&[(low(0), "protected2"), (low(0), "protected2"), (low(0), "down1")]);
}

#[test]
fn nothing_is_reviewed_in_a_freeze() {
    let freeze = json!({"freeze": {"from": "2025-06", "to": "2025-09"}, "consecutive_up": 2});
    quarters(1, &freeze, &[(at(2), "building1"), (low(0), "-1"), (low(0), "-1"), (at(2), "up2")]);
    // What was decided before takes effect after it.
    let pending = json!({"freeze": {"from": "2025-06", "to": "2025-09"}, "lag": 3});
    quarters(1, &pending, &[(at(2), "notice1"), (at(2), "-1"), (at(2), "-1"), (at(2), "up2")]);
    let told = try_program(json!({
        "movement": {"freeze": {"from": "2025-09", "to": "2025-06"}},
        "tiers": [{"name": "A"}, {"name": "B"}],
    }));
    assert!(told.is_err(), "a freeze that ends before it begins");
}

#[test]
fn up_or_out_gives_its_notice_first() {
    let rule = json!({"up_or_out": {"tier": "T2", "within": 6, "notice": 6}});
    quarters(
        1,
        &rule,
        &[
            (at(1), "hold1"),
            (at(1), "notice1"),
            (at(1), "notice1"),
            (at(1), "out1"),
            (at(3), "-1"),
            (at(3), "-1"),
        ],
    );
    // In time.
    quarters(1, &rule, &[(at(1), "hold1"), (at(2), "up2"), (low(1), "down1"), (low(1), "notice1")]);
    // Within the notice.
    quarters(1, &rule, &[(at(1), "hold1"), (at(1), "notice1"), (at(2), "up2"), (at(2), "hold2")]);
    // On the last day.
    quarters(1, &rule, &[(at(1), "hold1"), (at(1), "notice1"), (at(1), "notice1"), (at(2), "up2")]);
    // Moving up is not enough where the tier asked for is higher.
    quarters(0, &rule, &[(at(0), "hold0"), (at(1), "up1"), (at(1), "notice1"), (at(1), "out1")]);
    // Without notice it ends at once.
    let at_once = json!({"up_or_out": {"tier": "T2", "within": 6}});
    quarters(1, &at_once, &[(at(1), "hold1"), (at(1), "out1")]);
    // Who is there is safe.
    quarters(2, &rule, &[(at(2), "hold2"), (at(2), "hold2"), (at(2), "hold2"), (at(2), "hold2")]);
}

/// Who has been in the program for years has its notice like everyone else, and a review that comes
/// only once a year does not shorten it.
#[test]
fn up_or_out_never_without_the_notice_it_promises() {
    let rule =
        json!({"down": {"every": 12}, "up_or_out": {"tier": "T1", "within": 24, "notice": 6}});
    let mut old = Walk::from(0, 3, &rule);
    old.standing.tenure = 60;
    old.goes(&[
        (at(0), "hold0"),
        (at(0), "hold0"),
        (at(0), "hold0"),
        (at(0), "notice0"),
        (at(0), "notice0"),
        (at(0), "out0"),
    ]);
    // Counting up at the end of the notice: it may finish.
    let mut building = Walk::from(
        0,
        3,
        &json!({"consecutive_up": 2, "up_or_out": {"tier": "T1", "within": 3, "notice": 3}}),
    );
    building.goes(&[(at(0), "notice0"), (at(1), "notice0"), (at(1), "up1")]);
    assert_eq!(building.standing.leaving, Some(6));
    building.goes(&[(at(1), "hold1")]);
    assert_eq!(building.standing.leaving, None);
}

#[test]
fn rules_in_pairs() {
    // Floor and notice: no notice is given before the date.
    quarters(
        2,
        &json!({"floor_until": "2025-06", "notice": 3}),
        &[(low(0), "protected2"), (low(0), "notice2"), (low(0), "down1")],
    );
    // Validity and consecutive reviews: moving up is free.
    quarters(
        0,
        &json!({"validity": 12, "consecutive_up": 2}),
        &[
            (at(1), "building0"),
            (at(1), "up1"),
            (at(2), "building1"),
            (at(2), "up2"),
            (low(0), "protected2"),
        ],
    );
    // Freeze and grace: a frozen review is no review.
    quarters(
        2,
        &json!({"freeze": {"from": "2025-06", "to": "2025-06"}, "grace": 1}),
        &[(low(0), "grace2"), (low(0), "-2"), (low(0), "down1")],
    );
    // Freeze and up-or-out: nobody leaves in a freeze.
    quarters(
        0,
        &json!({"freeze": {"from": "2025-06", "to": "2025-06"}, "up_or_out": {"tier": "T1", "within": 3, "notice": 3}}),
        &[(at(0), "notice0"), (at(0), "-0"), (at(0), "out0")],
    );
    // Steps and grace.
    quarters(
        3,
        &json!({"steps_down": 2, "grace": 1}),
        &[(low(0), "grace3"), (low(0), "down1"), (low(0), "grace1"), (low(0), "down0")],
    );
    // Lag and notice.
    quarters(
        1,
        &json!({"lag": 3, "notice": 3}),
        &[(at(2), "notice1"), (low(0), "up2"), (low(0), "notice2"), (low(0), "down1")],
    );
    // Grandfathering and validity: whichever lasts longer.
    quarters(
        2,
        &json!({"grandfathered_until": "2025-06", "validity": 9}),
        &[(low(0), "protected2"), (low(0), "protected2"), (low(0), "down1")],
    );
}

/// The rules of reference case `markov_04`, written anew: one cadence, steps of one, no delays.
fn plain(standing: &mut (u8, u32, u32), seen: Evidence, up: u32, grace: u32) {
    let (tier, ups, downs) = standing;
    if seen.qualifies > *tier {
        (*ups, *downs) = (*ups + 1, 0);
        if *ups >= up {
            (*tier, *ups) = (*tier + 1, 0);
        }
    } else if *tier > 0 && !seen.keeps {
        (*ups, *downs) = (0, *downs + 1);
        if *downs > grace {
            (*tier, *downs) = (*tier - 1, 0);
        }
    } else {
        (*ups, *downs) = (0, 0);
    }
}

proptest! {
    #[test]
    fn without_special_rules_reviews_are_what_they_were(
        script in prop::collection::vec((0_u8..4, any::<bool>()), 1..40),
        start in 0_u8..4,
        (up, grace) in (1_u32..4, 0_u32..4),
    ) {
        let rules = MovementRules::simple(3, up, grace, 0.0);
        let mut standing = Standing::holding(start);
        let mut expected = (start, 0, 0);
        for (step, (qualifies, keeps)) in (1_u32..).zip(script) {
            let keeps = keeps || qualifies >= standing.tier;
            let seen = Evidence { qualifies, enters: qualifies, keeps };
            let clock = Clock { elapsed: 3 * step, period: 3, month: None };
            review(&mut standing, &rules, clock, seen);
            plain(&mut expected, seen, up, grace);
            prop_assert_eq!((standing.tier, standing.up, standing.down), expected);
        }
    }
}

//! Movement rules: every rule alone and in pairs, as a script of reviews; and reviews of everyone.

use super::{N, Sheet, program, try_program};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::portfolio::{Month, Portfolio};
use tierlab_engine::rules::{
    Clock, Evaluation, Evidence, MovementRules, ReviewEvent, Reviewed, Scene, Standing, review,
    review_all, standings_now,
};

/// Movement rules as a document has them, for four tiers T0 to T3.
#[track_caller]
fn rules(movement: &Value) -> MovementRules {
    let tiers = ["T0", "T1", "T2", "T3"].map(|name| json!({"name": name}));
    let open = |tier: &Value| {
        let mut tier = tier.clone();
        let metric = json!({"metric": "x", "take": "last", "months": 1});
        if tier["name"] != "T0" {
            tier["gates"] = json!([{"measure": metric, "at_least": 0}]);
        }
        tier
    };
    let tiers: Vec<Value> = tiers.iter().map(open).collect();
    program(json!({"movement": movement, "tiers": tiers})).movement
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// What the numbers say in a period: the tier qualified for, and whether the tier held is kept.
type Seen = (u8, bool);

/// Qualifies for this tier and keeps what it holds, if that is not above it.
fn at(tier: u8) -> Seen {
    (tier, true)
}

/// Qualifies for this tier and does not keep a higher one.
fn low(tier: u8) -> Seen {
    (tier, false)
}

/// Follows one partner through periods of so many months that begin after January 2025 began: the
/// event and the tier after each, `-` when nothing was due.
struct Walk {
    standing: Standing,
    rules: MovementRules,
    period: u32,
    elapsed: u32,
}

impl Walk {
    #[track_caller]
    fn from(tier: u8, period: u32, movement: &Value) -> Self {
        Self { standing: Standing::holding(tier), rules: rules(movement), period, elapsed: 0 }
    }

    fn step(&mut self, (qualifies, keeps): Seen) -> String {
        self.elapsed += self.period;
        let start = month("2024-12");
        let clock = Clock {
            elapsed: self.elapsed,
            period: self.period,
            month: Some(start.plus(i32::try_from(self.elapsed).expect("small"))),
        };
        let keeps = keeps || qualifies >= self.standing.tier;
        let event = review(&mut self.standing, &self.rules, clock, Evidence { qualifies, keeps });
        let word = match event {
            None => "-",
            Some(ReviewEvent::Promote) => "up",
            Some(ReviewEvent::Building) => "building",
            Some(ReviewEvent::Hold) => "hold",
            Some(ReviewEvent::Grace) => "grace",
            Some(ReviewEvent::Demote) => "down",
            Some(ReviewEvent::Notice) => "notice",
            Some(ReviewEvent::Protected) => "protected",
            Some(ReviewEvent::Out) => "out",
        };
        format!("{word}{}", self.standing.tier)
    }

    #[track_caller]
    fn goes(&mut self, script: &[(Seen, &str)]) {
        let told: Vec<String> = script.iter().map(|(seen, _)| self.step(*seen)).collect();
        let expected: Vec<&str> = script.iter().map(|(_, expected)| *expected).collect();
        assert_eq!(told, expected);
    }
}

#[track_caller]
fn quarters(tier: u8, movement: &Value, script: &[(Seen, &str)]) {
    Walk::from(tier, 3, movement).goes(script);
}

#[track_caller]
fn months(tier: u8, movement: &Value, script: &[(Seen, &str)]) {
    Walk::from(tier, 1, movement).goes(script);
}

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
    let stricter = Evidence { qualifies: 2, keeps: false };
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
    walk.standing.under_new_program();
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
            let seen = Evidence { qualifies, keeps: keeps || qualifies >= standing.tier };
            let clock = Clock { elapsed: 3 * step, period: 3, month: None };
            review(&mut standing, &rules, clock, seen);
            plain(&mut expected, seen, up, grace);
            prop_assert_eq!((standing.tier, standing.up, standing.down), expected);
        }
    }
}

// ---- reviews of everyone ---------------------------------------------------------------------

fn x() -> Value {
    json!({"metric": "x", "take": "last", "months": 1})
}

/// Tiers at 0, 10, 20 and 30 of `x`, with further fields for each.
#[track_caller]
fn ladder(movement: &Value, extra: [Value; 3]) -> tierlab_engine::rules::Program {
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
    program: &tierlab_engine::rules::Program,
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

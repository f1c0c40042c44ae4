//! A sentence for everything that a review can do.

use super::setting::{asking, partners, program, spaced};
use serde_json::{Value, json};
use tierlab_engine::explain::review_sentence;
use tierlab_engine::portfolio::{Month, Portfolio};
use tierlab_engine::rules::{
    Clock, Evaluation, Pending, ReviewEvent, Reviewed, Standing, review_all,
};

/// Partners whose score is this, four quarters long.
fn scoring(scores: &[f64]) -> Portfolio {
    let ids: Vec<String> = (0..scores.len()).map(|index| format!("P{index}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut portfolio = partners(&ids);
    for (partner, score) in scores.iter().enumerate() {
        for period in 0..4 {
            portfolio.set(0, partner, period, score * 2_500.0);
            portfolio.set(3, partner, period, score / 10.0);
        }
    }
    portfolio
}

fn document(movement: &Value) -> Value {
    let mut document = asking(&json!({"score": true, "at_least": 0}));
    document["tiers"] = json!([{"name": "Entry"}, {"name": "Silver", "at_least": 40}, {"name": "Gold", "at_least": 60}]);
    document["movement"] = movement.clone();
    document
}

fn at(elapsed: u32) -> Clock {
    Clock { elapsed, period: 3, month: Month::new(2026, 12) }
}

/// Event and sentence of the first partner's review.
fn seen(
    document: Value,
    scores: &[f64],
    before: &[Standing],
    clock: Clock,
) -> (Option<ReviewEvent>, String) {
    let (program, portfolio) = (program(document), scoring(scores));
    let evaluation = Evaluation::now(&program, &portfolio);
    let mut after = before.to_vec();
    let reviewed: Vec<Reviewed> = review_all(&evaluation, &mut after, clock);
    let told = review_sentence(&evaluation, 0, (before[0], after[0]), reviewed[0], clock);
    (reviewed[0].event, spaced(told))
}

fn quarterly(more: &Value) -> Value {
    let mut movement = json!({"up": {"every": 3}, "down": {"every": 3}, "buffer": 4});
    for (key, value) in more.as_object().expect("fields") {
        movement[key] = value.clone();
    }
    movement
}

/// Movement rules beside the usual ones, score, standing before, time; event and sentence.
type Case = (Value, f64, Standing, Clock, Option<ReviewEvent>, &'static str);

#[test]
#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
fn every_event_is_told_with_the_rule_that_fired() {
    use ReviewEvent::{Building, Demote, Grace, Hold, Notice, Out, Promote, Protected};
    let entry = Standing::default();
    let gold = Standing::holding(2);
    let silver = Standing::holding(1);
    let pending = |tier: u8, to: u8, due: u32| Standing {
        pending: Some(Pending { to, due }),
        ..Standing::holding(tier)
    };
    let cases: Vec<Case> = vec![
        (
            json!({}),
            65.0,
            silver,
            at(3),
            Some(Promote),
            "Moves higher, from Silver to Gold: it qualified at 1 review.",
        ),
        (
            json!({"consecutive_up": 2}),
            65.0,
            Standing { up: 1, ..entry },
            at(3),
            Some(Promote),
            "Moves higher, from Entry to Silver: it qualified at 2 reviews in a row; it qualifies for \
             Gold, and one review moves at most 1 tier.",
        ),
        (
            json!({"lag": 3}),
            65.0,
            pending(1, 2, 6),
            at(6),
            Some(Promote),
            "Moves higher, from Silver to Gold: the delay of 3 months after the decision is over.",
        ),
        (
            json!({"consecutive_up": 3}),
            65.0,
            silver,
            at(3),
            Some(Building),
            "Qualifies for Gold: review 1 of 3 in a row that a move up takes.",
        ),
        (
            json!({}),
            50.0,
            silver,
            at(3),
            Some(Hold),
            "Stays in Silver: what it asks is met, and no higher tier is.",
        ),
        (
            json!({"up": {"every": 12}}),
            65.0,
            silver,
            at(3),
            Some(Hold),
            "Stays in Silver: it qualifies for Gold, and no review upward is due.",
        ),
        (
            json!({"down": {"every": 12}}),
            50.0,
            gold,
            at(3),
            Some(Hold),
            "Stays in Gold: no review downward is due, although it has 50 points of the 56 needed.",
        ),
        (
            json!({"notice": 6}),
            65.0,
            pending(2, 1, 9),
            at(6),
            Some(Hold),
            "Stays in Gold: what it asks is met again, so the decided move to Silver is taken back.",
        ),
        (
            json!({}),
            f64::NAN,
            gold,
            at(3),
            Some(Hold),
            "Stays in Gold: what it asks is not known for certain, and that moves nobody lower.",
        ),
        (
            json!({"grace": 2}),
            50.0,
            gold,
            at(3),
            Some(Grace),
            "Stays in Gold: review 1 of 2 in a row that changes nothing, with 50 points of the 56 needed.",
        ),
        (
            json!({"grace": 1}),
            50.0,
            Standing { down: 1, ..gold },
            at(3),
            Some(Demote),
            "Moves lower, from Gold to Silver: after 2 reviews in a row at which Gold was not kept, now \
             with 50 points of the 56 needed.",
        ),
        (
            json!({"notice": 6}),
            50.0,
            pending(2, 1, 9),
            at(9),
            Some(Demote),
            "Moves lower, from Gold to Silver: the notice of 6 months is over.",
        ),
        (
            json!({"notice": 6}),
            50.0,
            gold,
            at(3),
            Some(Notice),
            "A move lower, from Gold to Silver, is decided and takes effect in 6 months; now with 50 \
             points of the 56 needed.",
        ),
        (
            json!({"notice": 6}),
            50.0,
            pending(2, 1, 9),
            at(6),
            Some(Notice),
            "A move lower, from Gold to Silver, was decided and takes effect in 3 months.",
        ),
        (
            json!({"lag": 3}),
            65.0,
            silver,
            at(3),
            Some(Notice),
            "A move higher, from Silver to Gold, is decided and takes effect in 3 months.",
        ),
        (
            json!({"up_or_out": {"tier": "Silver", "within": 24, "notice": 6}}),
            10.0,
            Standing { tenure: 24, ..entry },
            at(3),
            Some(Notice),
            "Silver was to be reached within 24 months; the partner leaves the program in 6 months \
             unless it qualifies for a higher tier by then.",
        ),
        (
            json!({"up_or_out": {"tier": "Silver", "within": 24, "notice": 6}}),
            10.0,
            Standing { tenure: 27, leaving: Some(3), ..entry },
            at(3),
            Some(Out),
            "Leaves the program: Silver was to be reached within 24 months, and the notice of 6 months \
             is over; it has 10 points.",
        ),
        (
            json!({"validity": 12}),
            50.0,
            Standing { since: Some(0), ..gold },
            at(6),
            Some(Protected),
            "Stays in Gold: a tier is held for at least 12 months, of which 6 months have passed; it \
             has 50 points of the 56 needed.",
        ),
        (
            json!({"floor_until": "2027-01"}),
            50.0,
            gold,
            at(6),
            Some(Protected),
            "Stays in Gold: no partner moves lower before 2027-01; it has 50 points of the 56 needed.",
        ),
        (
            json!({"grandfathered_until": "2027-06"}),
            50.0,
            gold,
            at(6),
            Some(Protected),
            "Stays in Gold: a tier held since before the start is kept until 2027-06; it has 50 points \
             of the 56 needed.",
        ),
        (
            json!({"up": {"every": 12}, "down": {"every": 12}}),
            50.0,
            gold,
            at(3),
            None,
            "No review is due.",
        ),
        (
            json!({"freeze": {"from": "2026-10", "to": "2027-03"}}),
            50.0,
            gold,
            at(3),
            None,
            "Nothing is reviewed from 2026-10 to 2027-03.",
        ),
    ];
    for (rules, score, standing, clock, event, sentence) in cases {
        let found = seen(document(&quarterly(&rules)), &[score], &[standing], clock);
        assert_eq!(found, (event, sentence.to_owned()), "{rules}");
    }
}

#[test]
fn a_tier_that_is_decided_at_another_time_is_told() {
    let seen = |movement: Value, reviews: (usize, Value), score: f64, held: u8| {
        let mut document = document(&quarterly(&movement));
        document["tiers"][reviews.0]["reviews"] = reviews.1;
        seen(document, &[score], &[Standing::holding(held)], at(3)).1
    };
    let yearly = || json!({"every": 12});
    for (movement, reviews, score, held, told) in [
        (
            json!({}),
            (2, yearly()),
            65.0,
            1,
            "Stays in Silver: it qualifies for Gold, and Gold is decided once a year.",
        ),
        (
            json!({"steps_up": 0}),
            (2, json!({"every": 12, "in_month": 3})),
            65.0,
            0,
            "Moves higher, from Entry to Silver: it qualified at 1 review; it qualifies for Gold, and \
             Gold is decided once a year in March.",
        ),
        (
            json!({}),
            (1, json!({"every": 9})),
            65.0,
            0,
            "Stays in Entry: it qualifies for Gold, and Silver is decided every 9 months.",
        ),
        (
            json!({}),
            (2, yearly()),
            50.0,
            2,
            "Stays in Gold: Gold is decided once a year, although it has 50 points of the 56 needed.",
        ),
        (
            json!({"up": {"every": 12}, "down": {"every": 12}}),
            (2, json!({"every": 0})),
            65.0,
            1,
            "Moves higher, from Silver to Gold: it qualified at 1 review.",
        ),
        (
            json!({"down": {"every": 12}}),
            (2, json!({"every": 24})),
            30.0,
            1,
            "Stays in Silver: no review downward is due, although it has 30 points of the 36 needed.",
        ),
    ] {
        let case = format!("{movement} {reviews:?}");
        assert_eq!(seen(movement, reviews, score, held), told, "{case}");
    }
}

#[test]
fn no_room_is_told() {
    let mut document = document(&quarterly(&json!({})));
    document["tiers"][2]["capacity"] = json!({"most": 1});
    let found = seen(document, &[65.0, 70.0], &[Standing::holding(1), Standing::holding(1)], at(3));
    assert_eq!(
        found,
        (
            Some(ReviewEvent::Building),
            "Qualifies for Gold and stays in Silver: there is no room, and the next review with room \
             moves it higher."
                .to_owned()
        )
    );
}

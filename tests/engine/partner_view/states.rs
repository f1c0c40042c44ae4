//! Which state a partner is in, and what it is told there: every state, from figures to sentences.

use super::{ladder, one, view};
use serde_json::{Value, json};
use tierlab_engine::partner_view::{PartnerView, State, standing, told};
use tierlab_engine::portfolio::Portfolio;

fn quarterly(more: Value) -> Value {
    let mut rules = json!({"up": {"every": 3}, "down": {"every": 3}});
    for (key, value) in more.as_object().expect("fields") {
        rules[key] = value.clone();
    }
    rules
}

/// The headline and the sentences below it, with ordinary spaces.
fn said(view: &PartnerView) -> Vec<String> {
    let told = told(&standing(view), view.tier_name(view.tier));
    let head = format!("You are in {}{}", view.tier_name(view.tier), told.rest);
    let all = std::iter::once(head).chain(told.below);
    all.map(|text| text.replace('\u{a0}', " ")).collect()
}

fn shown(rules: Value, portfolio: &Portfolio) -> PartnerView {
    view(&ladder(rules), portfolio, 0)
}

#[test]
fn holding() {
    let view = shown(quarterly(json!({})), &one(477_000.0, None));
    assert!(matches!(standing(&view), State::Holding { .. }));
    assert_eq!(
        said(&view),
        ["You are in Growth and 12.3 points from Gold", "Everything else it asks is met."]
    );
}

#[test]
fn holding_the_highest() {
    let view = shown(quarterly(json!({})), &one(900_000.0, None));
    assert_eq!(standing(&view), State::Top);
    assert_eq!(
        said(&view),
        [
            "You are in Gold, the highest tier that reviews lead to",
            "Everything that is needed to stay in Gold is met."
        ]
    );
}

#[test]
fn a_higher_tier_is_ahead() {
    let view = shown(quarterly(json!({"consecutive_up": 2})), &one(650_000.0, Some("Growth")));
    assert!(matches!(standing(&view), State::Higher { reviews: 2, .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Growth, and Gold is ahead",
            "Everything that Gold asks is met.",
            "It takes 2 good reviews in a row.",
            "If your figures stay as they are, you enter Gold at the review after 2027 Q2."
        ]
    );
    let view = shown(quarterly(json!({"steps_up": 1})), &one(650_000.0, Some("Entry")));
    assert_eq!(said(&view)[0], "You are in Entry, and Growth is ahead", "one tier at a time");
}

#[test]
fn close_above_its_line() {
    let view = shown(quarterly(json!({})), &one(415_000.0, None));
    assert!(matches!(standing(&view), State::Close { tolerated: false, .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Growth, close to its line",
            "You are 1.5 points above what is needed to stay.",
            "If your figures stay as they are, nothing changes."
        ]
    );
}

#[test]
fn close_and_tolerated() {
    let view = shown(quarterly(json!({"buffer": 4})), &one(370_000.0, Some("Growth")));
    assert!(matches!(standing(&view), State::Close { tolerated: true, .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Growth, close to its line",
            "Your score is a little below the line of Growth, and within what is tolerated.",
            "With more than 1 point less, reviews would begin to count it."
        ]
    );
}

#[test]
fn grace() {
    let view = shown(quarterly(json!({"grace": 2})), &one(370_000.0, Some("Growth")));
    assert!(matches!(standing(&view), State::Grace { reviews: 2, .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Growth, and there is time to stay",
            "Open to stay in Growth: Score 37 points, at least 40 points needed.",
            "2 reviews in a row like this change nothing. After that, at the review after 2027 Q3, your tier would become Entry.",
            "As soon as a review finds it met, the count starts anew."
        ]
    );
}

#[test]
fn protected() {
    let view = shown(quarterly(json!({"floor_until": "2027-07"})), &one(370_000.0, Some("Growth")));
    assert!(matches!(standing(&view), State::Protected { .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Growth, and protected for now",
            "Open to stay in Growth: Score 37 points, at least 40 points needed.",
            "Your tier is protected until then: at the review after 2027 Q3 it would become Entry if your figures stay as they are.",
            "Once it is met, Growth is yours without any protection."
        ]
    );
    let view = shown(quarterly(json!({"floor_until": "2035-01"})), &one(370_000.0, Some("Growth")));
    assert_eq!(
        said(&view)[2],
        "Your tier does not change because of it within the next two years."
    );
}

#[test]
fn a_lower_tier_comes_next_and_the_way_back_is_told() {
    let view = shown(quarterly(json!({})), &one(370_000.0, Some("Growth")));
    assert!(matches!(standing(&view), State::Lower { notice: 0, .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Growth, and Entry would come next",
            "If your figures stay as they are, your tier becomes Entry at the review after 2027 Q1.",
            "You stay in Growth when this is met by then: Score 37 points, at least 40 points needed.",
            "Later the way back is the same: at every review that finds it met, Growth is open."
        ]
    );
    let view = shown(quarterly(json!({"notice": 6})), &one(370_000.0, Some("Growth")));
    assert!(matches!(standing(&view), State::Lower { notice: 6, .. }));
    assert_eq!(
        said(&view)[1],
        "If your figures stay as they are, your tier becomes Entry at the review after 2027 Q3. You hear of it 6 months before."
    );
}

#[test]
fn a_tier_has_to_be_reached_in_time() {
    let rules = quarterly(json!({"up_or_out": {"tier": "Growth", "within": 12, "notice": 3}}));
    let view = shown(rules, &one(200_000.0, None));
    assert!(matches!(standing(&view), State::Leaving { within: 12, .. }));
    assert_eq!(
        said(&view),
        [
            "You are in Entry, and Growth is the goal",
            "These rules give a partner 12 months to reach Growth. If your figures stay as they are, your place in the program ends with the review after 2028 Q1.",
            "You stay when this is met by then: Score 20 points, at least 40 points needed.",
            "If you think of leaving it at that, talk to us first: there may be another way to work together."
        ]
    );
}

#[test]
fn unknown_figures_are_named_with_what_they_mean() {
    let mut portfolio = one(0.0, Some("Growth"));
    for period in 0..4 {
        portfolio.set(0, 0, period, f64::NAN);
    }
    for (policy, means) in [
        ("hold", "As long as it is missing, your tier changes neither up nor down because of it."),
        ("pass", "Under these rules a figure that is missing counts as met."),
        (
            "fail",
            "Under these rules a figure that is missing counts as not met, so it is worth sending it in.",
        ),
    ] {
        let view = shown(quarterly(json!({"unknown": policy})), &portfolio);
        assert!(matches!(standing(&view), State::Unknown { .. }), "{policy}");
        let said = said(&view);
        assert_eq!(said[0], "You are in Growth, and some figures are missing here");
        assert_eq!(said[1..], ["We have no figure for revenue.", means]);
    }
}

#[test]
fn new_partners_are_welcome() {
    let mut portfolio = one(100_000.0, None);
    for period in 0..3 {
        portfolio.set(0, 0, period, f64::NAN);
    }
    let view = shown(quarterly(json!({})), &portfolio);
    assert_eq!(standing(&view), State::New { months: 3 });
    assert_eq!(
        said(&view),
        [
            "You are in Entry, where every new partner begins",
            "3 months of your figures are on record so far. What is shown here is provisional until a year is.",
            "Nothing can take Entry from you. Every review looks at what has come in by then."
        ]
    );
    portfolio.set(0, 0, 3, f64::NAN);
    let view = shown(quarterly(json!({})), &portfolio);
    assert_eq!(standing(&view), State::New { months: 0 });
    assert!(said(&view)[1].starts_with("No figures of yours are on record yet."));
}

#[test]
fn since_when_a_tier_is_held_is_told_where_it_is_on_record() {
    let mut portfolio = one(500_000.0, None);
    assert_eq!(shown(quarterly(json!({})), &portfolio).since, None, "since before the record");
    portfolio.set(0, 0, 0, 10_000.0);
    portfolio.set(0, 0, 1, 10_000.0);
    portfolio.set(0, 0, 2, 300_000.0);
    portfolio.set(0, 0, 3, 300_000.0);
    let view = shown(quarterly(json!({"steps_up": 0})), &portfolio);
    assert_eq!(view.tier_name(view.tier), "Gold");
    assert!(view.since.is_some_and(|period| period.to_string().starts_with("2026")));
    let named = one(500_000.0, Some("Growth"));
    assert_eq!(shown(quarterly(json!({})), &named).since, None, "its source does not say");
}

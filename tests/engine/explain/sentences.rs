//! Every node of a condition as a sentence.

use super::setting::{asking, gate, partners, program, spaced};
use serde_json::{Value, json};
use tierlab_engine::explain::{
    Lexicon, Piece, enter_sentence, gate_sentence, gate_sentence_was, keep_sentence,
    reviews_sentence, room_sentence,
};
use tierlab_engine::rules::Cadence;

fn csat(line: f64) -> Value {
    json!({"measure": {"metric": "csat", "take": "mean", "months": 12}, "at_least": line})
}

fn staff(line: u32) -> Value {
    json!({"measure": {"metric": "certified_staff", "take": "last", "months": 12}, "more_than": line})
}

fn revenue(comparator: &str, line: &Value) -> Value {
    json!({"measure": {"metric": "revenue", "take": "sum", "months": 12}, comparator: line})
}

fn said(document: &Value) -> String {
    let program = program(asking(document));
    let portfolio = partners(&["A"]);
    spaced(gate_sentence(&Lexicon::new(&program, Some(&portfolio)), gate(&program)))
}

const CSAT: &str = "CSAT (mean of 12 months) at least 4.2";
const STAFF: &str = "certified staff (latest) more than 5";

#[test]
fn every_comparator_is_spoken() {
    for (comparator, words) in [
        ("at_least", "at least"),
        ("more_than", "more than"),
        ("at_most", "at most"),
        ("less_than", "less than"),
    ] {
        assert_eq!(
            said(&revenue(comparator, &json!(1_500_000.5))),
            format!("revenue (last 12 months) {words} $1,500,000.50")
        );
    }
}

#[test]
fn every_unit_is_spoken() {
    let of = |metric: &str| json!({"metric": metric, "take": "mean", "months": 6});
    for (measure, line, text) in [
        (of("retention"), 92.5, "retention (mean of 6 months) at least 92.5 %"),
        (of("deal_cycle_days"), 45.0, "days to close (mean of 6 months) at least 45 days"),
        (json!({"dimension": "capability"}), 1.0, "capability at least 1 point"),
        (json!({"score": true}), 40.0, "score at least 40 points"),
        (json!({"tenure": "joined_on"}), 24.0, "time since joined on at least 24 months"),
        (
            json!({"change": {"of": of("retention"), "months": 12}}),
            -2.0,
            "change in retention (mean of 6 months) against 12 months earlier at least \
             \u{2212}2 percentage points",
        ),
        (
            json!({"change": {"of": of("revenue"), "months": 12, "relative": true}}),
            0.07,
            "change in revenue (mean of 6 months) against 12 months earlier (in %) at least 7 %",
        ),
    ] {
        assert_eq!(said(&json!({"measure": measure, "at_least": line})), text);
    }
}

#[test]
fn every_node_is_a_sentence() {
    for (document, text) in [
        (json!({"all": [csat(4.2), staff(5)]}), format!("{CSAT}, and {STAFF}")),
        (json!({"any": [csat(4.2), staff(5)]}), format!("{CSAT} or {STAFF}")),
        (
            json!({"all": [csat(4.2), {"any": [staff(5), {"status": "d1"}]}]}),
            format!("{CSAT}, and ({STAFF} or holds the status Data designation)"),
        ),
        (
            json!({"count": 2, "must": [csat(4.2)], "of": [staff(5), {"attested": "plan"}]}),
            format!(
                "at least 2 of: {CSAT} (in any case); {STAFF}; plan is confirmed and has not expired"
            ),
        ),
        (
            json!({"any": [{"count": 1, "of": [csat(4.2), staff(5)]}, {"status": "d1"}]}),
            format!("(at least 1 of: {CSAT}; {STAFF}) or holds the status Data designation"),
        ),
        (json!({"not": csat(4.2)}), format!("not ({CSAT})")),
        (
            json!({"when": {"is": {"column": "region", "values": ["EMEA", "APAC"]}}, "then": csat(4.2)}),
            format!("if region is EMEA or APAC, then {CSAT}"),
        ),
        (json!({"each_of_last": 4, "gate": csat(4.2)}), format!("in each of the last 4 periods: ({CSAT})")),
        (json!({"any_time_in": 6, "gate": csat(4.2)}), format!("at any time in the last 6 months: ({CSAT})")),
        (
            json!({"measure": {"metric": "revenue", "take": "sum", "months": 12},
                "top": {"share": 0.03, "places": "down", "ties": "included", "group": "region", "smallest_group": 20}}),
            "among the best 3 % of the partners with the same region by revenue (last 12 months) \
             (more is better; places rounded down; all who are level with the last place included; \
             no places in a group of fewer than 20)"
                .to_owned(),
        ),
        (
            json!({"measure": {"metric": "deal_cycle_days", "take": "mean", "months": 12},
                "top": {"share": 0.5, "places": "nearest", "ties": "excluded", "less_is_better": true}}),
            "among the best 50 % of all partners by days to close (mean of 12 months) (less is \
             better; places rounded to the nearest, half up; those level with the last place left \
             out when there is no room for all)"
                .to_owned(),
        ),
        (
            json!({"measure": {"metric": "revenue", "take": "sum", "months": 12},
                "top": {"share": 0.1, "places": "up", "ties": "included"}}),
            "among the best 10 % of all partners by revenue (last 12 months) (more is better; \
             places rounded up; all who are level with the last place included)"
                .to_owned(),
        ),
        (
            revenue("at_least", &json!({"by": "region", "values": {"APAC": 50_000, "EMEA": 100_000}, "otherwise": 80_000})),
            "revenue (last 12 months) at least $50,000 where region is APAC, $100,000 where region \
             is EMEA, $80,000 elsewhere"
                .to_owned(),
        ),
        (
            revenue("at_least", &json!({"by": "region", "values": {"APAC": 50_000}})),
            "revenue (last 12 months) at least $50,000 where region is APAC, unknown elsewhere"
                .to_owned(),
        ),
    ] {
        assert_eq!(said(&document), text);
    }
}

#[test]
fn numbers_and_joints_are_pieces_of_their_own() {
    let program = program(asking(&json!({"any": [csat(4.2), staff(5)]})));
    let sentence = gate_sentence(&Lexicon::new(&program, None), gate(&program));
    let text = |words: &str| Piece::Text(words.to_owned());
    assert_eq!(
        sentence.pieces,
        [
            text("csat (mean of 12 months) at least "),
            Piece::Strong("4.2".to_owned()),
            text(" "),
            Piece::Joiner("or".to_owned()),
            text(" certified staff (latest) more than "),
            Piece::Strong("5".to_owned()),
        ]
    );
}

#[test]
fn what_a_number_was_follows_it() {
    let both = |a: &Value, b: &Value| {
        let (now, was) = (program(asking(a)), program(asking(b)));
        spaced(gate_sentence_was(&Lexicon::new(&now, None), gate(&now), gate(&was)))
    };
    for (now, was, text) in [
        (csat(4.2), csat(4.0), "csat (mean of 12 months) at least 4.2 (was 4)"),
        (csat(4.2), csat(4.2), "csat (mean of 12 months) at least 4.2"),
        (csat(4.2), staff(4), "csat (mean of 12 months) at least 4.2"),
        (
            json!({"count": 2, "of": [csat(4.2), staff(5)]}),
            json!({"count": 1, "of": [csat(4.2), staff(4)]}),
            "at least 2 of (was 1): csat (mean of 12 months) at least 4.2; certified staff (latest) \
             more than 5 (was 4)",
        ),
        (
            json!({"each_of_last": 4, "gate": {"not": csat(4.2)}}),
            json!({"each_of_last": 3, "gate": {"not": csat(4.1)}}),
            "in each of the last 4 periods (was 3 periods): (not (csat (mean of 12 months) at least \
             4.2 (was 4.1)))",
        ),
        (
            revenue("at_least", &json!({"by": "region", "values": {"APAC": 5}, "otherwise": 8})),
            revenue("at_least", &json!({"by": "region", "values": {"APAC": 4}, "otherwise": 8})),
            "revenue (last 12 months) at least 5 (was 4) where region is APAC, 8 elsewhere",
        ),
    ] {
        assert_eq!(both(&now, &was), text);
    }
}

#[test]
fn tiers_say_what_they_ask() {
    let mut program = program(asking(&json!({"any": [csat(4.2), staff(5)]})));
    let mut was = program.clone();
    was.ladder.tiers[1].set_line(55.5);
    let portfolio = partners(&["A"]);
    let lexicon = Lexicon::new(&program, Some(&portfolio));
    let (entry, gold) = (&program.ladder.tiers[0], &program.ladder.tiers[1]);
    assert_eq!(enter_sentence(&lexicon, 0, entry, None).to_string(), "Everyone.");
    assert_eq!(keep_sentence(&lexicon, 0, entry, None, (4.0, 4.0)).to_string(), "Always.");
    assert_eq!(
        spaced(enter_sentence(&lexicon, 1, gold, Some(&was.ladder.tiers[1]))),
        format!("Score at least 60 points (was 55.5 points), and ({CSAT} or {STAFF}).")
    );
    assert_eq!(
        spaced(keep_sentence(&lexicon, 1, gold, None, (4.0, 4.0))),
        format!("Score at least 56 points, and ({CSAT} or {STAFF}).")
    );
    let tier = &mut program.ladder.tiers[1];
    tier.by_invitation = true;
    tier.threshold = None;
    tier.gates.clear();
    tier.capacity = Some(tierlab_engine::rules::Capacity { most: 10, by: None });
    let lexicon = Lexicon::new(&program, None);
    let tier = &program.ladder.tiers[1];
    assert_eq!(enter_sentence(&lexicon, 1, tier, None).to_string(), "By invitation only.");
    let reviews = |every: u32, in_month: Option<u32>| {
        reviews_sentence(Cadence { every, in_month }).to_string()
    };
    let decided = "It is decided once a year in February who enters it and who loses it.";
    assert_eq!(reviews(12, Some(2)), decided);
    assert_eq!(
        reviews(6, Some(1)),
        "It is decided every 6 months, once in January, who enters it and who loses it, or at the end \
         of every period when periods are longer."
    );
    assert_eq!(
        reviews(0, None),
        "It is decided at the end of every period who enters it and who loses it."
    );
    let room = room_sentence(&lexicon, tier.capacity.as_ref().expect("room")).to_string();
    assert!(
        room.starts_with("Room for 10 partners; ") && room.contains("highest score goes first")
    );
}

//! Decisions in words.

use super::setting::{asking, partners, program, spaced};
use serde_json::{Value, json};
use tierlab_engine::explain::{Explanation, Scale, Step, explain_partner};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Evaluation, Program, Truth};

/// One partner: quarterly revenue, CSAT and certified staff, each the same in four quarters.
fn partner(revenue: f64, csat: f64, staff: f64) -> Portfolio {
    let mut portfolio = partners(&["A"]);
    for period in 0..4 {
        portfolio.set(0, 0, period, revenue);
        portfolio.set(2, 0, period, csat);
        portfolio.set(3, 0, period, staff);
    }
    portfolio
}

fn csat(line: f64) -> Value {
    json!({"measure": {"metric": "csat", "take": "mean", "months": 12}, "at_least": line})
}

fn explained(program: &Program, portfolio: &Portfolio) -> Explanation {
    explain_partner(&Evaluation::now(program, portfolio), 0)
}

/// All sentences of a step, indented.
fn told(step: &Step, depth: usize, lines: &mut Vec<String>) {
    lines.push(format!("{}{}", "  ".repeat(depth), spaced(&step.sentence)));
    for inner in &step.inner {
        told(inner, depth + 1, lines);
    }
}

fn lines(steps: &[Step]) -> Vec<String> {
    let mut lines = Vec::new();
    for step in steps {
        told(step, 0, &mut lines);
    }
    lines
}

#[test]
fn the_headline_holds_points_and_conditions_against_the_next_tier() {
    let deals = json!({"measure": {"metric": "deal_cycle_days", "take": "mean", "months": 12}, "at_most": 45});
    for (gate, portfolio, headline) in [
        (
            csat(4.2),
            partner(160e3, 4.1, 6.0),
            "Gold: 62.4 points of the 60 needed; misses CSAT (mean of 12 months) 4.1 of at least 4.2.",
        ),
        (csat(4.2), partner(140e3, 4.3, 6.0), "Gold: 57.6 points of the 60 needed."),
        (
            csat(4.2),
            partner(160e3, 4.2, 6.0),
            "Qualifies for Gold, the highest tier, with 62.4 points.",
        ),
        (
            json!({"any": [csat(4.2), deals]}),
            partner(160e3, 4.199_999, 6.0),
            "Gold: 62.4 points of the 60 needed; misses CSAT (mean of 12 months) 4.199999 of at \
             least 4.2 or days to close (mean of 12 months) unknown, at most 45 days needed.",
        ),
        (
            csat(4.2),
            partner(f64::NAN, 4.3, 6.0),
            "Gold: no score, since 40 % of the weight is known and at least 70 % is needed.",
        ),
        (
            json!({"when": {"is": {"column": "region", "values": ["EMEA"]}}, "then": csat(4.2)}),
            partner(160e3, 4.1, 6.0),
            "Gold: 62.4 points of the 60 needed; misses CSAT (mean of 12 months) 4.1 of at least 4.2.",
        ),
        (
            json!({"count": 1, "of": [csat(4.2), {"attested": "plan"}]}),
            partner(160e3, 4.1, 6.0),
            "Gold: 62.4 points of the 60 needed; misses 0 of at least 1 met, open CSAT (mean of 12 \
             months) 4.1 of at least 4.2 or plan is confirmed and has not expired, which is unknown.",
        ),
    ] {
        let told = explained(&program(asking(&gate)), &portfolio);
        assert_eq!(spaced(told.headline), headline);
    }
}

#[test]
fn every_step_from_input_to_tier_is_told() {
    let mut portfolio = partner(160e3, 4.1, 6.0);
    portfolio.set(0, 0, 1, f64::NAN);
    let told = explained(&program(asking(&csat(4.2))), &portfolio);
    assert_eq!(
        lines(&told.score),
        [
            "Score: 62.4 points.",
            "  Revenue: 64 points; with a weight of 0.6 it adds 38.4 points to the score.",
            "    Revenue (last 12 months) is $640,000 (2026 Q1 to 2026 Q4, 3 of 4 periods known): 64 points.",
            "  Capability: 60 points; with a weight of 0.4 it adds 24 points to the score.",
            "    Certified staff (latest) is 6 (2026 Q1 to 2026 Q4): 60 points.",
        ]
    );
    assert_eq!(
        lines(&told.tiers),
        [
            "Entry takes everyone.",
            "Gold: not met.",
            "  The score is 62.4 points; at least 60 points needed.",
            "  CSAT (mean of 12 months) is 4.1; at least 4.2 needed, 0.1 is missing.",
        ]
    );
    let gap = told.tiers[1].inner[1].gap.expect("a gap");
    assert_eq!((gap.value, gap.line, gap.scale), (Some(4.1), Some(4.2), Scale::Plain));
    assert!((gap.missing.expect("known") - 0.1).abs() < 1e-12);
    assert_eq!(told.tiers[1].truth, Some(Truth::Fail));
    assert_eq!(told.tier, 0);
    assert!(told.unknowns.is_empty());
}

#[test]
fn caps_factors_conditions_and_estimates_are_told() {
    let mut document = asking(&csat(4.2));
    let capability = &mut document["score"]["dimensions"][1];
    capability["cap"] = json!(50);
    capability["parts"][0]["times"] = json!([{
        "measure": {"metric": "csat", "take": "mean", "months": 12},
        "value": {"bands": [{"from": 4, "points": 0.5}]}
    }]);
    capability["parts"][0]["when"] = csat(4.0);
    capability["parts"][0]["measure"]["most"] = json!(5);
    capability["parts"][0]["value"] = json!({"anchors": [[0, 0], [5, 100]]});
    capability["parts"].as_array_mut().expect("parts").push(json!({
        "name": "Retention", "measure": {"metric": "retention", "take": "mean", "months": 6},
        "value": {"anchors": [[0, 0], [100, 100]]}, "if_unknown": 90
    }));
    let told = explained(&program(document), &partner(160e3, 4.1, 6.0));
    assert_eq!(
        lines(&told.score)[3..],
        [
            "  Capability: 50 points, the most it counts for; with a weight of 0.4 it adds 20 points \
             to the score.",
            "    Certified staff (latest) is 5, the most it counts for (2026 Q1 to 2026 Q4): 50 points.",
            "      CSAT (mean of 12 months) is 4.1 (2026 Q1 to 2026 Q4): times 0.5.",
            "      CSAT (mean of 12 months) is 4.1; at least 4 needed.",
            "    Retention (mean of 6 months) is unknown (2026 Q3 to 2026 Q4, 0 of 2 periods known); \
             that counts as 90 points.",
        ]
    );
}

#[test]
fn the_best_track_counts_and_the_others_are_shown() {
    let mut document = asking(&csat(4.2));
    let dimensions = document["score"]["dimensions"].clone();
    let mut other = dimensions.clone();
    other[0]["parts"][0]["value"] = json!({"anchors": [[0, 0], [800_000, 100]]});
    document["score"] = json!({"round": 0, "tracks": [
        {"name": "Enterprise", "dimensions": dimensions}, {"name": "Small firms", "dimensions": other}
    ]});
    let told = explained(&program(document), &partner(160e3, 4.1, 6.0));
    let lines = lines(&told.score);
    assert_eq!(lines[0], "Enterprise: 62.4 points.");
    assert_eq!(
        lines[1],
        "Small firms: 72 points; it is the best, so it counts, rounded to 72 points."
    );
    assert!(lines[2].starts_with("  Revenue: 80 points"), "{}", lines[2]);
}

#[test]
fn every_node_of_a_condition_tells_how_it_came_out() {
    let gate = json!({"all": [
        {"any": [csat(4.2), {"status": "d1"}]},
        {"not": {"is": {"column": "region", "values": ["EMEA"]}}},
        {"each_of_last": 2, "gate": csat(4.0)},
        {"any_time_in": 6, "gate": csat(4.5)},
        {"measure": {"metric": "revenue", "take": "sum", "months": 12},
            "top": {"share": 1, "places": "down", "ties": "included"}},
        {"measure": {"metric": "certified_staff", "take": "last", "months": 12}, "at_least": 9},
        {"measure": {"metric": "certified_staff", "take": "last", "months": 12}, "less_than": 5}
    ]});
    let told = explained(&program(asking(&gate)), &partner(160e3, 4.1, 6.0));
    assert_eq!(
        lines(&told.tiers[1].inner[1..]),
        [
            "All of these: not met.",
            "  At least one of these: met.",
            "    CSAT (mean of 12 months) is 4.1; at least 4.2 needed, 0.1 is missing.",
            "    The status Data designation: met.",
            "  The opposite of this: unknown.",
            "    Region is EMEA: unknown.",
            "  In each of the last 2 periods: met; at the end of the present one.",
            "    CSAT (mean of 12 months) is 4.1; at least 4 needed.",
            "  At any time in the last 6 months: not met; at the end of the present period.",
            "    CSAT (mean of 12 months) is 4.1; at least 4.5 needed, 0.4 is missing.",
            "  Among the best 100 % of all partners by revenue (last 12 months) (more is better; places \
             rounded down; all who are level with the last place included): revenue (last 12 months) \
             is $640,000, the last place has $640,000.",
            "  Certified staff (latest) is 6; at least 9 needed, 3 are missing.",
            "  Certified staff (latest) is 6; less than 5 needed, 1 is too much.",
        ]
    );
}

#[test]
fn what_is_unknown_is_named_and_the_policy_says_what_follows() {
    let portfolio = partner(160e3, f64::NAN, 6.0);
    let unknown = "CSAT (mean of 12 months) is unknown; at least 4.2 needed.";
    for (policy, follows, tier) in [
        (
            "hold",
            "A higher tier hangs on it; until it is known this moves the partner neither up nor down.",
            0,
        ),
        ("fail", "Under this program what is unknown counts as not met.", 0),
        ("pass", "Under this program what is unknown counts as met.", 1),
    ] {
        let mut document = asking(&csat(4.2));
        document["movement"]["unknown"] = json!(policy);
        let told = explained(&program(document), &portfolio);
        let said: Vec<String> = told.unknowns.iter().map(spaced).collect();
        assert_eq!(said, [unknown, follows]);
        assert_eq!(told.tier, tier);
    }
    let told = explained(&program(asking(&csat(4.2))), &partner(f64::NAN, 4.3, 6.0));
    let said: Vec<String> = told.unknowns.iter().map(spaced).collect();
    assert_eq!(said[0], "The score is unknown; at least 60 points needed.");
    assert_eq!(said[2], "No score, since 40 % of the weight is known and at least 70 % is needed.");
}

#[test]
fn no_decision_calls_anyone_names() {
    let (program, portfolio) = super::setting::sample();
    let evaluation = Evaluation::now(&program, &portfolio);
    for partner in 0..portfolio.partners().len() {
        let told = explain_partner(&evaluation, partner);
        let mut all = lines(&told.score);
        all.extend(lines(&told.tiers));
        all.push(spaced(told.headline));
        for line in all {
            let small = line.to_lowercase();
            for word in ["demot", "fail", "lost", "loser", "punish", "NaN", " inf"] {
                assert!(!small.contains(&word.to_lowercase()), "{line}");
            }
            assert!(line.ends_with('.') && !line.contains('-'), "{line}");
        }
    }
}

use crate::support::{DIMENSIONS, case, close, four_tiers, gate, number, numbers};
use serde_json::{Value, json};
use tierlab_engine::rules::{Ladder, MovementRules, Standing, ValueFunction, review};

#[test]
fn norm_03_value_functions_agree() {
    let case = case("norm_03_value_functions");
    let (input, expected) = (&case["input"], &case["expected"]);
    let field = |shape: &str, name: &str| number(&input[shape][name]);
    let points = input["piecewise_linear"]["breakpoints"].as_array().expect("anchors");
    let anchors = points.iter().map(|p| (number(&p[0]), number(&p[1]))).collect();
    let shapes = [
        ("piecewise_linear", ValueFunction::Anchors(anchors)),
        (
            "trapezoid_target",
            ValueFunction::Trapezoid {
                a: field("trapezoid_target", "a"),
                b: field("trapezoid_target", "b"),
                c: field("trapezoid_target", "c"),
                d: field("trapezoid_target", "d"),
            },
        ),
        (
            "exponential",
            ValueFunction::Exponential {
                lo: field("exponential", "lo"),
                hi: field("exponential", "hi"),
                rho: field("exponential", "rho"),
            },
        ),
        ("hill", ValueFunction::Hill { half: field("hill", "half"), n: field("hill", "n") }),
    ];
    for (name, function) in shapes {
        for (x, value) in numbers(&input[name]["x"]).iter().zip(numbers(&expected[name])) {
            close(function.value(*x), value, 0.0, 1e-12, &format!("{name} at {x}"));
        }
    }
}

#[test]
fn sort_03_the_highest_tier_whose_line_and_gates_are_met() {
    let case = case("sort_03_threshold_with_gates");
    let input = &case["input"];
    let names = ["entry", "growth", "strategic", "flagship"];
    let thresholds: Vec<f64> = names.iter().map(|n| number(&input["thresholds"][n])).collect();
    let gates = names.map(|name| {
        let listed = input["gates"][name].as_object();
        listed.into_iter().flatten().map(|(key, least)| gate(key, number(least))).collect()
    });
    let ladder = Ladder { tiers: four_tiers(&thresholds, gates) };
    let weights = numbers(&input["weights"]);
    for (partner, values) in input["partners"].as_object().expect("partners") {
        let values = numbers(values);
        let score: f64 = weights.iter().zip(&values).map(|(w, v)| w * v).sum();
        let expected = &case["expected"][partner];
        close(score, number(&expected["score"]), 0.0, 1e-9, partner);
        let found = ladder.qualify(Some(score), |key| {
            DIMENSIONS.iter().position(|dimension| *dimension == key).map(|i| values[i])
        });
        assert_eq!(names[found.tier], expected["tier"], "{partner}");
        let blocked: Vec<Value> = found
            .blocked
            .iter()
            .map(|(tier, failed)| json!({"tier": names[*tier], "failed": failed}))
            .collect();
        assert_eq!(json!(blocked), expected["blocked_by_gate"], "{partner}");
    }
}

#[test]
fn comparisons_are_inclusive_within_the_tolerance() {
    let ladder =
        Ladder { tiers: four_tiers(&[0.0, 0.3, 60.0, 70.0], [vec![], vec![], vec![], vec![]]) };
    let tier = |score: f64| ladder.qualify(Some(score), |_| None).tier;
    assert_eq!(tier(0.1 + 0.2), 1, "0.1 + 0.2 reaches 0.3");
    assert_eq!(tier(69.99), 2, "69.99 is not 70");
    assert_eq!(tier(70.0 - 1e-10), 3);
    assert_eq!(ladder.qualify(None, |_| None).tier, 0, "an unknown score sits in the lowest tier");
}

#[test]
fn markov_04_hysteresis_follows_the_trace() {
    let case = case("markov_04_hysteresis_trace");
    let input = &case["input"];
    let whole = |name: &str| -> u32 {
        input[name].as_u64().and_then(|n| n.try_into().ok()).expect("a small number")
    };
    let patient = MovementRules {
        cadence: 1,
        consecutive_up: whole("consecutive_for_promotion"),
        grace: whole("grace_reviews"),
        buffer: number(&input["demotion_buffer"]),
    };
    let memoryless = MovementRules { cadence: 1, consecutive_up: 1, grace: 0, buffer: 0.0 };
    for (name, rules) in [("with_hysteresis", patient), ("memoryless", memoryless)] {
        let changes = follow(input, &case["expected"][name], rules);
        let key = format!("tier_changes_{name}");
        assert_eq!(changes, case["expected"][&key], "{name}");
    }
}

fn follow(input: &Value, trace: &Value, rules: MovementRules) -> u64 {
    let thresholds = numbers(&input["thresholds"]);
    let start = input["start_tier"].as_u64().and_then(|t| t.try_into().ok()).expect("a tier");
    let mut standing = Standing { tier: start, up: 0, down: 0 };
    let mut changes = 0;
    let steps = trace.as_array().expect("a trace");
    assert_eq!(steps.len(), numbers(&input["scores"]).len());
    for step in steps {
        let score = number(&step["score"]);
        let qualifies = (0_u8..).zip(&thresholds).filter(|(_, t)| score >= **t).last();
        let held = standing.tier;
        let event = review(
            &mut standing,
            &rules,
            qualifies.map_or(0, |(tier, _)| tier),
            score,
            thresholds[usize::from(held)],
            true,
        );
        changes += u64::from(standing.tier != held);
        let seen = json!({
            "score": step["score"], "event": format!("{event:?}").to_lowercase(),
            "tier": standing.tier, "up_counter": standing.up, "down_counter": standing.down,
        });
        assert_eq!(seen, *step);
    }
    changes
}

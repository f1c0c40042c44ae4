use crate::support::{case, close, four_tiers, gate, number, numbers, plain_program, portfolio};
use serde_json::{Value, json};
use tierlab_engine::finance::Incentives;
use tierlab_engine::rules::{
    Clock, Comparator, Evaluation, Evidence, MovementRules, Standing, Truth, ValueFunction, review,
};

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
                points: 1.0,
            },
        ),
        (
            "exponential",
            ValueFunction::Exponential {
                lo: field("exponential", "lo"),
                hi: field("exponential", "hi"),
                rho: field("exponential", "rho"),
                points: 1.0,
            },
        ),
        (
            "hill",
            ValueFunction::Hill { half: field("hill", "half"), n: field("hill", "n"), points: 1.0 },
        ),
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
    let weights = numbers(&input["weights"]).try_into().expect("seven weights");
    let partners = input["partners"].as_object().expect("partners");
    // Revenue is taken as it is, like the other dimensions.
    let rows: Vec<(String, f64, [f64; 6])> = partners
        .iter()
        .map(|(id, values)| {
            let values = numbers(values);
            let others = values[1..].try_into().expect("six more values");
            (id.clone(), values[0] / 4.0, others)
        })
        .collect();
    let program = plain_program(
        &weights,
        &[(0.0, 0.0), (100.0, 100.0)],
        four_tiers(&thresholds, gates),
        MovementRules::simple(3, 1, 0, 0.0),
        Incentives::none(4),
    );
    let portfolio = portfolio(&rows);
    let evaluation = Evaluation::now(&program, &portfolio);
    for (partner, (id, _, _)) in rows.iter().enumerate() {
        let expected = &case["expected"][id];
        let score = evaluation.score_of(partner).expect("a score");
        close(score, number(&expected["score"]), 0.0, 1e-9, id);
        let found = evaluation.qualification(partner);
        assert_eq!(names[found.tier], expected["tier"], "{id}");
        let blocked: Vec<Value> = found
            .blocked
            .iter()
            .map(|(tier, failed)| {
                let gates = &program.ladder.tiers[*tier].gates;
                let keys: Vec<&str> =
                    failed.iter().map(|gate| gates[*gate].as_dimension().expect("one").0).collect();
                json!({"tier": names[*tier], "failed": keys})
            })
            .collect();
        assert_eq!(json!(blocked), expected["blocked_by_gate"], "{id}");
    }
}

#[test]
fn comparisons_are_exact_where_people_count_in_decimals() {
    use Comparator::{AtLeast, AtMost, LessThan, MoreThan};
    for (comparator, value, line, expected) in [
        (AtLeast, 0.1 + 0.2, 0.3, Truth::Pass),
        (AtLeast, 69.99, 70.0, Truth::Fail),
        (AtLeast, 70.0 - 1e-10, 70.0, Truth::Pass),
        (MoreThan, 400.0, 400.0, Truth::Fail),
        (MoreThan, 0.1 + 0.2, 0.3, Truth::Fail),
        (MoreThan, 401.0, 400.0, Truth::Pass),
        (AtMost, 0.1 + 0.2, 0.3, Truth::Pass),
        (LessThan, 0.3, 0.1 + 0.2, Truth::Fail),
        (LessThan, 69.99, 70.0, Truth::Pass),
        (AtLeast, f64::NAN, 0.0, Truth::Unknown),
        (LessThan, 1.0, f64::NAN, Truth::Unknown),
    ] {
        assert_eq!(comparator.holds(value, line), expected, "{value} {comparator:?} {line}");
    }
}

#[test]
fn markov_04_hysteresis_follows_the_trace() {
    let case = case("markov_04_hysteresis_trace");
    let input = &case["input"];
    let whole = |name: &str| -> u32 {
        input[name].as_u64().and_then(|n| n.try_into().ok()).expect("a small number")
    };
    let patient = MovementRules::simple(
        3,
        whole("consecutive_for_promotion"),
        whole("grace_reviews"),
        number(&input["demotion_buffer"]),
    );
    let memoryless = MovementRules::simple(3, 1, 0, 0.0);
    for (name, rules) in [("with_hysteresis", patient), ("memoryless", memoryless)] {
        let changes = follow(input, &case["expected"][name], rules);
        let key = format!("tier_changes_{name}");
        assert_eq!(changes, case["expected"][&key], "{name}");
    }
}

fn follow(input: &Value, trace: &Value, rules: MovementRules) -> u64 {
    let thresholds = numbers(&input["thresholds"]);
    let start = input["start_tier"].as_u64().and_then(|t| t.try_into().ok()).expect("a tier");
    let mut standing = Standing::holding(start);
    let mut changes = 0;
    let steps = trace.as_array().expect("a trace");
    assert_eq!(steps.len(), numbers(&input["scores"]).len());
    for (quarter, step) in (1_u32..).zip(steps) {
        let score = number(&step["score"]);
        let qualifies = (0_u8..).zip(&thresholds).filter(|(_, t)| score >= **t).last();
        let held = standing.tier;
        let qualifies = qualifies.map_or(0, |(tier, _)| tier);
        let evidence = Evidence {
            qualifies,
            enters: qualifies,
            keeps: score >= thresholds[usize::from(held)] - rules.buffer - 1e-9,
        };
        let clock = Clock { elapsed: 3 * quarter, period: 3, month: None };
        let event = review(&mut standing, &rules, clock, evidence).expect("a review is due");
        changes += u64::from(standing.tier != held);
        let seen = json!({
            "score": step["score"], "event": format!("{event:?}").to_lowercase(),
            "tier": standing.tier, "up_counter": standing.up, "down_counter": standing.down,
        });
        assert_eq!(seen, *step);
    }
    changes
}

//! Value functions: a measure becomes points.

use super::{N, Sheet, one_month, points, same, scored, try_program};
use serde_json::{Value, json};
use tierlab_engine::rules::Evaluation;

#[track_caller]
fn table(value: &Value, pairs: &[(f64, f64)]) {
    let (inputs, expected): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    same(&points(value, &one_month(&inputs)), &expected, &value.to_string());
}

#[test]
fn linear_points_saturate_at_both_ends() {
    table(
        &json!({"linear": {"target": 500, "points": 30}}),
        &[(-10.0, 0.0), (0.0, 0.0), (250.0, 15.0), (500.0, 30.0), (501.0, 30.0), (N, N)],
    );
    table(
        &json!({"linear": {"from": 60, "target": 20, "points": 10}}),
        &[(70.0, 0.0), (60.0, 0.0), (30.0, 7.5), (20.0, 10.0), (5.0, 10.0), (N, N)],
    );
}

#[test]
fn bands_have_explicit_ends() {
    let value = json!({"bands": [
        {"below": 5, "points": 250},
        {"from": 5, "below": 10, "points": 200},
        {"from": 10, "to": 15, "points": 150},
        {"above": 15, "to": 20, "points": 100},
    ]});
    table(
        &value,
        &[
            (-1.0, 250.0),
            (4.9, 250.0),
            (4.95, 250.0),
            (5.0, 200.0),
            (9.99, 200.0),
            (10.0, 150.0),
            (15.0, 150.0),
            (15.01, 100.0),
            (20.0, 100.0),
            (20.01, 0.0),
            (N, N),
        ],
    );
    // What is 0.3 but for the last bit is in the band from 0.3, and in no other.
    let tenths = json!({"bands": [{"below": 0.3, "points": 1}, {"from": 0.3, "points": 2}]});
    table(&tenths, &[(0.1 + 0.2, 2.0), (0.3, 2.0), (0.3 - 1e-12, 2.0), (0.2999, 1.0)]);
}

#[test]
fn anchors_are_clamped_and_interpolated() {
    table(
        &json!({"anchors": [[0, 0], [100, 40], [400, 100]]}),
        &[
            (-5.0, 0.0),
            (50.0, 20.0),
            (100.0, 40.0),
            (250.0, 70.0),
            (400.0, 100.0),
            (1e9, 100.0),
            (N, N),
        ],
    );
}

#[test]
fn rates_count_units_whole_or_not_and_are_capped() {
    let rate = |whole: bool| json!({"rate": {"points": 5, "per": 100, "whole": whole, "most": 20}});
    table(
        &rate(false),
        &[
            (0.0, 0.0),
            (50.0, 2.5),
            (100.0, 5.0),
            (399.0, 19.95),
            (400.0, 20.0),
            (1e6, 20.0),
            (N, N),
        ],
    );
    table(
        &rate(true),
        // A part of a unit earns nothing, and costs nothing either.
        &[
            (50.0, 0.0),
            (199.99, 5.0),
            (200.0, 10.0),
            (1e6, 20.0),
            (-50.0, 0.0),
            (-150.0, -5.0),
            (N, N),
        ],
    );
    let tenths = json!({"rate": {"points": 1, "per": 0.1, "whole": true}});
    table(&tenths, &[(0.3, 3.0), (0.7, 7.0), (0.1 + 0.2, 3.0)]);
    let unlimited = json!({"rate": {"points": 3, "per": 100}});
    table(&unlimited, &[(1e6, 30_000.0), (-100.0, -3.0)]);
}

#[test]
fn rates_by_date_earn_what_was_in_force_when_it_was_recorded() {
    let schedule = |gaps: &str, sample: u32| {
        let measure = json!({
            "metric": "x", "take": "sum", "months": 4, "gaps": gaps, "minimum_sample": sample,
        });
        let rates = json!([["2024-02", 3], ["2024-03", 5]]);
        let value = json!({"schedule": {"rates": rates, "per": 100, "most": 60}});
        scored(&json!({"name": "p", "measure": measure, "value": value}))
    };
    let sheet = || {
        Sheet::monthly(2024, 1).metric(
            "x",
            &[
                // Nothing in January, 3 in February, 5 from March on.
                ("all", vec![900.0, 1000.0, 200.0, 0.0]),
                ("capped", vec![0.0, 1000.0, 1000.0, 1000.0]),
                ("gap", vec![100.0, N, 200.0, N]),
            ],
        )
    };
    let score = |gaps: &str, sample: u32| {
        let program = schedule(gaps, sample);
        let portfolio = sheet().build();
        Evaluation::now(&program, &portfolio).score().score.clone()
    };
    same(&score("estimate", 1), &[40.0, 60.0, 20.0], "the mean of what is known stands for gaps");
    same(&score("unknown", 1), &[40.0, 60.0, N], "gaps are unknown");
    same(&score("zero", 1), &[40.0, 60.0, 10.0], "gaps are zero");
    same(&score("estimate", 3), &[40.0, 60.0, N], "a minimum sample");
    let young = Sheet::monthly(2024, 3).metric("x", &[("A", vec![100.0, 100.0])]).build();
    let seen = |gaps: &str| {
        let program = schedule(gaps, 1);
        Evaluation::now(&program, &young).score().score.clone()
    };
    same(&seen("zero"), &[10.0], "what lies before the record is zero as well");
    same(&seen("estimate"), &[20.0], "10 points in two of four months");
    let undated = Sheet::snapshot().metric("x", &[("A", vec![100.0])]).build();
    same(&Evaluation::now(&schedule("estimate", 1), &undated).score().score, &[N], "no dates");
}

#[test]
fn rates_by_date_ask_for_a_plain_sum() {
    let with = |measure: Value| {
        let value = json!({"schedule": {"rates": [["2024-02", 3]], "per": 100}});
        let part = json!({"name": "p", "measure": measure, "value": value});
        try_program(json!({
            "score": {"combine": "sum", "dimensions": [{"key": "d", "parts": [part]}]},
            "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
        }))
    };
    with(json!({"metric": "x", "take": "sum", "months": 4})).expect("a sum");
    for measure in [
        json!({"metric": "x", "take": "last", "months": 4}),
        json!({"metric": "x", "take": "sum", "months": 4, "most": 10}),
        json!({"metric": "x", "take": "sum", "months": 4, "round": 0}),
        json!({"score": true}),
    ] {
        let told = with(measure.clone()).expect_err(&measure.to_string()).to_string();
        assert!(told.contains("Rates by date"), "{told}");
    }
}

#[test]
fn ranks_are_mid_ranks_inside_a_group() {
    let rows =
        [("A", 10.0), ("B", 20.0), ("C", 20.0), ("D", 40.0), ("E", N), ("F", 1.0), ("G", 9.0)];
    let regions = ["north", "North", "NORTH", "north", "north", "south", ""];
    let metric: Vec<(&str, Vec<f64>)> = rows.iter().map(|(id, x)| (*id, vec![*x])).collect();
    let texts: Vec<(&str, &str)> = rows.iter().map(|(id, _)| *id).zip(regions).collect();
    let portfolio = Sheet::monthly(2025, 1).metric("x", &metric).text("region", &texts).build();
    // North: 10, 20, 20, 40. Half of one is below ½/4; two tied above one: (1 + 1)/4; then 3½/4.
    let by_region = json!({"rank": {"group": "Region", "points": 100}});
    same(&points(&by_region, &portfolio), &[12.5, 50.0, 50.0, 87.5, N, 50.0, N], "by region");
    let less = json!({"rank": {"group": "region", "points": 100, "less_is_better": true}});
    same(&points(&less, &portfolio), &[87.5, 50.0, 50.0, 12.5, N, 50.0, N], "less is better");
    // Everyone: 1, 9, 10, 20, 20, 40.
    let all = json!({"rank": {"points": 12}});
    same(&points(&all, &portfolio), &[5.0, 8.0, 8.0, 11.0, N, 1.0, 3.0], "everyone");
    let nowhere = json!({"rank": {"group": "no column", "points": 12}});
    same(&points(&nowhere, &portfolio), &[N; 7], "no such column");
}

#[test]
fn smooth_curves() {
    let e = std::f64::consts::E;
    table(
        &json!({"logistic": {"middle": 50, "spread": 10, "points": 80}}),
        &[(50.0, 40.0), (60.0, 80.0 / (1.0 + 1.0 / e)), (-1e6, 0.0), (1e6, 80.0), (N, N)],
    );
    table(
        &json!({"logistic": {"middle": 50, "spread": -10, "points": 80}}),
        &[(50.0, 40.0), (40.0, 80.0 / (1.0 + 1.0 / e)), (1e6, 0.0), (N, N)],
    );
    table(
        &json!({"trapezoid": {"a": 1, "b": 2, "c": 4, "d": 8, "points": 10}}),
        &[(1.0, 0.0), (1.5, 5.0), (2.0, 10.0), (4.0, 10.0), (6.0, 5.0), (8.0, 0.0), (N, N)],
    );
    let half = (1.0 - (-1.0_f64).exp()) / (1.0 - (-2.0_f64).exp());
    table(
        &json!({"exponential": {"lo": 0, "hi": 20, "rho": 10, "points": 10}}),
        &[(-5.0, 0.0), (10.0, 10.0 * half), (20.0, 10.0), (99.0, 10.0), (N, N)],
    );
    table(
        &json!({"hill": {"half": 10, "n": 2, "points": 10}}),
        &[(-5.0, 0.0), (0.0, 0.0), (10.0, 5.0), (30.0, 9.0), (N, N)],
    );
}

/// Extreme parameters that the door lets in still give points, not "unknown".
#[test]
fn curves_do_not_overflow() {
    table(
        &json!({"hill": {"half": 10, "n": 60, "points": 10}}),
        &[(1e9, 10.0), (0.0, 0.0), (10.0, 5.0)],
    );
    let steep = json!({"exponential": {"lo": 0, "hi": 1000, "rho": -1, "points": 10}});
    table(&steep, &[(0.0, 0.0), (1000.0, 10.0), (500.0, 0.0)]);
    for value in [
        json!({"exponential": {"lo": 0, "hi": 1_000_000, "rho": -0.001, "points": 100}}),
        json!({"exponential": {"lo": 0, "hi": 1, "rho": 1e300, "points": 100}}),
        json!({"hill": {"half": 1000, "n": 1000, "points": 100}}),
        json!({"hill": {"half": 0.001, "n": 1000, "points": 100}}),
    ] {
        table(&value, &[(0.0, 0.0), (1e9, 100.0)]);
    }
    let straight = json!({"exponential": {"lo": 0, "hi": 10, "rho": 1e20, "points": 10}});
    table(&straight, &[(0.0, 0.0), (5.0, 5.0), (10.0, 10.0)]);
}

/// Attrition band times revenue band, as one marketplace published it.
#[test]
fn bands_multiply() {
    let portfolio = Sheet::snapshot()
        .metric(
            "attrition",
            &[
                ("A", vec![7.0]),
                ("B", vec![4.9]),
                ("C", vec![24.0]),
                ("D", vec![26.0]),
                ("E", vec![N]),
                ("F", vec![7.0]),
            ],
        )
        .metric(
            "revenue",
            &[
                ("A", vec![2e6]),
                ("B", vec![4e5]),
                ("C", vec![9e6]),
                ("D", vec![N]),
                ("E", vec![9e6]),
                ("F", vec![N]),
            ],
        )
        .build();
    let last = |metric: &str| json!({"metric": metric, "take": "last", "months": 12});
    let attrition = json!({"bands": [
        {"below": 5, "points": 250}, {"from": 5, "below": 10, "points": 200},
        {"from": 10, "below": 15, "points": 150}, {"from": 15, "below": 20, "points": 100},
        {"from": 20, "below": 25, "points": 50},
    ]});
    let revenue = json!({"bands": [
        {"above": 0, "below": 5e5, "points": 0.1}, {"from": 5e5, "below": 1e6, "points": 0.25},
        {"from": 1e6, "below": 2.5e6, "points": 0.6}, {"from": 2.5e6, "below": 5e6, "points": 0.8},
        {"from": 5e6, "to": 1e7, "points": 0.95},
    ]});
    let program = scored(&json!({
        "name": "Attrition", "measure": last("attrition"), "value": attrition,
        "times": [{"measure": last("revenue"), "value": revenue}],
    }));
    let score = &Evaluation::now(&program, &portfolio).score().score.clone();
    // D: nothing times anything is nothing, whatever its revenue is.
    same(score, &[120.0, 25.0, 47.5, 0.0, N, N], "points");
}

#[test]
fn targets_and_rates_differ_by_segment() {
    let ids = ["A", "B", "C", "D"];
    let portfolio = Sheet::monthly(2025, 1)
        .metric("x", &ids.map(|id| (id, vec![100.0])))
        .text("market", &[("A", "growth"), ("B", "MATURE"), ("C", "österreich"), ("D", "")])
        .build();
    let by = |values: Value, otherwise: Value| {
        let mut quantity = json!({"by": "Market", "values": values});
        if !otherwise.is_null() {
            quantity["otherwise"] = otherwise;
        }
        quantity
    };
    let target = by(json!({"Growth": 200, "Mature": 400, "ÖSTERREICH": 800}), json!(1000));
    let linear = json!({"linear": {"target": target, "points": 40}});
    same(&points(&linear, &portfolio), &[20.0, 10.0, 5.0, 4.0], "targets");
    let worth = by(json!({"Growth": 10, "Mature": 5}), Value::Null);
    let rate = json!({"rate": {"points": worth, "per": 100}});
    same(&points(&rate, &portfolio), &[10.0, 5.0, N, N], "no number for the others");
    let nowhere = json!({"by": "no column", "values": {"a": 1}, "otherwise": 50});
    let rate = json!({"rate": {"points": 1, "per": nowhere}});
    same(&points(&rate, &portfolio), &[2.0; 4], "no such column");
}

/// Rounded unit points: six deployments at 3.3 never reach 20, six people at 6.67 exceed 40.
#[test]
fn rounding_of_points_is_as_declared() {
    let part = |round: Value| {
        let measure = json!({"metric": "x", "take": "last", "months": 1});
        let mut part = json!({"name": "p", "measure": measure, "value": {"linear": {"target": 6, "points": 20}}});
        if !round.is_null() {
            part["round"] = round;
        }
        let program = scored(&part);
        Evaluation::now(&program, &one_month(&[1.0, 2.0, 6.0])).score().score.clone()
    };
    same(&part(Value::Null), &[20.0 / 6.0, 40.0 / 6.0, 20.0], "as it is");
    same(&part(json!(1)), &[3.3, 6.7, 20.0], "one decimal");
    same(&part(json!(0)), &[3.0, 7.0, 20.0], "whole points");
}

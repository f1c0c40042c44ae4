//! Scores: parts, dimensions, tracks, weights, caps and floors.

use super::{N, Sheet, letters, program, same, try_program};
use serde_json::{Value, json};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Evaluation;

fn last(metric: &str) -> Value {
    json!({"metric": metric, "take": "last", "months": 1})
}

/// The metric as it is, from 0 to 100.
fn plain(metric: &str) -> Value {
    json!({"name": metric, "measure": last(metric), "value": {"anchors": [[0, 0], [100, 100]]}})
}

#[track_caller]
fn score(score: &Value, portfolio: &Portfolio) -> Vec<f64> {
    let program = program(json!({
        "score": score, "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
    }));
    Evaluation::now(&program, portfolio).score().score.clone()
}

/// Columns a, b, c of five partners.
fn table() -> Portfolio {
    let ids = ["1", "2", "3", "4", "5"];
    let column = |values: [f64; 5]| -> Vec<(&str, Vec<f64>)> {
        ids.into_iter().zip(values.map(|value| vec![value])).collect()
    };
    Sheet::monthly(2025, 1)
        .metric("a", &column([80.0, 80.0, N, N, 0.0]))
        .metric("b", &column([40.0, N, 40.0, N, 90.0]))
        .metric("c", &column([100.0, 50.0, N, N, N]))
        .text(
            "size",
            &ids.into_iter().zip(["big", "small", "small", "", "big"]).collect::<Vec<_>>(),
        )
        .build()
}

fn dimension(key: &str, extra: &Value) -> Value {
    let mut dimension = json!({"key": key, "parts": [plain(key)]});
    for (field, value) in extra.as_object().expect("fields") {
        dimension[field] = value.clone();
    }
    dimension
}

#[test]
fn means_are_weighted_over_what_is_known() {
    let dimensions = json!([
        dimension("a", &json!({"weight": 3})),
        dimension("b", &json!({"weight": 1})),
        dimension("c", &json!({"weight": 4})),
    ]);
    let with = |coverage: f64| {
        score(&json!({"minimum_coverage": coverage, "dimensions": dimensions}), &table())
    };
    // (3·80 + 40 + 4·100)/8; (3·80 + 4·50)/7; 40; nothing; 90/4.
    same(&with(0.0), &[85.0, 440.0 / 7.0, 40.0, N, 22.5], "no least coverage");
    same(&with(0.5), &[85.0, 440.0 / 7.0, N, N, 22.5], "four of eight is half");
    same(&with(0.875), &[85.0, 440.0 / 7.0, N, N, N], "seven of eight");
    same(&with(1.0), &[85.0, N, N, N, N], "all of it");
}

#[test]
fn coverage_is_shown() {
    let program = program(json!({
        "score": {"dimensions": [dimension("a", &json!({"weight": 3})), dimension("b", &json!({}))]},
        "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
    }));
    let portfolio = table();
    let evaluation = Evaluation::now(&program, &portfolio);
    same(&evaluation.score().coverage, &[1.0, 0.75, 0.25, 0.0, 1.0], "share of the weight");
    same(&evaluation.score().score, &[70.0, 80.0, N, N, 22.5], "the usual least coverage is 70 %");
}

#[test]
fn sums_and_geometric_means() {
    let dimensions = json!([dimension("a", &json!({})), dimension("b", &json!({}))]);
    let how = |combine: &str| {
        let model = json!({"combine": combine, "minimum_coverage": 0, "dimensions": dimensions});
        score(&model, &table())
    };
    same(&how("sum"), &[120.0, 80.0, 40.0, N, 90.0], "sum");
    same(&how("geometric"), &[3200.0_f64.sqrt(), 80.0, 40.0, N, 0.0], "a zero is not made up for");
    same(&how("mean"), &[60.0, 80.0, 40.0, N, 45.0], "mean");
}

#[test]
fn the_scale_is_the_top_of_a_mean() {
    let dimensions = json!([dimension("a", &json!({})), dimension("b", &json!({}))]);
    let model = json!({"scale": 1000, "minimum_coverage": 0, "dimensions": dimensions});
    same(&score(&model, &table()), &[600.0, 800.0, 400.0, N, 450.0], "0 to 1000");
    let rounded = json!({"scale": 10, "round": 0, "minimum_coverage": 0, "dimensions": dimensions});
    same(&score(&rounded, &table()), &[6.0, 8.0, 4.0, N, 5.0], "4.5 rounds up");
}

#[test]
fn two_levels_of_weights() {
    let parts = json!([
        {"name": "a", "share": 1, "measure": last("a"), "value": {"anchors": [[0, 0], [100, 100]]}},
        {"name": "b", "share": 3, "measure": last("b"), "value": {"anchors": [[0, 0], [100, 100]]}},
    ]);
    let dimensions = json!([
        {"key": "both", "weight": 0.6, "parts": parts}, dimension("c", &json!({"weight": 0.4})),
    ]);
    let model = json!({"minimum_coverage": 0, "dimensions": dimensions});
    // 0.6·(80 + 3·40)/4 + 0.4·100; 0.6·80 + 0.4·50; 40; nothing; (3·90)/4.
    same(&score(&model, &table()), &[70.0, 68.0, 40.0, N, 67.5], "index of indices");
}

#[test]
fn dimensions_have_floors_and_caps() {
    let dimensions = json!([
        dimension("a", &json!({"cap": 50})),
        dimension("b", &json!({"floor": 45, "cap": 60})),
    ]);
    let model = json!({"combine": "sum", "minimum_coverage": 0, "dimensions": dimensions});
    // An unknown dimension is not raised to its floor.
    same(&score(&model, &table()), &[95.0, 50.0, 45.0, N, 60.0], "kept within");
}

#[test]
fn a_part_can_be_for_some_only_and_unknowns_can_be_worth_something() {
    let mut part = plain("a");
    part["when"] = json!({"is": {"column": "size", "values": ["big"]}});
    let with = |part: &Value| {
        let dimensions = json!([{"key": "a", "parts": [part]}]);
        score(&json!({"combine": "sum", "minimum_coverage": 0, "dimensions": dimensions}), &table())
    };
    // Small: nothing, also where a is unknown. Of no known size and unknown a: unknown.
    same(&with(&part), &[80.0, 0.0, 0.0, N, 0.0], "only the big ones");
    part["if_unknown"] = json!(7);
    same(&with(&part), &[80.0, 0.0, 0.0, 7.0, 0.0], "7 for what is unknown");
    let mut sample = plain("a");
    sample["if_unknown"] = json!(0);
    sample["round"] = json!(0);
    same(&with(&sample), &[80.0, 80.0, 0.0, 0.0, 0.0], "too few answers are worth nothing");
}

/// Whoever would get nothing anyway gets nothing, also where it is unknown who gets points.
#[test]
fn no_points_are_no_points_whoever_gets_them() {
    let portfolio = Sheet::monthly(2025, 1)
        .metric("a", &[("1", vec![0.0]), ("2", vec![10.0])])
        .text("size", &[("1", ""), ("2", "")])
        .build();
    let mut part = plain("a");
    part["when"] = json!({"is": {"column": "size", "values": ["big"]}});
    let dimensions = json!([{"key": "a", "parts": [part]}]);
    let model = json!({"combine": "sum", "minimum_coverage": 0, "dimensions": dimensions});
    same(&score(&model, &portfolio), &[0.0, N], "points");
}

#[test]
fn averaged_parts_stay_on_their_scale() {
    let mut part = plain("a");
    part["times"] = json!([{"measure": last("b"), "value": {"anchors": [[0, 0], [100, 10]]}}]);
    let dimensions = json!([{"key": "a", "parts": [part]}]);
    let model = json!({"minimum_coverage": 0, "dimensions": dimensions});
    // 80 times 4 is more than all points.
    same(&score(&model, &table()), &[100.0, N, N, N, 0.0], "0 to 100");
    for (field, value) in [("cap", 250), ("floor", 101)] {
        let mut dimension =
            json!({"key": "a", "combine": "sum", "cap": 100, "parts": [plain("a")]});
        dimension[field] = json!(value);
        if field == "floor" {
            dimension["cap"] = json!(120);
        }
        let told = try_program(json!({
            "score": {"dimensions": [dimension]},
            "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
        }));
        assert!(told.is_err(), "an averaged dimension of {value}");
    }
    let mut odd = plain("a");
    odd["if_unknown"] = json!(150);
    let told = try_program(json!({
        "score": {"dimensions": [{"key": "a", "parts": [odd]}]},
        "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
    }));
    assert!(told.is_err(), "150 of 100 points for an unknown");
}

#[test]
fn the_best_track_counts() {
    let track = |name: &str, key: &str| json!({"name": name, "combine": "sum", "dimensions": [dimension(key, &json!({}))]});
    let mut small = track("Small business", "b");
    small["when"] = json!({"is": {"column": "size", "values": ["small"]}});
    let tracks = json!([track("Enterprise", "a"), small, track("Specialist", "c")]);
    let program = program(json!({
        "score": {"minimum_coverage": 0, "tracks": tracks},
        "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 85,
            "gates": [{"dimension": "c", "at_least": 100}]}],
    }));
    let portfolio = table();
    let evaluation = Evaluation::now(&program, &portfolio);
    let column = evaluation.score();
    same(&column.score, &[100.0, 80.0, 40.0, N, 0.0], "best");
    assert_eq!(column.track, [2, 0, 1, 0, 0]);
    assert_eq!(
        evaluation.trace(0).tracks,
        [Some(80.0), None, Some(100.0)],
        "the big one is not scored as small"
    );
    assert_eq!(letters(&evaluation.tiers()[1].enter), "PFFUF");
    // A dimension is that of the track that counts: unknown where another one does.
    assert_eq!(letters(&evaluation.tiers()[1].gates[0].truth), "PUUUU");
}

#[test]
fn decimals_of_parts_and_scores_are_within_reason() {
    for place in ["score", "part"] {
        let mut part = plain("a");
        let mut model = json!({});
        if place == "part" {
            part["round"] = json!(12);
        } else {
            model["round"] = json!(12);
        }
        model["dimensions"] = json!([{"key": "a", "parts": [part]}]);
        let told = try_program(json!({
            "score": model, "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
        }));
        assert!(told.expect_err(place).to_string().contains("decimals"), "{place}");
    }
}

#[test]
fn the_score_is_read_against_its_own_trace() {
    let dimensions =
        json!([dimension("a", &json!({"weight": 2})), dimension("b", &json!({"weight": 1})),]);
    let program = program(json!({
        "score": {"minimum_coverage": 0.5, "dimensions": dimensions},
        "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 1}],
    }));
    let portfolio = table();
    let evaluation = Evaluation::now(&program, &portfolio);
    for partner in 0..5 {
        let trace = evaluation.trace(partner);
        assert_eq!(trace.score, evaluation.score_of(partner));
        assert_eq!(evaluation.combined(&evaluation.values(partner)), trace.score);
    }
}

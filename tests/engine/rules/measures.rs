//! Measures: windows, aggregations, gaps, and what is put together from them.

use super::{N, Sheet, gated, measured, same, says};
use serde_json::{Value, json};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Evaluation;

/// The measure of the first partner in a score and in a gate.
#[track_caller]
fn first(measure: &Value, portfolio: &Portfolio) -> [f64; 2] {
    let (score, gate) = measured(measure, portfolio);
    [score[0], gate[0]]
}

/// `x` taken this way over this window.
fn x(take: &str, window: &Value) -> Value {
    let mut measure = json!({"metric": "x", "take": take});
    for (key, value) in window.as_object().expect("a window") {
        measure[key] = value.clone();
    }
    measure
}

#[track_caller]
fn table(portfolio: &Portfolio, rows: &[(Value, f64, f64)]) {
    for (measure, score, gate) in rows {
        same(&first(measure, portfolio), &[*score, *gate], &measure.to_string());
    }
}

fn last_year(first: u32) -> Value {
    json!({"window": "last_year", "year_starts": first})
}

fn to_date(first: u32) -> Value {
    json!({"window": "year_to_date", "year_starts": first})
}

fn months(months: u32) -> Value {
    json!({"months": months})
}

/// January 2025 to February 2026, worth 1 to 14.
fn fourteen_months() -> Portfolio {
    Sheet::monthly(2025, 1).metric("x", &[("A", (1..=14).map(f64::from).collect())]).build()
}

/// 2024 Q1 to 2025 Q3, worth 10 to 70.
fn seven_quarters() -> Portfolio {
    let rows = (1..=7).map(|n| f64::from(10 * n)).collect();
    Sheet::quarterly(2024, 1).metric("x", &[("A", rows)]).build()
}

#[test]
fn windows_on_months() {
    table(
        &fourteen_months(),
        &[
            (x("sum", &months(1)), 14.0, 14.0),
            (x("sum", &months(3)), 39.0, 39.0),
            (x("mean", &months(3)), 13.0, 13.0),
            (x("last", &months(3)), 14.0, 14.0),
            (x("max", &months(12)), 14.0, 14.0),
            (x("count", &months(12)), 12.0, 12.0),
            (x("sum", &months(14)), 105.0, 105.0),
            // One month before the record: the mean of the known ones stands for it in a score.
            (x("sum", &months(15)), 112.5, N),
            (x("mean", &months(15)), 7.5, 7.5),
            (x("sum", &json!({"window": "all_time"})), 105.0, 105.0),
            (x("count", &json!({"window": "all_time"})), 14.0, 14.0),
        ],
    );
}

#[test]
fn program_years_on_months() {
    table(
        &fourteen_months(),
        &[
            (x("sum", &to_date(1)), 27.0, 27.0),
            (x("sum", &to_date(2)), 14.0, 14.0),
            (x("sum", &to_date(3)), 102.0, 102.0),
            (x("sum", &to_date(12)), 39.0, 39.0),
            (x("sum", &last_year(1)), 78.0, 78.0),
            (x("sum", &last_year(2)), 90.0, 90.0),
            // March 2024 to February 2025: two of twelve months are recorded, 1 and 2.
            (x("sum", &last_year(3)), 18.0, N),
            // December 2024 to November 2025: eleven of twelve, 66.
            (x("sum", &last_year(12)), 72.0, N),
            (x("last", &last_year(12)), 11.0, 11.0),
        ],
    );
}

#[test]
fn program_years_on_quarters() {
    table(
        &seven_quarters(),
        &[
            (x("sum", &months(3)), 70.0, 70.0),
            // Months are rounded up to whole quarters.
            (x("sum", &months(7)), 180.0, 180.0),
            (x("sum", &months(12)), 220.0, 220.0),
            (x("sum", &to_date(1)), 180.0, 180.0),
            (x("sum", &to_date(4)), 130.0, 130.0),
            (x("sum", &to_date(7)), 70.0, 70.0),
            (x("sum", &to_date(8)), 70.0, 70.0),
            (x("sum", &to_date(11)), 220.0, 220.0),
            (x("sum", &last_year(1)), 100.0, 100.0),
            (x("sum", &last_year(7)), 180.0, 180.0),
            (x("sum", &last_year(8)), 180.0, 180.0),
            // The year before November 2024 began in November 2023: three of four quarters.
            (x("sum", &last_year(11)), 80.0, N),
        ],
    );
}

#[test]
fn a_snapshot_is_one_figure_and_has_no_past() {
    let portfolio = Sheet::snapshot()
        .metric("x", &[("A", vec![5.0])])
        .text("joined", &[("A", "2020-01")])
        .build();
    table(
        &portfolio,
        &[
            (x("sum", &months(12)), 5.0, 5.0),
            (x("sum", &months(3)), 5.0, 5.0),
            (x("sum", &to_date(4)), 5.0, 5.0),
            (x("last", &json!({"window": "all_time"})), 5.0, 5.0),
            (json!({"earlier": {"of": x("last", &months(1)), "months": 1}}), N, N),
            (json!({"change": {"of": x("last", &months(1)), "months": 12}}), N, N),
            (json!({"tenure": "joined"}), N, N),
        ],
    );
}

#[test]
fn the_same_period_last_year_and_differences_of_two_looks() {
    let earlier = |of: Value, months: u32| json!({"earlier": {"of": of, "months": months}});
    let change = |of: Value, months: u32, relative: bool| json!({"change": {"of": of, "months": months, "relative": relative}});
    table(
        &fourteen_months(),
        &[
            (earlier(x("sum", &to_date(1)), 12), 3.0, 3.0),
            (earlier(x("sum", &months(2)), 12), 3.0, 3.0),
            (earlier(x("last", &months(1)), 13), 1.0, 1.0),
            (earlier(x("last", &months(1)), 14), N, N),
            (change(x("last", &months(1)), 12, false), 12.0, 12.0),
            (change(x("sum", &to_date(1)), 12, true), 8.0, 8.0),
            (change(x("sum", &months(2)), 2, true), 27.0 / 23.0 - 1.0, 27.0 / 23.0 - 1.0),
            // The three months that ended a year ago are two: 3 in two months is 4.5 in three.
            (change(x("sum", &months(3)), 12, true), 39.0 / 4.5 - 1.0, N),
        ],
    );
    table(
        &seven_quarters(),
        &[
            (earlier(x("sum", &months(3)), 12), 30.0, 30.0),
            (earlier(x("sum", &months(3)), 1), 60.0, 60.0),
            (change(x("sum", &months(3)), 12, true), 4.0 / 3.0, 4.0 / 3.0),
            (change(x("sum", &to_date(1)), 12, false), 120.0, 120.0),
        ],
    );
}

#[test]
fn growth_on_nothing_is_unknown() {
    let change = json!({"change": {"of": x("last", &months(1)), "months": 1, "relative": true}});
    let rows = [
        ("grew", vec![4.0, 5.0]),
        ("from zero", vec![0.0, 5.0]),
        ("from debt", vec![-1.0, 5.0]),
        ("unknown then", vec![N, 5.0]),
        ("unknown now", vec![4.0, N]),
        ("lost all", vec![4.0, 0.0]),
    ];
    let portfolio = Sheet::monthly(2025, 1).metric("x", &rows).build();
    same(&measured(&change, &portfolio).1, &[0.25, N, N, N, N, -1.0], "growth");
}

#[test]
fn gaps_are_estimated_in_scores_only_unknown_or_zero() {
    let gaps = |take: &str, policy: &str| json!({"metric": "x", "take": take, "months": 4, "gaps": policy});
    let portfolio = Sheet::monthly(2025, 1).metric("x", &[("A", vec![1.0, N, 3.0, N])]).build();
    table(
        &portfolio,
        &[
            (gaps("sum", "estimate"), 8.0, N),
            (gaps("sum", "unknown"), N, N),
            (gaps("sum", "zero"), 4.0, 4.0),
            (gaps("count", "estimate"), 4.0, N),
            (gaps("count", "unknown"), N, N),
            (gaps("count", "zero"), 2.0, 2.0),
            (gaps("mean", "estimate"), 2.0, 2.0),
            (gaps("mean", "unknown"), 2.0, 2.0),
            (gaps("mean", "zero"), 2.0, 2.0),
            (gaps("last", "unknown"), 3.0, 3.0),
            (gaps("max", "zero"), 3.0, 3.0),
        ],
    );
    let nothing = Sheet::monthly(2025, 1).metric("x", &[("A", vec![N; 4])]).build();
    table(
        &nothing,
        &[
            (gaps("sum", "estimate"), N, N),
            (gaps("sum", "unknown"), N, N),
            (gaps("sum", "zero"), 0.0, 0.0),
            (gaps("count", "zero"), 0.0, 0.0),
            (gaps("mean", "zero"), N, N),
            (gaps("last", "zero"), N, N),
            (gaps("max", "zero"), N, N),
        ],
    );
}

/// A list of sales begins with the first sale: nothing was sold before, as far as the program that says
/// so is concerned. At `HubSpot` twelve months are how long a sale counts, not how long a partner has to
/// have been on record. A look back needs the earlier time on record: growth against what is not there
/// would be far too large.
#[test]
fn before_the_record_zeros_are_zero_but_no_base_for_growth() {
    let zero = json!({"metric": "x", "take": "sum", "months": 12, "gaps": "zero"});
    let growth = json!({"change": {"of": zero, "months": 12, "relative": true}});
    let earlier = |months: u32| json!({"earlier": {"of": zero, "months": months}});
    table(
        &fourteen_months(),
        &[
            (zero.clone(), 102.0, 102.0),
            (growth, N, N),
            (earlier(2), 78.0, 78.0),
            (earlier(3), N, N),
        ],
    );
    let young = Sheet::monthly(2025, 1).metric("x", &[("A", vec![5.0; 6])]).build();
    let count = json!({"metric": "x", "take": "count", "months": 12, "gaps": "zero"});
    table(&young, &[(zero, 30.0, 30.0), (count, 6.0, 6.0)]);
}

#[test]
fn a_minimum_sample_holds_for_every_aggregation_and_gap_policy() {
    let portfolio = Sheet::monthly(2025, 1).metric("x", &[("A", vec![1.0, N, 3.0, N])]).build();
    for policy in ["estimate", "unknown", "zero"] {
        for take in ["mean", "last", "max"] {
            let with = |sample: u32| {
                let mut measure =
                    json!({"metric": "x", "take": take, "months": 4, "minimum_sample": sample});
                measure["gaps"] = json!(policy);
                first(&measure, &portfolio)
            };
            assert!(with(2).iter().all(|value| value.is_finite()), "{take}, {policy}");
            assert!(with(3).iter().all(|value| value.is_nan()), "{take}, {policy}");
        }
    }
    // Where what is left out counts as zero, a sum knows every period.
    let sum =
        json!({"metric": "x", "take": "sum", "months": 4, "gaps": "zero", "minimum_sample": 4});
    table(&portfolio, &[(sum, 4.0, 4.0)]);
}

#[test]
fn several_metrics_add_up_period_by_period() {
    let portfolio = Sheet::monthly(2025, 1)
        .metric("a", &[("A", vec![5.0, 0.0, 1.0])])
        .metric("b", &[("A", vec![0.0, 4.0, 1.0])])
        .build();
    let both = |take: &str| json!({"metrics": ["a", "b"], "take": take, "months": 3});
    table(
        &portfolio,
        &[
            (both("sum"), 11.0, 11.0),
            (both("mean"), 11.0 / 3.0, 11.0 / 3.0),
            (both("last"), 2.0, 2.0),
            (both("max"), 5.0, 5.0),
            (both("count"), 3.0, 3.0),
            (json!({"metrics": ["a", "missing"], "take": "sum", "months": 3}), N, N),
        ],
    );
    let gaps = Sheet::monthly(2025, 1)
        .metric("a", &[("A", vec![5.0, N, 1.0])])
        .metric("b", &[("A", vec![0.0, 9.0, 1.0])])
        .build();
    let zero =
        |take: &str| json!({"metrics": ["a", "b"], "take": take, "months": 3, "gaps": "zero"});
    table(
        &gaps,
        &[
            // February is known in part only, so it is not a known period of the two together.
            (both("max"), 5.0, 5.0),
            // Where gaps are zero, it is: 0 and 9.
            (zero("max"), 9.0, 9.0),
            (zero("count"), 3.0, 3.0),
        ],
    );
}

#[test]
fn sums_ratios_and_bests_carry_the_unknown() {
    let portfolio = Sheet::monthly(2025, 1)
        .metric("a", &[("1", vec![6.0]), ("2", vec![6.0]), ("3", vec![N]), ("4", vec![6.0])])
        .metric("b", &[("1", vec![3.0]), ("2", vec![0.0]), ("3", vec![2.0]), ("4", vec![-2.0])])
        .build();
    let (a, b) = (
        json!({"metric": "a", "take": "last", "months": 1}),
        json!({"metric": "b", "take": "last", "months": 1}),
    );
    for (measure, expected) in [
        (json!({"sum": [{"measure": a}, {"times": -0.5, "measure": b}]}), [4.5, 6.0, N, 7.0]),
        (json!({"ratio": {"of": a, "over": b, "times": 100}}), [200.0, N, N, N]),
        (json!({"highest": [a, b]}), [6.0, 6.0, 2.0, 6.0]),
        (json!({"lowest": [a, b]}), [3.0, 0.0, N, -2.0]),
    ] {
        let (score, gate) = measured(&measure, &portfolio);
        same(&score, &expected, &measure.to_string());
        same(&gate, &expected, &measure.to_string());
    }
}

#[test]
fn caps_floors_and_rounding_come_before_any_comparison() {
    let portfolio = super::one_month(&[69.99, 69.994, 69.995, 70.0, -5.0, 1e6, N]);
    let last = |extra: Value| {
        let mut measure = json!({"metric": "x", "take": "last", "months": 1});
        for (key, value) in extra.as_object().expect("fields") {
            measure[key] = value.clone();
        }
        measure
    };
    let rounded = last(json!({"round": 2, "least": 0, "most": 100}));
    same(&measured(&rounded, &portfolio).1, &[69.99, 69.99, 70.0, 70.0, 0.0, 100.0, N], "rounded");
    assert_eq!(says(&json!({"measure": rounded, "at_least": 70}), &portfolio), "FFPPFPU");
    assert_eq!(says(&json!({"measure": last(json!({})), "at_least": 70}), &portfolio), "FFFPFPU");
}

#[test]
fn tenure_counts_months_and_lists_count_entries() {
    let ids = ["A", "B", "C", "D", "E"];
    let column =
        |texts: [&'static str; 5]| -> Vec<(&str, &str)> { ids.into_iter().zip(texts).collect() };
    let portfolio = Sheet::monthly(2025, 1)
        .metric("x", &ids.map(|id| (id, vec![1.0, 1.0, 1.0])))
        .text("joined", &column(["2024-03", "2024-03-31", "soon", "", "2025-03"]))
        .text("badges", &column(["Cloud; Data", "cloud;;data ; ", "-", "", "Sales"]))
        .build();
    same(&measured(&json!({"tenure": "joined"}), &portfolio).1, &[12.0, 12.0, N, N, 0.0], "tenure");
    let earlier = json!({"earlier": {"of": {"tenure": "joined"}, "months": 2}});
    same(&measured(&earlier, &portfolio).1, &[10.0, 10.0, N, N, -2.0], "tenure two months ago");
    let listed = json!({"listed": {"column": "badges"}});
    same(&measured(&listed, &portfolio).1, &[2.0, 2.0, 0.0, N, 1.0], "any badge");
    let some = json!({"listed": {"column": "badges", "of": ["DATA", "Sales"]}});
    same(&measured(&some, &portfolio).1, &[1.0, 1.0, 0.0, N, 1.0], "these badges");
    let none = json!({"tenure": "no such column"});
    same(&measured(&none, &portfolio).1, &[N; 5], "no column");
}

#[test]
fn a_metric_that_is_not_there_is_unknown() {
    let missing = json!({"metric": "y", "take": "sum", "months": 3, "gaps": "zero"});
    same(&first(&missing, &fourteen_months()), &[N, N], "no such metric");
}

/// Rules see nothing of what came later.
#[test]
fn earlier_scenes_know_nothing_of_the_future() {
    let program = gated(&json!({"measure": x("sum", &months(2)), "at_least": 0}));
    let portfolio = fourteen_months();
    for end in 2..=14_u32 {
        let scene = tierlab_engine::rules::Scene::after(&portfolio, end as usize);
        let evaluation = Evaluation::new(&program, scene);
        same(&evaluation.tiers()[1].gates[0].value, &[f64::from(2 * end - 1)], "two months");
    }
}

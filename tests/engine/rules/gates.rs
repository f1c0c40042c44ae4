//! Gates: comparisons by segment, growth on a base, the top of a group, statuses, time.

use super::{N, Sheet, gated, one_month, program, says, try_program};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Evaluation;

fn last() -> Value {
    json!({"metric": "x", "take": "last", "months": 1})
}

fn top(share: f64, places: &str, ties: &str, extra: &Value) -> Value {
    let mut top = json!({"share": share, "places": places, "ties": ties});
    for (key, value) in extra.as_object().expect("fields") {
        top[key] = value.clone();
    }
    json!({"measure": last(), "top": top})
}

#[test]
fn lines_differ_by_segment() {
    let ids = ["A", "B", "C", "D"];
    let portfolio = Sheet::monthly(2025, 1)
        .metric("x", &ids.map(|id| (id, vec![50.0])))
        .text("Market", &[("A", "Growth"), ("B", "mature"), ("C", "other"), ("D", "")])
        .build();
    let line = json!({"by": "market", "values": {"growth": 50, "MATURE": 100}, "otherwise": 40});
    let gate = |field: &str| {
        let mut gate = json!({"measure": last()});
        gate[field] = line.clone();
        says(&gate, &portfolio)
    };
    assert_eq!(gate("at_least"), "PFPP");
    assert_eq!(gate("more_than"), "FFPP");
}

#[test]
fn growth_counts_only_on_a_minimum_base() {
    let sum = json!({"metric": "x", "take": "sum", "months": 12});
    let growth = json!({"change": {"of": sum, "months": 12, "relative": true}});
    let base = json!({"earlier": {"of": sum, "months": 12}});
    let gate = json!({"all": [
        {"measure": growth, "at_least": 0.2}, {"measure": base, "at_least": 1000},
    ]});
    let history = |then: f64, now: f64| [vec![then / 4.0; 4], vec![now / 4.0; 4]].concat();
    let portfolio = Sheet::quarterly(2024, 1)
        .metric(
            "x",
            &[
                ("grew by exactly 20 %", history(1000.0, 1200.0)),
                ("grew by less", history(1000.0, 1199.0)),
                ("from a small base", history(999.0, 9999.0)),
                ("from nothing", history(0.0, 9999.0)),
                ("unknown base", history(N, 9999.0)),
                ("base known to be small, now unknown", history(10.0, N)),
            ],
        )
        .build();
    assert_eq!(says(&gate, &portfolio), "PFFFUF");
}

#[test]
fn the_top_3_percent() {
    for (n, down, up, nearest) in
        [(10, 0, 1, 0), (33, 0, 1, 1), (34, 1, 2, 1), (100, 3, 3, 3), (167, 5, 6, 5)]
    {
        let values: Vec<f64> = (0..n).map(f64::from).collect();
        let portfolio = one_month(&values);
        for (places, expected) in [("down", down), ("up", up), ("nearest", nearest)] {
            for less in [false, true] {
                let extra = json!({"less_is_better": less});
                let said = says(&top(0.03, places, "included", &extra), &portfolio);
                let passed = said.matches('P').count();
                assert_eq!(passed, expected, "{n} partners, {places}");
                let best = if less { &said[..passed] } else { &said[said.len() - passed..] };
                assert!(best.chars().all(|c| c == 'P'), "the best ones: {said}");
            }
        }
    }
}

#[test]
fn shares_are_safe_for_decimals() {
    // 0.07 · 100 is 7.000000000000001 in binary, 0.29 · 100 is 28.999999999999996.
    let values: Vec<f64> = (0..100).map(f64::from).collect();
    for (share, expected) in [(0.07, 7), (0.29, 29), (0.57, 57), (1.0, 100), (0.0, 0)] {
        for places in ["down", "up", "nearest"] {
            let said = says(&top(share, places, "included", &json!({})), &one_month(&values));
            assert_eq!(said.matches('P').count(), expected, "{share}, {places}");
        }
    }
}

#[test]
fn ties_at_the_last_place() {
    let portfolio = one_month(&[9.0, 8.0, 8.0, 7.0, N]);
    for (share, ties, expected) in [
        // Two of four places: 9 and one of the two with 8.
        (0.5, "included", "PPPFU"),
        (0.5, "excluded", "PFFFU"),
        // Three of four: both with 8 fit.
        (0.75, "included", "PPPFU"),
        (0.75, "excluded", "PPPFU"),
        (0.25, "excluded", "PFFFU"),
        (1.0, "excluded", "PPPPU"),
        (0.0, "included", "FFFFU"),
    ] {
        assert_eq!(
            says(&top(share, "down", ties, &json!({})), &portfolio),
            expected,
            "{share} {ties}"
        );
    }
    let less = json!({"less_is_better": true});
    assert_eq!(says(&top(0.5, "down", "included", &less), &portfolio), "FPPPU");
    assert_eq!(says(&top(0.5, "down", "excluded", &less), &portfolio), "FFFPU");
    let alike = one_month(&[5.0, 5.0, 5.0]);
    assert_eq!(says(&top(0.34, "down", "excluded", &json!({})), &alike), "FFF");
    assert_eq!(says(&top(0.34, "down", "included", &json!({})), &alike), "PPP");
    // What differs in the last bit only is a tie.
    let nearly = one_month(&[0.1 + 0.2, 0.3, 0.2]);
    assert_eq!(says(&top(0.34, "down", "included", &json!({})), &nearly), "PPF");
}

#[test]
fn groups_small_and_unknown() {
    let rows = [
        ("A", "DE", 3.0),
        ("B", "de", 2.0),
        ("C", "DE", 1.0),
        ("D", "FR", 9.0),
        ("E", "", 99.0),
        ("F", "FR", N),
    ];
    let metric: Vec<(&str, Vec<f64>)> = rows.iter().map(|(id, _, x)| (*id, vec![*x])).collect();
    let texts: Vec<(&str, &str)> = rows.iter().map(|(id, text, _)| (*id, *text)).collect();
    let portfolio = Sheet::monthly(2025, 1).metric("x", &metric).text("country", &texts).build();
    let gate = |extra: Value| says(&top(0.34, "up", "included", &extra), &portfolio);
    // 0.34 of three is two places, of one is one.
    assert_eq!(gate(json!({"group": "Country"})), "PPFPUU");
    assert_eq!(gate(json!({"group": "Country", "smallest_group": 2})), "PPFFUU");
    assert_eq!(gate(json!({"group": "Country", "smallest_group": 4})), "FFFFUU");
    assert_eq!(gate(json!({"group": "no column"})), "UUUUUU");
    assert_eq!(gate(json!({})), "FFFPPU");
}

#[test]
fn statuses_are_named_conditions() {
    let portfolio = one_month(&[1.0, 5.0, 9.0, N]);
    let at = |line: f64| json!({"measure": last(), "at_least": line});
    let with = |statuses: Value, gate: Value| {
        try_program(json!({
            "statuses": statuses, "tiers": [{"name": "Entry"}, {"name": "Top", "gates": [gate]}],
        }))
    };
    let statuses = json!([
        {"key": "small", "name": "Small badge", "gate": at(4.0)},
        {"key": "large", "name": "Large badge", "gate": {"all": [{"status": "small"}, at(8.0)]}},
    ]);
    for (key, expected) in [("small", "FPPU"), ("large", "FFPU")] {
        let program = with(statuses.clone(), json!({"status": key})).expect("a program");
        let said = super::letters(&Evaluation::now(&program, &portfolio).tiers()[1].gates[0].truth);
        assert_eq!(said, expected, "{key}");
    }
    let told = with(statuses, json!({"status": "medium"})).expect_err("no such status").to_string();
    assert!(told.contains("medium"), "{told}");
    let circle = json!([
        {"key": "a", "name": "A", "gate": {"status": "b"}},
        {"key": "b", "name": "B", "gate": {"any": [at(1.0), {"status": "a"}]}},
    ]);
    let told = with(circle, json!({"status": "a"})).expect_err("a circle").to_string();
    assert!(told.contains("asks for itself"), "{told}");
}

#[test]
fn tenure_in_months() {
    let dates = ["2024-06", "2024-07-01", "2025-06-30", "2025-09", "", "long ago"];
    let ids = ["A", "B", "C", "D", "E", "F"];
    let portfolio = Sheet::quarterly(2025, 1)
        .metric("x", &ids.map(|id| (id, vec![1.0, 1.0])))
        .text("Joined on", &ids.into_iter().zip(dates).collect::<Vec<_>>())
        .build();
    // The second quarter ends in June 2025.
    let tenure = json!({"tenure": "joined on"});
    assert_eq!(says(&json!({"measure": tenure, "at_least": 12}), &portfolio), "PFFFUU");
    assert_eq!(says(&json!({"measure": tenure, "more_than": 0}), &portfolio), "PPFFUU");
    let each = json!({"each_of_last": 2, "gate": {"measure": tenure, "at_least": 8}});
    assert_eq!(says(&each, &portfolio), "PPFFUU");
}

#[test]
fn text_columns_are_and_list() {
    let ids = ["A", "B", "C", "D", "E"];
    let texts = ["Cloud; Data", "CLOUD", "-", "", "Clouds"];
    let portfolio = Sheet::snapshot()
        .metric("x", &ids.map(|id| (id, vec![1.0])))
        .text("focus", &ids.into_iter().zip(texts).collect::<Vec<_>>())
        .build();
    let is = |values: Value| json!({"is": {"column": "Focus", "values": values}});
    assert_eq!(says(&is(json!(["cloud"])), &portfolio), "PPFUF");
    assert_eq!(says(&is(json!(["data", "clouds"])), &portfolio), "PFFUP");
    assert_eq!(says(&is(json!(["Cloud; Data"])), &portfolio), "PFFUF");
    let nowhere = json!({"is": {"column": "nowhere", "values": ["a"]}});
    assert_eq!(says(&nowhere, &portfolio), "UUUUU");
}

#[test]
fn attested_until() {
    let ids = ["A", "B", "C", "D", "E", "F", "G"];
    let texts = ["yes", "No", "2025-06", "2025-05-31", "2025-07-01", "", "perhaps"];
    let column: Vec<(&str, &str)> = ids.into_iter().zip(texts).collect();
    let gate = json!({"attested": "Audit"});
    // Until June 2025, June included.
    let dated =
        Sheet::monthly(2025, 6).metric("x", &ids.map(|id| (id, vec![1.0]))).text("audit", &column);
    assert_eq!(says(&gate, &dated.build()), "PFPFPUU");
    let undated =
        Sheet::snapshot().metric("x", &ids.map(|id| (id, vec![1.0]))).text("audit", &column);
    assert_eq!(says(&gate, &undated.build()), "PFUUUUU");
}

/// Five periods of nine partners.
fn history() -> Portfolio {
    let rows = [
        ("always", vec![5.0, 5.0, 5.0, 5.0, 5.0]),
        ("not long ago", vec![5.0, 5.0, 5.0, 1.0, 5.0]),
        ("long ago not", vec![5.0, 1.0, 5.0, 5.0, 5.0]),
        ("never", vec![1.0; 5]),
        ("gap", vec![5.0, 5.0, N, 5.0, 5.0]),
        ("gap and a miss", vec![5.0, 5.0, N, 1.0, 5.0]),
        ("gap and a hit", vec![1.0, 1.0, N, 5.0, 1.0]),
        ("gap and misses", vec![1.0, 1.0, N, 1.0, 1.0]),
    ];
    Sheet::quarterly(2024, 1).metric("x", &rows).build()
}

#[test]
fn met_in_each_of_the_last_periods() {
    let each = |periods: u32| {
        let gate = json!({"measure": {"metric": "x", "take": "last", "months": 3}, "at_least": 5});
        json!({"each_of_last": periods, "gate": gate})
    };
    assert_eq!(says(&each(1), &history()), "PPPFPPFF");
    assert_eq!(says(&each(3), &history()), "PFPFUFFF");
    assert_eq!(says(&each(5), &history()), "PFFFUFFF");
    // The sixth period is before the record: unknown, unless one that is recorded was missed.
    assert_eq!(says(&each(6), &history()), "UFFFUFFF");
}

#[test]
fn met_at_any_time_of_the_last_months() {
    let any = |months: u32| {
        let gate = json!({"measure": {"metric": "x", "take": "last", "months": 3}, "at_least": 5});
        json!({"any_time_in": months, "gate": gate})
    };
    assert_eq!(says(&any(3), &history()), "PPPFPPFF");
    assert_eq!(says(&any(6), &history()), "PPPFPPPF");
    assert_eq!(says(&any(9), &history()), "PPPFPPPU");
    assert_eq!(says(&any(12), &history()), "PPPFPPPU");
    assert_eq!(says(&any(18), &history()), "PPPUPPPU");
}

#[test]
fn a_snapshot_has_one_period() {
    let portfolio = Sheet::snapshot().metric("x", &[("A", vec![5.0]), ("B", vec![1.0])]).build();
    let gate = json!({"measure": last(), "at_least": 5});
    assert_eq!(says(&json!({"each_of_last": 1, "gate": gate}), &portfolio), "PF");
    assert_eq!(says(&json!({"each_of_last": 2, "gate": gate}), &portfolio), "UF");
    assert_eq!(says(&json!({"any_time_in": 12, "gate": gate}), &portfolio), "PF");
    assert_eq!(says(&json!({"any_time_in": 13, "gate": gate}), &portfolio), "PU");
}

/// Where gaps are zero, what lies before the record is zero for a total of today, not for one of an
/// earlier period.
#[test]
fn a_total_looked_back_at_is_on_record_or_unknown() {
    let portfolio = Sheet::monthly(2025, 1).metric("x", &[("A", vec![5.0; 6])]).build();
    let total = |months: u32, line: u32| {
        let sum = json!({"metric": "x", "take": "sum", "months": months, "gaps": "zero"});
        json!({"measure": sum, "at_least": line})
    };
    let each = |periods: u32, gate: Value| json!({"each_of_last": periods, "gate": gate});
    assert_eq!(says(&total(12, 30), &portfolio), "P");
    assert_eq!(says(&total(12, 31), &portfolio), "F");
    assert_eq!(says(&each(2, total(6, 25)), &portfolio), "U");
    assert_eq!(says(&each(2, total(5, 25)), &portfolio), "P");
    assert_eq!(says(&each(2, total(6, 40)), &portfolio), "F");
    assert_eq!(says(&json!({"any_time_in": 2, "gate": total(6, 40)}), &portfolio), "U");
}

/// A gate that would take for ever is refused at the door.
#[test]
fn conditions_over_time_inside_each_other_are_limited() {
    let mut gate = json!({"measure": last(), "at_least": 5});
    for _ in 0..10 {
        gate = json!({"each_of_last": 12, "gate": gate});
    }
    let tiers = json!([{"name": "Entry"}, {"name": "Top", "gates": [gate]}]);
    let told = try_program(json!({"tiers": tiers})).expect_err("refused").to_string();
    assert!(told.contains("look back"), "{told}");
    let mut statuses =
        vec![json!({"key": "s0", "name": "s", "gate": {"measure": last(), "at_least": 5}})];
    for index in 1..60 {
        let inner = json!({"status": format!("s{}", index - 1)});
        statuses.push(
            json!({"key": format!("s{index}"), "name": "s", "gate": {"all": [inner, inner]}}),
        );
    }
    let tiers = json!([{"name": "Entry"}, {"name": "Top", "gates": [{"status": "s59"}]}]);
    let told = try_program(json!({"statuses": statuses, "tiers": tiers}))
        .expect_err("refused")
        .to_string();
    assert!(told.contains("steps to work out") || told.contains("nested"), "{told}");
}

#[test]
fn traces_show_value_and_line() {
    let portfolio = one_month(&[4.0, N]);
    let program = gated(
        &json!({"all": [{"measure": last(), "at_least": 5}, {"not": {"measure": last(), "more_than": 9}}]}),
    );
    let evaluation = Evaluation::now(&program, &portfolio);
    let trace = &evaluation.tier_traces(0)[1].gates[0];
    assert_eq!(trace.inner[0].value, Some(4.0));
    assert_eq!(trace.inner[0].line, Some(5.0));
    assert_eq!(trace.inner[1].inner[0].line, Some(9.0));
    assert_eq!(evaluation.tier_traces(1)[1].gates[0].inner[0].value, None);
}

#[test]
fn a_tier_is_the_highest_whose_gates_pass_nested_or_not() {
    let between = |low: f64, high: f64| json!([{"measure": last(), "at_least": low}, {"measure": last(), "at_most": high}]);
    let program = program(json!({"tiers": [
        {"name": "Entry"}, {"name": "Low", "gates": between(1.0, 5.0)},
        {"name": "High", "gates": between(4.0, 8.0)},
        {"name": "Invited", "gates": between(0.0, 99.0), "by_invitation": true},
    ]}));
    let portfolio = one_month(&[0.0, 1.0, 4.5, 8.0, 8.5]);
    let evaluation = Evaluation::now(&program, &portfolio);
    let tiers: Vec<usize> = (0..5).map(|partner| evaluation.qualification(partner).tier).collect();
    assert_eq!(tiers, [0, 1, 2, 2, 0], "more can be worse, and invitations are not handed out");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Raising a line never lets more partners in; without ties, a share gives exactly its places.
    #[test]
    fn raising_a_line_never_raises_the_count(
        values in prop::collection::vec(prop_oneof![1 => Just(N), 9 => 0.0..100.0_f64], 1..40),
        (a, b) in (0.0..100.0_f64, 0.0..100.0_f64),
    ) {
        let portfolio = one_month(&values);
        for (field, sign) in [("at_least", 1), ("more_than", 1), ("at_most", -1), ("less_than", -1)] {
            let count = |line: f64| {
                let mut gate = json!({"measure": last()});
                gate[field] = json!(line);
                says(&gate, &portfolio).matches('P').count()
            };
            let (low, high) = (count(a.min(b)), count(a.max(b)));
            prop_assert!(if sign > 0 { high <= low } else { low <= high }, "{}", field);
        }
        let count = |share: f64, ties: &str| says(&top(share, "down", ties, &json!({})), &portfolio).matches('P').count();
        let (small, large) = (a.min(b) / 100.0, a.max(b) / 100.0);
        prop_assert!(count(small, "included") <= count(large, "included"));
        prop_assert!(count(small, "excluded") <= count(large, "excluded"));
        prop_assert!(count(small, "excluded") <= count(small, "included"));
    }
}

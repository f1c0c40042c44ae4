//! Three-valued logic, and comparisons that are safe for decimals.

use super::{N, Sheet, letters, one_month, program, says};
use serde_json::{Value, json};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Comparator, Evaluation, Truth, round_to};

const ALL: [Truth; 3] = [Truth::Pass, Truth::Fail, Truth::Unknown];

/// Nine partners: every pair of pass, fail and unknown in columns a and b (1, 0 and unknown).
fn pairs() -> Portfolio {
    let value = |truth: &Truth| match truth {
        Truth::Pass => 1.0,
        Truth::Fail => 0.0,
        Truth::Unknown => N,
    };
    let ids: Vec<String> = (0..9).map(|index| format!("P{index}")).collect();
    let column = |pick: fn(usize) -> usize| -> Vec<(&str, Vec<f64>)> {
        ids.iter().enumerate().map(|(i, id)| (id.as_str(), vec![value(&ALL[pick(i)])])).collect()
    };
    Sheet::monthly(2025, 1).metric("a", &column(|i| i / 3)).metric("b", &column(|i| i % 3)).build()
}

fn met(metric: &str) -> Value {
    let measure = json!({"metric": metric, "take": "last", "months": 1});
    json!({"measure": measure, "at_least": 1})
}

#[test]
fn truth_tables_of_kleene() {
    let (a, b) = (met("a"), met("b"));
    for (gate, expected) in [
        // a: PPPFFFUUU, b: PFUPFUPFU.
        (a.clone(), "PPPFFFUUU"),
        (json!({"all": [a, b]}), "PFUFFFUFU"),
        (json!({"any": [a, b]}), "PPPPFUPUU"),
        (json!({"not": a}), "FFFPPPUUU"),
        (json!({"when": a, "then": b}), "PFUPPPPUU"),
        (json!({"count": 1, "of": [a, b]}), "PPPPFUPUU"),
        (json!({"count": 2, "of": [a, b]}), "PFUFFFUFU"),
        (json!({"count": 1, "must": [a], "of": [b]}), "PPPFFFUUU"),
        (json!({"count": 2, "must": [a], "of": [b]}), "PFUFFFUFU"),
        (json!({"not": {"any": [a, b]}}), "FFFFPUFUU"),
        (json!({"all": [a, {"not": a}]}), "FFFFFFUUU"),
    ] {
        assert_eq!(says(&gate, &pairs()), expected, "{gate}");
    }
}

#[test]
fn and_or_not_follow_from_the_tables() {
    for one in ALL {
        assert_eq!(!!one, one);
        assert_eq!(one.and(Truth::Pass), one);
        assert_eq!(one.or(Truth::Fail), one);
        for other in ALL {
            assert_eq!(one.and(other), other.and(one));
            assert_eq!(!one.and(other), (!one).or(!other), "de Morgan");
            let fails = one == Truth::Fail || other == Truth::Fail;
            assert_eq!(one.and(other) == Truth::Fail, fails);
            assert_eq!(one.and(other).passes(), one.passes() && other.passes());
        }
    }
}

/// *k* of *n* against trying every value that the unknown could have.
#[test]
fn at_least_k_of_n_is_exact() {
    let count = |truths: &[Truth], must: usize, k: usize| {
        let unknown: Vec<usize> =
            (0..truths.len()).filter(|i| truths[*i] == Truth::Unknown).collect();
        let mut seen = Vec::new();
        for world in 0..1_u32 << unknown.len() {
            let passes = |i: usize| match unknown.iter().position(|u| *u == i) {
                Some(bit) => world >> bit & 1 == 1,
                None => truths[i].passes(),
            };
            let needed = (0..must).all(passes);
            seen.push(needed && (0..truths.len()).filter(|i| passes(*i)).count() >= k);
        }
        match (seen.contains(&true), seen.contains(&false)) {
            (true, false) => Truth::Pass,
            (false, true) => Truth::Fail,
            _ => Truth::Unknown,
        }
    };
    let ids: Vec<String> = (0..27).map(|index| format!("P{index:02}")).collect();
    let at = |partner: usize, metric: u32| ALL[partner / 3_usize.pow(metric) % 3];
    let mut sheet = Sheet::monthly(2025, 1);
    for metric in 0..3 {
        let value = |truth| match truth {
            Truth::Pass => 1.0,
            Truth::Fail => 0.0,
            Truth::Unknown => N,
        };
        let rows: Vec<(&str, Vec<f64>)> = ids
            .iter()
            .enumerate()
            .map(|(partner, id)| (id.as_str(), vec![value(at(partner, metric))]))
            .collect();
        sheet = sheet.metric(&format!("m{metric}"), &rows);
    }
    let portfolio = sheet.build();
    let gates: Vec<Value> = (0..3).map(|metric| met(&format!("m{metric}"))).collect();
    for must in 0..=3_usize {
        for k in must.max(1)..=3 {
            let gate = json!({"count": k, "must": gates[..must], "of": gates[must..]});
            let expected: Vec<Truth> = (0..27)
                .map(|partner| count(&[at(partner, 0), at(partner, 1), at(partner, 2)], must, k))
                .collect();
            assert_eq!(says(&gate, &portfolio), letters(&expected), "{k} of 3, {must} always");
        }
    }
}

#[test]
fn every_comparator_at_its_line() {
    let portfolio = one_month(&[69.99, 70.0, 70.01, N]);
    for (field, expected) in
        [("at_least", "FPPU"), ("more_than", "FFPU"), ("at_most", "PPFU"), ("less_than", "PFFU")]
    {
        let mut gate = json!({"measure": {"metric": "x", "take": "last", "months": 1}});
        gate[field] = json!(70);
        assert_eq!(says(&gate, &portfolio), expected, "{field}");
    }
}

#[test]
fn decimals_reach_their_line_and_no_cent_more() {
    let year = |parts: &[f64]| parts.iter().sum::<f64>();
    for (value, line) in [
        (0.1 + 0.2, 0.3),
        (year(&[0.1; 10]), 1.0),
        (year(&[8_333.33; 3]), 24_999.99),
        // Money in the hundred millions: the last bit of a sum is worth more than 1e-9.
        (year(&[33_333_333.3, 33_333_333.3, 33_333_333.4]), 100_000_000.0),
        (year(&[1_234_567.89; 12]), 14_814_814.68),
        (year(&[83_333_333.35; 12]), 1_000_000_000.2),
        (year(&[4_166_666_666.67; 12]), 50_000_000_000.04),
    ] {
        for cent in [-0.01, 0.0, 0.01] {
            let value = value + cent;
            let holds = |comparator: Comparator| comparator.holds(value, line);
            assert_eq!(holds(Comparator::AtLeast), Truth::of(cent >= 0.0), "{value} >= {line}");
            assert_eq!(holds(Comparator::MoreThan), Truth::of(cent > 0.0), "{value} > {line}");
            assert_eq!(holds(Comparator::AtMost), Truth::of(cent <= 0.0), "{value} <= {line}");
            assert_eq!(holds(Comparator::LessThan), Truth::of(cent < 0.0), "{value} < {line}");
        }
    }
    for comparator in [Comparator::AtLeast, Comparator::MoreThan, Comparator::AtMost] {
        assert_eq!(comparator.holds(N, 1.0), Truth::Unknown);
        assert_eq!(comparator.holds(1.0, N), Truth::Unknown);
    }
}

#[test]
fn rounding_is_half_away_from_zero_in_decimals() {
    for (value, decimals, expected) in [
        (1.005, 2, 1.01),
        (2.675, 2, 2.68),
        (0.5, 0, 1.0),
        (-0.5, 0, -1.0),
        (2.5, 0, 3.0),
        (69.994_999, 2, 69.99),
        (1_000_000.005, 2, 1_000_000.01),
        (50_000_000.125, 2, 50_000_000.13),
        (12_345_678.005, 2, 12_345_678.01),
    ] {
        let rounded = round_to(value, decimals);
        assert!((rounded - expected).abs() < 1e-9, "{value} to {decimals}: {rounded}");
    }
    assert!(round_to(N, 2).is_nan());
}

/// The largest of several is known to reach a line as soon as one does, and known not to only when all
/// are known; the smallest the other way round.
#[test]
fn bests_of_several_are_unknown_only_where_it_matters() {
    let portfolio = pairs();
    let last = |metric: &str| json!({"metric": metric, "take": "last", "months": 1});
    let both = json!([last("a"), last("b")]);
    for (take, comparator, expected) in [
        ("highest", "at_least", "PPPPFUPUU"),
        ("highest", "more_than", "PPPPFUPUU"),
        ("lowest", "at_least", "PFUFFFUFU"),
        ("lowest", "more_than", "PFUFFFUFU"),
        ("highest", "at_most", "FFFFPUFUU"),
        ("highest", "less_than", "FFFFPUFUU"),
        ("lowest", "at_most", "FPUPPPUPU"),
        ("lowest", "less_than", "FPUPPPUPU"),
    ] {
        let mut gate = json!({"measure": {}});
        gate["measure"][take] = both.clone();
        gate["measure"]["most"] = json!(5);
        gate[comparator] = json!(0.5);
        assert_eq!(says(&gate, &portfolio), expected, "{gate}");
    }
}

#[test]
fn a_line_that_is_not_known_is_unknown() {
    let portfolio = Sheet::monthly(2025, 1)
        .metric("x", &[("A", vec![5.0]), ("B", vec![5.0]), ("C", vec![5.0])])
        .text("region", &[("A", "EMEA"), ("B", "APAC"), ("C", "")])
        .build();
    let measure = json!({"metric": "x", "take": "last", "months": 1});
    let by = json!({"by": "region", "values": {"emea": 4, "Americas": 6}});
    assert_eq!(says(&json!({"measure": measure, "at_least": by}), &portfolio), "PUU");
    let by = json!({"by": "region", "values": {"emea": 4}, "otherwise": 6});
    assert_eq!(says(&json!({"measure": measure, "at_least": by}), &portfolio), "PFF");
}

/// What the policy for the unknown does to standing and keeping.
#[test]
fn three_policies_for_the_unknown() {
    let portfolio = one_month(&[10.0, 0.0, N]);
    for (policy, tiers, keeps) in [
        ("hold", [1, 0, 0], [true, false, true]),
        ("fail", [1, 0, 0], [true, false, false]),
        ("pass", [1, 0, 1], [true, false, true]),
    ] {
        let program = program(json!({
            "movement": {"unknown": policy},
            "tiers": [{"name": "Entry"}, {"name": "Top", "gates": [
                {"measure": {"metric": "x", "take": "last", "months": 1}, "at_least": 5}]}],
        }));
        let evaluation = Evaluation::now(&program, &portfolio);
        for partner in 0..3 {
            assert_eq!(evaluation.qualification(partner).tier, tiers[partner], "{policy}");
            assert_eq!(evaluation.keeps(partner, 1), keeps[partner], "{policy}");
        }
    }
}

/// Only a tier above the one reached can hang on something unknown, and only one that can be entered.
#[test]
fn undecided_is_said_only_where_something_hangs_on_it() {
    let x = |line: f64| json!({"measure": {"metric": "x", "take": "last", "months": 1}, "at_least": line});
    let y = json!({"measure": {"metric": "y", "take": "last", "months": 1}, "at_least": 1});
    let seen = |gates: [Value; 2], invitation: bool| {
        let [middle, top] = gates;
        let program = program(json!({"tiers": [
            {"name": "Entry"}, {"name": "Middle", "gates": [middle]},
            {"name": "Top", "gates": [top], "by_invitation": invitation},
        ]}));
        let portfolio = Sheet::monthly(2025, 1)
            .metric("x", &[("A", vec![5.0])])
            .metric("y", &[("A", vec![N])])
            .build();
        let found = Evaluation::now(&program, &portfolio).qualification(0);
        (found.tier, found.undecided)
    };
    assert_eq!(seen([x(5.0), y.clone()], false), (1, true));
    assert_eq!(seen([y.clone(), x(5.0)], false), (2, false), "the higher one is reached");
    assert_eq!(seen([x(5.0), y.clone()], true), (1, false), "by invitation only");
    assert_eq!(seen([y, x(6.0)], false), (0, true));
}

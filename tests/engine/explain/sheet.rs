//! The rule sheet: what it says is enough to apply the program by hand.

use super::setting::{asking, program, sample, spaced};
use serde_json::json;
use std::collections::BTreeMap;
use tierlab_engine::explain::{RuleSheet, Section, rule_sheet};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Evaluation;

/// What a person does with "Measured as …" and the partner's own numbers.
fn measured(section: &Section, portfolio: &Portfolio, partner: usize) -> f64 {
    let text = section.sentences[0].to_string();
    let text = text.strip_prefix("Measured as ").expect("how it is measured");
    let metric = |name: &str| {
        let found = portfolio
            .metrics()
            .iter()
            .position(|metric| metric.name.replace('_', " ").to_lowercase() == name.to_lowercase());
        let index = found.unwrap_or_else(|| panic!("a metric called {name}"));
        portfolio.history(index, partner)
    };
    let months = |text: &str| -> usize {
        text.trim_end_matches(" months").parse::<usize>().unwrap_or_else(|_| panic!("{text}")) / 3
    };
    let between = |from: &str, to: &str| -> Option<(&str, &str)> {
        let (name, window) = text.strip_prefix(from)?.split_once(to)?;
        Some((name, window.split([',', '.']).next()?))
    };
    let recent = |name: &str, window: &str| {
        let history = metric(name);
        let last = &history[history.len() - months(window)..];
        last.iter().copied().filter(|value| !value.is_nan()).collect::<Vec<f64>>()
    };
    if let Some((name, window)) = between("sum of ", " over the last ") {
        let known = recent(name, window);
        return known.iter().sum::<f64>() / known.len() as f64 * months(window) as f64;
    }
    if let Some((name, window)) = between("mean of ", " over the known periods of the last ") {
        let known = recent(name, window);
        return known.iter().sum::<f64>() / known.len() as f64;
    }
    let (name, window) = between("latest known ", " of the last ").expect("a known phrase");
    recent(name, window).last().copied().unwrap_or(f64::NAN)
}

/// Straight lines between the rows of the table.
fn points(section: &Section, x: f64) -> f64 {
    let table = section.table.as_ref().expect("a table of points");
    assert_eq!(table.columns, ["Measure", "Points"]);
    let rows: Vec<(f64, f64)> = table
        .rows
        .iter()
        .map(|row| (row[0].number.expect("a measure"), row[1].number.expect("points")))
        .collect();
    if x <= rows[0].0 {
        return rows[0].1;
    }
    for pair in rows.windows(2) {
        if x <= pair[1].0 {
            let share = (x - pair[0].0) / (pair[1].0 - pair[0].0);
            return pair[0].1 * (1.0 - share) + pair[1].1 * share;
        }
    }
    rows[rows.len() - 1].1
}

/// Score and values of the dimensions by the sheet's own numbers.
fn scored(
    sheet: &RuleSheet,
    portfolio: &Portfolio,
    partner: usize,
) -> (f64, BTreeMap<String, f64>) {
    let track = sheet.section("Score").and_then(|s| s.section("Dimensions")).expect("dimensions");
    let (mut sum, mut weights, mut values) = (0.0, 0.0, BTreeMap::new());
    for row in &track.table.as_ref().expect("weights").rows {
        let dimension = track.section(&row[0].text).expect("a section per dimension");
        let (mut total, mut shares) = (0.0, 0.0);
        for part in &dimension.table.as_ref().expect("shares").rows {
            let section = dimension.section(&part[0].text).expect("a section per part");
            let x = measured(section, portfolio, partner);
            if !x.is_nan() {
                let share = part[1].number.expect("a share");
                total += share * points(section, x);
                shares += share;
            }
        }
        if shares > 0.0 {
            let weight = row[1].number.expect("a weight");
            sum += weight * total / shares;
            weights += weight;
            values.insert(row[0].text.to_lowercase(), total / shares);
        }
    }
    (sum / weights, values)
}

/// The highest tier whose sentence holds: "Score at least 60 points, and capability at least …".
fn sorted(sheet: &RuleSheet, score: f64, values: &BTreeMap<String, f64>) -> usize {
    let tiers = &sheet.section("Tiers").expect("tiers").sections;
    let meets = |tier: &Section| {
        let enter = tier.sentences[0].to_string();
        let enter = enter.strip_prefix("To enter: ").expect("what it asks").trim_end_matches('.');
        enter == "Everyone"
            || enter.split(", and ").all(|condition| {
                let (name, line) = condition.split_once(" at least ").expect("a comparator");
                let line: f64 = line.trim_end_matches(" points").parse().expect("a number");
                let name = name.to_lowercase();
                let value = if name == "score" { Some(score) } else { values.get(&name).copied() };
                value.is_some_and(|value| value >= line - 1e-9)
            })
    };
    tiers.iter().rposition(meets).expect("the lowest tier takes everyone")
}

#[test]
fn ten_partners_can_be_scored_and_sorted_from_the_sheet_alone() {
    let (program, portfolio) = sample();
    let sheet = rule_sheet(&program, Some(&portfolio));
    let evaluation = Evaluation::now(&program, &portfolio);
    let mut seen = std::collections::BTreeSet::new();
    for partner in (0..portfolio.partners().len()).step_by(24) {
        let (score, values) = scored(&sheet, &portfolio, partner);
        let expected = evaluation.score_of(partner).expect("a score");
        assert!((score - expected).abs() < 1e-9, "{partner}: {score} is not {expected}");
        let tier = sorted(&sheet, score, &values);
        assert_eq!(tier, evaluation.qualification(partner).tier, "{partner}");
        seen.insert(tier);
    }
    assert!(seen.len() > 1, "the ten do not all stand in one tier");
}

#[test]
fn every_way_to_give_points_is_spoken() {
    let mut document = asking(&json!({"score": true, "at_least": 1}));
    for (value, text, table) in [
        (
            json!({"linear": {"from": 10, "target": {"by": "region", "values": {"APAC": 50}, "otherwise": 90}, "points": 20}}),
            "No points at 10 or on the far side of it, 20 points from 50 where region is APAC, 90 \
             elsewhere on, and in proportion in between.",
            None,
        ),
        (
            json!({"bands": [{"from": 0, "below": 5, "points": 10}, {"above": 5, "points": 30}]}),
            "The first row of the table that fits gives the points; 0 points where none does.",
            Some("at least 0|less than 5|10/more than 5|no upper end|30"),
        ),
        (
            json!({"rate": {"points": 5, "per": 100, "whole": true, "most": 50}}),
            "5 points per 100, whole units only, at most 50 points.",
            None,
        ),
        (
            json!({"schedule": {"rates": [["2024-02", 10], ["2025-01", 5]], "per": 100}}),
            "Every period earns points per 100 at the rate of the table that was in force when it \
             ended, none before the first date.",
            Some("2024-02|10/2025-01|5"),
        ),
        (
            json!({"rank": {"group": "region", "points": 40, "less_is_better": true}}),
            "40 points times the share of the known partners with the same region whose value lies \
             above, plus half the share that is equal, the partner itself included.",
            None,
        ),
        (
            json!({"logistic": {"middle": 3, "spread": 0.5, "points": 100}}),
            "100 points / (1 + e^(\u{2212}(x \u{2212} 3) / 0.5)), x being the measure.",
            None,
        ),
        (
            json!({"trapezoid": {"a": 1, "b": 2, "c": 3, "d": 4, "points": 100}}),
            "100 points from 2 to 3, none at 1 or below and none at 4 or above, and in proportion \
             in between.",
            None,
        ),
        (
            json!({"exponential": {"lo": 0, "hi": 10, "rho": 4, "points": 100}}),
            "100 points × (1 \u{2212} e^(\u{2212}(x \u{2212} 0) / 4)) / (1 \u{2212} \
             e^(\u{2212}(10 \u{2212} 0) / 4)), x being the measure, kept between 0 and 10.",
            None,
        ),
        (
            json!({"hill": {"half": 5, "n": 2, "points": 100}}),
            "100 points × x^2 / (5^2 + x^2), x being the measure, at least 0.",
            None,
        ),
    ] {
        document["score"]["dimensions"][1]["parts"][0]["value"] = value;
        // Rates by date belong to sums.
        document["score"]["dimensions"][1]["parts"][0]["measure"]["take"] = json!("sum");
        let program = program(document.clone());
        let sheet = rule_sheet(&program, None);
        let part = sheet
            .section("Score")
            .and_then(|s| {
                s.section("Dimensions")?.section("Capability")?.section("Certified staff")
            })
            .expect("the part");
        assert_eq!(spaced(&part.sentences[1]), text);
        let rows = part.table.as_ref().map(|table| {
            let row = |row: &Vec<tierlab_engine::explain::Cell>| {
                row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join("|")
            };
            table.rows.iter().map(row).collect::<Vec<_>>().join("/")
        });
        assert_eq!(rows.as_deref(), table, "{text}");
    }
}

#[test]
fn movement_benefits_and_policy_are_in_the_sheet() {
    let mut document = asking(&json!({"score": true, "at_least": 1}));
    document["movement"] = json!({
        "up": {"every": 3}, "down": {"every": 12, "in_month": 3}, "consecutive_up": 2, "grace": 1,
        "buffer": 4, "notice": 6, "validity": 12, "floor_until": "2027-01",
        "up_or_out": {"tier": "Gold", "within": 24, "notice": 6}, "unknown": "fail"
    });
    document["tiers"][1]["commission"] = json!(0.15);
    document["tiers"][1]["reviews"] = json!({"every": 12, "in_month": 2});
    document["benefits"] = json!([{
        "name": "Referral fee", "kind": "percent", "of": "the first year", "tiers": [null, 0.25],
        "least_per_deal": 300, "most_per_deal": 3000, "bands": [[0, 0.1], [10, 0.2]],
        "choice": "fee or discount", "from": "2026-01"
    }]);
    let text = spaced(rule_sheet(&program(document), None));
    for part in [
        "- Partners can move up every 3 months,",
        "- Partners can move lower every 12 months, or at the end of every period when periods are \
         longer, one of these reviews in March.",
        "- A partner moves up once it qualifies for a higher tier at 2 reviews in a row.",
        "- One review at which a partner does not keep its tier changes nothing",
        "- To keep a tier, the score may lie 4 points below the line.",
        "- A move to a lower tier takes effect 6 months after the review",
        "- It is decided once a year in February who enters it and who loses it.",
        "- A tier that is decided at times of its own is entered and lost only then: a review moves a \
         partner up to the highest tier it qualifies for of those that are due, and who loses a tier \
         falls to what it qualifies for, due or not.",
        "- A tier is held for at least 12 months.",
        "- No partner moves lower before 2027-01.",
        "- A partner below Gold after 24 months in the program gets notice, and leaves 6 months later",
        "- Conditions that are unknown count as not met.",
        "| Commission, share of revenue | 0 % | 15 % |",
        "- A share of the first year.",
        "- A deal earns at least $300.",
        "- A deal earns at most $3,000.",
        "- In place of the tier's rate: 10 % of the volume above 0, 20 % of the volume above 10.",
        "- A partner gets one of the benefits of the choice \"fee or discount\".",
        "- It holds from 2026-01 on.",
        "| Entry | not offered |",
        "| Gold | 25 % |",
        "- The score is known when at least 70 % of the weight of its dimensions is known",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

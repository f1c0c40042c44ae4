//! Benefits: what a deal, a partner and a period earn.

use super::{program, same, try_program};
use serde_json::{Value, json};
use tierlab_engine::finance::{BenefitRule, Deal, Stacking, chosen, stacked};
use tierlab_engine::portfolio::Month;

/// A benefit of two tiers, from its document.
#[track_caller]
fn benefit(fields: &Value) -> BenefitRule {
    let mut benefit = json!({"name": "Benefit", "kind": "percent", "tiers": [null, 0.1]});
    for (key, value) in fields.as_object().expect("fields") {
        benefit[key] = value.clone();
    }
    let tiers = json!([{"name": "Entry"}, {"name": "Top"}]);
    program(json!({"tiers": tiers, "benefits": [benefit]})).incentives.benefits.remove(0)
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

#[test]
fn a_percentage_of_a_base_at_the_tier_that_offers_it() {
    let plain = benefit(&json!({"of": "first-year contract value"}));
    same(
        &[plain.earned(1, &[100.0, 50.0]), plain.earned(0, &[100.0]), plain.earned(9, &[100.0])],
        &[15.0, 0.0, 0.0],
        "10 %",
    );
    same(&[plain.earned(1, &[])], &[0.0], "no deals");
}

#[test]
fn amounts_hours_and_flags_are_given_once() {
    for (kind, level) in [("amount", 2500.0), ("hours", 40.0), ("flag", 1.0)] {
        let rule = benefit(&json!({"kind": kind, "tiers": [null, level]}));
        same(
            &[rule.earned(1, &[100.0; 3]), rule.earned(1, &[]), rule.earned(0, &[100.0])],
            &[level, level, 0.0],
            kind,
        );
    }
    let limited =
        benefit(&json!({"kind": "amount", "tiers": [null, 2500], "most_per_partner": 2000}));
    same(&[limited.earned(1, &[])], &[2000.0], "a cap on an amount");
}

/// 25 % of first-year contract value, at least 300 and at most 3,000 per transaction.
#[test]
fn floors_and_caps_per_deal() {
    let wallet =
        benefit(&json!({"tiers": [null, 0.25], "least_per_deal": 300, "most_per_deal": 3000}));
    for (deal, earned) in [(800.0, 300.0), (1200.0, 300.0), (5000.0, 1250.0), (20_000.0, 3000.0)] {
        same(&[wallet.earned(1, &[deal])], &[earned], "one deal");
    }
    same(&[wallet.earned(1, &[800.0, 5000.0, 20_000.0])], &[4550.0], "three deals");
    // A floor is for what is sold: nothing sold earns nothing, and what is given back is taken back.
    same(&[wallet.earned(1, &[0.0, -2000.0])], &[-500.0], "no deal");
}

#[test]
fn floors_and_caps_per_partner_and_period() {
    let capped = benefit(&json!({"most_per_partner": 25}));
    same(
        &[capped.earned(1, &[100.0, 100.0]), capped.earned(1, &[100.0, 400.0])],
        &[20.0, 25.0],
        "cap",
    );
    let floor = benefit(&json!({"least_per_partner": 50, "most_per_partner": 80}));
    same(
        &[
            floor.earned(1, &[100.0]),
            floor.earned(1, &[600.0]),
            floor.earned(1, &[2000.0]),
            floor.earned(1, &[]),
        ],
        &[50.0, 60.0, 80.0, 0.0],
        "a least for who sells at all",
    );
    let both = benefit(&json!({"most_per_deal": 15, "most_per_partner": 40}));
    same(&[both.earned(1, &[200.0, 200.0, 50.0])], &[35.0], "per deal first");
}

#[test]
fn caps_of_a_period_are_shared_in_proportion() {
    let pool = benefit(&json!({"most_per_period": 100}));
    same(&pool.shared(&[10.0, 30.0]), &[10.0, 30.0], "there is enough");
    same(&pool.shared(&[100.0, 300.0, 0.0]), &[25.0, 75.0, 0.0], "there is not");
    same(&benefit(&json!({})).shared(&[1e6]), &[1e6], "no cap");
    same(&pool.shared(&[]), &[], "nobody");
}

/// 75 sales of 100: 1 to 10 earn 15 %, 11 to 50 earn 20 %, from 51 on 25 %.
#[test]
fn bands_marginal_or_on_the_whole_volume() {
    let bands = json!([[0, 0.15], [1000, 0.2], [5000, 0.25]]);
    let marginal = benefit(&json!({"bands": bands}));
    let whole = benefit(&json!({"bands": bands, "banding": "whole"}));
    let sales = [100.0; 75];
    same(&[marginal.earned(1, &sales), whole.earned(1, &sales)], &[1575.0, 1875.0], "75 sales");
    let flat = benefit(&json!({"tiers": [null, 0.15]}));
    same(&[flat.earned(1, &sales)], &[1125.0], "flat");
    // At the very start of a band the lower rate holds, unless it is said to belong to the band.
    same(
        &[whole.earned(1, &sales[..10]), whole.earned(1, &sales[..11])],
        &[150.0, 220.0],
        "10 and 11",
    );
    let included = benefit(&json!({"bands": bands, "banding": "whole", "bands_included": true}));
    same(
        &[included.earned(1, &sales[..10]), included.earned(1, &sales[..9])],
        &[200.0, 135.0],
        "from 10 on",
    );
    // Marginally it makes no difference; one deal can lie in several bands.
    let included = benefit(&json!({"bands": bands, "bands_included": true}));
    same(
        &[included.earned(1, &[1500.0]), marginal.earned(1, &[1500.0])],
        &[250.0, 250.0],
        "across",
    );
    let late = benefit(&json!({"bands": [[1000, 0.1]]}));
    same(&[late.earned(1, &[400.0, 400.0, 400.0])], &[20.0], "nothing below the first band");
    // 0.1 + 0.2 is not more than 0.3.
    let tenths = benefit(&json!({"bands": [[0, 0.5], [0.3, 1]], "banding": "whole"}));
    same(&[tenths.earned(1, &[0.1, 0.2])], &[0.15], "decimals");
}

#[test]
fn first_k_deals() {
    let first = benefit(&json!({"first_deals": 2}));
    same(
        &[first.earned(1, &[100.0, 200.0, 900.0]), first.earned(1, &[100.0])],
        &[30.0, 10.0],
        "two",
    );
    // Bands run over the deals that count.
    let banded =
        benefit(&json!({"first_deals": 2, "banding": "whole", "bands": [[0, 0.1], [500, 0.2]]}));
    same(&[banded.earned(1, &[100.0, 200.0, 900.0])], &[30.0], "two, in bands");
}

#[test]
fn additive_discounts_first_then_multiplicative_ones() {
    use Stacking::{Additive, Multiplicative};
    let all = [(0.2, Additive), (0.1, Multiplicative), (0.15, Additive)];
    same(&[stacked(100.0, &all)], &[58.5], "20 % and 15 %, then 10 % of the rest");
    same(&[stacked(100.0, &[])], &[100.0], "none");
    same(&[stacked(100.0, &[(0.7, Additive), (0.6, Additive)])], &[0.0], "never below nothing");
    let rule = benefit(&json!({"stacking": "multiplicative"}));
    assert_eq!(rule.terms.stacking, Multiplicative);
}

#[test]
fn either_or() {
    let choice = |name: &str, choice: Value| {
        let mut fields = json!({"name": name});
        if !choice.is_null() {
            fields["choice"] = choice;
        }
        benefit(&fields)
    };
    let all = [
        choice("Commission", json!("margin")),
        choice("Funds", Value::Null),
        choice("Discount", json!("margin")),
        choice("Hours", json!("time")),
        choice("Answer", json!("time")),
    ];
    let pick = |worth: [Option<f64>; 5]| chosen(&all, &worth);
    assert_eq!(
        pick([Some(5.0), Some(1.0), Some(7.0), Some(2.0), Some(2.0)]),
        [1, 2, 3],
        "the better, the first of equals"
    );
    assert_eq!(
        pick([Some(5.0), None, None, None, Some(0.0)]),
        [0, 4],
        "what is not offered is no choice"
    );
    assert_eq!(pick([None; 5]), [0_usize; 0]);
}

#[test]
fn time_boxes_by_the_date_of_the_deal() {
    let promotion = benefit(&json!({"from": "2026-03", "to": "2026-05"}));
    for (text, open) in
        [("2026-02", false), ("2026-03", true), ("2026-05", true), ("2026-06", false)]
    {
        assert_eq!(promotion.terms.open_in(month(text)), open, "{text}");
    }
    assert!(benefit(&json!({"to": "2026-05"})).terms.open_in(month("1999-01")));
    assert!(benefit(&json!({"from": "2026-05"})).terms.open_in(month("2099-01")));
    let deals = |texts: &[&str]| -> Vec<Deal> {
        texts.iter().map(|text| Deal { amount: 100.0, signed: month(text) }).collect()
    };
    let year = deals(&["2026-02", "2026-03", "2026-05", "2026-06"]);
    same(&[promotion.earned_in(1, month("2026-12"), &year)], &[20.0], "two in the box");
    same(&[promotion.earned_in(1, month("2026-04"), &year)], &[10.0], "one is signed by April");
    let amount = benefit(
        &json!({"kind": "amount", "tiers": [null, 500], "from": "2026-03", "to": "2026-05"}),
    );
    same(
        &[amount.earned_in(1, month("2026-05"), &[]), amount.earned_in(1, month("2026-06"), &[])],
        &[500.0, 0.0],
        "an amount",
    );
}

/// 20 % for 36 months per transaction, and only the first two deals.
#[test]
fn a_deal_earns_for_so_many_months() {
    let share = benefit(&json!({"tiers": [0.2, 0.2], "months": 36, "first_deals": 2}));
    let deal = |text: &str| Deal { amount: 100.0, signed: month(text) };
    let deals = [deal("2023-01"), deal("2024-06"), deal("2024-07")];
    for (now, earned) in [
        ("2022-12", 0.0),
        ("2023-01", 20.0),
        ("2024-06", 40.0),
        ("2025-12", 40.0),
        ("2026-01", 40.0),
        ("2027-05", 40.0),
        ("2027-06", 20.0),
        ("2027-07", 0.0),
    ] {
        same(&[share.earned_in(0, month(now), &deals)], &[earned], now);
    }
    // A box is about when a deal is signed, the months about how long it earns.
    let boxed = benefit(&json!({"months": 12, "from": "2024-06", "to": "2024-06"}));
    same(
        &[
            boxed.earned_in(1, month("2025-05"), &deals),
            boxed.earned_in(1, month("2025-06"), &deals),
        ],
        &[10.0, 0.0],
        "boxed",
    );
}

#[test]
fn the_door_refuses_terms_that_contradict_themselves() {
    for (fields, part) in [
        (json!({"least_per_deal": 5, "most_per_deal": 4}), "above the most"),
        (json!({"least_per_partner": 5, "most_per_partner": 4}), "above the most"),
        (json!({"from": "2026-05", "to": "2026-04"}), "ends before it begins"),
        (json!({"bands": [[10, 0.1], [5, 0.2]]}), "ascending"),
        (json!({"tiers": [0.1]}), "entries for 2 tiers"),
        (json!({"tiers": [0.1, 1.5]}), "from 0 to 1"),
        (json!({"most_per_period": -1}), "A limit is -1"),
        (json!({"first_deals": 0}), "number of deals"),
    ] {
        let mut benefit = json!({"name": "Benefit", "kind": "percent", "tiers": [null, 0.1]});
        for (key, value) in fields.as_object().expect("fields") {
            benefit[key] = value.clone();
        }
        let tiers = json!([{"name": "Entry"}, {"name": "Top"}]);
        let told = try_program(json!({"tiers": tiers, "benefits": [benefit]}));
        let told = told.expect_err(part).to_string();
        assert!(told.contains(part), "{told}");
    }
}

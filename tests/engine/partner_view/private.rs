//! Nothing about anybody else, and nothing that is internal, is in the bytes of a view.

use super::{everything, simulated, view};
use crate::explain::setting::{partners, rich};
use serde_json::Value;
use std::collections::BTreeSet;
use tierlab_engine::behaviour::catalogue;
use tierlab_engine::formats::documents::{read_partner_view, write_partner_view};
use tierlab_engine::partner_view::PartnerView;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::rules::{About, Gate, Measure, Places, Program, Quantity, Rule, Ties};
use tierlab_engine::sample::sample_partners;

/// Names of fields that hold what is internal, wherever a document has them.
const INTERNAL: [&str; 34] = [
    "commission",
    "discount",
    "mdf",
    "manager_hours",
    "enablement_hours",
    "referral_bonus",
    "referral_value",
    "milestones",
    "counted",
    "capacity",
    "most_per_period",
    "source",
    "note",
    "as_of",
    "confidence",
    "baseline",
    "alternative",
    "parameters",
    "confirmed",
    "responses",
    "stress",
    "seed",
    "replications",
    "margin",
    "cost",
    "costs",
    "budget",
    "manager_hour",
    "enablement_hour",
    "mdf_used",
    "fingerprint",
    "outcome",
    "file",
    "partners",
];

/// Every field that a view may have. A new one is put here on purpose, by somebody who has thought about who sees it.
const ALLOWED: &str = "tierlab version partner id name rules edition effective currency score statuses tiers movement \
    key gate gates keep at_least more_than at_most less_than by_invitation reviews every in_month up down \
    consecutive_up grace buffer steps_up steps_down lag notice validity floor_until grandfathered_until attainment \
    up_or_out tier within freeze from to unknown scale minimum_coverage round combine dimensions tracks weight parts \
    when floor cap measure value share times if_unknown metric metrics take months window year_starts gaps \
    minimum_sample least most sum ratio of over change relative earlier highest lowest tenure listed column score \
    dimension anchors linear target points bands above below rate per whole schedule rates logistic middle spread \
    trapezoid a b c d exponential lo hi rho hill half n is values status attested all any count must not then \
    each_of_last any_time_in by otherwise figures calendar quarters months year part count snapshot texts kind unit \
    less_is_better standing since few_places offered benefits levels terms for_all chances runs reached held contact \
    another_segment";

fn walk(
    value: &Value,
    keys: &mut BTreeSet<String>,
    texts: &mut Vec<String>,
    numbers: &mut Vec<f64>,
) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                walk(value, keys, texts, numbers);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| walk(value, keys, texts, numbers)),
        Value::String(text) => texts.push(text.clone()),
        Value::Number(number) => numbers.extend(number.as_f64()),
        _ => {}
    }
}

/// Asserts that a view holds nothing about other partners and nothing that is internal.
#[track_caller]
fn keeps_to_itself(view: &PartnerView, portfolio: &Portfolio, partner: usize) {
    let bytes = write_partner_view(view);
    let document: Value = serde_json::from_str(&bytes).expect("a document");
    let (mut keys, mut texts, mut numbers) = (BTreeSet::new(), Vec::new(), Vec::new());
    walk(&document, &mut keys, &mut texts, &mut numbers);
    let allowed: BTreeSet<&str> = ALLOWED.split_whitespace().collect();
    for key in &keys {
        assert!(!INTERNAL.contains(&key.as_str()), "the view has a field {key}");
        let segment = key == "another segment";
        assert!(segment || allowed.contains(key.as_str()), "the view has a new field {key}");
    }
    for parameter in catalogue() {
        // Some assumptions are about a metric and bear its name.
        let metric = portfolio.metric_index(parameter.key).is_some();
        let named = bytes.contains(&format!("\"{}\"", parameter.key));
        assert!(metric || !named, "the view names the assumption {}", parameter.key);
    }
    let own = &portfolio.partners()[partner];
    for (position, other) in portfolio.partners().iter().enumerate() {
        if position == partner || own.name.contains(&other.name) || own.id.contains(&other.id) {
            continue;
        }
        for text in &texts {
            assert!(!text.contains(&other.id), "{text} names {}", other.id);
            assert!(!text.contains(&other.name), "{text} names {}", other.name);
        }
    }
    if let Origin::File(name) = portfolio.origin()
        && !name.is_empty()
    {
        assert!(!bytes.contains(name.as_str()), "the view names the file {name}");
    }
    assert!(!bytes.contains(&portfolio.fingerprint().to_string()));
    // What is unknown is equal to nothing, so texts are compared.
    let again = read_partner_view(&bytes).expect("readable");
    assert_eq!(write_partner_view(&again), bytes, "and comes back as it was");
}

#[test]
fn no_view_of_any_program_says_anything_of_others() {
    for (_, program, portfolio) in everything() {
        let step = (portfolio.partners().len() / 8).max(1);
        for partner in (0..portfolio.partners().len()).step_by(step) {
            keeps_to_itself(&view(&program, &portfolio, partner), &portfolio, partner);
        }
    }
}

#[test]
fn what_was_simulated_adds_counts_and_nothing_else() {
    let view = simulated(3).with_contact("Ada Okafor");
    keeps_to_itself(&view, &sample_partners(), 3);
    let bytes = write_partner_view(&view);
    assert!(bytes.contains("\"runs\":40") && bytes.contains("Ada Okafor"));
}

/// Three partners whose names stand all over the program's comments and in its conditions.
fn gossip() -> (Program, Portfolio) {
    let mut program = rich();
    let talk = || About {
        source: Some("Partner Zeta said so".to_owned()),
        note: Some("worse than Zeta; costs us 777001 a year".to_owned()),
        as_of: Some("2026-01".to_owned()),
    };
    program.about = talk();
    program.movement.about = talk();
    for track in &mut program.score.tracks {
        track.about = talk();
        for dimension in &mut track.dimensions {
            dimension.about = talk();
            for part in &mut dimension.parts {
                part.about = talk();
            }
        }
    }
    for tier in &mut program.ladder.tiers {
        tier.about = talk();
        for gate in &mut tier.gates {
            gate.about = talk();
        }
    }
    for benefit in &mut program.incentives.benefits {
        benefit.about = talk();
        benefit.terms.most_per_period = Some(777_002.0);
    }
    program.incentives.referral_value = 777_003.0;
    let listed = ["Zeta", "Partner Eta", "EMEA"].map(str::to_owned).to_vec();
    program.ladder.tiers[2]
        .gates
        .push(Gate::from(Rule::Is { attribute: "region".to_owned(), values: listed }));
    let mut portfolio = partners(&["Alpha", "Zeta", "Eta"]);
    for partner in 0..3 {
        for metric in 0..portfolio.metrics().len() {
            for period in 0..4 {
                portfolio.set(
                    metric,
                    partner,
                    period,
                    900_001.0 + partner as f64 + metric as f64 * 10.0,
                );
            }
        }
    }
    (program, portfolio)
}

#[test]
fn comments_and_lists_that_name_others_stay_behind() {
    let (program, portfolio) = gossip();
    for partner in 0..3 {
        let view = view(&program, &portfolio, partner);
        keeps_to_itself(&view, &portfolio, partner);
        let bytes = write_partner_view(&view);
        for number in ["777001", "777002", "777,002", "777003", "777,003"] {
            assert!(!bytes.contains(number), "{number}");
        }
        assert!(!bytes.contains("Gift"), "what the vendor's own sellers get is not offered");
        assert!(bytes.contains("Fee, share of first year"), "what the partner gets is");
        assert!(bytes.contains("A referral earns $500."));
        assert!(!bytes.contains("worth a margin"));
        assert_eq!(view.few_places, [2], "that places are limited, not how many there are");
    }
}

#[test]
fn of_others_only_the_cut_is_told_where_a_program_compares() {
    let (mut program, mut portfolio) = gossip();
    let top = |share: f64| {
        Gate::from(Rule::Top {
            measure: Measure::of(&["revenue"], 12, tierlab_engine::rules::Aggregation::Sum),
            less_is_better: false,
            share,
            group: None,
            places: Places::Down,
            ties: Ties::Included,
            smallest_group: 1,
        })
    };
    program.ladder.tiers[2].gates = vec![top(0.67)];
    for (partner, revenue) in [(0, 100.0), (1, 250.0), (2, 400.0)] {
        for period in 0..4 {
            portfolio.set(0, partner, period, revenue);
        }
    }
    let view = view(&program, &portfolio, 0);
    keeps_to_itself(&view, &portfolio, 0);
    let Rule::Compare { line, .. } = &view.program.ladder.tiers[2].gates[0].rule else {
        panic!("a fixed line stands for the best of a group")
    };
    assert_eq!(line, &Quantity::Fixed(1000.0), "the last of two places");
    assert!(view.relative.iter().any(|name| name.starts_with("revenue")), "{:?}", view.relative);
    assert!(view.relative.contains(&"Rank".to_owned()), "{:?}", view.relative);
    assert!(!write_partner_view(&view).contains("400"), "no figure of the best");
}

#[test]
fn only_what_rules_look_at_is_taken_along() {
    let portfolio = sample_partners();
    let program = super::ladder(serde_json::json!({}));
    let view = view(&program, &portfolio, 0);
    let keys: Vec<&str> = view.portfolio.metrics().iter().map(|m| m.key.as_str()).collect();
    assert_eq!(keys, ["revenue"]);
    assert!(view.portfolio.attributes().is_empty(), "no text that no rule looks at");
    assert_eq!(view.portfolio.partners().len(), 1);
}

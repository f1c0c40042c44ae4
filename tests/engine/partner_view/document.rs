//! The document of a view: a strict door that tells everything at once.

use super::{ladder, one, simulated, view};
use crate::fuzz::shared::kept::partner_view;
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::formats::documents::{is_partner_view, read_partner_view, write_partner_view};

fn document() -> Value {
    let view = view(&ladder(json!({"grace": 1})), &one(300_000.0, Some("Growth")), 0);
    serde_json::from_str(&write_partner_view(&view)).expect("a document")
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Value), with: &str) {
    let mut document = document();
    change(&mut document);
    let problems = read_partner_view(&document.to_string()).expect_err("refused");
    let told = problems.to_string();
    assert!(told.contains(with), "{told}");
    assert!(problems.0.iter().all(|problem| !problem.remedy.is_empty()));
}

#[test]
fn a_view_comes_back_as_it_was() {
    let view = simulated(7).with_contact("  Ada Okafor  ");
    assert_eq!(view.contact, "Ada Okafor");
    let text = write_partner_view(&view);
    assert!(is_partner_view(&text));
    let again = read_partner_view(&text).expect("readable");
    assert_eq!(write_partner_view(&again), text);
    assert_eq!((again.program, again.chances), (view.program, view.chances));
    assert!(!is_partner_view("{\"tierlab\":\"program\",\"version\":2}"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    refused(|d| d["version"] = json!(9), "made by a newer Tierlab");
    refused(|d| d["tierlab"] = json!("program"), "not a partner view");
    refused(|d| d["margin"] = json!(1), "unknown field");
    refused(|d| d["rules"]["tiers"][1]["commission"] = json!(0.1), "unknown field");
    refused(|d| d["rules"]["tiers"][1]["capacity"] = json!({"most": 1}), "unknown field");
    refused(|d| d["standing"]["tier"] = json!("Diamond"), "standing.tier");
    refused(|d| d["standing"]["since"] = json!(77), "standing.since");
    refused(|d| d["figures"]["metrics"][0]["values"] = json!([1]), "figures.metrics");
    refused(|d| d["figures"]["metrics"][0]["values"] = json!([1e300, 1, 1, 1]), "too large");
    refused(
        |d| d["figures"]["calendar"] = json!({"quarters": {"year": 2026, "part": 9, "count": 4}}),
        "figures.calendar",
    );
    refused(|d| d["rules"]["tiers"] = json!([]), "tiers");
    refused(
        |d| d["chances"] = json!({"runs": 5, "reached": [[9, 1, 1]], "held": [[1, 1, 1]]}),
        "chances",
    );
    refused(|d| d["contact"] = json!("x".repeat(301)), "contact");
    refused(
        |d| d["offered"]["benefits"] = json!([{"name": "Gift", "levels": ["1"]}]),
        "one level per tier",
    );
    refused(|d| d["partner"]["name"] = json!("x".repeat(501)), "partner.name");
    refused(
        |d| {
            d["standing"]["tier"] = json!("Diamond");
            d["contact"] = json!("x".repeat(301));
        },
        "contact",
    );
    let scripts = {
        let mut document = document();
        document["partner"]["name"] = json!("<script>alert(1)</script>");
        read_partner_view(&document.to_string()).expect("a name is a name")
    };
    assert_eq!(scripts.name(), "<script>alert(1)</script>");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A view with some bytes changed is refused, or shown without a panic.
    #[test]
    fn mangled_views_are_refused_or_shown(
        at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)
    ) {
        let mut bytes = document().to_string().into_bytes();
        for (place, byte) in at {
            let place = place.index(bytes.len());
            bytes[place] = byte % 95 + 32;
        }
        partner_view(&String::from_utf8_lossy(&bytes));
    }

    /// Numbers of any size in the figures do no harm.
    #[test]
    fn any_figures_can_be_looked_at(values in prop::collection::vec(prop::option::of(-1e15_f64..1e15), 4)) {
        let mut document = document();
        document["figures"]["metrics"][0]["values"] = json!(values);
        partner_view(&document.to_string());
    }
}

//! Programs and partners for the tests of words, written down as documents and as rows.

use serde_json::{Value, json};
use tierlab_engine::formats::documents::{read_program, read_scenario};
use tierlab_engine::formats::import::{guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rules::{Gate, Measure, Program};

/// Metrics of every unit.
pub const METRICS: [(&str, &str, Kind, Unit); 8] = [
    ("revenue", "Revenue", Kind::Flow, Unit::Money),
    ("services", "Services", Kind::Flow, Unit::Money),
    ("csat", "CSAT", Kind::Rating, Unit::Points),
    ("certified_staff", "Certified staff", Kind::Stock, Unit::Count),
    ("retention", "Retention", Kind::Rating, Unit::Percent),
    ("deal_cycle_days", "Days to close", Kind::Rating, Unit::Days),
    ("new_users", "New users", Kind::Flow, Unit::Count),
    ("azure_users", "Azure users", Kind::Stock, Unit::Count),
];

/// A program from a document without its head.
pub fn program(document: Value) -> Program {
    let document = json!({"tierlab": "program", "version": 2, "program": document});
    read_program(&document.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A document with a score of two dimensions, two tiers and this condition for the upper one.
pub fn asking(gate: &Value) -> Value {
    json!({
        "name": "Sentences", "currency": "USD",
        "score": {"dimensions": [
            {"key": "revenue", "name": "Revenue", "weight": 0.6, "parts": [{
                "name": "Revenue",
                "measure": {"metric": "revenue", "take": "sum", "months": 12},
                "value": {"anchors": [[0, 0], [1_000_000, 100]]}
            }]},
            {"key": "capability", "name": "Capability", "weight": 0.4, "parts": [{
                "name": "Certified staff",
                "measure": {"metric": "certified_staff", "take": "last", "months": 12},
                "value": {"anchors": [[0, 0], [10, 100]]}
            }]}
        ]},
        "statuses": [{"key": "d1", "name": "Data designation", "gate": {
            "measure": {"metric": "certified_staff", "take": "last", "months": 12}, "at_least": 2
        }}],
        "tiers": [{"name": "Entry"}, {"name": "Gold", "at_least": 60, "gates": [gate]}],
        "movement": {"up": {"every": 3}, "down": {"every": 3}, "buffer": 4}
    })
}

/// The condition in a program that has it.
pub fn gate(program: &Program) -> &Gate {
    &program.ladder.tiers[1].gates[0]
}

/// The measure of the condition.
pub fn measure(program: &Program) -> &Measure {
    gate(program).measure().expect("a measure")
}

/// Partners with these ids over four quarters, every cell unknown.
pub fn partners(ids: &[&str]) -> Portfolio {
    let metrics = METRICS.iter().map(|(key, name, kind, unit)| Metric {
        key: (*key).to_owned(),
        name: (*name).to_owned(),
        kind: *kind,
        unit: *unit,
        direction: Direction::More,
    });
    let first = Period::new(Cadence::Quarter, 2026, 1).expect("a quarter");
    let attributes = ["region", "joined_on", "plan"].map(str::to_owned).to_vec();
    let partners = ids.iter().map(|id| Partner {
        id: (*id).to_owned(),
        name: format!("Partner {id}"),
        attributes: vec![None; attributes.len()],
        first_tier: None,
    });
    let partners = partners.collect();
    let periods = (0..4).map(|step| first.plus(step)).collect();
    Portfolio::new(Origin::Sample, periods, metrics.collect(), attributes, partners)
}

/// Text with ordinary spaces.
pub fn spaced(text: impl ToString) -> String {
    text.to_string().replace('\u{a0}', " ")
}

fn read(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The baseline program and the partners that ship with the product.
pub fn sample() -> (Program, Portfolio) {
    let table = read_table(read("public/samples/partners.csv").as_bytes()).expect("a table");
    let portfolio =
        import(&table, &guess_plan(&table), Origin::Sample).expect("partners").portfolio;
    let saved = read_scenario(&read("public/samples/scenario.json")).expect("readable");
    (saved.scenario.baseline, portfolio)
}

/// A program that uses every node, every field and every way to give points.
#[expect(clippy::too_many_lines, reason = "one document, read from top to bottom")]
pub fn rich() -> Program {
    let csat = json!({"measure": {"name": "Happiness", "metric": "csat", "take": "mean", "months": 12,
        "minimum_sample": 2, "least": 1, "most": 5, "round": 2}, "at_least": 4.2});
    let revenue = json!({"metrics": ["revenue", "services"], "take": "sum", "window": "year_to_date",
        "year_starts": 4, "gaps": "zero"});
    let staff = json!({"metric": "certified_staff", "take": "last", "months": 12});
    let users =
        json!({"metric": "new_users", "take": "count", "window": "last_year", "year_starts": 1});
    let by = json!({"by": "region", "values": {"APAC": 50, "EMEA": 100}, "otherwise": 80});
    let gates = json!([
        {"any": [csat, {"status": "d1"}, {"not": {"attested": "plan"}}], "source": "page 3",
            "note": "new", "as_of": "2026-05"},
        {"count": 2, "must": [{"measure": staff, "more_than": 5}], "of": [
            {"measure": {"ratio": {"of": users, "over": staff, "times": 100}}, "at_most": by},
            {"measure": {"sum": [{"measure": revenue}, {"times": -2, "measure": staff}]}, "less_than": 9},
            {"measure": {"change": {"of": revenue, "months": 12, "relative": true}}, "at_least": 0.1}]},
        {"when": {"is": {"column": "region", "values": ["EMEA", "APAC"]}},
            "then": {"measure": {"earlier": {"of": staff, "months": 6}}, "at_least": 3}},
        {"each_of_last": 4, "gate": {"measure": {"highest": [staff, users]}, "at_least": 1}},
        {"any_time_in": 6, "gate": {"measure": {"lowest": [staff, users]}, "at_least": 1}},
        {"all": [{"measure": {"tenure": "joined_on"}, "at_least": 24},
            {"measure": {"listed": {"column": "plan", "of": ["A", "B"]}}, "at_least": 1}]},
        {"measure": {"metric": "revenue", "take": "max", "window": "all_time", "gaps": "unknown"},
            "top": {"share": 0.03, "places": "down", "ties": "included", "group": "region",
                "smallest_group": 20, "less_is_better": true}},
        {"dimension": "capability", "at_least": 40}
    ]);
    let part = |name: &str, measure: &Value, value: Value| json!({"name": name, "measure": measure, "value": value, "source": "page 2"});
    let mut special = part("Certified", &staff, json!({"anchors": [[0, 0], [5, 60], [10, 100]]}));
    special["times"] = json!([{"measure": users, "value": {"bands": [
        {"from": 0, "below": 2, "points": 0.5}, {"above": 2, "to": 9, "points": 1}]}}]);
    special["when"] = json!({"attested": "plan"});
    special["if_unknown"] = json!(20);
    special["share"] = json!(2);
    special["round"] = json!(1);
    let parts = json!([
        special,
        part("Linear", &revenue, json!({"linear": {"from": 5, "target": by, "points": 90}})),
        part(
            "Rank",
            &revenue,
            json!({"rank": {"group": "region", "points": 100, "less_is_better": true}})
        ),
        part("Logistic", &staff, json!({"logistic": {"middle": 3, "spread": 2, "points": 100}})),
        part(
            "Trapezoid",
            &staff,
            json!({"trapezoid": {"a": 1, "b": 2, "c": 3, "d": 4, "points": 100}})
        ),
        part(
            "Exponential",
            &staff,
            json!({"exponential": {"lo": 0, "hi": 9, "rho": 4, "points": 100}})
        ),
        part("Hill", &staff, json!({"hill": {"half": 5, "n": 2, "points": 100}}))
    ]);
    let earned = json!([
        part(
            "Rate",
            &revenue,
            json!({"rate": {"points": by, "per": 100, "whole": true, "most": 50}})
        ),
        part(
            "Schedule",
            &revenue,
            json!({"schedule": {"rates": [["2024-02", 10], ["2025-01", 5]], "per": 100, "most": 70}})
        )
    ]);
    program(json!({
        "name": "Rich", "currency": "USD", "source": "a page", "note": "a note", "as_of": "2026-01",
        "confidence": "published", "edition": "PY27", "effective": "2026-02",
        "score": {"scale": 1000, "minimum_coverage": 0.6, "round": 1, "tracks": [
            {"name": "Enterprise", "source": "page 1", "when": {"attested": "plan"}, "dimensions": [
                {"key": "capability", "name": "Capability", "weight": 0.6, "floor": 5, "cap": 95,
                    "note": "skills", "parts": parts},
                {"key": "revenue", "name": "Revenue", "weight": 0.4, "combine": "sum", "cap": 100,
                    "parts": earned}]},
            {"name": "Small firms", "combine": "geometric", "dimensions": [
                {"key": "capability", "name": "Capability", "parts": [part("Staff", &staff,
                    json!({"anchors": [[0, 0], [3, 100]]}))]}]}
        ]},
        "statuses": [
            {"key": "d1", "name": "Designation", "gate": {"measure": staff, "at_least": 2}},
            {"key": "d2", "name": "Badge", "gate": {"status": "d1"}}],
        "tiers": [
            {"name": "Entry", "commission": 0.05},
            {"name": "Silver", "at_least": by, "commission": 0.08, "source": "page 9"},
            {"name": "Gold", "more_than": 600, "gates": gates, "commission": 0.1, "discount": 0.02,
                "mdf": 500, "manager_hours": 3, "enablement_hours": 4,
                "keep": {"at_least": 500, "gates": [csat]},
                "capacity": {"most": 10, "by": revenue}, "reviews": {"every": 6, "in_month": 2}},
            {"name": "Board", "by_invitation": true}],
        "movement": {"up": {"every": 3}, "down": {"every": 12, "in_month": 3}, "consecutive_up": 2,
            "grace": 1, "buffer": 20, "steps_up": 2, "steps_down": 0, "lag": 1, "notice": 2,
            "validity": 12, "floor_until": "2026-06", "grandfathered_until": "2027-01",
            "attainment": 6, "up_or_out": {"tier": "Silver", "within": 24, "notice": 6},
            "freeze": {"from": "2026-03", "to": "2026-04"}, "unknown": "fail", "note": "calm"},
        "referral_bonus": 500, "referral_value": 2500, "budget": 120_000,
        "milestones": [{"revenue": 1000, "bonus": 10}, {"revenue": 2000, "bonus": 30}],
        "benefits": [
            {"name": "Fee", "kind": "percent", "of": "first year", "tiers": [null, 0.1, 0.25, 0.3],
                "note": "once", "least_per_deal": 300, "most_per_deal": 3000,
                "most_per_partner": 9000, "bands": [[0, 0.1], [10, 0.2]], "banding": "whole",
                "stacking": "multiplicative", "choice": "fee or discount", "first_deals": 3,
                "months": 12, "from": "2026-01", "to": "2026-12"},
            {"name": "Portal", "kind": "flag", "tiers": [1, 1, 1, null]},
            {"name": "Answer", "kind": "hours", "tiers": [null, 48, 24, 24]},
            {"name": "Gift", "kind": "amount", "tiers": [null, null, 100, 200],
                "counted": {"to": "own_sellers", "on": "promotion"}}]
    }))
}

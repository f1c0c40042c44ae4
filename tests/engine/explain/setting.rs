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

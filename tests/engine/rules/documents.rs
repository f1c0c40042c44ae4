//! Program documents: whatever the grammar can say comes back as it went, and nothing is guessed.

use super::arbitrary::any_program;
use super::try_program;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tierlab_engine::formats::documents::{read_program, write_program};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{
    Clock, Evaluation, Measure, Program, Rule, Source, Standing, check, review_all,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_program_comes_back_bit_for_bit(program in any_program()) {
        if let Err(problems) = check(&program) {
            // By chance one asks for more work than anyone can wait for.
            let work = |what: &str| what.contains("steps to work out") || what.contains("nested");
            prop_assume!(!problems.0.iter().all(|problem| work(&problem.what)));
            panic!("a program that is not behind the door: {problems}\n{program:?}");
        }
        let text = write_program(&program);
        let read = read_program(&text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        prop_assert_eq!(&read, &program);
        // Equal numbers can differ in the sign of zero; their texts do not.
        prop_assert_eq!(format!("{read:?}"), format!("{program:?}"));
        prop_assert_eq!(write_program(&read), text);
    }

    /// Behind the door nothing fails, whatever the partners are.
    #[test]
    fn any_program_can_be_evaluated(program in any_program(), rows in prop::collection::vec(prop::collection::vec(prop::option::of(0.0..100.0_f64), 5), 1..5)) {
        let ids: Vec<String> = (0..rows.len()).map(|index| format!("P{index}")).collect();
        let rows: Vec<(&str, Vec<f64>)> = ids.iter().map(String::as_str).zip(
            rows.iter().map(|row| row.iter().map(|x| x.unwrap_or(f64::NAN)).collect())).collect();
        let portfolio: Portfolio = super::Sheet::quarterly(2025, 1).metric("x", &rows).build();
        let evaluation = Evaluation::now(&program, &portfolio);
        let mut standings = vec![Standing::holding(1); ids.len()];
        let clock = Clock { elapsed: 3, period: 3, month: evaluation.scene().month() };
        let seen = review_all(&evaluation, &mut standings, clock);
        prop_assert_eq!(seen.len(), ids.len());
        for (partner, standing) in standings.iter().enumerate() {
            prop_assert!(usize::from(standing.tier) < program.ladder.tiers.len());
            evaluation.trace(partner);
            evaluation.tier_traces(partner);
        }
    }
}

/// The kinds of nodes that a program has, by the first word of each.
fn kinds(program: &Program) -> BTreeSet<String> {
    fn word(node: &impl std::fmt::Debug) -> String {
        let text = format!("{node:?}");
        text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
    }
    fn measures(measure: &Measure, found: &mut BTreeSet<String>) {
        found.insert(format!("source {}", word(&measure.source)));
        if let Source::Reading(reading) = &measure.source {
            found.insert(format!("window {}", word(&reading.window)));
            found.insert(format!("take {}", word(&reading.aggregation)));
            found.insert(format!("gaps {}", word(&reading.gaps)));
        }
        for inner in measure.inner() {
            measures(inner, found);
        }
    }
    fn gates(gate: &tierlab_engine::rules::Gate, found: &mut BTreeSet<String>) {
        found.insert(format!("rule {}", word(&gate.rule)));
        if let Rule::Compare { comparator, line, .. } = &gate.rule {
            found.insert(format!("compare {}", word(comparator)));
            found.insert(format!("line {}", word(line)));
        }
        if let Some(measure) = gate.measure() {
            measures(measure, found);
        }
        for inner in gate.inner() {
            gates(inner, found);
        }
    }
    let mut found = BTreeSet::new();
    for dimension in program.score.tracks.iter().flat_map(|track| &track.dimensions) {
        found.insert(format!("combine {}", word(&dimension.combine)));
        for part in &dimension.parts {
            let times = part.times.iter().map(|(measure, value)| (measure, value));
            for (measure, value) in std::iter::once((&part.measure, &part.value)).chain(times) {
                measures(measure, &mut found);
                found.insert(format!("value {}", word(value)));
            }
        }
    }
    for tier in &program.ladder.tiers {
        for gate in &tier.gates {
            gates(gate, &mut found);
        }
    }
    found
}

/// The strategy above is worth something only if it reaches every node of the grammar.
#[test]
fn arbitrary_programs_cover_the_grammar() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut found = BTreeSet::new();
    for _ in 0..80 {
        let tree = any_program().new_tree(&mut runner).expect("a program");
        found.extend(kinds(&proptest::strategy::ValueTree::current(&tree)));
    }
    let all = [
        ("source", "Reading Sum Ratio Change Earlier Highest Lowest Tenure Listed Score Dimension"),
        ("window", "Months YearToDate LastYear AllTime"),
        ("take", "Sum Mean Last Max Count"),
        ("gaps", "Estimate Unknown Zero"),
        ("rule", "Compare All Any AtLeast Not When Top Status Is Attested Each AnyTime"),
        ("compare", "AtLeast MoreThan AtMost LessThan"),
        ("line", "Fixed By"),
        ("combine", "Mean Geometric Sum"),
        ("value", "Anchors Linear Bands Rate Schedule Rank Logistic Trapezoid Exponential Hill"),
    ];
    for (group, words) in all {
        for word in words.split(' ') {
            assert!(found.contains(&format!("{group} {word}")), "{group} {word} is never made");
        }
    }
}

/// A program with this at one of its places.
fn with(place: &str, value: Value) -> Value {
    let measure = json!({"metric": "x", "take": "sum", "months": 12});
    let mut program = json!({
        "score": {"dimensions": [{"key": "d", "parts": [
            {"name": "p", "measure": measure, "value": {"linear": {"target": 10, "points": 50}}}]}]},
        "statuses": [{"key": "s", "name": "S", "gate": {"attested": "audit"}}],
        "tiers": [{"name": "Entry"}, {"name": "Top", "at_least": 50,
            "gates": [{"measure": measure, "at_least": {"by": "region", "values": {"EMEA": 5}}}]}],
        "movement": {"up": {"every": 3}, "down": {"every": 12}},
        "benefits": [{"name": "B", "kind": "percent", "tiers": [null, 0.1]}],
    });
    if let Some(there) = program.pointer_mut(place) {
        *there = value;
        return program;
    }
    let (parent, field) = place.rsplit_once('/').expect("a place");
    program.pointer_mut(parent).unwrap_or_else(|| panic!("{parent}"))[field] = value;
    program
}

/// Every object of a document: an unknown field in it is refused, and its place is told.
#[test]
fn unknown_fields_are_refused_with_their_place() {
    assert!(try_program(with("/name", json!("Test"))).is_ok());
    for (place, told) in [
        ("/colour", "program.colour"),
        ("/score/colour", "program.score.colour"),
        ("/score/dimensions/0/colour", "program.score.dimensions[0].colour"),
        ("/score/dimensions/0/parts/0/colour", "program.score.dimensions[0].parts[0].colour"),
        ("/score/dimensions/0/parts/0/measure/colour", "parts[0].measure.colour"),
        ("/score/dimensions/0/parts/0/value/colour", "parts[0].value"),
        ("/score/dimensions/0/parts/0/value/linear/colour", "parts[0].value.linear.colour"),
        ("/statuses/0/colour", "program.statuses[0].colour"),
        ("/statuses/0/gate/colour", "program.statuses[0].gate.colour"),
        ("/tiers/1/colour", "program.tiers[1].colour"),
        ("/tiers/1/gates/0/colour", "program.tiers[1].gates[0].colour"),
        ("/tiers/1/gates/0/measure/colour", "program.tiers[1].gates[0].measure.colour"),
        ("/tiers/1/gates/0/at_least/colour", "program.tiers[1].gates[0].at_least.colour"),
        ("/movement/colour", "program.movement.colour"),
        ("/movement/up/colour", "program.movement.up.colour"),
        ("/benefits/0/colour", "program.benefits[0].colour"),
    ] {
        let problem = try_program(with(place, json!(1))).expect_err(place).0.remove(0);
        assert!(problem.place.contains(told), "{place}: {problem}");
        let colour = problem.what.contains("colour") || problem.what.contains("expected value");
        assert!(colour, "{place}: {problem}");
    }
}

/// A rule that says two things, or half of one, is refused where it stands.
#[test]
fn two_shapes_at_once_are_refused() {
    let x = json!({"metric": "x", "take": "sum", "months": 12});
    let gate = "/tiers/1/gates/0";
    let measure = "/tiers/1/gates/0/measure";
    let band = |band: Value| json!({"bands": [band]});
    for (place, value, part) in [
        (gate, json!({"measure": x, "at_least": 1, "all": []}), "several things at once"),
        (gate, json!({"measure": x, "at_least": 1, "at_most": 2}), "several things at once"),
        (gate, json!({"measure": x, "score": true, "at_least": 1}), "several things at once"),
        (gate, json!({"measure": x}), "does not say what it is"),
        (gate, json!({"at_least": 1}), "a line"),
        (gate, json!({}), "does not say what it is"),
        (gate, json!({"status": "s", "of": [{"status": "s"}]}), "a list"),
        (gate, json!({"when": {"status": "s"}}), "does not say what it is"),
        (gate, json!({"status": "s", "then": {"status": "s"}}), "then"),
        (gate, json!({"each_of_last": 3}), "does not say what it is"),
        (
            gate,
            json!({"each_of_last": 3, "any_time_in": 3, "gate": {"status": "s"}}),
            "several things at once",
        ),
        (gate, json!({"status": "s", "gate": {"status": "s"}}), "gate"),
        (gate, json!({"score": false, "at_least": 1}), "written as true"),
        (
            measure,
            json!({"metric": "x", "metrics": ["y"], "take": "sum", "months": 3}),
            "several things at once",
        ),
        (measure, json!({"metric": "x", "take": "sum"}), "which periods"),
        (measure, json!({"metric": "x", "months": 3}), "become one number"),
        (
            measure,
            json!({"metric": "x", "take": "sum", "months": 3, "window": "all_time"}),
            "more than one window",
        ),
        (
            measure,
            json!({"metric": "x", "take": "sum", "months": 3, "year_starts": 4}),
            "more than one window",
        ),
        (
            measure,
            json!({"metric": "x", "take": "sum", "window": "all_time", "year_starts": 4}),
            "more than one window",
        ),
        (measure, json!({"metric": "x", "take": "sum", "window": "last_year"}), "which periods"),
        (measure, json!({"tenure": "joined", "months": 3}), "no metric of its own"),
        (measure, json!({"score": false}), "written as true"),
        (
            measure,
            json!({"highest": [{"tenure": "joined", "score": true}]}),
            "several things at once",
        ),
        ("/tiers/1/more_than", json!(60), "both at_least and more_than"),
        ("/tiers/1/keep", json!({"at_least": 1, "more_than": 2}), "both at_least and more_than"),
        ("/score/tracks", json!([]), "several things at once"),
        ("/score", json!({"scale": 10}), "does not say what it is"),
        (
            "/score",
            json!({"combine": "sum", "tracks": [{"dimensions": [{"key": "d", "parts": [
            {"name": "p", "measure": x, "value": {"linear": {"target": 10, "points": 50}}}]}]}]}),
            "combine",
        ),
        (
            "/score/dimensions/0/parts/0/value",
            band(json!({"from": 1, "above": 2, "points": 3})),
            "both from and above",
        ),
        (
            "/score/dimensions/0/parts/0/value",
            band(json!({"to": 1, "below": 2, "points": 3})),
            "both to and below",
        ),
        (
            "/movement/freeze",
            json!({"from": "spring", "to": "summer"}),
            "\"summer\" is not a month",
        ),
        ("/movement/up_or_out", json!({"tier": "Nowhere", "within": 12}), "not a tier"),
    ] {
        let told =
            try_program(with(place, value.clone())).map(|_| ()).expect_err(&value.to_string());
        let at = told.0.iter().any(|problem| problem.what.contains(part));
        assert!(at, "{value}: {told}");
        assert!(told.0.iter().all(|problem| !problem.place.is_empty()), "{told}");
    }
}

/// JSON lets a name stand twice; then it is unclear which number is meant.
#[test]
fn a_segment_is_named_once() {
    let text = with("/name", json!("Test")).to_string();
    for twice in ["{\"EMEA\":5,\"EMEA\":6}", "{\"EMEA\":5,\"emea\":6}", "{}"] {
        let changed = text.replace("{\"EMEA\":5}", twice);
        assert_ne!(changed, text);
        let document = format!(
            "{{\"tierlab\":\"program\",\"version\":2,\"program\":{}}}",
            changed.replacen('{', "{\"currency\":\"USD\",", 1)
        );
        let told = read_program(&document).map(|_| ()).expect_err(twice).to_string();
        assert!(told.contains("twice"), "{told}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let told = try_program(json!({
        "score": {"dimensions": [{"key": "d", "weight": -1, "parts": []}]},
        "tiers": [{"name": "Entry", "at_least": 5}, {"name": "entry", "at_least": 500}],
        "movement": {"consecutive_up": 0, "floor_until": "soon"},
    }));
    let told = told.expect_err("refused");
    for part in [
        "weight",
        "parts",
        "turns partners away",
        "two tiers",
        "threshold is 500",
        "good reviews",
        "soon",
    ] {
        let found = told.0.iter().any(|p| p.to_string().to_lowercase().contains(part));
        assert!(found, "{part}: {told}");
    }
}

//! The guide: every example on it is read and evaluated, the worked one comes out as the page says, and
//! every field of the format occurs in an example.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tierlab_engine::formats::documents::{program_schema, read_program, write_program};
use tierlab_engine::pipeline::{Answer, Request, Standing, answer};
use tierlab_engine::rules::Program;

fn page() -> String {
    let path =
        format!("{}/../../public/docs/how-to-write-a-program.md", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The blocks of a kind, as it stands behind the three marks.
fn blocks(kind: &str) -> Vec<String> {
    let page = page();
    let pieces: Vec<&str> = page.split("\n```").collect();
    let found = pieces.iter().filter_map(|piece| {
        let (first, text) = piece.split_once('\n')?;
        (first == kind).then(|| text.to_owned())
    });
    found.collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[track_caller]
fn sound(document: &Value) -> Program {
    crate::schema::holds(&crate::schema::programs(), document, "an example");
    let program = read_program(&document.to_string())
        .unwrap_or_else(|problems| panic!("{problems}\nin {document:#}"));
    assert_eq!(read_program(&write_program(&program)).expect("readable"), program);
    program
}

/// A document with these fields beside a name, a currency and the rest of a small program.
fn with(fields: &Value) -> Value {
    let mut program = json!({
        "name": "Small", "currency": "EUR", "tiers": [{"name": "Registered"}, {"name": "Silver"}],
    });
    for (name, value) in fields.as_object().expect("fields") {
        program[name] = value.clone();
    }
    json!({"tierlab": "program", "version": 2, "program": program})
}

fn scored(measure: &Value, value: &Value) -> Value {
    json!({"dimensions": [
        {"key": "revenue", "parts": [{"name": "Part", "measure": measure, "value": value}]},
    ]})
}

fn revenue() -> Value {
    json!({"metric": "revenue", "take": "sum", "months": 12})
}

/// A program on the partners of the page.
fn reviewed(document: &Value) -> Answer {
    let partners = blocks("csv").concat();
    let design = document.to_string();
    let request = Request {
        design: &design,
        partners: partners.as_bytes(),
        file: "partners.csv",
        review_only: true,
    };
    answer(request).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The kinds of blocks, and how many there are at least.
const KINDS: [(&str, usize); 8] = [
    ("json program", 1),
    ("json program final", 1),
    ("json fields", 4),
    ("json gate", 10),
    ("json measure", 9),
    ("json value", 10),
    ("csv", 1),
    ("sh", 1),
];

#[test]
fn every_block_of_the_page_is_of_a_kind_that_is_tested() {
    let page = page();
    let kinds = page.lines().filter_map(|line| line.strip_prefix("```"));
    let kinds: Vec<&str> = kinds.filter(|kind| !kind.is_empty()).collect();
    for kind in &kinds {
        assert!(KINDS.iter().any(|(tested, _)| tested == kind), "```{kind}");
    }
    let mut counted = 0;
    for (kind, least) in KINDS {
        let count = blocks(kind).len();
        assert!(count >= least, "```{kind}: {count}");
        counted += count;
    }
    assert_eq!(counted, kinds.len(), "every block is found");
}

/// How the partners of the page stand under a small program with these fields.
fn shown(fields: &Value) -> Vec<Standing> {
    let document = with(fields);
    sound(&document);
    let partners = reviewed(&document).programs.remove(0).partners;
    assert_eq!(partners.len(), 5);
    partners
}

fn linear() -> Value {
    json!({"linear": {"target": 1000, "points": 100}})
}

#[test]
fn every_rule_is_read_and_evaluated() {
    for text in blocks("json fields") {
        shown(&parsed(&text));
    }
}

#[test]
fn every_gate_is_decided_for_somebody() {
    for text in blocks("json gate") {
        let tiers = json!([{"name": "Registered"}, {"name": "Silver", "gates": [parsed(&text)]}]);
        let seen = shown(&json!({"score": scored(&revenue(), &linear()), "tiers": tiers}));
        assert!(seen.iter().any(|partner| partner.tiers[1].enter != "unknown"), "{text}");
    }
}

#[test]
fn every_measure_is_known_for_somebody() {
    for text in blocks("json measure") {
        let seen = shown(&json!({"score": scored(&parsed(&text), &linear())}));
        let known = |partner: &Standing| partner.dimensions[0].parts[0].measure.is_some();
        assert!(seen.iter().any(known), "{text}");
    }
}

#[test]
fn every_value_gives_everyone_points() {
    for text in blocks("json value") {
        let seen = shown(&json!({"score": scored(&revenue(), &parsed(&text))}));
        let scores: Vec<f64> = seen.iter().filter_map(|partner| partner.score).collect();
        assert_eq!(scores.len(), 5, "{text}");
        assert!(scores.iter().all(|score| (0.0..=100.0).contains(score)), "{text}: {scores:?}");
    }
}

/// Rows of the table of results: id, score, tier.
fn promised() -> Vec<(String, String, String)> {
    let page = page();
    let rows = page.lines().skip_while(|line| !line.starts_with("| Partner | Score | Tier |"));
    rows.skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[1].to_owned(), cells[2].to_owned(), cells[3].to_owned())
        })
        .collect()
}

#[test]
fn the_worked_example_comes_out_as_the_page_says() {
    let last = blocks("json program final");
    assert_eq!(last.len(), 1);
    let program = sound(&parsed(&last[0]));
    let answer = reviewed(&parsed(&last[0]));
    let partners = &answer.programs[0].partners;
    let promised = promised();
    assert_eq!((promised.len(), partners.len()), (5, 5));
    for (partner, (id, score, tier)) in partners.iter().zip(&promised) {
        assert_eq!(&partner.id, id);
        let seen = partner.score.expect("a score");
        let promised: f64 = score.parse().expect("a number");
        assert!((seen - promised).abs() < 0.005, "{id}: {seen} is not {promised}");
        assert_eq!(&partner.qualification.tier, tier, "{id}");
        assert_eq!(partner.qualification.undecided, id == "ELM", "{id}");
    }
    // BIRCH: the third gate of Gold, and no other.
    let blocked = &partners[1].qualification.blocked;
    assert_eq!((blocked[0].tier.as_str(), blocked[0].gates.as_slice()), ("Gold", &[2][..]));
    // Registered deals: 5 % and 10 %, at most 5,000 a deal.
    let benefit = &program.incentives.benefits[0];
    let earned: Vec<f64> = (0..3).map(|tier| benefit.earned(tier, &[1000.0, 1e6])).collect();
    assert_eq!(earned, [0.0, 5_050.0, 5_100.0]);
}

#[test]
fn the_smallest_program_leaves_undecided_what_is_unknown() {
    let small = blocks("json program");
    assert_eq!(small.len(), 1);
    let answer = reviewed(&parsed(&small[0]));
    let tiers: Vec<&str> = answer.programs[0].partners.iter().map(|p| p.tier.as_str()).collect();
    assert_eq!(tiers, ["Silver", "Silver", "Silver", "Registered", "Registered"]);
    for partner in &answer.programs[0].partners {
        assert_eq!(partner.qualification.undecided, partner.id == "ELM", "{partner:?}");
    }
}

#[test]
fn the_worked_score_is_explained_with_its_own_numbers() {
    let answer = reviewed(&parsed(&blocks("json program final")[0]));
    let partners = &answer.programs[0].partners;
    let points: Vec<f64> = partners[1].dimensions.iter().filter_map(|d| d.points).collect();
    for (seen, promised) in points.iter().zip([67.5, 70.0, 80.0]) {
        assert!((seen - promised).abs() < 1e-9, "{points:?}");
    }
    assert!((partners[4].coverage - 0.7).abs() < 1e-12, "{:?}", partners[4]);
}

/// The names of the fields in a document, however deep.
fn fields(document: &Value, found: &mut BTreeSet<String>) {
    match document {
        Value::Object(inside) => {
            for (name, value) in inside {
                found.insert(name.clone());
                fields(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_format_occurs_in_an_example() {
    let mut used = BTreeSet::new();
    for (kind, _) in KINDS.iter().filter(|(kind, _)| kind.starts_with("json")) {
        for text in blocks(kind) {
            fields(&parsed(&text), &mut used);
        }
    }
    let (page, schema) = (page(), parsed(&program_schema()));
    let mut missing = Vec::new();
    let mut look = |shape: &Value| {
        let named = shape["properties"].as_object().into_iter().flatten();
        missing.extend(named.map(|(name, _)| name.clone()).filter(|name| !used.contains(name)));
        if let Some(word) = shape["const"].as_str() {
            missing.extend((!page.contains(&format!("\"{word}\""))).then(|| word.to_owned()));
        }
    };
    look(&schema);
    for shape in schema["$defs"].as_object().expect("definitions").values() {
        look(shape);
        for variant in shape["oneOf"].as_array().into_iter().flatten() {
            look(variant);
            variant["properties"].as_object().into_iter().flatten().for_each(|(_, own)| look(own));
        }
    }
    assert!(missing.is_empty(), "the page has no example with {missing:?}");
}

#[test]
fn the_page_and_the_schema_are_shipped_side_by_side() {
    let root = format!("{}/../..", env!("CARGO_MANIFEST_DIR"));
    let index = std::fs::read_to_string(format!("{root}/index.html")).expect("index.html");
    for folder in ["public/docs", "public/schema"] {
        assert!(index.contains(&format!(r#"rel="copy-dir" href="{folder}""#)), "{folder}");
    }
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("README.md");
    assert!(readme.contains("(public/docs/how-to-write-a-program.md)"));
    assert!(page().contains("(../schema/program-2.json)"));
}

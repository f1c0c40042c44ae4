//! A short, repeatable run of what `make fuzz` does at length: documents are changed by a mutator
//! that knows the grammar, and whatever still is a document goes the way it would go on a screen.

#[path = "../fuzz/shared/mod.rs"]
pub mod shared;

use crate::schema;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonschema::Validator;
use serde_json::Value;
use shared::mutate::{Draw, mutate};
use shared::{kept, partners, screen, tables};
use std::path::{Path, PathBuf};
use tierlab_engine::formats::documents::{
    read_program, read_scenario, write_link_document, write_program, write_scenario,
};
use tierlab_engine::formats::{Received, read_link};
use tierlab_engine::library::link_bases;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The seeds of a fuzz target, one on each line.
fn lines(name: &str) -> Vec<Value> {
    let path = root().join("tests/fuzz/seeds").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a seed is JSON")).collect()
}

/// Everything of one kind that ships, too large for the fuzz targets.
fn shipped(kind: &str) -> Vec<Value> {
    let library = std::fs::read_dir(root().join("public/library")).expect("the library");
    let mut paths: Vec<PathBuf> = library
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    for path in [
        "tests/fuzz/seeds/everything.json",
        "public/samples/scenario.json",
        "tests/golden/scenario-1.json",
    ] {
        paths.push(root().join(path));
    }
    paths.iter().map(|path| document(path)).filter(|seed| seed["tierlab"] == kind).collect()
}

/// What of the seeds is not taken as it stands.
fn refused(seeds: &[Value], mut taken: impl FnMut(&str) -> bool) -> Vec<String> {
    seeds.iter().map(Value::to_string).filter(|text| !taken(text)).collect()
}

fn holds(validator: &Validator, text: &str) {
    schema::holds(validator, &serde_json::from_str(text).expect("JSON"), text);
}

/// A changed document as text; every eighth time its characters are changed as well.
fn mangled(seeds: &[Value], draw: &mut Draw) -> String {
    let mut document = seeds[draw.below(seeds.len())].clone();
    mutate(&mut document, 20_000, draw);
    let mut text = document.to_string();
    if draw.below(8) == 0 {
        let mut place = || {
            let place = draw.below(text.len());
            (place..=text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(0)
        };
        let (mut from, mut to) = (place(), place());
        if from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let piece: String = text[from..to].chars().take(40).collect();
        let at = place();
        text.insert_str(at, &piece);
    }
    text
}

/// Feeds `count` changed documents and asserts that some, but not all, were taken: otherwise the
/// run says nothing.
fn feed(count: usize, seeds: &[Value], mut taken: impl FnMut(&str) -> bool) {
    assert!(!seeds.is_empty(), "nothing to change");
    let mut draw = Draw(2026);
    let mut accepted = 0;
    for _ in 0..count {
        accepted += usize::from(taken(&mangled(seeds, &mut draw)));
    }
    assert!(accepted * 50 > count && accepted < count, "{accepted} of {count} were documents");
}

#[test]
fn every_seed_is_taken_and_small() {
    let portfolios = partners::all();
    let (programs, scenarios) = (lines("programs.jsonl"), lines("scenarios.jsonl"));
    let gates = lines("gates.jsonl");
    let none: [String; 0] = [];
    assert_eq!(refused(&programs, |text| screen::program(text, &portfolios)), none);
    assert_eq!(refused(&scenarios, |text| screen::scenario(text, &portfolios)), none);
    assert_eq!(refused(&scenarios, |text| screen::link(text.as_bytes())), none);
    assert_eq!(refused(&shipped("program"), |text| screen::program(text, &portfolios)), none);
    assert_eq!(refused(&shipped("scenario"), |text| screen::scenario(text, &portfolios)), none);
    // A place may refuse a gate; spaces before it lead to the others.
    let somewhere =
        |text: &str| (0..12).any(|more| screen::gates(&(" ".repeat(more) + text), &portfolios));
    assert_eq!(refused(&gates, somewhere), none);
    let (works, lists) = (lines("work.jsonl"), lines("versions.jsonl"));
    let views = lines("partner_views.jsonl");
    assert_eq!(refused(&works, kept::work), none);
    assert_eq!(refused(&lists, kept::versions), none);
    assert_eq!(refused(&views, kept::partner_view), none);
    let longest = |seeds: &[Value]| seeds.iter().map(|seed| seed.to_string().len()).max();
    // `.ci/fuzz` cuts off what is longer, with room to grow.
    assert!(longest(&programs) < Some(800) && longest(&gates) < Some(400));
    assert!(longest(&scenarios) < Some(1600) && longest(&works) < Some(2500));
    assert!(longest(&lists) < Some(2000) && longest(&views) < Some(1700));
}

#[test]
fn changed_programs_are_refused_or_shown_and_follow_the_schema() {
    let (portfolios, schema) = (partners::all(), schema::programs());
    let seeds = [shipped("program"), lines("programs.jsonl")].concat();
    feed(2_000, &seeds, |text| {
        let taken = screen::program(text, &portfolios);
        if taken {
            holds(&schema, &write_program(&read_program(text).expect("taken")));
        }
        taken
    });
}

#[test]
fn changed_gates_are_refused_or_shown() {
    let portfolios = partners::all();
    feed(4_000, &lines("gates.jsonl"), |text| screen::gates(text, &portfolios));
}

#[test]
fn changed_scenarios_are_refused_or_run_and_follow_the_schema() {
    let (portfolios, schema) = (partners::all(), schema::scenarios());
    let seeds = [shipped("scenario"), lines("scenarios.jsonl")].concat();
    feed(1_000, &seeds, |text| {
        let taken = screen::scenario(text, &portfolios);
        if taken {
            holds(&schema, &write_scenario(&read_scenario(text).expect("taken")));
        }
        taken
    });
}

#[test]
fn changed_files_of_work_are_refused_or_come_in() {
    let golden = document(&root().join("tests/golden/work-1.json"));
    feed(1_500, &[lines("work.jsonl"), vec![golden]].concat(), kept::work);
}

#[test]
fn changed_lists_of_versions_are_refused_or_opened() {
    feed(1_500, &lines("versions.jsonl"), kept::versions);
}

#[test]
fn changed_partner_views_are_refused_or_shown() {
    feed(1_500, &lines("partner_views.jsonl"), kept::partner_view);
}

/// Links of format 2, each as its bytes, and as its document with the numbers behind a zero.
fn second_format() -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let golden = std::fs::read_to_string(root().join("tests/golden/links-2.txt")).expect("links");
    let links = golden.lines().filter_map(|line| line.rsplit(' ').next());
    let mut documents = Vec::new();
    let packed = links.map(|link| {
        let payload = link.split('.').nth(1).expect("a payload");
        if let Ok(Received::Link(link)) = read_link(link, &link_bases()) {
            let (document, numbers) = write_link_document(&link);
            documents.push([document.as_bytes(), &[0], &numbers].concat());
        }
        URL_SAFE_NO_PAD.decode(payload).expect("base64")
    });
    let packed = packed.collect();
    (packed, documents)
}

#[test]
fn changed_links_of_format_2_are_refused_or_read() {
    let (packed, documents) = second_format();
    assert!(packed.iter().all(|bytes| screen::link(bytes)), "what a golden link holds is one");
    assert!(documents.iter().all(|bytes| screen::link(bytes)), "and so is its document");
    let mut draw = Draw(22);
    let mut taken = 0;
    for _ in 0..1_500 {
        screen::link(&scratched(&packed[draw.below(packed.len())], &mut draw));
        let seed = &documents[draw.below(documents.len())];
        let end = seed.iter().position(|byte| *byte == 0).expect("numbers behind a zero");
        let mut tree: Value = serde_json::from_slice(&seed[..end]).expect("a document");
        if draw.below(2) == 0 {
            mutate(&mut tree, 20_000, &mut draw);
        }
        let mut numbers = seed[end..].to_vec();
        if draw.below(2) == 0 && numbers.len() > 1 {
            numbers = [&[0], scratched(&numbers[1..], &mut draw).as_slice()].concat();
        }
        taken += usize::from(screen::link(&[tree.to_string().as_bytes(), &numbers].concat()));
    }
    assert!(taken > 50 && taken < 1_500, "{taken} were links");
}

#[test]
fn changed_links_are_refused_or_read() {
    let seeds = [shipped("scenario"), lines("scenarios.jsonl")].concat();
    feed(300, &seeds, |text| screen::link(text.as_bytes()));
    let golden = std::fs::read_to_string(root().join("tests/golden/link-1.txt")).expect("a link");
    assert!(screen::link(golden.trim().as_bytes()), "the golden link is one");
    let payload = golden.trim().split('.').nth(1).expect("a payload");
    let packed = URL_SAFE_NO_PAD.decode(payload).expect("base64");
    assert!(screen::link(&packed), "what the golden link holds is one, sealed anew");
    let mut draw = Draw(7);
    for _ in 0..1_000 {
        let mut link = golden.trim().to_owned();
        let place = draw.below(link.len());
        match draw.below(3) {
            0 => link.truncate(place),
            1 => link.insert(place, '.'),
            _ => link.replace_range(place..=place, "A"),
        }
        screen::link(link.as_bytes());
        let mut packed = packed.clone();
        let (place, other) = (draw.below(packed.len()), draw.below(packed.len()));
        packed[place] = packed[place].wrapping_add(1 << draw.below(8));
        packed.truncate(packed.len().min(other.max(place + 1)));
        screen::link(&packed);
    }
}

/// Changes some bytes: one is turned over, a piece is cut out or comes twice.
fn scratched(seed: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=draw.below(4) {
        let place = draw.below(bytes.len());
        let end = (place + 1 + draw.below(30)).min(bytes.len());
        match draw.below(3) {
            0 => bytes[place] ^= 1 << draw.below(8),
            1 if end - place < bytes.len() => drop(bytes.drain(place..end)),
            _ => {
                let piece = bytes[place..end].to_vec();
                let at = draw.below(bytes.len());
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

fn files(folder: &str, wanted: &[&str]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .filter(|path| wanted.iter().any(|end| path.extension().is_some_and(|e| e == *end)))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file")).collect()
}

#[test]
fn changed_tables_and_workbooks_are_refused_or_read() {
    let mut draw = Draw(11);
    let texts = files("tests/golden/imports", &["csv", "tsv"]);
    let parts = files("tests/fuzz/seeds/workbooks", &["txt"]);
    let stored = files("tests/golden/imports", &["xlsx"]);
    assert!(parts.iter().all(|seed| tables::workbook(seed)), "every seed is a workbook");
    let (mut taken, mut books) = (0, 0);
    for _ in 0..1_500 {
        let seed = &texts[draw.below(texts.len())];
        if seed.len() < 2_000 {
            taken += usize::from(tables::table(&scratched(seed, &mut draw)));
        }
        books +=
            usize::from(tables::workbook(&scratched(&parts[draw.below(parts.len())], &mut draw)));
        tables::workbook(&scratched(&stored[draw.below(stored.len())], &mut draw));
    }
    assert!(taken > 300 && books > 50, "{taken} tables and {books} workbooks were read");
}

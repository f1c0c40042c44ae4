//! Links and the texts they lean on are kept for ever.

use super::{design_of, open};
use crate::documents::saved;
use std::collections::BTreeMap;
use tierlab_engine::formats::Base;
use tierlab_engine::library::{entries, link_bases};
use tierlab_engine::rng::fnv1a32;
use tierlab_engine::{RESULTS, engine_version};

fn golden(name: &str) -> String {
    let path = format!("{}/../../tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn a_link_of_format_1_opens_for_ever() {
    let link = open(&golden("link-1.txt"));
    assert_eq!(design_of(&link).saved, saved());
    assert_eq!((&link.engine, link.read_only), (&None, false));
}

/// Each line: the hash of the scenario inside, of its partners, and the link. Lines are added, never changed.
#[test]
fn links_of_format_2_open_for_ever() {
    for line in golden("links-2.txt").lines() {
        let mut parts = line.split(' ');
        let (scenario, partners) = (parts.next().expect("a hash"), parts.next().expect("a hash"));
        let link = open(parts.next().expect("a link"));
        let (one, other) = told(&link);
        assert_eq!((one.as_str(), other.as_str()), (scenario, partners), "{line}");
    }
}

/// What a golden line says of a link.
fn told(link: &tierlab_engine::formats::documents::Link) -> (String, String) {
    let design = design_of(link);
    let mut scenario = design.saved.scenario.clone();
    // A document may get fields; what people see of it stays.
    scenario.confirmed.clear();
    let lines: Vec<String> = [&scenario.baseline, &scenario.alternative]
        .iter()
        .flat_map(|program| {
            let tiers = program.ladder.tiers.iter();
            tiers.map(|tier| format!("{} {}", tier.name, tier.line())).collect::<Vec<_>>()
        })
        .collect();
    let text = format!(
        "{} {} {} {} {} {:x} {}",
        scenario.baseline.name,
        scenario.alternative.name,
        lines.join(" "),
        scenario.settings.quarters,
        scenario.settings.replications,
        scenario.settings.seed.0,
        design.saved.portfolio.fingerprint
    );
    let partners = design.partners.as_ref().map_or(0, |it| it.portfolio.fingerprint());
    (format!("{:08x}", fnv1a32(text.as_bytes())), format!("{partners:016x}"))
}

/// Writes the lines for new golden links; run by hand when a format gets a new trait.
#[test]
#[ignore = "golden links are never written again"]
fn write_golden_links() {
    use crate::link_samples::{link_to, redesigned, saved, some_partners};
    use tierlab_engine::formats::documents::Design;
    use tierlab_engine::formats::{Manner, design_with, share_partners, write_link};
    use tierlab_engine::sample::sample_scenario;
    let mut lines = Vec::new();
    let mut tell = |design: Design| {
        let text = write_link(&link_to(design), &link_bases());
        let (scenario, partners) = told(&open(&text));
        lines.push(format!("{scenario} {partners} {text}"));
    };
    for entry in entries() {
        let (program, portfolio) = entry.open().expect("sound");
        let saved = saved(redesigned(program), &portfolio);
        tell(Design { saved, partners: None });
    }
    let portfolio = some_partners(12);
    let saved = saved(sample_scenario(), &portfolio);
    tell(Design { saved: saved.clone(), partners: None });
    for (codes, short) in [(true, true), (true, false), (false, false)] {
        let packed = share_partners(&portfolio, &saved, Manner { codes, short });
        tell(design_with(saved.clone(), packed));
    }
    let path = format!("{}/../../tests/golden/links-2.txt", env!("CARGO_MANIFEST_DIR"));
    assert!(std::fs::metadata(&path).is_err(), "golden links are never written again");
    std::fs::write(path, lines.join("\n") + "\n").expect("written");
    write_seeds();
}

/// Small link documents with the numbers of their partners behind a zero, for the fuzz target.
fn write_seeds() {
    use crate::link_samples::{link_to, some_partners};
    use tierlab_engine::formats::documents::{read_scenario, write_link_document};
    use tierlab_engine::formats::{Manner, design_with, share_partners};
    let root = format!("{}/../..", env!("CARGO_MANIFEST_DIR"));
    let scenarios = std::fs::read_to_string(format!("{root}/tests/fuzz/seeds/scenarios.jsonl"));
    let scenarios = scenarios.expect("seeds");
    let saved = read_scenario(scenarios.lines().next().expect("a seed")).expect("a scenario");
    std::fs::create_dir_all(format!("{root}/tests/fuzz/seeds/links")).expect("a folder");
    for (name, codes, short) in [("codes", true, true), ("names", false, false)] {
        let portfolio = some_partners(3);
        let packed = share_partners(&portfolio, &saved, Manner { codes, short });
        let (document, numbers) = write_link_document(&link_to(design_with(saved.clone(), packed)));
        let bytes = [document.as_bytes(), &[0], &numbers].concat();
        std::fs::write(format!("{root}/tests/fuzz/seeds/links/{name}.bin"), bytes)
            .expect("written");
    }
}

/// Each line: hash and key of a document that links may lean on. When a document of the library changes, its text as
/// it was goes to `src/engine/library/earlier` and into `EARLIER` of `src/engine/library/bases.rs`; a line for the
/// new text is added here. Lines are never taken out.
#[test]
fn every_text_that_links_lean_on_is_kept() {
    let kept: BTreeMap<u32, Base> =
        link_bases().into_iter().map(|base| (base.hash, base)).collect();
    let golden = golden("link-bases.txt");
    let mut listed = Vec::new();
    for line in golden.lines() {
        let (hash, key) = line.split_once(' ').expect("a hash and a key");
        let hash = u32::from_str_radix(hash, 16).expect("a hash");
        let base = kept.get(&hash);
        let base = base.unwrap_or_else(|| {
            panic!("{key} has changed: keep its old text, see src/engine/library/bases.rs")
        });
        assert_eq!(fnv1a32(base.text.as_bytes()), hash);
        listed.push(hash);
    }
    for entry in entries() {
        let base = Base::of(entry.document()).expect("JSON");
        let line = format!("{:08x} {}", base.hash, entry.key);
        assert!(listed.contains(&base.hash), "add to tests/golden/link-bases.txt: {line}");
    }
}

#[test]
fn the_dictionary_never_changes() {
    let path = format!("{}/formats/link/dictionary-1.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read(path).expect("the dictionary");
    assert_eq!(fnv1a32(&text), DICTIONARY, "links of format 2 lean on it: make a dictionary 2");
}

const DICTIONARY: u32 = 0x2a08_a92e;

#[test]
fn the_engine_says_which_results_it_gives() {
    assert_eq!(golden("sample-fingerprint.txt").trim().get(..8), Some(RESULTS));
    assert!(engine_version().ends_with(RESULTS));
}

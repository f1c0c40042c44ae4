//! Every entry of the library opens, comes back from its document, and has something to show.

use serde_json::Value;
use std::collections::BTreeSet;
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::formats::documents::{read_program, write_program};
use tierlab_engine::formats::import::{Match, guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::library::{self, Entry};
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::{
    Clock, Confidence, Editions, Evaluation, Program, Standing, check, replay, review_all,
    standings_now,
};
use tierlab_engine::simulation::{Scenario, Settings};

fn all() -> Vec<(&'static Entry, Program, Portfolio)> {
    library::entries()
        .iter()
        .map(|entry| {
            let (program, portfolio) =
                library::open(entry.key).unwrap_or_else(|p| panic!("{}: {p}", entry.key));
            (entry, program, portfolio)
        })
        .collect()
}

fn is_template(entry: &Entry) -> bool {
    entry.owner == "Template"
}

#[test]
fn there_are_published_programs_and_templates_under_keys_of_their_own() {
    let keys: BTreeSet<&str> = library::entries().iter().map(|entry| entry.key).collect();
    assert_eq!(keys.len(), library::entries().len());
    let templates = library::entries().iter().filter(|entry| is_template(entry)).count();
    assert_eq!((keys.len() - templates, templates), (15, 6));
    let owners: BTreeSet<&str> = library::entries().iter().map(|entry| entry.owner).collect();
    assert_eq!(owners.len(), 9, "eight owners and the templates: {owners:?}");
    let refused = library::open("nobody").expect_err("no such program");
    assert!(refused.to_string().contains("There is no program \"nobody\"."));
}

#[test]
fn documents_pass_the_door_and_come_back() {
    for (entry, program, _) in all() {
        check(&program).unwrap_or_else(|problems| panic!("{}: {problems}", entry.key));
        let again = read_program(&write_program(&program)).expect("readable");
        assert_eq!(again, program, "{}", entry.key);
    }
}

#[test]
fn entries_say_what_their_documents_say() {
    for (entry, program, portfolio) in all() {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        assert_eq!(entry.title, program.name);
        assert_eq!(entry.source, text(&program.about.source), "{}", entry.key);
        assert_eq!(entry.as_of, text(&program.about.as_of), "{}", entry.key);
        assert_eq!(entry.confidence, program.confidence, "{}", entry.key);
        let tiers = program.ladder.tiers.iter();
        let tiers: Vec<(&str, Option<f64>)> =
            tiers.map(|t| (t.name.as_str(), t.threshold.as_ref().map(|_| t.line()))).collect();
        assert_eq!(entry.tiers, tiers, "{}", entry.key);
        let origin = format!("{} (invented partners)", entry.title);
        assert_eq!(portfolio.origin(), &Origin::File(origin));
        let sentence = entry.shows.ends_with('.') && entry.shows.len() > 20;
        assert!(sentence, "{}: {}", entry.key, entry.shows);
    }
}

#[test]
fn published_programs_name_their_source_and_send_the_reader_to_the_vendor() {
    for (entry, program, _) in all() {
        let note = program.about.note.as_deref().unwrap_or_default();
        if is_template(entry) {
            assert_eq!(program.confidence, Confidence::Template, "{}", entry.key);
            assert!(note.starts_with("A starting point"), "{}: {note}", entry.key);
            continue;
        }
        let known = [Confidence::Published, Confidence::Secondary].contains(&program.confidence);
        assert!(known, "{}: {:?}", entry.key, program.confidence);
        assert!(!entry.source.is_empty() && !entry.as_of.is_empty(), "{}", entry.key);
        assert!(note.starts_with("As published on "), "{}: {note}", entry.key);
        assert!(note.contains("; check with the vendor."), "{}: {note}", entry.key);
    }
}

#[test]
fn partners_import_without_hand_work() {
    for entry in library::entries() {
        let table = read_table(entry.partners().as_bytes()).expect("a table");
        let plan = guess_plan(&table);
        for column in &plan.columns {
            let sure = !matches!(column.matched, Match::Check | Match::Ignored);
            assert!(sure, "{}: {} {}", entry.key, column.header, column.note);
        }
        let imported = import(&table, &plan, Origin::Sample).expect("a portfolio");
        assert!(imported.notes.is_empty(), "{}: {:?}", entry.key, imported.notes);
        assert_eq!(imported.counts.set_aside, 0, "{}", entry.key);
        let partners = imported.portfolio.partners();
        assert!((8..=24).contains(&partners.len()), "{}: {}", entry.key, partners.len());
        let invented = partners.iter().all(|partner| partner.name.starts_with("Sample "));
        assert!(invented, "{}: a name that could be someone's", entry.key);
    }
}

/// What a document asks the partners for: metrics, then text columns.
fn asked(document: &Value, metrics: &mut BTreeSet<String>, columns: &mut BTreeSet<String>) {
    match document {
        Value::Array(items) => items.iter().for_each(|item| asked(item, metrics, columns)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("metric", Value::String(key)) => {
                        metrics.insert(key.clone());
                    }
                    ("metrics", Value::Array(keys)) => {
                        metrics.extend(keys.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("column" | "attested" | "tenure" | "by" | "group", Value::String(name)) => {
                        columns.insert(name.clone());
                    }
                    _ => asked(value, metrics, columns),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn partners_have_every_column_that_the_program_asks_for_and_some_gaps() {
    for (entry, _, portfolio) in all() {
        let (mut metrics, mut columns) = (BTreeSet::new(), BTreeSet::new());
        let document = serde_json::from_str(entry.document()).expect("JSON");
        asked(&document, &mut metrics, &mut columns);
        assert!(!metrics.is_empty(), "{}", entry.key);
        for key in metrics {
            assert!(portfolio.metric_index(&key).is_some(), "{}: no {key}", entry.key);
        }
        for name in columns {
            assert!(portfolio.attribute_index(&name).is_some(), "{}: no {name}", entry.key);
        }
        let metrics = 0..portfolio.metrics().len();
        let gaps = metrics.filter(|metric| portfolio.coverage(*metric) < 1.0).count();
        assert!(gaps > 0, "{}: nothing is unknown", entry.key);
    }
}

#[test]
fn every_tier_is_held_by_someone() {
    for (entry, program, portfolio) in all() {
        let held = standings_now(&Evaluation::now(&program, &portfolio));
        for (position, tier) in program.ladder.tiers.iter().enumerate() {
            assert!(held.contains(&position), "{}: nobody is {}", entry.key, tier.name);
        }
    }
}

#[test]
fn newcomers_are_reviewed_up_to_what_they_qualify_for() {
    for (entry, program, portfolio) in all() {
        let evaluation = Evaluation::now(&program, &portfolio);
        let mut standings = vec![Standing::holding(0); portfolio.partners().len()];
        let month = evaluation.scene().month();
        let mut risen = 0;
        for year in 1..=3 {
            let clock = Clock { elapsed: 12 * year, period: 12, month };
            let reviewed = review_all(&evaluation, &mut standings, clock);
            risen += reviewed.iter().filter(|reviewed| reviewed.to > reviewed.from).count();
        }
        assert!(risen > 0, "{}: nobody rises in three years", entry.key);
        for (partner, standing) in standings.iter().enumerate() {
            let qualifies = evaluation.qualification(partner).tier;
            assert!(usize::from(standing.tier) <= qualifies, "{}: {partner}", entry.key);
        }
        let periods = portfolio.periods().len();
        let history = replay(&Editions(vec![program]), &portfolio, 1);
        assert_eq!(history.len(), periods - 1, "{}", entry.key);
    }
}

#[test]
fn the_two_halves_of_a_redesign_can_be_compared() {
    let pair = ["atlassian-solutions-before", "atlassian-solutions-after"].map(super::program);
    assert_eq!(pair[0].ladder.tiers.len(), pair[1].ladder.tiers.len());
    let (_, portfolio) = library::open("atlassian-solutions-before").expect("sound");
    let [before, after] =
        pair.each_ref().map(|program| standings_now(&Evaluation::now(program, &portfolio)));
    let moved = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    assert!(moved > before.len() / 3, "{moved} of {} partners change tier", before.len());
}

#[test]
fn every_program_can_be_simulated() {
    for (entry, program, portfolio) in all() {
        let partners = portfolio.partners().len();
        let scenario = Scenario::of(
            program.clone(),
            program,
            Parameters::default(),
            Settings::of(4, 5, Seed(1)),
        );
        let runner = Runner::new(Job::whole(1, scenario), &portfolio);
        let outcome = runner.unwrap_or_else(|why| panic!("{}: {why:?}", entry.key)).finish();
        let key = entry.key;
        assert!(outcome.positions.len() + 1 >= partners, "{key}: {:?}", outcome.left_out);
        assert_eq!(outcome.baseline, outcome.alternative, "{key}");
        for totals in &outcome.baseline.replications {
            assert!(totals.revenue.iter().all(|money| money.is_finite()), "{key}");
        }
    }
    let seven = super::program("template-value");
    assert_eq!(seven.score.dimensions().len(), 7);
    assert!(!seven.incentives.benefits.is_empty());
}

#[test]
fn the_library_stays_small_and_readable() {
    let documents = library::entries().iter().map(|entry| (entry.key, entry.document()));
    let tables: BTreeSet<&str> = library::entries().iter().map(Entry::partners).collect();
    let bytes: usize = documents.clone().map(|(_, text)| text.len()).sum::<usize>()
        + tables.iter().map(|text| text.len()).sum::<usize>();
    assert!(bytes < 63_000, "{bytes} bytes are part of the download");
    for (key, text) in documents {
        let lines = text.lines().filter(|line| !line.contains("\"note\""));
        let longest = lines.map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(longest <= 122, "{key}: a line of {longest} characters");
    }
    let odoo = library::entry("odoo").expect("there").document();
    assert!(odoo.lines().count() < 80);
}

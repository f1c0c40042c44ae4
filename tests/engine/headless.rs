//! The pipeline without a page: what it answers on the sample, and how it says no.

#[path = "../samples/headless/command.rs"]
mod command;

use serde_json::Value;
use std::ffi::OsString;
use tierlab_engine::formats::documents::{read_scenario, write_program};
use tierlab_engine::pipeline::{Answer, Request, answer, write_answer};

fn read(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn ask(design: &str, partners: &str, review_only: bool) -> Result<Answer, String> {
    let partners = partners.as_bytes();
    answer(Request { design, partners, file: "partners.csv", review_only })
        .map_err(|problems| problems.to_string())
}

fn sample(review_only: bool) -> Answer {
    let (scenario, partners) =
        (read("public/samples/scenario.json"), read("public/samples/partners.csv"));
    ask(&scenario, &partners, review_only).expect("an answer")
}

#[test]
fn the_sample_gives_the_golden_fingerprint() {
    let answer = sample(false);
    let run = answer.simulation.as_ref().expect("a simulation");
    assert_eq!(run.fingerprint, read("tests/golden/sample-fingerprint.txt").trim());
    assert_eq!((run.quarters, run.replications, run.partners.len()), (8, 200, 240));
    assert_eq!(answer.portfolio.as_in_scenario, Some(true));
    for partner in &run.partners {
        for ends in [&partner.ends.alternative, &partner.ends.baseline] {
            assert_eq!(ends.len(), 5, "four tiers and out");
            assert!((ends.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{partner:?}");
        }
        let reached = &partner.reached_higher.alternative;
        assert!(reached.is_sorted(), "what was reached stays reached: {reached:?}");
    }
    for row in &run.transitions.alternative.rates {
        assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{row:?}");
    }
    for quarter in 0..=8 {
        let there: f64 = run.tiers.iter().map(|tier| tier.alternative[quarter].mean).sum();
        assert!(there <= 240.0 + 1e-9 && there > 200.0, "quarter {quarter}: {there}");
    }
    assert_eq!(run.net_by_quarter.len(), 9);
    // Added up quarter by quarter instead of line by line.
    assert!((run.net_by_quarter[8].mean - run.net.mean).abs() < 1e-6);
}

#[test]
fn the_review_says_of_everyone_where_and_why() {
    let answer = sample(true);
    assert!(answer.simulation.is_none());
    assert_eq!(answer.portfolio.partners, 240);
    let roles: Vec<&str> = answer.programs.iter().map(|program| program.role).collect();
    assert_eq!(roles, ["baseline", "alternative"]);
    for program in &answer.programs {
        assert_eq!(program.partners.len(), 240);
        for count in &program.tiers {
            let holding = program.partners.iter().filter(|p| p.tier == count.tier).count();
            assert_eq!(count.holding, holding, "{}", count.tier);
            let entitled = |p: &&_| {
                let p: &tierlab_engine::pipeline::Standing = p;
                p.qualification.tier == count.tier
            };
            assert_eq!(count.qualifying, program.partners.iter().filter(entitled).count());
        }
        // Eight quarters are recorded; the first four are a year, the last four are reviewed.
        let periods: Vec<&str> = program.reviews.iter().map(|r| r.period.as_str()).collect();
        assert_eq!(periods, ["2025 Q4", "2026 Q1", "2026 Q2", "2026 Q3"]);
        for review in &program.reviews {
            assert_eq!(review.events.values().sum::<usize>(), 240);
            assert_eq!(review.tiers.iter().sum::<usize>(), 240);
        }
    }
}

/// The score of a weighted mean can be worked out again from the trace.
#[test]
fn the_trace_adds_up_to_the_score() {
    let scenario = read_scenario(&read("public/samples/scenario.json")).expect("readable").scenario;
    let dimensions = scenario.baseline.score.dimensions();
    let answer = sample(true);
    for partner in &answer.programs[0].partners {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (rule, seen) in dimensions.iter().zip(&partner.dimensions) {
            assert_eq!(rule.key, seen.key);
            if let Some(points) = seen.points {
                sum += rule.weight * points;
                weight += rule.weight;
            }
        }
        let score = partner.score.expect("a score");
        assert!((score - sum / weight).abs() < 1e-9, "{}: {score}", partner.id);
        let entered = partner.tiers.iter().rfind(|tier| tier.enter == "pass");
        assert_eq!(entered.expect("the lowest at least").name, partner.qualification.tier);
        for gate in partner.tiers.iter().flat_map(|tier| &tier.gates) {
            let (Some(value), Some(line)) = (gate.value, gate.line) else { continue };
            assert_eq!(gate.truth == "pass", value >= line - 1e-9, "{}: {gate:?}", partner.id);
        }
    }
}

#[test]
fn equal_files_give_equal_text() {
    let (one, other) = (write_answer(&sample(false)), write_answer(&sample(false)));
    assert!(one == other && one.ends_with('\n'));
    let read: Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!((&read["tierlab"], &read["version"]), (&"outcome".into(), &1.into()));
    assert_eq!(one.trim_end().lines().count(), 1);
}

#[test]
fn a_program_alone_can_be_reviewed_and_not_simulated() {
    let scenario = read_scenario(&read("public/samples/scenario.json")).expect("readable").scenario;
    let program = write_program(&scenario.alternative);
    let partners = read("public/samples/partners.csv");
    let alone = ask(&program, &partners, true).expect("an answer");
    let both = sample(true);
    assert_eq!(alone.programs[0].partners, both.programs[1].partners);
    assert_eq!(alone.programs[0].role, "program");
    assert_eq!(alone.portfolio.as_in_scenario, None);
    let told = ask(&program, &partners, false).expect_err("refused");
    assert!(told.contains("only a scenario can be simulated") && told.contains("--review-only"));
}

#[test]
fn bad_files_are_told_with_their_place() {
    let scenario = read("public/samples/scenario.json");
    let partners = read("public/samples/partners.csv");
    let told = ask("{", &partners, true).expect_err("refused");
    assert!(told.contains("line 1, column 1"), "{told}");
    let told = ask(&scenario, "", true).expect_err("refused");
    assert!(told.starts_with("partners.csv"), "{told}");
    let told = ask(&scenario, "id,headcount\nP1,3\n", false).expect_err("refused");
    assert!(
        told.contains("there is nothing to carry forward. This holds for every partner"),
        "{told}"
    );
}

fn command(words: &[&str]) -> Result<String, (u8, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    let placed = words.iter().map(|word| {
        OsString::from(if word.contains('/') {
            format!("{root}{word}")
        } else {
            (*word).to_owned()
        })
    });
    command::outcome(placed)
}

#[test]
fn the_command_prints_the_answer_and_nothing_else() {
    let (scenario, partners) = ("public/samples/scenario.json", "public/samples/partners.csv");
    let asked = ["--review-only", "--partners", partners, "--scenario", scenario];
    assert_eq!(command(&asked).expect("an answer"), write_answer(&sample(true)));
    assert!(command(&["--help"]).expect("help").contains("--scenario FILE"));
}

#[test]
fn the_command_says_what_is_wrong_with_a_sentence_and_an_exit_code() {
    let (scenario, partners) = ("public/samples/scenario.json", "public/samples/partners.csv");
    for (words, code, told) in [
        (vec![], 2, "Both --scenario and --partners are needed."),
        (vec!["--scenario"], 2, "--scenario needs a file."),
        (vec!["--partners", partners, "--partners", partners], 2, "--partners is given twice."),
        (vec!["--fast"], 2, "--fast is not an argument."),
        (vec!["--scenario", "no/such.json", "--partners", partners], 1, "cannot be read"),
        (vec!["--scenario", partners, "--partners", partners], 1, "line 1, column 1"),
        (vec!["--scenario", scenario, "--partners", "public/favicon.svg"], 1, "favicon.svg"),
    ] {
        let (seen, why) = command(&words).expect_err("refused");
        assert!(seen == code && why.contains(told), "{words:?}: {seen}, {why}");
    }
}

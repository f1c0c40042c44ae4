//! What a screen does with a document that somebody gave it, and what must hold afterwards.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::sync::OnceLock;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::{
    SavedScenario, read_program, read_scenario, write_link_document, write_program, write_scenario,
};
use tierlab_engine::formats::{Base, Received, deflate, read_link, write_link};
use tierlab_engine::library::link_bases;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::report::{headline, movers, net_series, partner_scores, tier_series};
use tierlab_engine::rng::fnv1a32;
use tierlab_engine::rules::{
    Clock, Editions, Evaluation, Program, Standing, replay, review_all, standings_now,
};

/// Reads a program document; when it is one, evaluates it and writes it again. Whether it is one.
pub fn program(text: &str, portfolios: &[Portfolio]) -> bool {
    let program = match read_program(text) {
        Ok(program) => program,
        Err(problems) => return refused(&problems),
    };
    let written = write_program(&program);
    let again = read_program(&written).expect("what was written is read");
    assert_eq!(again, program, "a program comes back as it went");
    // One of them each time; which one hangs on the document, so that a failure comes back.
    let chosen = fnv1a32(written.as_bytes()) as usize % portfolios.len();
    evaluate(&program, &portfolios[chosen]);
    true
}

/// Reads a scenario document; when it is one, evaluates and runs it. Whether it is one.
pub fn scenario(text: &str, portfolios: &[Portfolio]) -> bool {
    match read_scenario(text) {
        Ok(saved) => show(&saved, portfolios),
        Err(problems) => refused(&problems),
    }
}

/// Reads a list of gates where a tier, a status, or a track and a part have theirs: one of these places,
/// which hangs on the list. Whether it was taken.
pub fn gates(text: &str, portfolios: &[Portfolio]) -> bool {
    const SALES: &str = r#""metric":"revenue","take":"sum","months":12"#;
    const WORTH: &str = r#""linear":{"target":1000,"points":100}"#;
    let part = format!(r#""name":"R","measure":{{{SALES}}},"value":{{{WORTH}}}"#);
    let listed = r#"{"measure":{"listed":{"column":"skills"}},"at_least":1}"#;
    let place = match fnv1a32(text.as_bytes()) % 3 {
        0 => format!(
            r#""score":{{"dimensions":[{{"key":"sales","parts":[{{{part}}}]}}]}},"statuses":[{{"key":"listed","name":"L","gate":{listed}}}],"tiers":[{{"name":"Member"}},{{"name":"Gold","gates":{text},"keep":{{"gates":{text}}}}}]"#
        ),
        1 => format!(
            r#""tiers":[{{"name":"Member"}},{{"name":"Gold","gates":[{{"status":"all"}}]}}],"statuses":[{{"key":"listed","name":"L","gate":{listed}}},{{"key":"all","name":"A","gate":{{"count":1,"of":{text}}}}}]"#
        ),
        _ => format!(
            r#""tiers":[{{"name":"Member"}},{{"name":"Gold","at_least":1}}],"score":{{"tracks":[{{"name":"A","when":{{"any":{text}}},"dimensions":[{{"key":"sales","parts":[{{{part},"when":{{"all":{text}}}}}]}}]}}]}}"#
        ),
    };
    program(
        &format!(
            r#"{{"tierlab":"program","version":2,"program":{{"name":"Gates","currency":"USD",{place}}}}}"#
        ),
        portfolios,
    )
}

/// Reads what stands behind `#s=`. Of a document the link is made first: a scenario in format 1 or 2, a link document
/// in format 2, with the numbers of its partners behind a zero. Other bytes, unless they begin as a link does, are
/// taken for what a link holds, under a checksum that agrees. Whether it is one.
pub fn link(bytes: &[u8]) -> bool {
    let bases = bases();
    let text = match (bytes.first(), std::str::from_utf8(bytes)) {
        (Some(b'1' | b'2' | b's' | b'%'), Ok(text)) => text.to_owned(),
        (Some(b'{'), _) => of_document(bytes),
        // How format 2 begins, without and with a base.
        (Some(1 | 17), _) => sealed("2", bytes),
        (Some(b'!'), _) => sealed("2e", bytes.get(1..).unwrap_or_default()),
        _ => sealed("1", bytes),
    };
    match read_link(&text, bases) {
        Ok(Received::Link(link)) => {
            let again = match read_link(&write_link(&link, bases), bases) {
                Ok(Received::Link(again)) => again,
                other => panic!("a link comes back: {other:?}"),
            };
            // Unknown numbers are equal to nothing.
            assert_eq!(
                write_link_document(&again),
                write_link_document(&link),
                "a link comes back as it went"
            );
            true
        }
        Ok(Received::Sealed(sealed)) => {
            assert!(sealed.rounds <= 10_000_000, "a page must not hang");
            true
        }
        Err(problems) => refused(&problems),
    }
}

/// A link of these bytes, under a checksum that agrees.
fn sealed(format: &str, bytes: &[u8]) -> String {
    let payload = URL_SAFE_NO_PAD.encode(bytes);
    let sum = fnv1a32(payload.as_bytes());
    format!("{format}.{payload}.{sum:08x}")
}

fn of_document(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (document, numbers) = bytes.split_at(end);
    let numbers = numbers.get(1..).unwrap_or_default();
    let text = String::from_utf8_lossy(document);
    if text.contains("\"link\"") {
        let packed = deflate(document, 6);
        return sealed("2", &[&[1], packed.as_slice(), numbers].concat());
    }
    if fnv1a32(document).is_multiple_of(2) {
        return sealed("1", &deflate(document, 6));
    }
    let inside =
        format!("{{\"tierlab\":\"link\",\"version\":1,\"design\":{{\"scenario\":{text}}}}}");
    sealed("2", &[&[1], deflate(inside.as_bytes(), 6).as_slice()].concat())
}

fn bases() -> &'static [Base] {
    static BASES: OnceLock<Vec<Base>> = OnceLock::new();
    BASES.get_or_init(link_bases)
}

/// A refusal says at least one thing, and every time what is wrong and what to do. Not accepted.
pub fn refused(problems: &Problems) -> bool {
    assert!(!problems.0.is_empty(), "a refusal has a reason");
    for problem in &problems.0 {
        assert!(!problem.what.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
    }
    false
}

fn show(saved: &SavedScenario, portfolios: &[Portfolio]) -> bool {
    let again = read_scenario(&write_scenario(saved)).expect("what was written is read");
    assert_eq!(again, *saved, "a scenario comes back as it went");
    let portfolio = portfolios.first().expect("partners");
    evaluate(&saved.scenario.baseline, portfolio);
    evaluate(&saved.scenario.alternative, portfolio);
    simulate(saved, portfolio);
    true
}

/// A short run; programs that the simulation cannot follow are refused with a reason.
fn simulate(saved: &SavedScenario, portfolio: &Portfolio) {
    let mut scenario = saved.scenario.clone();
    scenario.settings.replications = 2;
    scenario.settings.quarters = scenario.settings.quarters.min(3);
    match Runner::new(Job::whole(1, scenario.clone()), portfolio) {
        Err(event) => assert!(format!("{event:?}").contains("Failed"), "{event:?}"),
        Ok(runner) => {
            let outcome = runner.finish();
            headline(&outcome).expect("two replications");
            let tiers = scenario.alternative.ladder.tiers.len();
            assert_eq!(tier_series(&outcome).len(), tiers);
            net_series(&outcome);
            for mover in movers(&outcome, &scenario, portfolio) {
                assert!(mover.alternative <= tiers && mover.now < tiers, "{mover:?}");
            }
        }
    }
}

fn evaluate(program: &Program, portfolio: &Portfolio) {
    let evaluation = Evaluation::now(program, portfolio);
    let tiers = program.ladder.tiers.len();
    for partner in 0..portfolio.partners().len() {
        if let Some(score) = evaluation.score_of(partner) {
            assert!(score.is_finite(), "a known score is a number: {score}");
        }
        let found = evaluation.qualification(partner);
        assert!(found.tier < tiers, "{found:?}");
        assert!(found.blocked.iter().all(|(tier, _)| *tier > found.tier && *tier < tiers));
        let trace = evaluation.trace(partner);
        assert!((-1e-9..=1.0 + 1e-9).contains(&trace.coverage), "{trace:?}");
        assert_eq!(evaluation.tier_traces(partner).len(), tiers);
    }
    let mut standings: Vec<Standing> = standings_now(&evaluation)
        .into_iter()
        .map(|tier| Standing::holding(tier.try_into().expect("few tiers")))
        .collect();
    let clock = Clock {
        elapsed: portfolio.cadence().months(),
        period: portfolio.cadence().months(),
        month: evaluation.scene().month(),
    };
    for reviewed in review_all(&evaluation, &mut standings, clock) {
        assert!(usize::from(reviewed.to) < tiers, "{reviewed:?}");
    }
    assert_eq!(partner_scores(program, portfolio).len(), portfolio.partners().len());
    replay(&Editions(vec![program.clone()]), portfolio, 2);
    for benefit in &program.incentives.benefits {
        for tier in 0..=tiers {
            let earned = benefit.earned(tier, &[0.0, 100.0, 5e6]);
            assert!(!earned.is_nan(), "{benefit:?}");
        }
    }
}

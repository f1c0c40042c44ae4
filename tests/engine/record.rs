//! What stands beside a scenario: kept in its document, held levers, and what a link leaves out.

use crate::support::demo_scenario;
use tierlab_engine::behaviour::catalogue;
use tierlab_engine::formats::documents::{
    PortfolioReference, SavedScenario, read_scenario, write_scenario,
};
use tierlab_engine::portfolio::Origin;
use tierlab_engine::record::{Decision, Exception, Levers, Record};
use tierlab_engine::report::held;
use tierlab_engine::simulation::Scenario;

fn saved(record: Record) -> SavedScenario {
    let mut scenario = demo_scenario(10);
    scenario.record = record;
    let portfolio = PortfolioReference { origin: Origin::Sample, partners: 240, fingerprint: 7 };
    SavedScenario { scenario, portfolio, outcome: None }
}

fn full() -> Record {
    Record {
        question: "Where does Strategic begin?".to_owned(),
        free: Some(vec![Levers::Thresholds, Levers::Incentives]),
        taking_part: true,
        decisions: vec![Decision {
            what: "Raise the line".to_owned(),
            owner: "Channel operations".to_owned(),
            by: "2026-12-31".to_owned(),
            ..Decision::default()
        }],
        exceptions: vec![Exception {
            partner: "P-17".to_owned(),
            tier: "Strategic".to_owned(),
            reason: "Merger under way".to_owned(),
            until: "2028-02-29".to_owned(),
            ..Exception::default()
        }],
    }
}

/// One change in each group.
fn changed(scenario: &Scenario, levers: Levers) -> Scenario {
    let mut next = scenario.clone();
    let program = &mut next.alternative;
    match levers {
        Levers::Thresholds => program.ladder.tiers[1].set_line(91.0),
        Levers::Movement => program.movement.grace += 1,
        Levers::Incentives => program.incentives.tiers[1].commission += 0.01,
        Levers::Rules => program.score.tracks[0].dimensions[0].weight += 0.125,
        Levers::Assumptions => {
            let info = catalogue()[0];
            (info.set)(&mut next.parameters, info.high);
        }
        Levers::Run => next.settings.quarters += 1,
    }
    assert_ne!(next, *scenario, "{levers:?}");
    next
}

#[test]
fn a_record_is_kept_in_the_document_word_for_word() {
    let saved = saved(full());
    assert_eq!(read_scenario(&write_scenario(&saved)), Ok(saved));
}

#[test]
fn a_scenario_without_one_is_written_as_before() {
    assert!(!write_scenario(&saved(Record::default())).contains("record"));
}

#[test]
fn what_is_wrong_with_a_record_is_told_all_at_once() {
    let good = write_scenario(&saved(full()));
    let bad = good
        .replace("\"thresholds\"", "\"everything\"")
        .replace("2026-12-31", "31.12.2026")
        .replace("2028-02-29", "2027-02-29")
        .replace("Where does", &"x".repeat(400));
    let told = read_scenario(&bad).expect_err("four things are wrong").to_string();
    for part in ["everything", "31.12.2026", "2027-02-29", "characters"] {
        assert!(told.contains(part), "{part} is not in: {told}");
    }
}

/// Groups in which a scenario differs from one before: what gets through when only that group is free.
fn moved(before: &Scenario, after: &Scenario) -> Vec<Levers> {
    let differs = |levers: &Levers| {
        let mut before = before.clone();
        before.record.free = Some(vec![*levers]);
        before.record.taking_part = true;
        let mut after = after.clone();
        after.record.clone_from(&before.record);
        held(&before, after) != before
    };
    Levers::ALL.into_iter().filter(differs).collect()
}

#[test]
fn a_change_belongs_to_its_group_and_to_no_other() {
    let scenario = demo_scenario(10);
    for levers in Levers::ALL {
        assert_eq!(moved(&scenario, &changed(&scenario, levers)), [levers]);
    }
}

#[test]
fn who_takes_part_moves_what_is_free_and_nothing_else() {
    for free in Levers::ALL {
        let mut scenario = demo_scenario(10);
        scenario.record.free = Some(vec![free]);
        scenario.record.taking_part = true;
        for levers in Levers::ALL {
            let next = changed(&scenario, levers);
            let expected = if levers == free { next.clone() } else { scenario.clone() };
            assert_eq!(held(&scenario, next), expected, "{levers:?} while {free:?} is free");
        }
        let all = Levers::ALL.into_iter().fold(scenario.clone(), |next, it| changed(&next, it));
        assert_eq!(moved(&scenario, &held(&scenario, all)), [free]);
    }
}

#[test]
fn the_facilitator_moves_everything_and_so_does_who_was_not_asked_to_hold() {
    for record in [
        Record { free: Some(Vec::new()), ..Record::default() },
        Record { taking_part: true, ..Record::default() },
    ] {
        let mut scenario = demo_scenario(10);
        scenario.record = record;
        for levers in Levers::ALL {
            let next = changed(&scenario, levers);
            assert_eq!(held(&scenario, next.clone()), next);
        }
    }
}

#[test]
fn tiers_that_come_or_go_are_rules_and_take_their_lines_and_benefits_along() {
    let mut scenario = demo_scenario(10);
    let mut next = scenario.clone();
    tierlab_engine::rules::remove_tier(&mut next.alternative, 1);
    assert_eq!(moved(&scenario, &next), [Levers::Rules]);
    scenario.record.free = Some(vec![Levers::Thresholds, Levers::Incentives, Levers::Movement]);
    scenario.record.taking_part = true;
    assert_eq!(held(&scenario, next.clone()).alternative.ladder, scenario.alternative.ladder);
    scenario.record.free = Some(vec![Levers::Rules]);
    assert_eq!(held(&scenario, next.clone()).alternative.ladder, next.alternative.ladder);
}

#[test]
fn a_link_carries_the_question_and_no_names() {
    let public = full().public();
    assert_eq!(
        (public.question.as_str(), public.decisions.len()),
        ("Where does Strategic begin?", 0)
    );
    assert_eq!((public.exceptions.len(), public.free), (0, full().free));
}

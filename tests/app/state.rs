//! State: edits, undo and redo, what is stored and how it comes back.

use std::sync::Arc;
use tierlab::state::{
    BenefitField, Edit, History, MovementField, Origin, Session, Shared, Step, sample_portfolio,
};
use tierlab_engine::record::{Decision, Levers, Record};
use tierlab_engine::sample::sample_scenario;

fn session() -> Session {
    let portfolio = sample_portfolio();
    Session::own(portfolio, sample_scenario())
}

/// Threshold of a tier in half points, which is what thresholds snap to.
fn threshold(session: &Session, tier: usize) -> String {
    tierlab::format::field(session.scenario().alternative.ladder.tiers[tier].line())
}

#[test]
fn a_drag_is_one_step_with_the_whole_way_in_its_name() {
    let mut session = session();
    let start = threshold(&session, 2);
    for points in [62.0, 61.5, 60.0] {
        session.edit(&Edit::Threshold(2, points));
    }
    session.history.seal();
    session.edit(&Edit::Threshold(2, 59.0));
    assert_eq!(session.history.undo_name(), Some("Strategic threshold 60 to 59"));
    session.history.undo();
    assert_eq!(session.history.undo_name(), Some("Strategic threshold 64 to 60"));
    session.history.undo();
    assert_eq!(threshold(&session, 2), start);
    assert_eq!(session.history.undo_name(), None);
    session.history.redo();
    session.history.redo();
    assert_eq!(threshold(&session, 2), "59");
    assert_eq!(session.history.redo_name(), None);
}

#[test]
fn another_control_begins_another_step() {
    let mut session = session();
    session.edit(&Edit::Threshold(1, 41.0));
    session.edit(&Edit::Threshold(2, 65.0));
    session.edit(&Edit::Threshold(2, 66.0));
    session.history.undo();
    assert_eq!((threshold(&session, 1), threshold(&session, 2)), ("41".into(), "64".into()));
}

#[test]
fn a_drag_that_comes_back_leaves_no_step() {
    let mut session = session();
    session.edit(&Edit::Threshold(2, 70.0));
    session.edit(&Edit::Threshold(2, 64.0));
    session.history.seal();
    assert_eq!(session.history.undo_name(), None);
}

#[test]
fn an_abandoned_drag_is_as_if_it_never_was() {
    let mut session = session();
    session.edit(&Edit::Threshold(2, 70.0));
    session.history.abandon();
    assert_eq!(threshold(&session, 2), "64");
    assert_eq!((session.history.undo_name(), session.history.redo_name()), (None, None));
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    let mut session = session();
    session.edit(&Edit::Threshold(2, 70.0));
    session.history.undo();
    session.edit(&Edit::Rename("Another".to_owned()));
    assert_eq!(session.history.redo_name(), None);
}

#[test]
fn cells_show_what_was_typed() {
    let mut session = session();
    for (column, typed) in [
        (BenefitField::Commission, 14.5),
        (BenefitField::Discount, 7.1),
        (BenefitField::Mdf, 2.7),
        (BenefitField::ManagerHours, 10.0),
        (BenefitField::EnablementHours, 3.3),
    ] {
        session.edit(&Edit::Benefit(2, column, typed));
        let benefit = session.scenario().alternative.incentives.tiers[2];
        assert_eq!(column.shown(&benefit).to_bits(), typed.to_bits(), "{column:?}");
    }
    let benefit = session.scenario().alternative.incentives.tiers[2];
    assert_eq!((benefit.commission, benefit.mdf), (0.145, 2700.0));
}

#[test]
fn steps_are_named_after_what_they_do() {
    let session = session();
    let name = |edit: Edit| edit.describe(session.scenario());
    let cell = Edit::Benefit(1, BenefitField::ManagerHours, 10.0);
    assert_eq!(name(cell), "Growth manager hours 6 to 10");
    assert_eq!(name(Edit::Movement(MovementField::Grace, 3.0)), "grace reviews to 3");
    assert_eq!(name(Edit::Reset), "all settings back to the baseline");
}

#[test]
fn reset_keeps_the_name_and_can_be_undone() {
    let mut session = session();
    session.edit(&Edit::Reset);
    let scenario = session.scenario();
    assert_eq!(scenario.alternative.name, "Earned Strategic");
    assert_eq!(scenario.alternative.ladder, scenario.baseline.ladder);
    session.history.undo();
    assert_eq!(threshold(&session, 2), "64");
}

#[test]
fn a_shared_session_cannot_be_changed() {
    let mut session = session();
    session.origin = Origin::Shared(Shared::default());
    session.edit(&Edit::Threshold(2, 70.0));
    assert_eq!(threshold(&session, 2), "64");
}

#[test]
fn any_step_can_be_gone_to() {
    let mut session = session();
    for points in [65.0, 66.0, 67.0] {
        session.edit(&Edit::Threshold(2, points));
        session.history.seal();
    }
    session.history.go_to(1);
    assert_eq!(threshold(&session, 2), "65");
    assert_eq!((session.history.made(), session.history.names().len()), (1, 3));
    session.history.go_to(0);
    assert_eq!(threshold(&session, 2), "64");
    session.history.go_to(9);
    assert_eq!(threshold(&session, 2), "67");
    let names = [
        "Strategic threshold 64 to 65",
        "Strategic threshold 65 to 66",
        "Strategic threshold 66 to 67",
    ];
    assert_eq!(session.history.names(), names);
}

#[test]
fn steps_of_an_earlier_visit_come_before_those_of_this_one() {
    let mut session = session();
    let before = Edit::Rename("Earlier".to_owned()).apply(session.scenario());
    session.edit(&Edit::Threshold(2, 70.0));
    let step = |name: &str| Step {
        name: name.to_owned(),
        made: Some("2026-11-28T14:32:05.000Z".to_owned()),
        scenario: Arc::new(before.clone()),
    };
    session.history.recall_past(vec![step("name")]);
    session.history.recall_future(vec![step("never")]);
    assert_eq!(session.history.names(), ["name", "Strategic threshold 64 to 70"]);
    session.history.go_to(0);
    assert_eq!(session.scenario().alternative.name, "Earlier");
}

#[test]
fn a_step_carries_the_moment_its_burst_ended_at() {
    let mut session = session();
    session.edit(&Edit::Threshold(2, 65.0));
    session.history.at("2026-11-28T14:32:05.000Z".to_owned());
    session.edit(&Edit::Threshold(2, 66.0));
    session.history.seal();
    session.history.at("2026-11-28T15:00:00.000Z".to_owned());
    session.edit(&Edit::Budget(1200.0));
    session.history.undo();
    let times: Vec<_> = session.history.steps().map(|step| step.made.clone().unwrap()).collect();
    assert_eq!(times, ["2026-11-28T14:32:05.000Z", "2026-11-28T15:00:00.000Z"]);
}

#[test]
fn a_budget_is_a_named_step_and_outlives_the_way_back_to_the_baseline() {
    let mut session = session();
    session.edit(&Edit::Budget(1200.0));
    assert_eq!(session.history.undo_name(), Some("budget of a year $1.2M"));
    assert_eq!(session.scenario().alternative.incentives.budget, Some(1_200_000.0));
    session.edit(&Edit::Reset);
    assert_eq!(session.scenario().alternative.incentives.budget, Some(1_200_000.0));
    session.edit(&Edit::Budget(0.0));
    assert_eq!(session.history.undo_name(), Some("no budget"));
    assert_eq!(session.scenario().alternative.incentives.budget, None);
}

#[test]
fn a_version_put_back_is_one_named_step() {
    let mut session = session();
    let version = Edit::Threshold(2, 50.0).apply(session.scenario());
    session.edit(&Edit::Threshold(2, 70.0));
    session.replace("version A restored", version);
    assert_eq!(threshold(&session, 2), "50");
    assert_eq!(session.history.undo_name(), Some("version A restored"));
    session.history.undo();
    assert_eq!(threshold(&session, 2), "70");
}

#[test]
fn history_keeps_many_steps_but_not_all() {
    let mut history = History::new(session().scenario().clone());
    for step in 0..300_u32 {
        let next = Edit::Rename(format!("name {step}")).apply(history.present());
        history.edit("rename", next, |_| format!("step {step}"));
        history.seal();
    }
    let mut undone = 0;
    while history.undo_name().is_some() {
        history.undo();
        undone += 1;
    }
    assert_eq!(undone, 200);
}

#[test]
fn who_takes_part_moves_only_what_is_free_and_may_leave_the_round() {
    let mut session = session();
    let free = |taking_part| Edit::Record {
        name: "round".to_owned(),
        record: Box::new(Record {
            free: Some(vec![Levers::Incentives]),
            taking_part,
            ..Record::default()
        }),
    };
    session.edit(&free(true));
    let line = threshold(&session, 2);
    session.edit(&Edit::Threshold(2, 90.0));
    assert_eq!(threshold(&session, 2), line);
    assert!(session.holds(Levers::Thresholds) && !session.holds(Levers::Incentives));
    assert_eq!(session.history.undo_name(), Some("round"), "what is held leaves no step");
    session.edit(&Edit::Benefit(2, BenefitField::Commission, 33.0));
    assert!(session.history.undo_name().is_some_and(|name| name.contains("33")));
    session.edit(&free(false));
    session.edit(&Edit::Threshold(2, 90.0));
    assert_eq!(threshold(&session, 2), "90");
}

#[test]
fn for_others_what_was_agreed_stays_here_unless_names_go_along() {
    let mut session = session();
    let record = Record {
        question: "Where does Strategic begin?".to_owned(),
        decisions: vec![Decision { what: "Raise it".to_owned(), ..Decision::default() }],
        ..Record::default()
    };
    let name = "log".to_owned();
    session.edit(&Edit::Record { name, record: Box::new(record.clone()) });
    assert_eq!(session.to_shared(true, None).scenario.record, record);
    let shared = session.to_shared(false, None).scenario.record;
    assert_eq!((shared.question, shared.decisions), (record.question, Vec::new()));
}

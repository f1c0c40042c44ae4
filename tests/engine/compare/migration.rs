//! From old rules to new ones, and the days that belong to it.

use crate::support::{DIMENSIONS, plain_program, portfolio};
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::finance::Incentives;
use tierlab_engine::portfolio::{Day, Month, Origin, Partner, Period, Portfolio};
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::report::{Migrant, migration, switch};
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::{MovementRules, Program, Tier};
use tierlab_engine::simulation::{Scenario, Settings};

fn day(year: i32, month: i32) -> Day {
    Day::first_of(Month::new(year, month).unwrap())
}

#[test]
fn days_are_those_of_the_calendar() {
    let before = |day: Day, days: u32| day.before(days).to_string();
    assert_eq!(before(day(2027, 1), 0), "2027-01-01");
    assert_eq!(before(day(2027, 1), 1), "2026-12-31");
    assert_eq!(before(day(2027, 1), 90), "2026-10-03");
    assert_eq!(before(day(2024, 3), 1), "2024-02-29");
    assert_eq!(before(day(2023, 3), 1), "2023-02-28");
    assert_eq!(before(day(1900, 3), 1), "1900-02-28");
    assert_eq!(before(day(2000, 3), 1), "2000-02-29");
    assert_eq!(before(day(2400, 3), 146_097), "2000-03-01");
    assert_eq!(before(day(2027, 1).before(17), 14), "2026-12-01");
    let start = day(2027, 7);
    for days in 0..800 {
        assert_eq!(start.before(days).before(1), start.before(days + 1));
        assert!(start.before(days + 1) < start.before(days));
    }
}

/// Score is reach alone.
fn program(name: &str, lines: &[(&str, f64)]) -> Program {
    let tiers: Vec<Tier> =
        lines.iter().map(|(tier, line)| Tier::at(tier, *line, Vec::new())).collect();
    let none = Incentives::none(tiers.len());
    let weights = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    let program = plain_program(
        &weights,
        &[(0.0, 0.0), (1e6, 100.0)],
        tiers,
        MovementRules::simple(3, 1, 0, 0.0),
        none,
    );
    Program { name: name.to_owned(), ..program }
}

fn partners() -> Portfolio {
    let row = |id: &str, reach: f64| (id.to_owned(), 50e3, [reach, 50.0, 50.0, 50.0, 50.0, 50.0]);
    assert_eq!(DIMENSIONS[1], "reach");
    portfolio(&[row("A", 50.0), row("B", 60.0), row("C", 40.0), row("D", 90.0)])
}

fn list(old: &Program, new: &Program) -> Vec<Migrant> {
    let settings = Settings::of(2, 25, Seed(1));
    let parameters = Parameters { exit_hazard: 0.0, ..Parameters::default() };
    let scenario = Scenario::of(old.clone(), new.clone(), parameters, settings);
    let partners = partners();
    let outcome = Runner::new(Job::whole(1, scenario), &partners).unwrap().finish();
    migration(&outcome, (new, old), &partners)
}

#[test]
fn every_partner_goes_from_its_old_tier_to_a_new_one() {
    let old = program("Old", &[("Entry", 0.0), ("Growth", 45.0)]);
    let new = program("New", &[("Entry", 0.0), ("Growth", 55.0), ("Top", 80.0)]);
    let list = list(&old, &new);
    let way = |place: usize| {
        let migrant = &list[place];
        assert_eq!(migrant.position, place);
        (migrant.old, migrant.carried, migrant.day_one, migrant.needs_notice(3))
    };
    assert_eq!(way(0), (1, 1, 0, true), "held Growth at 50, which now takes 55");
    assert_eq!(way(1), (1, 1, 1, false));
    assert_eq!(way(2), (0, 0, 0, false));
    assert_eq!(way(3), (1, 1, 2, true), "a higher tier is news as well");
    for migrant in &list {
        let (_, chance) = migrant.end.expect("all are simulated");
        assert!((0.0..=1.0).contains(&chance));
    }
}

#[test]
fn tiers_keep_their_partners_by_name() {
    let old = program("Old", &[("Entry", 0.0), ("Growth", 45.0), ("Top", 55.0)]);
    let new = program("New", &[("Entry", 0.0), ("Top", 55.0)]);
    let list = list(&old, &new);
    // Growth is gone: who held it goes to the next lower one that both have.
    assert_eq!((list[0].old, list[0].carried, list[0].day_one), (1, 0, 0));
    assert_eq!((list[1].old, list[1].carried, list[1].day_one), (2, 1, 1));
}

#[test]
fn notice_is_due_so_many_days_before_the_switch() {
    // The record ends with 2026 Q3.
    let told = |starts, days| {
        let (from, notice) = switch(&partners(), starts, days);
        (from.to_string(), notice.to_string())
    };
    assert_eq!(told(1, 90), ("2026-10-01".to_owned(), "2026-07-03".to_owned()));
    assert_eq!(told(3, 30), ("2027-04-01".to_owned(), "2027-03-02".to_owned()));
    assert_eq!(told(1, 0).1, "2026-10-01");
}

#[test]
fn what_has_no_date_is_told_by_its_quarter() {
    let partner =
        Partner { id: "A".into(), name: "A".into(), attributes: vec![], first_tier: None };
    let undated =
        Portfolio::new(Origin::Sample, vec![Period::snapshot()], vec![], vec![], vec![partner]);
    let (from, notice) = switch(&undated, 2, 90);
    assert_eq!(from.to_string(), "Quarter 2");
    assert_eq!(notice.to_string(), "90 days before Quarter 2");
}

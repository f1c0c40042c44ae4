//! Versions of a group side by side: the lines of every tier, and who chose what.

use crate::support::demo_scenario;
use tierlab_engine::report::{choices, tier_lines};
use tierlab_engine::rules::{Program, add_tier, remove_tier};

fn base() -> Program {
    demo_scenario(10).baseline
}

/// A version with another line on a tier.
fn with_line(tier: usize, points: f64) -> Program {
    let mut program = base();
    program.ladder.tiers[tier].set_line(points);
    program
}

#[test]
fn lines_stand_side_by_side_with_their_middle_and_their_span() {
    let versions = [with_line(2, 60.0), with_line(2, 72.0), with_line(2, 66.0), with_line(2, 61.0)];
    let versions: Vec<&Program> = versions.iter().collect();
    let rows = tier_lines(&base(), &versions);
    let row = rows.iter().find(|row| row.tier == base().ladder.tiers[2].name).expect("the tier");
    assert_eq!(row.lines, [Some(60.0), Some(72.0), Some(66.0), Some(61.0)]);
    assert_eq!((row.span(), row.median()), (Some((60.0, 72.0)), Some(63.5)));
    assert!(!row.agrees());
    let other = rows.iter().find(|row| row.tier == base().ladder.tiers[1].name).expect("the tier");
    assert!(other.agrees());
    assert_eq!(other.median(), other.base);
}

#[test]
fn a_tier_that_only_some_have_is_told_as_missing_elsewhere() {
    let mut more = base();
    let at = add_tier(&mut more, 1).expect("room for a tier");
    more.ladder.tiers[at].name = "Rising".to_owned();
    more.ladder.tiers[at].set_line(50.0);
    let mut fewer = base();
    remove_tier(&mut fewer, 2);
    let gone = base().ladder.tiers[2].name.clone();
    let rows = tier_lines(&base(), &[&more, &fewer]);
    let rising = rows.iter().find(|row| row.tier == "Rising").expect("the new tier");
    assert_eq!((rising.base, &rising.lines[..]), (None, &[Some(50.0), None][..]));
    assert!(!rising.agrees());
    let row = rows.iter().find(|row| row.tier == gone).expect("the tier in force");
    assert_eq!(row.lines[1], None);
    assert!(row.base.is_some() && row.lines[0].is_some());
}

#[test]
fn who_chose_what_begins_where_the_group_is_most_divided() {
    let mut versions = [with_line(2, 70.0), with_line(2, 71.0), with_line(2, 72.0), base()];
    for version in &mut versions[..3] {
        version.incentives.tiers[2].commission = 0.2;
    }
    let versions: Vec<&Program> = versions.iter().collect();
    let rows = choices(&base(), &versions, None);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!((rows[0].most(), rows[0].picks.len()), (1, 4));
    assert_eq!(rows[1].most(), 3);
    assert_eq!(rows[1].picks[0].who, [0, 1, 2]);
    assert!(!rows[1].picks[0].is_base && rows[1].picks[1].is_base);
    assert_eq!(rows[1].picks[1].value, rows[1].base);
    for row in &rows {
        let mut all: Vec<usize> = row.picks.iter().flat_map(|picked| picked.who.clone()).collect();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3], "everybody stands in every row once");
    }
}

#[test]
fn a_group_that_changes_nothing_has_nothing_to_agree_on() {
    let same = base();
    assert_eq!(choices(&base(), &[&same, &same], None), []);
    assert_eq!(choices(&base(), &[], None), []);
    assert!(tier_lines(&base(), &[]).iter().all(|row| row.median().is_none()));
}

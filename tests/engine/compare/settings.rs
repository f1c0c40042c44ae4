//! Settings that differ between several programs.

use crate::support::{demo_program, demo_scenario};
use tierlab_engine::explain::{SettingRow, differences};
use tierlab_engine::report::assumptions_that_differ;
use tierlab_engine::rules::Program;

fn variant(change: impl FnOnce(&mut Program)) -> Program {
    let mut program = demo_program();
    change(&mut program);
    program
}

fn told(rows: &[SettingRow]) -> Vec<String> {
    let cell = |value: &Option<String>| value.clone().unwrap_or_else(|| "same".to_owned());
    rows.iter()
        .map(|row| {
            let values: Vec<String> = row.values.iter().map(cell).collect();
            format!("{} | {} | {} | {}", row.place, row.name, row.base, values.join(" | "))
        })
        .collect()
}

#[test]
fn each_setting_stands_once_with_a_column_per_program() {
    let base = demo_program();
    let a = variant(|p| {
        p.ladder.tiers[2].set_line(64.0);
        p.incentives.tiers[1].mdf = 4_000.0;
    });
    let b = variant(|p| {
        p.ladder.tiers[2].set_line(57.0);
        p.incentives.tiers[2].commission = 0.1;
    });
    let rows = differences(&base, &[&a, &b], None);
    assert_eq!(
        told(&rows),
        [
            "strategic | The score to enter | at least 60 points | at least 64 points | at least 57 points",
            "Benefits of growth | Market development funds per quarter | $2,000 | $4,000 | same",
            "Benefits of strategic | Commission, share of revenue | 9\u{a0}% | same | 10\u{a0}%",
        ]
    );
}

#[test]
fn the_order_of_programs_changes_columns_and_no_more() {
    let base = demo_program();
    let a = variant(|p| p.movement.grace = 3);
    let b = variant(|p| {
        p.ladder.tiers[1].set_line(40.0);
        p.ladder.tiers.pop();
        p.incentives.tiers.pop();
    });
    let mut there = differences(&base, &[&a, &b], None);
    for row in &mut there {
        row.values.reverse();
    }
    let (mut there, mut back) = (told(&there), told(&differences(&base, &[&b, &a], None)));
    there.sort();
    back.sort();
    assert_eq!(there, back);
    assert!(there.iter().any(|row| row.contains("Flagship is gone")), "{there:?}");
    assert!(there.iter().any(|row| row.starts_with("Movement | ")), "{there:?}");
}

#[test]
fn equal_programs_have_no_rows() {
    let base = demo_program();
    assert_eq!(differences(&base, &[&base.clone(), &base.clone()], None), []);
    assert_eq!(differences(&base, &[], None), []);
}

#[test]
fn assumptions_are_named_where_they_differ() {
    let one = demo_scenario(20);
    assert_eq!(assumptions_that_differ(&one, &one.clone()), Vec::<&str>::new());
    let mut other = one.clone();
    other.parameters.exit_hazard += 0.01;
    other.settings.replications = 30;
    other.joining = 2.0;
    let told = assumptions_that_differ(&one, &other);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[1..], ["partners that join", "runs"]);
    // Programs are not assumptions.
    other = one.clone();
    other.alternative.movement.grace += 1;
    assert!(assumptions_that_differ(&one, &other).is_empty());
}

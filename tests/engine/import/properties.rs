//! Whatever the bytes: no panic, and the lines add up.

use super::*;
use proptest::prelude::*;

/// Text that looks like a file, with much that is odd.
fn any_file() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        "[0-9]{1,3}",
        "P-[0-9]{1,2}",
        "202[0-9]-Q[1-5]",
        "-?[0-9]{1,3}[.,][0-9]{1,4}",
        "[ \"'a-cäß$%€e−+\u{a0}]{0,5}",
        Just(String::new()),
        Just("n/a".to_owned()),
        Just("Total".to_owned()),
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n")];
    let row =
        (prop::collection::vec(cell, 1..6), end).prop_map(|(cells, end)| cells.join(",") + end);
    let header = prop_oneof![
        Just("partner id,quarter,revenue,region\n"),
        Just("partner id,revenue 2024 Q1,revenue 2024 Q2,csat\n"),
        Just("id,name,revenue,orders\n"),
        Just("a,b,c,d\n"),
    ];
    (header, prop::collection::vec(row, 0..30))
        .prop_map(|(header, rows)| header.to_owned() + &rows.concat())
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(table) = read_table(bytes) else { return Ok(()) };
    prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.headers.len()));
    prop_assert!(table.rows.windows(2).all(|pair| pair[0].line < pair[1].line));
    let plan = guess_plan(&table);
    prop_assert_eq!(plan.columns.len(), table.headers.len());
    let Ok(imported) = import(&table, &plan, Origin::Sample) else { return Ok(()) };
    let counts = imported.counts;
    prop_assert_eq!(counts.lines, table.lines());
    let parts = counts.header + counts.used + counts.set_aside + counts.blank;
    prop_assert_eq!(counts.lines, parts);
    let noted: std::collections::HashSet<usize> =
        imported.notes.iter().map(|note| note.line).collect();
    prop_assert!(noted.len() >= counts.set_aside, "a row was set aside without a note");
    Ok(())
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn arbitrary_text_never_panics(text in "[\\PC\r\n\t,;|\"]{0,200}") {
        check(text.as_bytes())?;
    }

    #[test]
    fn lines_always_add_up(text in any_file()) {
        check(text.as_bytes())?;
    }

    #[test]
    fn lines_are_those_of_the_text(text in any_file()) {
        prop_assume!(!text.contains('"'));
        if let Ok(table) = read_table(text.as_bytes()) {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(table.lines(), text.lines().count());
        }
    }
}

//! Lines that are not plain: what is read, what stays unknown, what is told.

use super::*;
use std::fmt::Write;

#[test]
fn numbers_are_read_and_the_rest_stays_unknown() {
    let cases: [(&str, Option<f64>, Option<&str>); 18] = [
        ("12", Some(12.0), None),
        ("1.5e3", Some(1500.0), None),
        ("\"1,234,567.5\"", Some(1_234_567.5), None),
        ("$1200", Some(1200.0), None),
        ("-$5", Some(-5.0), Some("kept as −5.00; a credit note?")),
        ("\"-4,120\"", Some(-4120.0), Some("kept as −4,120.00; a credit note?")),
        ("7 Pers.", Some(7.0), Some("read as 7")),
        ("93 %", Some(93.0), None),
        ("0.10", Some(0.1), None),
        ("", None, None),
        ("n/a", None, Some("left unknown, not zero")),
        ("unknown", None, Some("left unknown, not zero")),
        ("NaN", None, Some("not a finite number; left unknown")),
        ("1e999", None, Some("not a finite number; left unknown")),
        ("\"12,34\"", None, Some("not a number; left unknown")),
        ("\"1,23,456\"", None, Some("not a number; left unknown")),
        ("3M", None, Some("not a number; left unknown")),
        ("soon", None, Some("not a number; left unknown")),
    ];
    for (written, expected, told) in cases {
        let text = format!("partner id,revenue\nx,1.5\ny,2\nz,3\nw,4\nv,{written}\n");
        let imported = imported(&text);
        assert_eq!(value(&imported.portfolio, "revenue", "v", "Now"), expected, "{written}");
        let notes: Vec<&str> = imported.notes.iter().map(|note| note.done.as_str()).collect();
        assert_eq!(notes, Vec::from_iter(told), "{written}");
        assert!(imported.notes.iter().all(|n| n.line == 6 && n.column == "revenue"));
    }
}

#[test]
fn another_currency_is_not_added_up() {
    let imported = imported("partner id,revenue\n1,$5\n2,€6\n3,USD 7\n");
    assert_eq!(value(&imported.portfolio, "revenue", "2", "Now"), None);
    assert_eq!(value(&imported.portfolio, "revenue", "3", "Now"), Some(7.0));
    let told = "another currency than in line 2; left unknown";
    assert_eq!(note(&imported, 3, "revenue").done, told);
}

#[test]
fn copies_are_kept_once_and_of_a_conflict_the_later_line() {
    let text = "partner id,quarter,revenue\na,2025-Q1,5\na,2025-Q1,5\n\
                b,2025-Q1,6\na,2025-Q2,7\na,Q2 2025,8\n";
    let imported = imported(text);
    assert_eq!(note(&imported, 3, "whole row").done, "identical copy, kept once");
    assert_eq!(note(&imported, 3, "whole row").value, "same as line 2");
    assert_eq!(note(&imported, 5, "revenue").value, "7");
    assert_eq!(note(&imported, 5, "revenue").done, "line 6: 8; later one kept");
    assert_eq!(value(&imported.portfolio, "revenue", "a", "2025 Q2"), Some(8.0));
    assert_eq!((imported.counts.used, imported.counts.set_aside), (3, 2));
    assert_balanced(&imported, 6);
}

#[test]
fn rows_that_do_not_fit_are_set_aside_with_their_line() {
    let text = "partner id,quarter,revenue\r\n\r\na,2025-Q1,5\r\nb,2025-Q1\r\n\
                c,2025-Q1,\"1\r\n2\",9\r\n,2025-Q1,7\r\nd,last year,8\r\n,,\r\n\
                Total,,29\r\n";
    let imported = imported(text);
    let told: Vec<(usize, &str)> =
        imported.notes.iter().map(|note| (note.line, note.done.as_str())).collect();
    assert_eq!(
        told,
        [
            (4, "too few: 2 cells, 3 columns; row set aside"),
            (5, "too many: 4 cells, 3 columns; row set aside"),
            (7, "no partner id; row set aside"),
            (8, "not read as a quarter or month; row set aside"),
            (10, "total row, not a partner; set aside"),
        ]
    );
    assert_eq!((imported.counts.used, imported.counts.blank), (1, 2));
    // The quoted line break makes two lines of text one row.
    assert_balanced(&imported, 9);
}

#[test]
fn lone_carriage_returns_are_line_ends_too() {
    let imported = imported("partner id,revenue\ra,5\r\rb,soon\rc,7\r");
    assert_eq!(note(&imported, 4, "revenue").value, "soon");
    assert_balanced(&imported, 5);
}

#[test]
fn thousands_of_odd_cells_are_summed_up() {
    let mut text = String::from("partner id,revenue\n");
    for id in 0..4_000 {
        let value = if id % 2 == 0 { "5" } else { "n/a" };
        writeln!(text, "p{id},{value}").unwrap();
    }
    let imported = imported(&text);
    assert_eq!(imported.notes.len(), 1_001);
    let told = "from this line on 1000 more cells of this column were not plain; treated the same";
    assert!(imported.notes.iter().any(|note| note.done == told));
}

#[test]
fn every_line_that_goes_is_told_where_rows_are_made_of_several() {
    // The second period is the first one written otherwise; the orders are the same, the revenue is not.
    let text = "reseller id\tperiod\tmetric\tvalue\n\
                R1\t2025-01\trevenue\t100\n\
                R1\t2025-01\torders\t5\n\
                R1\t01/2025\trevenue\t120\n\
                R1\t01/2025\torders\t5\n\
                R2\t2025-01\trevenue\t70\n\
                R2\t2025-01\torders\t4\n\
                R2\t01/2025\trevenue\t70\n\
                R2\t01/2025\torders\t4\n\
                R3\t2025-01\torders\t9\n\
                R3\t2025-01\torders\t9\n";
    let table = tierlab_engine::formats::import::reshaped(table(text));
    let plan = guess_plan(&table);
    let imported = import(&table, &plan, Origin::Sample).unwrap();
    let told: Vec<usize> =
        imported.notes.iter().map(|note| note.line).filter(|line| *line > 0).collect();
    let aside: Vec<usize> =
        [2, 3, 8, 9, 10].into_iter().filter(|line| !told.contains(line)).collect();
    assert_eq!(imported.counts.set_aside, 5, "{:?}", imported.notes);
    assert!(aside.is_empty(), "{aside:?}: {:?}", imported.notes);
}

//! Tables as files: what a spreadsheet reads is what was written, and nothing is computed.

use proptest::prelude::*;
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::formats::table::read_table;

fn lines(headers: &[&str], rows: Vec<Vec<Cell>>) -> String {
    let text = write_csv(headers, rows);
    text.strip_prefix('\u{feff}').expect("a byte order mark").to_owned()
}

#[test]
fn cells_are_quoted_only_where_they_must_be() {
    let row = ["plain", "a, b", "say \"yes\"", "two\nlines", ""].map(Cell::text).to_vec();
    assert_eq!(
        lines(&["A", "B", "C", "D", "E"], vec![row]),
        "A,B,C,D,E\r\nplain,\"a, b\",\"say \"\"yes\"\"\",\"two\nlines\",\r\n"
    );
}

#[test]
fn no_cell_begins_like_a_formula() {
    for start in ["=", "+", "-", "@", "\t", "\r", "\n", "\u{ff1d}"] {
        let text = lines(&["A", "B"], vec![vec![Cell::text(format!("{start}1")), Cell::text("x")]]);
        let row = text.strip_prefix("A,B\r\n").unwrap();
        let cell = row.trim_start_matches('"');
        assert!(cell.starts_with(&format!("'{start}1")), "{row:?}");
    }
    // Also where quoting would hide it, and in headers.
    let text = lines(&["=A1", "B"], vec![vec![Cell::text("=1,2"), Cell::text("in - side")]]);
    assert_eq!(text, "'=A1,B\r\n\"'=1,2\",in - side\r\n");
}

#[test]
fn numbers_are_numbers() {
    let row = vec![
        Cell::Number(-3.25, 1),
        Cell::Number(0.5, 2),
        Cell::Number(-0.001, 2),
        Cell::Number(f64::NAN, 2),
    ];
    assert_eq!(lines(&["A", "B", "C", "D"], vec![row]), "A,B,C,D\r\n-3.2,0.50,0.00,\r\n");
}

proptest! {
    #[test]
    fn what_was_written_is_read_again(cells in prop::collection::vec("[a-zA-Z0-9 ,;\"\u{e9}\u{4e00}]{1,12}", 4)) {
        // Surrounding white space is not read; a row of nothing is a blank line.
        let cells: Vec<String> = cells.iter().map(|cell| format!("x{}x", cell.trim())).collect();
        let rows = cells.chunks(2).map(|row| row.iter().map(Cell::text).collect::<Vec<_>>());
        let table = read_table(write_csv(&["First", "Second"], rows).as_bytes()).unwrap();
        prop_assert_eq!(table.headers, ["First", "Second"]);
        let read: Vec<String> = table.rows.into_iter().flat_map(|row| row.cells).collect();
        prop_assert_eq!(read, cells);
    }
}

//! Files that are refused, each with its sentence.

use super::*;

#[test]
fn every_bad_file_has_its_sentence() {
    let cases: [(&[u8], &str, &str); 11] = [
        (b"", "File", "This file is empty."),
        (b"\xEF\xBB\xBF \r\n\r\n", "File", "This file is empty."),
        (b"id,revenue\n\n", "File", "This file has column names but no rows."),
        (b"\xFF\xFEi\0\0\xD8\0\xD8", "File", "This file is stored as UTF-16 and damaged."),
        (
            b"id,name\n1,a\n2,M\x81ller\n",
            "Line 3",
            "This line has a character that is stored neither as UTF-8 nor as Windows-1252.",
        ),
        (
            b"PK\x03\x04\x14\x00",
            "File",
            "This is an Excel workbook or a zip archive, not a text file.",
        ),
        (b"\xD0\xCF\x11\xE0\xA1", "File", "This is an old Excel workbook, not a text file."),
        (b"%PDF-1.7\n", "File", "This is a PDF, not a text file."),
        (b"\x7FELF\x02\x01\x01\x00\x00\x03", "File", "This is not a text file."),
        (
            b"names\nOrchid\nPebble\n",
            "Line 1",
            "Only one column was found: no comma, semicolon, tab or | separates the names.",
        ),
        (
            b"id,name\n1,a\n2,\"b\n3,c\n",
            "Line 3",
            "A quotation mark is opened in this line and never closed.",
        ),
    ];
    for (bytes, place, what) in cases {
        let problem = refused(bytes);
        assert_eq!((problem.place.as_str(), problem.what.as_str()), (place, what));
        assert!(problem.remedy.ends_with('.') && !problem.remedy.contains('!'));
    }
    assert!(refused(b"id,name\n2,M\x81ller\n").remedy.contains("CSV UTF-8"));
}

#[test]
fn a_file_without_a_usable_row_says_why() {
    let (table, plan) = planned("partner id,quarter,revenue\na,2025-Q1,1\n");
    let mut table = table;
    table.rows[0].cells[1] = "soon".into();
    assert_eq!(
        wrong(&table, &plan),
        ["No row could be used. Line 2, quarter: not read as a quarter or month; row set \
          aside."]
    );
}

#[test]
fn large_files_are_refused_before_they_are_read() {
    assert!(check_size(MAX_BYTES as u64).is_ok());
    let problem = check_size(200_000_000).unwrap_err();
    assert_eq!(problem.what, "This file has 200 MB; files of up to 50 MB can be read.");
    assert_eq!(refused(&vec![b'a'; MAX_BYTES + 1]).place, "File");
    let cells = "1,2\n".repeat(500_002);
    assert_eq!(refused(cells.as_bytes()).what, "This file has more than 500000 rows.");
}

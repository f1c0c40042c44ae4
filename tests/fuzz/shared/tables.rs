//! What the import screen does with a file that somebody gave it, and what must hold afterwards.

use std::collections::HashSet;
use tierlab_engine::Problem;
use tierlab_engine::formats::import::{
    Manner, fingerprint, guess_currency, guess_plan, import, join, recall, remember, reshaped,
};
use tierlab_engine::formats::table::{Table, read_table};
use tierlab_engine::formats::workbook::{Workbook, read_workbook};
use tierlab_engine::portfolio::Origin;

/// Parts of a workbook, in the order in which an input has them.
const PARTS: [&str; 4] =
    ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"];
/// What stands between them.
const BETWEEN: &[u8] = b"\n%%\n";
/// Where an archive says where its workbook is, and a workbook which file is which.
const RELATIONS: [(&str, &[u8]); 2] = [
    (
        "_rels/.rels",
        br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
];

/// Reads a table; when it is one, imports it. Whether it is one.
pub fn table(bytes: &[u8]) -> bool {
    match read_table(bytes) {
        Ok(table) => imported(reshaped(table)),
        Err(problem) => refused(&problem),
    }
}

/// Reads a workbook: one as it is stored, or its parts, which are put into an archive first. Whether it is one.
pub fn workbook(bytes: &[u8]) -> bool {
    let packed = if bytes.starts_with(b"PK") { bytes.to_vec() } else { archive(bytes) };
    match read_workbook(&packed, None).and_then(Workbook::table) {
        Ok(table) => imported(reshaped(table)),
        Err(problem) => refused(&problem),
    }
}

fn imported(table: Table) -> bool {
    assert!(table.rows.iter().all(|row| row.cells.len() == table.headers.len()));
    let plan = guess_plan(&table);
    guess_currency(&plan);
    assert_eq!(plan.columns.len(), table.headers.len());
    assert!(!fingerprint(&table).is_empty());
    let mut again = plan.clone();
    recall(&remember(&plan), &mut again).expect("what was written is read");
    let Ok(imported) = import(&table, &plan, Origin::Sample) else { return false };
    let counts = imported.counts;
    assert_eq!(counts.lines, table.lines());
    assert_eq!(counts.lines, counts.header + counts.used + counts.set_aside + counts.blank);
    let told: HashSet<usize> = imported.notes.iter().map(|note| note.line).collect();
    assert!(told.len() >= counts.set_aside.min(900), "a row was set aside without a note");
    assert!(imported.notes.iter().all(|note| !note.done.is_empty()));
    if let Ok(joined) = join(&imported.portfolio, &imported.portfolio, Manner::Replace) {
        assert_eq!(joined.by_id, imported.portfolio.partners().len());
        assert_eq!(joined.different, 0);
    }
    true
}

/// A refusal says what is wrong and what to do. Not accepted.
fn refused(problem: &Problem) -> bool {
    assert!(!problem.what.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
    false
}

/// The parts of an input as an archive, stored and not compressed.
fn archive(input: &[u8]) -> Vec<u8> {
    let mut rest = input;
    let mut files: Vec<(&str, &[u8])> = RELATIONS.to_vec();
    for name in PARTS {
        let end = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        let (part, after) =
            end.map_or((rest, &[][..]), |end| (&rest[..end], &rest[end + BETWEEN.len()..]));
        files.push((name, part));
        rest = after;
    }
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in &files {
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
        let long = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let mut entry = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        entry.extend(checksum(content).to_le_bytes());
        entry.extend([long(content.len()), long(content.len())].concat());
        entry.extend([short(name.len()), [0, 0]].concat());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&entry);
        directory.extend([0; 10]);
        directory.extend(long(bytes.len()));
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&entry);
        bytes.extend(name.as_bytes());
        bytes.extend(*content);
    }
    let at = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    let count = [u8::try_from(files.len()).unwrap_or(u8::MAX), 0];
    let size = u32::try_from(directory.len()).unwrap_or(u32::MAX).to_le_bytes();
    bytes.extend(directory);
    bytes.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &at, &[0, 0]].concat());
    bytes
}

/// The checksum of an archive's entry (CRC-32, ISO 3309).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

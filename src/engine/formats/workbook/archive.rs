//! Is this an Excel workbook, and one of a size that can be expanded?

use super::OLE;
use crate::Problem;

/// The most bytes a workbook may expand to.
const MAX_EXPANDED: u64 = 600_000_000;
/// Start of an entry of a zip archive's directory, its end, and how many bytes each has at least.
const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
const END: (&[u8], usize) = (b"PK\x05\x06", 22);

/// Refuses what is no workbook of the present kind.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.starts_with(OLE) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if encrypted { protected() } else { old() });
    }
    let entries = entries(bytes).ok_or_else(not_complete)?;
    let has = |wanted: &str| entries.iter().any(|(name, _)| *name == wanted.as_bytes());
    if has("xl/workbook.bin") {
        return Err(other_kind("This is a binary Excel workbook (.xlsb)."));
    }
    if has("content.xml") {
        return Err(other_kind("This is an OpenDocument sheet (.ods)."));
    }
    if !entries.iter().any(|(name, _)| name.starts_with(b"xl/")) {
        return Err(Problem::new(
            "File",
            "This is a zip archive without an Excel workbook.",
            "Take the table out of the archive, and import that file.",
        ));
    }
    let expanded: u64 = entries.iter().map(|(_, size)| size).sum();
    if expanded > MAX_EXPANDED {
        return Err(Problem::new(
            "File",
            format!("This workbook expands to {} MB.", expanded / 1_000_000),
            "Keep the sheet with the partners, or save it as \"CSV UTF-8\".",
        ));
    }
    Ok(())
}

/// Name and expanded size of everything in the archive; `None` when its directory is not there.
fn entries(bytes: &[u8]) -> Option<Vec<(&[u8], u64)>> {
    // A comment of up to 65,535 bytes may stand behind the end.
    let tail = bytes.len().saturating_sub(END.1 + 65_535);
    let end = bytes.get(tail..)?.windows(4).rposition(|window| window == END.0)? + tail;
    let mut at = usize::try_from(number(bytes, end + 16, 4)?).ok()?;
    let mut found = Vec::new();
    while bytes.get(at..at + 4) == Some(ENTRY.0) {
        let size = number(bytes, at + 24, 4)?;
        let length =
            |place: usize| number(bytes, at + place, 2).and_then(|n| usize::try_from(n).ok());
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        found.push((bytes.get(at + ENTRY.1..at + ENTRY.1 + name)?, size));
        at += ENTRY.1 + name + extra + comment;
    }
    Some(found)
}

/// A number of up to four bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

pub(super) fn protected() -> Problem {
    Problem::new(
        "File",
        "This workbook is protected with a password.",
        "Open it in your spreadsheet program, remove the password, save it, and import that file.",
    )
}

fn old() -> Problem {
    other_kind("This is an old Excel workbook (.xls).")
}

fn other_kind(what: &str) -> Problem {
    Problem::new(
        "File",
        what,
        "Open it in your spreadsheet program, save it as .xlsx or \"CSV UTF-8\", and import that file.",
    )
}

fn not_complete() -> Problem {
    Problem::new(
        "File",
        "This workbook is damaged or not complete.",
        "Download or save it again as .xlsx, and import that file.",
    )
}

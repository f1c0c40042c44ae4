//! Bytes → text, or why they are not text.

use crate::Problem;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// First bytes of files that are often picked by mistake.
const SIGNATURES: [(&[u8], &str); 6] = [
    (b"PK\x03\x04", "This is an Excel workbook or a zip archive, not a text file."),
    (b"\xD0\xCF\x11\xE0", "This is an old Excel workbook, not a text file."),
    (b"%PDF", "This is a PDF, not a text file."),
    (b"\x89PNG", "This is a picture, not a text file."),
    (b"\xFF\xD8\xFF", "This is a picture, not a text file."),
    (b"\x1F\x8B", "This is a compressed archive, not a text file."),
];

/// The text without its byte order mark, and the encoding's name.
pub(super) fn decode(bytes: &[u8]) -> Result<(&str, &'static str), Problem> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Problem::new("File", *what, save_as_csv()));
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || looks_like_utf16(head) {
        return Err(Problem::new("File", "This file is stored as UTF-16.", save_as_utf8()));
    }
    if looks_binary(head) {
        return Err(Problem::new("File", "This is not a text file.", save_as_csv()));
    }
    let (body, encoding) = match bytes.strip_prefix(BOM) {
        Some(body) => (body, "UTF-8 with byte order mark"),
        None => (bytes, "UTF-8"),
    };
    let text = std::str::from_utf8(body).map_err(|error| not_utf8(body, error.valid_up_to()))?;
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Problem::new(
            "File",
            "This file is empty.",
            "Pick a file with one line of column names and one line per partner.",
        ));
    }
    Ok((text, encoding))
}

fn not_utf8(bytes: &[u8], bad: usize) -> Problem {
    let before = bytes.get(..bad).unwrap_or(bytes);
    Problem::new(
        format!("Line {}", super::rows::line_breaks(before) + 1),
        "This line has a character that is not stored as UTF-8.",
        save_as_utf8(),
    )
}

/// Text of Latin letters in UTF-16 has a NUL in every other byte.
fn looks_like_utf16(head: &[u8]) -> bool {
    let nuls = |start: usize| head.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let half = head.len() / 2;
    half > 0 && even.max(odd) * 10 >= half * 7 && even.min(odd) * 10 <= half
}

/// More than one control character in twenty bytes.
fn looks_binary(head: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C);
    head.iter().filter(control).count() * 20 > head.len()
}

fn save_as_utf8() -> &'static str {
    "Save it as \"CSV UTF-8\" and import that file."
}

fn save_as_csv() -> &'static str {
    "Open it in your spreadsheet program, save the sheet as \"CSV UTF-8\", and import that file."
}

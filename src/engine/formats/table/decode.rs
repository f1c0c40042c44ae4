//! Bytes → text, or why they are not text.
//!
//! UTF-8 and UTF-16 with or without byte order mark, else Windows-1252, of which Latin-1 is a part.
//! Text that is mostly UTF-8 and damaged is refused: read as Windows-1252 its letters would be wrong.

use crate::Problem;
use std::borrow::Cow;

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

/// What Windows-1252 has for the bytes 0x80 to 0x9F; five of them mean nothing.
const WINDOWS_1252: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// The text without its byte order mark, and the encoding's name.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Problem> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Problem::new("File", *what, save_as_csv()));
    }
    let (text, encoding) = text(bytes)?;
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Problem::new(
            "File",
            "This file is empty.",
            "Pick a file with one line of column names and one line per partner.",
        ));
    }
    Ok((text, encoding))
}

fn text(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Problem> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    if let Some(body) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(body, u16::from_le_bytes).map(|text| (text, "UTF-16 LE"));
    }
    if let Some(body) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(body, u16::from_be_bytes).map(|text| (text, "UTF-16 BE"));
    }
    match unmarked_utf16(head) {
        Some(true) => return utf16(bytes, u16::from_le_bytes).map(|text| (text, "UTF-16 LE")),
        Some(false) => return utf16(bytes, u16::from_be_bytes).map(|text| (text, "UTF-16 BE")),
        None => {}
    }
    if looks_binary(head) {
        return Err(Problem::new("File", "This is not a text file.", save_as_csv()));
    }
    let (body, encoding) = match bytes.strip_prefix(BOM) {
        Some(body) => (body, "UTF-8 with byte order mark"),
        None => (bytes, "UTF-8"),
    };
    match std::str::from_utf8(body) {
        Ok(text) => Ok((Cow::Borrowed(text), encoding)),
        Err(error) if encoding != "UTF-8" || is_damaged_utf8(body) => {
            Err(not_utf8(body, error.valid_up_to()))
        }
        Err(error) => windows_1252(body)
            .map(|text| (Cow::Owned(text), "Windows-1252"))
            .ok_or_else(|| not_utf8(body, error.valid_up_to())),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, Problem> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned).map_err(|_| {
        Problem::new("File", "This file is stored as UTF-16 and damaged.", save_as_utf8())
    })
}

/// The text, unless a byte means nothing in Windows-1252.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let letter = |byte: &u8| match byte {
        0x80..=0x9F => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().flatten(),
        other => Some(char::from(*other)),
    };
    bytes.iter().map(letter).collect()
}

/// Whether more letters are right as UTF-8 than wrong.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

fn not_utf8(bytes: &[u8], bad: usize) -> Problem {
    let before = bytes.get(..bad).unwrap_or(bytes);
    Problem::new(
        format!("Line {}", super::rows::line_breaks(before) + 1),
        "This line has a character that is stored neither as UTF-8 nor as Windows-1252.",
        save_as_utf8(),
    )
}

/// Text of Latin letters in UTF-16 has a NUL in every other byte: the second one (`true`) or the first.
fn unmarked_utf16(head: &[u8]) -> Option<bool> {
    let nuls = |start: usize| head.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let half = head.len() / 2;
    let looks = half > 0 && even.max(odd) * 10 >= half * 7 && even.min(odd) * 10 <= half;
    looks.then_some(odd > even)
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

//! Finds links in what people paste: wrapped, quoted, encoded, twice, with something behind it.

/// How often a text may be percent-encoded.
const MOST_ENCODED: usize = 3;
/// Most links that are looked for in a text.
const MOST_PIECES: usize = 200;
/// Digits of the checksum.
const SUM: usize = 8;

/// A link as it was found: format, payload, checksum; each may be cut.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Piece {
    /// The format's number, and the `e` of an encrypted one.
    pub format: String,
    /// What it carries.
    pub payload: String,
    /// What the payload comes out as.
    pub sum: String,
}

/// Everything in a text that begins as a link does, from the first on.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = decoded(text);
    let marks = text.char_indices().filter(|(at, _)| begins(&text, *at)).map(|(at, _)| at + 2);
    let starts = marks.filter_map(|at| text.get(at..));
    let mut found: Vec<Piece> = starts.map(piece).take(MOST_PIECES).collect();
    if found.is_empty() {
        // Without the address before it.
        found.push(piece(&text));
    }
    found
}

/// Whether `s=` and a digit stand here, not inside a word.
fn begins(text: &str, at: usize) -> bool {
    let Some((before, here)) = text.split_at_checked(at) else { return false };
    let inside = before.chars().next_back().is_some_and(char::is_alphanumeric);
    let here = here.strip_prefix(['s', 'S']).and_then(|rest| rest.strip_prefix('='));
    let digit = here.is_some_and(|rest| {
        let rest = rest.trim_start();
        // In some mails an equals sign is written as its code.
        let rest = rest.strip_prefix("3D").unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_digit())
    });
    digit && !inside
}

/// Format, payload and checksum: letters, digits, `-` and `_`, whatever a mail has put between them.
fn piece(text: &str) -> Piece {
    let text = text.strip_prefix("3D").unwrap_or(text);
    let mut found = Piece::default();
    let mut part = 0;
    for letter in text.chars() {
        match letter {
            '.' if part == 0 && found.format.is_empty() => {}
            '.' if part < 2 => part += 1,
            // Behind the checksum stands what is not the link's.
            _ if found.sum.len() >= SUM => break,
            '.' | '&' | '#' | '?' if part == 2 => break,
            _ => {
                let part =
                    [&mut found.format, &mut found.payload, &mut found.sum].into_iter().nth(part);
                let Some(part) = part else { break };
                match letter {
                    '\u{2013}' => part.push('-'),
                    '\u{2014}' => part.push_str("--"),
                    '-' | '_' => part.push(letter),
                    _ if letter.is_ascii_alphanumeric() => part.push(letter),
                    _ => {}
                }
            }
        }
    }
    found
}

/// Without percent signs, however often they were put in.
fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_ENCODED {
        if !text.contains('%') {
            break;
        }
        text = once(&text);
    }
    text
}

fn once(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        let code = behind.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) if *byte == b'%' => {
                bytes.push(code);
                rest = behind.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

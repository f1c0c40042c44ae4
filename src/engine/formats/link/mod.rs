//! Share links, the text behind `#s=`: `FORMAT.PAYLOAD.CHECKSUM`, where the payload is URL-safe base64 and the
//! checksum FNV-1a of it, in 8 hexadecimal digits. Nothing in it needs escaping in a URL.
//!
//! Format 2 carries a link document as a difference from texts that both ends have; `2e` is the same under a
//! passphrase. Format 1 carries a scenario document. Every format ever written is read.

mod base;
mod canonical;
mod find;
mod first;
mod sealed;
mod second;
mod shared;
mod squeeze;

pub use base::Base;
pub use sealed::{ROUNDS, SALT, START, Sealed};
pub use shared::{Manner, Packed, design_with, share_partners};

use super::documents::Link;
use super::packed::{from_text, to_text};
use crate::problem::{Problem, Problems};
use crate::rng::fnv1a32;
use find::{Piece, pieces};

/// Longest text that is looked at.
const MOST_CHARACTERS: usize = 200_000;

/// What a link turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Received {
    /// Something to open.
    Link(Box<Link>),
    /// Something under a passphrase.
    Sealed(Sealed),
}

/// The bytes of a link: what goes behind `#s=` as text, or under a passphrase.
pub fn link_bytes(link: &Link, bases: &[Base]) -> Vec<u8> {
    second::write(link, bases)
}

/// The text behind `#s=` for the bytes of a link.
pub fn link_text(bytes: &[u8]) -> String {
    with_sum("2", &to_text(bytes))
}

/// The text behind `#s=` for a link under a passphrase.
pub fn sealed_text(sealed: &Sealed) -> String {
    with_sum("2e", &to_text(&sealed.bytes()))
}

/// The text behind `#s=` for what is shared.
pub fn write_link(link: &Link, bases: &[Base]) -> String {
    link_text(&link_bytes(link, bases))
}

/// Reads what stands behind `#s=`, or a text with a link somewhere in it; of several, the first that is whole.
///
/// # Errors
/// A sentence that says whether the link is damaged, newer than this page, or wrong inside.
pub fn read_link(text: &str, bases: &[Base]) -> Result<Received, Problems> {
    if text.len() > MOST_CHARACTERS {
        return Err(damaged("It is longer than any link Tierlab makes."));
    }
    let mut refused = None;
    for piece in pieces(text) {
        match read_piece(&piece, bases) {
            Ok(received) => return Ok(received),
            // What is said of the first is said.
            Err(problems) => refused = refused.or(Some(problems)),
        }
    }
    Err(refused.unwrap_or_else(|| damaged(ELSEWHERE)))
}

/// Reads every link in a text, in their order: what it is, or why it cannot be read. One that stands there twice is read
/// once. A text without any is one that cannot be read.
///
/// # Errors
/// Each as [`read_link`].
pub fn read_links(text: &str, bases: &[Base]) -> Vec<Result<Received, Problems>> {
    if text.len() > MOST_CHARACTERS {
        return vec![Err(damaged(
            "The text is longer than two hundred links. Paste them in several goes.",
        ))];
    }
    let mut seen: Vec<Piece> = Vec::new();
    for piece in pieces(text) {
        if !seen.contains(&piece) {
            seen.push(piece);
        }
    }
    seen.iter().map(|piece| read_piece(piece, bases)).collect()
}

/// Reads the bytes of a link, as they were under a passphrase.
///
/// # Errors
/// As [`read_link`].
pub fn read_link_bytes(bytes: &[u8], bases: &[Base]) -> Result<Link, Problems> {
    second::read(bytes, bases)
}

const ELSEWHERE: &str = "It does not begin as Tierlab links do.";

fn read_piece(piece: &Piece, bases: &[Base]) -> Result<Received, Problems> {
    let Piece { format, payload, sum } = piece;
    let (number, sealed) = match format.strip_suffix('e') {
        Some(number) => (number, true),
        None => (format.as_str(), false),
    };
    match (number.parse::<u32>(), sealed) {
        (Ok(1), false) | (Ok(2), _) => {}
        (Ok(format), _) if format > 2 => return Err(newer(&format!("link format {format}"))),
        _ => return Err(damaged(ELSEWHERE)),
    }
    if payload.is_empty() || sum.len() < 8 {
        return Err(damaged("Its end is missing."));
    }
    if format!("{:08x}", fnv1a32(payload.as_bytes())) != *sum {
        return Err(damaged(
            "Some of its characters are missing or changed; capitals and small letters count.",
        ));
    }
    if number == "1" {
        return first::read(payload).map(|link| Received::Link(Box::new(link)));
    }
    let bytes = from_text(payload).ok_or_else(|| damaged("It cannot be expanded."))?;
    if sealed {
        let sealed = Sealed::read(&bytes).ok_or_else(|| newer("a lock that is not known here"))?;
        return Ok(Received::Sealed(sealed));
    }
    second::read(&bytes, bases).map(|link| Received::Link(Box::new(link)))
}

fn with_sum(format: &str, payload: &str) -> String {
    format!("{format}.{payload}.{:08x}", fnv1a32(payload.as_bytes()))
}

fn newer(what: &str) -> Problems {
    Problems::from(Problem::new(
        "",
        format!("This link was made by a newer Tierlab ({what})."),
        "Reload this page to get the newest version, then open the link again.",
    ))
}

fn damaged(what: &str) -> Problems {
    Problems::from(Problem::new(
        "",
        format!("This link is damaged. {what}"),
        "Copy it again in full, or ask the sender for it.",
    ))
}

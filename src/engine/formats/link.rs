//! The share link: a scenario document, deflated, URL-safe base64, with version and checksum.
//!
//! `1.<payload>.<8 hex digits>`: format version, base64url(deflate(document)), FNV-1a of the
//! payload. Nothing in it needs escaping in a URL fragment. Reading is bounded in size.

use super::documents::{SavedScenario, read_scenario, write_scenario};
use super::packed::{pack, unpack};
use crate::problem::{Problem, Problems};
use crate::rng::fnv1a32;

/// Longest link that is looked at.
const MOST_CHARACTERS: usize = 200_000;
/// Largest document a link may expand to.
const MOST_BYTES: usize = 1 << 20;

/// The text behind `#s=` for a scenario.
pub fn write_link(saved: &SavedScenario) -> String {
    let payload = pack(write_scenario(saved).as_bytes());
    format!("1.{payload}.{:08x}", fnv1a32(payload.as_bytes()))
}

/// Reads the text behind `#s=`.
///
/// # Errors
/// A sentence that says whether the link is damaged, newer than this page, or wrong inside.
pub fn read_link(text: &str) -> Result<SavedScenario, Problems> {
    if text.len() > MOST_CHARACTERS {
        return Err(damaged("It is longer than any link Tierlab makes."));
    }
    // Brackets, line breaks and final dots that a chat put around or into it.
    let belongs = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let text: String = text.chars().filter(belongs).collect();
    let text = text.trim_matches('.');
    let mut pieces = text.split('.');
    let (version, payload, sum) = (pieces.next(), pieces.next(), pieces.next());
    let version = version.and_then(|number| number.parse::<u32>().ok());
    match version {
        Some(1) => {}
        Some(newer) if newer > 1 => {
            return Err(Problems::from(Problem::new(
                "",
                format!("This link was made by a newer Tierlab (link format {newer})."),
                "Reload this page to get the newest version, then open the link again.",
            )));
        }
        _ => return Err(damaged("It does not begin as Tierlab links do.")),
    }
    let (Some(payload), Some(sum)) = (payload, sum) else {
        return Err(damaged("Its end is missing."));
    };
    if format!("{:08x}", fnv1a32(payload.as_bytes())) != sum {
        return Err(damaged("Some of its characters are missing or changed."));
    }
    let bytes = unpack(payload, MOST_BYTES).ok_or_else(|| damaged("It cannot be expanded."))?;
    let document = String::from_utf8(bytes).map_err(|_| damaged("What it holds is not text."))?;
    read_scenario(&document)
}

fn damaged(what: &str) -> Problems {
    Problems::from(Problem::new(
        "",
        format!("This link is damaged. {what}"),
        "Copy it again in full, or ask the sender for it.",
    ))
}

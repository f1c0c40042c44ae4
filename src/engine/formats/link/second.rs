//! Format 2: one byte that says how the rest is laid out, the hash of the text it is a difference from, the link
//! document as that difference, and the numbers of partners.

use super::base::{Base, known, shortest};
use super::canonical::canonical;
use super::squeeze::unsqueeze;
use super::{damaged, newer};
use crate::formats::documents::{Link, read_link_document, write_link_document};
use crate::problem::{Problem, Problems};

/// Largest document a link may expand to.
const MOST_BYTES: usize = 1 << 20;
/// The dictionary, and whether a base is named: the bits of the first byte.
const DICTIONARY: u8 = 1;
const BASED: u8 = 16;

/// What a link carries, as bytes.
pub(super) fn write(link: &Link, bases: &[Base]) -> Vec<u8> {
    let (document, numbers) = write_link_document(link);
    let document = canonical(&document).unwrap_or(document);
    let (base, packed) = shortest(bases, &document);
    let mut bytes = vec![DICTIONARY | if base.is_some() { BASED } else { 0 }];
    if let Some(base) = base {
        bytes.extend_from_slice(&base.hash.to_le_bytes());
    }
    bytes.extend_from_slice(&packed);
    bytes.extend_from_slice(&numbers);
    bytes
}

/// What bytes carry.
pub(super) fn read(bytes: &[u8], bases: &[Base]) -> Result<Link, Problems> {
    const EMPTY: &str = "It holds nothing.";
    let (layout, rest) = bytes.split_first().ok_or_else(|| damaged(EMPTY))?;
    let (base, rest) = match *layout {
        DICTIONARY => (None, rest),
        layout if layout == DICTIONARY | BASED => {
            let (hash, rest) = rest.split_first_chunk::<4>().ok_or_else(|| damaged(EMPTY))?;
            let hash = u32::from_le_bytes(*hash);
            let base = bases.iter().find(|base| base.hash == hash);
            (Some(base.ok_or_else(unknown_base)?), rest)
        }
        _ => return Err(newer("inside")),
    };
    let (document, numbers) = unsqueeze(&known(base), rest, MOST_BYTES)
        .ok_or_else(|| damaged("It cannot be expanded."))?;
    let document =
        String::from_utf8(document).map_err(|_| damaged("What it holds is not text."))?;
    read_link_document(&document, numbers)
}

fn unknown_base() -> Problems {
    Problems::from(Problem::new(
        "",
        "This link tells its design as a change of a library program that this page does not have.",
        "Reload this page to get the newest version, then open the link again.",
    ))
}

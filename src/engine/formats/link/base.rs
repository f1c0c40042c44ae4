//! Texts that both ends of a link have, so that it need only tell the difference.

use super::canonical::canonical;
use super::squeeze::squeeze;
use crate::rng::fnv1a32;

/// Words and turns of scenario documents, the likeliest last: the sample's design. Never changed; a better one
/// would be dictionary 2.
pub(super) const DICTIONARY: &str = include_str!("dictionary-1.txt");

/// Length of the pieces that two texts are compared by, and how far apart they are taken.
const PIECE: usize = 24;
const APART: usize = 40;
/// How many texts are tried out in full.
const TRIED: usize = 2;

/// A text that a link may be told as a difference from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// By which a link names it: FNV-1a of the text, 32 bits.
    pub hash: u32,
    /// A document in its one form.
    pub text: String,
}

impl Base {
    /// The base of a JSON document, however it is typed.
    pub fn of(document: &str) -> Option<Self> {
        let text = canonical(document)?;
        Some(Self { hash: fnv1a32(text.as_bytes()), text })
    }
}

/// The base that leads to the fewest bytes, and those; none when nothing is like the text.
pub(super) fn shortest<'a>(bases: &'a [Base], text: &str) -> (Option<&'a Base>, Vec<u8>) {
    let mut likely: Vec<(usize, &Base)> =
        bases.iter().map(|base| (alike(base, text), base)).collect();
    likely.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
    let mut best = (None, squeeze(DICTIONARY.as_bytes(), text.as_bytes()));
    for (alike, base) in likely.into_iter().take(TRIED) {
        let packed = squeeze(&known(Some(base)), text.as_bytes());
        // Its name takes four bytes.
        if alike > 0 && packed.len() + 4 < best.1.len() {
            best = (Some(base), packed);
        }
    }
    best
}

/// What a reader of such a link knows before.
pub(super) fn known(base: Option<&Base>) -> Vec<u8> {
    let base = base.map_or("", |base| base.text.as_str());
    [DICTIONARY.as_bytes(), base.as_bytes()].concat()
}

/// How many pieces of a base stand in the text, out of a thousand.
fn alike(base: &Base, text: &str) -> usize {
    let pieces = base.text.as_bytes().windows(PIECE).step_by(APART);
    let (mut all, mut here) = (0_usize, 0_usize);
    for piece in pieces.filter_map(|piece| std::str::from_utf8(piece).ok()) {
        all += 1;
        here += usize::from(text.contains(piece) && !DICTIONARY.contains(piece));
    }
    (1000 * here).checked_div(all).unwrap_or(0)
}

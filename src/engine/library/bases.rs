//! Documents of the library that links tell a difference from. A link must open for ever: a text that was in use
//! once stays, also when the library has a newer one.

use super::entries;
use crate::formats::Base;

/// Documents as they were in earlier versions, from `library/earlier`, each as `include_str!`. Before a document of
/// `public/library` changes, its old text goes there; `tests/golden/link-bases.txt` lists all that ever were.
const EARLIER: &[&str] = &[];

/// Everything that a link may be told as a difference from.
pub fn link_bases() -> Vec<Base> {
    let now = entries().iter().map(super::Entry::document);
    now.chain(EARLIER.iter().copied()).filter_map(Base::of).collect()
}

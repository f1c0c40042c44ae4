//! Saved scenarios that can be held against the open one.

use super::{Session, shelf, take_down};
use tierlab_engine::Problems;

/// A saved scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparable {
    /// Where it is kept.
    pub slot: u32,
    /// Name of its alternative.
    pub name: String,
    /// When it was saved.
    pub time: String,
    /// Number of its partners.
    pub partners: usize,
}

/// Reads a saved scenario by its slot.
pub(crate) type Load = fn(u32) -> Result<Session, Problems>;

/// All of them, the newest first, and what reads one of them.
pub(crate) fn comparable() -> (Vec<Comparable>, Load) {
    let saved = shelf().into_iter().map(|shelved| Comparable {
        slot: shelved.slot,
        name: shelved.name,
        time: shelved.time,
        partners: shelved.partners,
    });
    (saved.collect(), take_down)
}

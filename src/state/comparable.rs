//! Saved scenarios that can be held against the open one.

use super::Workspace;
use super::work::{Id, Listing, listing, peek};
use crate::platform::clock;
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::SavedScenario;

/// A saved scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparable {
    /// Its place in the list.
    pub slot: u32,
    /// Where it is kept.
    pub id: Id,
    /// Name of its alternative.
    pub name: String,
    /// When it was saved.
    pub time: String,
    /// Number of its partners.
    pub partners: usize,
}

/// Reads a saved scenario.
pub(crate) type Load = fn(&Id) -> Result<SavedScenario, Problems>;

/// All of them but the open one, changed last first, and what reads one of them.
pub(crate) fn comparable(workspace: Workspace) -> (Vec<Comparable>, Load) {
    let open = workspace.session.with_untracked(|session| {
        session.as_ref().filter(|s| s.is_own()).and_then(|s| s.id.clone())
    });
    let saved = match listing() {
        Listing::Here(entries, _) => entries,
        // It is not touched, not even to look at.
        Listing::Newer => Vec::new(),
    };
    let saved =
        saved.into_iter().filter(|entry| !entry.damaged && open.as_ref() != Some(&entry.id));
    let list = saved.zip(0..).map(|(entry, slot)| Comparable {
        slot,
        id: entry.id,
        name: entry.name,
        time: clock::told(&entry.changed),
        partners: entry.partners.count,
    });
    (list.collect(), peek)
}

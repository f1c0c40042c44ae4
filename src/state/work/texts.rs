//! The keys of everything kept as text, and the place it is kept in: this browser, or a stand-in for it.

use super::Id;
use crate::platform::storage::{self, StorageFailure};

/// The list of saved scenarios.
pub(crate) const INDEX: &str = "tierlab.index";
/// Read by public/first.js before the first paint.
const THEME: &str = "tierlab.theme";
/// Goes before the fingerprint of a file's column names.
pub(crate) const COLUMNS: &str = "tierlab.columns.";
/// The list of named views.
pub(crate) const VIEWS: &str = "tierlab.views";
/// Which scenario this tab has open.
const OPEN: &str = "tierlab.open";
/// Where earlier versions of Tierlab kept the open scenario,
pub(super) const EARLIER_SCENARIO: &str = "tierlab.scenario";
/// its partners,
pub(super) const EARLIER_PARTNERS: &str = "tierlab.portfolio";
/// and what was open before, with a number behind.
pub(super) const EARLIER_SHELF: &str = "tierlab.shelf.";
/// Where unreadable entries go.
const DAMAGED: &str = ".damaged";

/// Key of a scenario.
pub fn scenario_key(id: &Id) -> String {
    format!("tierlab.scenario.{id}")
}

/// The scenario that is under a key, if one is.
pub(super) fn scenario_id(key: &str) -> Option<Id> {
    key.strip_prefix(EARLIER_SCENARIO)?.strip_prefix('.').and_then(Id::parse)
}

/// Key of the versions of a scenario.
pub fn versions_key(id: &Id) -> String {
    format!("tierlab.versions.{id}")
}

/// Key of partners where the browser has no database; followed by their own key.
pub(super) const PARTNERS: &str = "tierlab.portfolio.";

/// A place where text is kept under keys.
pub trait Texts {
    /// The text under a key, if it can be read.
    fn load(&self, key: &str) -> Option<String>;
    /// Whether anything, readable or not, is under a key.
    fn holds(&self, key: &str) -> bool;
    /// Keeps a text.
    ///
    /// # Errors
    /// When there is no room, or nothing is kept at all.
    fn save(&self, key: &str, text: &str) -> Result<(), StorageFailure>;
    /// Forgets what is under a key.
    fn forget(&self, key: &str);
    /// Moves what is under a key to another, without reading it.
    fn move_to(&self, key: &str, to: &str);
    /// Every key.
    fn keys(&self) -> Vec<String>;

    /// Moves what cannot be read out of the way; nothing that was moved before is overwritten.
    fn set_aside(&self, key: &str) {
        let first = format!("{key}{DAMAGED}");
        let later = (2..).map(|count: u32| format!("{first}.{count}"));
        let free = std::iter::once(first.clone()).chain(later).find(|to| !self.holds(to));
        self.move_to(key, &free.unwrap_or(first));
    }
}

/// This browser's text storage.
pub(crate) struct Browser;

impl Texts for Browser {
    fn load(&self, key: &str) -> Option<String> {
        storage::load(key)
    }

    fn holds(&self, key: &str) -> bool {
        storage::holds(key)
    }

    fn save(&self, key: &str, text: &str) -> Result<(), StorageFailure> {
        storage::save(key, text)
    }

    fn forget(&self, key: &str) {
        storage::forget(key);
    }

    fn move_to(&self, key: &str, to: &str) {
        storage::set_aside(key, to);
    }

    fn keys(&self) -> Vec<String> {
        storage::keys()
    }
}

/// Whether anything is kept in this browser.
pub(crate) fn is_anything_kept() -> bool {
    let kept = [INDEX, EARLIER_SCENARIO, EARLIER_SHELF];
    storage::keys()
        .iter()
        .any(|key| kept.iter().any(|start| key.starts_with(start)) && !key.contains(DAMAGED))
}

/// Keeps the chosen theme, `light` or `dark`; one that cannot be kept still holds for this visit.
pub(crate) fn keep_theme(theme: &str) {
    let _unkept = storage::save(THEME, theme);
}

/// What this tab has open.
pub(super) fn open_here() -> Option<Id> {
    Id::parse(&storage::tab_load(OPEN)?)
}

/// Remembers what this tab has open.
pub(super) fn opens_here(id: &Id) {
    storage::tab_save(OPEN, &id.to_string());
}

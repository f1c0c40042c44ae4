//! Earlier work: what was open before something else was opened, kept until it is opened again.
//!
//! One entry per key, so that a damaged one takes no other with it.

use super::Session;
use super::keep::{pack_portfolio, read_session, write_scenario_text};
use crate::platform::storage::{self, StorageFailure};
use serde::{Deserialize, Serialize};
use tierlab_engine::{Problem, Problems};

const KEYS: &str = "tierlab.shelf.";
/// Slots looked at; far more than anyone fills before the browser's room ends.
const SLOTS: u32 = 200;

#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    baseline: String,
    partners: usize,
    time: String,
    /// Scenario document.
    scenario: String,
    /// Packed portfolio document; absent for the sample.
    portfolio: Option<String>,
}

/// An earlier scenario as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shelved {
    /// Where it is kept.
    pub slot: u32,
    /// Name of its alternative.
    pub name: String,
    /// Name of its baseline.
    pub baseline: String,
    /// Number of its partners.
    pub partners: usize,
    /// When it was put away.
    pub time: String,
}

fn key(slot: u32) -> String {
    format!("{KEYS}{slot}")
}

fn read(slot: u32) -> Option<Entry> {
    serde_json::from_str(&storage::load(&key(slot))?).ok()
}

/// What is on the shelf, the newest first.
pub(crate) fn shelf() -> Vec<Shelved> {
    (0..SLOTS)
        .rev()
        .filter_map(|slot| {
            let Entry { name, baseline, partners, time, .. } = read(slot)?;
            Some(Shelved { slot, name, baseline, partners, time })
        })
        .collect()
}

/// Puts a session away, unless the very same one is there already.
///
/// # Errors
/// When the browser keeps nothing, or has no room.
pub(super) fn put_away(session: &Session, time: String) -> Result<(), StorageFailure> {
    let unwritten = |_| StorageFailure::Unwritten;
    let scenario = session.scenario();
    let entry = Entry {
        name: scenario.alternative.name.clone(),
        baseline: scenario.baseline.name.clone(),
        partners: session.portfolio.partners().len(),
        time,
        scenario: write_scenario_text(session).map_err(unwritten)?,
        portfolio: pack_portfolio(&session.portfolio).map_err(unwritten)?,
    };
    let known = (0..SLOTS).filter_map(read).any(|other| other.scenario == entry.scenario);
    if known {
        return Ok(());
    }
    let last = (0..SLOTS).rev().find(|slot| storage::holds(&key(*slot)));
    let free = last.map_or(0, |slot| slot + 1);
    if free >= SLOTS {
        return Err(StorageFailure::Full);
    }
    storage::save(&key(free), &serde_json::to_string(&entry).unwrap_or_default())
}

/// Reads a session from the shelf; it stays there until [`clear`] is called.
///
/// # Errors
/// What is wrong with the entry.
pub(crate) fn take_down(slot: u32) -> Result<Session, Problems> {
    let entry = read(slot).ok_or_else(|| {
        Problem::new(
            "Earlier scenario",
            "It is no longer in this browser.",
            "Another tab may have opened it; reload the page.",
        )
    })?;
    read_session(&entry.scenario, entry.portfolio.as_deref())
}

/// Empties a slot.
pub(crate) fn clear(slot: u32) {
    storage::forget(&key(slot));
}

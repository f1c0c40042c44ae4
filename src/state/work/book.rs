//! Saved scenarios as texts: kept, read, copied, deleted and brought back, with the index in step.

use super::texts::{INDEX, Texts, scenario_id, scenario_key, versions_key};
use super::{Entry, Id, Index, Partners, Unreadable, read_index, write_index};
use crate::platform::storage::StorageFailure;
use tierlab_engine::formats::documents::{
    MOST_VERSIONS, SavedScenario, Version, read_scenario, read_versions, write_scenario,
    write_versions,
};
use tierlab_engine::portfolio::Origin;
use tierlab_engine::{Problem, Problems};

/// Why something was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The browser keeps nothing, or has no room.
    Storage(StorageFailure),
    /// A newer Tierlab wrote what is kept here.
    Newer,
    /// Another tab has changed it.
    Elsewhere,
    /// There is no such scenario any more.
    Gone,
}

impl From<StorageFailure> for Refusal {
    fn from(failure: StorageFailure) -> Self {
        Self::Storage(failure)
    }
}

/// Opens the list. A damaged one is set aside and made anew from the scenarios that are there.
///
/// # Errors
/// When a newer Tierlab wrote it; nothing is touched then.
pub fn open_index(texts: &impl Texts, now: &str) -> Result<Index, Refusal> {
    if !texts.holds(INDEX) {
        return Ok(rebuild(texts, now));
    }
    match texts.load(INDEX).map(|text| read_index(&text)) {
        Some(Ok(index)) => Ok(index),
        Some(Err(Unreadable::Newer(_))) => Err(Refusal::Newer),
        None | Some(Err(Unreadable::Damaged)) => {
            texts.set_aside(INDEX);
            let index = rebuild(texts, now);
            // Without room it is made anew once more the next time.
            let _unwritten = write(texts, &index);
            Ok(index)
        }
    }
}

fn write(texts: &impl Texts, index: &Index) -> Result<(), Refusal> {
    Ok(texts.save(INDEX, &write_index(index))?)
}

/// The list as the scenarios themselves tell it.
fn rebuild(texts: &impl Texts, now: &str) -> Index {
    let mut index = Index::default();
    let mut keys = texts.keys();
    keys.sort();
    for key in keys {
        let Some(id) = scenario_id(&key) else { continue };
        let saved = texts.load(&key).and_then(|text| read_scenario(&text).ok());
        let entry = if let Some(saved) = &saved {
            entry_of(id, saved, None, now, 1)
        } else {
            texts.set_aside(&key);
            unnamed(id, now)
        };
        index.put(entry);
    }
    index
}

fn unnamed(id: Id, now: &str) -> Entry {
    Entry {
        id,
        name: "Scenario that cannot be read".to_owned(),
        baseline: String::new(),
        partners: Partners { count: 0, fingerprint: 0, file: None, key: None },
        changed: now.to_owned(),
        revision: 1,
        damaged: true,
    }
}

/// How a scenario is listed.
pub fn entry_of(
    id: Id,
    saved: &SavedScenario,
    key: Option<String>,
    now: &str,
    revision: u64,
) -> Entry {
    let file = match &saved.portfolio.origin {
        Origin::Sample => None,
        Origin::File(name) => Some(name.clone()),
    };
    Entry {
        id,
        name: saved.scenario.alternative.name.clone(),
        baseline: saved.scenario.baseline.name.clone(),
        partners: Partners {
            count: saved.portfolio.partners,
            fingerprint: saved.portfolio.fingerprint,
            file,
            key,
        },
        changed: now.to_owned(),
        revision,
        damaged: false,
    }
}

/// Whether `known`, the revision a tab has read or written last, is the one that is kept. One that was deleted
/// meanwhile may be written again.
pub fn is_current(index: &Index, id: &Id, known: Option<u64>) -> bool {
    index.entry(id).is_none_or(|entry| Some(entry.revision) == known)
}

/// Keeps a scenario under `entry.id` and answers its new revision; `entry.revision` is the one known so far, 0 for
/// one that is new. When there is no room, everything is as before.
///
/// # Errors
/// When it was changed elsewhere, or cannot be kept.
pub fn keep(texts: &impl Texts, mut entry: Entry, text: &str) -> Result<u64, Refusal> {
    let mut index = open_index(texts, &entry.changed)?;
    let known = (entry.revision > 0).then_some(entry.revision);
    if !is_current(&index, &entry.id, known) {
        return Err(Refusal::Elsewhere);
    }
    let key = scenario_key(&entry.id);
    let before = texts.load(&key);
    texts.save(&key, text)?;
    entry.revision += 1;
    let (id, revision) = (entry.id.clone(), entry.revision);
    index.put(entry);
    index.last = Some(id);
    let written = write(texts, &index);
    if written.is_err() {
        // What was there had room before.
        if let Some(before) = before {
            let _restored = texts.save(&key, &before);
        } else {
            texts.forget(&key);
        }
    }
    written.map(|()| revision)
}

/// Says that a scenario was opened last.
pub fn mark_open(texts: &impl Texts, id: &Id, now: &str) {
    if let Ok(mut index) = open_index(texts, now)
        && index.last.as_ref() != Some(id)
    {
        index.last = Some(id.clone());
        // Without it, the next visit begins with another one.
        let _unmarked = write(texts, &index);
    }
}

/// Reads a scenario. One that cannot be read is set aside; its entry stays in the list and says so.
///
/// # Errors
/// What is wrong with it.
pub fn read(texts: &impl Texts, id: &Id, now: &str) -> Result<(Entry, SavedScenario), Problems> {
    let index = open_index(texts, now).map_err(|_| Problems::from(gone()))?;
    let Some(entry) = index.entry(id).filter(|entry| !entry.damaged).cloned() else {
        return Err(Problems::from(gone()));
    };
    let read = match texts.load(&scenario_key(id)) {
        Some(text) => read_scenario(&text),
        None => Err(Problems::from(unreadable("It is not text."))),
    };
    if read.is_err() {
        set_scenario_aside(texts, id, now);
    }
    read.map(|saved| (entry, saved))
}

/// Moves what cannot be read out of the way; the list says so.
pub fn set_scenario_aside(texts: &impl Texts, id: &Id, now: &str) {
    let Ok(mut index) = open_index(texts, now) else { return };
    if let Some(entry) = index.entries.iter_mut().find(|entry| entry.id == *id) {
        entry.damaged = true;
    }
    texts.set_aside(&scenario_key(id));
    let _unmarked = write(texts, &index);
}

/// What is said of a scenario that cannot be read.
pub fn unreadable(what: &str) -> Problem {
    Problem::new(
        "Saved scenario",
        format!("It cannot be read. {what}"),
        "It was set aside, not deleted; start anew or open a link.",
    )
}

fn gone() -> Problem {
    Problem::new(
        "Saved scenario",
        "It is no longer in this browser.",
        "Another tab may have deleted it; reload the page.",
    )
}

/// Deletes a scenario; what was deleted before it is gone for good then.
///
/// # Errors
/// When it cannot be written down.
pub fn delete(texts: &impl Texts, id: &Id, now: &str) -> Result<(), Refusal> {
    let mut index = open_index(texts, now)?;
    let entry = index.take(id).ok_or(Refusal::Gone)?;
    let before = index.deleted.replace(entry);
    write(texts, &index)?;
    if let Some(before) = before {
        purge(texts, &before.id);
    }
    Ok(())
}

/// Forgets what was deleted last.
///
/// # Errors
/// When it cannot be written down.
pub fn delete_for_good(texts: &impl Texts, now: &str) -> Result<(), Refusal> {
    let mut index = open_index(texts, now)?;
    let Some(entry) = index.deleted.take() else { return Ok(()) };
    write(texts, &index)?;
    purge(texts, &entry.id);
    Ok(())
}

/// Takes a scenario out without a way back: one that nobody has touched. It stays if it has versions, which somebody has
/// kept.
///
/// # Errors
/// When it cannot be written down.
pub fn forget(texts: &impl Texts, id: &Id, now: &str) -> Result<(), Refusal> {
    if texts.holds(&versions_key(id)) {
        return Ok(());
    }
    let mut index = open_index(texts, now)?;
    if index.take(id).is_some() {
        write(texts, &index)?;
        purge(texts, id);
    }
    Ok(())
}

/// Brings back what was deleted last and answers which it is.
///
/// # Errors
/// When it cannot be written down.
pub fn undelete(texts: &impl Texts, now: &str) -> Result<Id, Refusal> {
    let mut index = open_index(texts, now)?;
    let entry = index.deleted.take().ok_or(Refusal::Gone)?;
    let id = entry.id.clone();
    index.entries.push(entry);
    write(texts, &index)?;
    Ok(id)
}

fn purge(texts: &impl Texts, id: &Id) {
    let own = [scenario_key(id), versions_key(id)];
    let aside = own.iter().map(|key| format!("{key}.damaged")).collect::<Vec<_>>();
    for key in texts.keys() {
        if own.contains(&key) || aside.iter().any(|start| key.starts_with(start)) {
            texts.forget(&key);
        }
    }
}

/// Copies a scenario with its versions under another id and name.
///
/// # Errors
/// When it cannot be read or kept.
pub fn duplicate(texts: &impl Texts, id: &Id, copy: Id, now: &str) -> Result<(), Refusal> {
    let (entry, mut saved) = read(texts, id, now).map_err(|_| Refusal::Gone)?;
    saved.scenario.alternative.name = copy_name(&entry.name);
    let made = entry_of(copy.clone(), &saved, entry.partners.key, now, 0);
    let versions = texts.load(&versions_key(id));
    let last = open_index(texts, now)?.last;
    if let Some(versions) = &versions {
        texts.save(&versions_key(&copy), versions)?;
    }
    let kept = keep(texts, made, &write_scenario(&saved));
    if kept.is_err() {
        texts.forget(&versions_key(&copy));
    }
    // A copy is not opened.
    if let Some(last) = last {
        mark_open(texts, &last, now);
    }
    kept.map(|_| ())
}

/// Name of a copy.
pub fn copy_name(name: &str) -> String {
    let name: String = name.chars().take(54).collect();
    format!("{name}, copy")
}

/// Gives a scenario another name.
///
/// # Errors
/// When it cannot be read or kept.
pub fn rename(texts: &impl Texts, id: &Id, name: &str, now: &str) -> Result<(), Refusal> {
    let (entry, mut saved) = read(texts, id, now).map_err(|_| Refusal::Gone)?;
    name.clone_into(&mut saved.scenario.alternative.name);
    let last = open_index(texts, now)?.last;
    let next = entry_of(id.clone(), &saved, entry.partners.key, now, entry.revision);
    keep(texts, next, &write_scenario(&saved))?;
    if let Some(last) = last {
        mark_open(texts, &last, now);
    }
    Ok(())
}

/// The versions of a scenario, the oldest first. A list that cannot be read is set aside.
pub fn versions(texts: &impl Texts, id: &Id) -> Vec<Version> {
    let key = versions_key(id);
    let read = texts.load(&key).map(|text| read_versions(&text));
    if let Some(Ok(versions)) = read {
        return versions;
    }
    if texts.holds(&key) {
        texts.set_aside(&key);
    }
    Vec::new()
}

/// Keeps the versions of a scenario.
///
/// # Errors
/// When there are too many, or no room.
pub fn keep_versions(texts: &impl Texts, id: &Id, versions: &[Version]) -> Result<(), Refusal> {
    if versions.len() > MOST_VERSIONS {
        return Err(Refusal::Storage(StorageFailure::Full));
    }
    if versions.is_empty() {
        texts.forget(&versions_key(id));
        return Ok(());
    }
    Ok(texts.save(&versions_key(id), &write_versions(versions))?)
}

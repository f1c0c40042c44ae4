//! Named versions of the open scenario: "Before the workshop".

use super::actions::why_not;
use super::book::{self, Refusal};
use super::texts::Browser;
use super::{Id, saving};
use crate::platform::clock;
use crate::state::{Session, Workspace};
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::{SavedScenario, Version, read_scenario, write_scenario};

/// Id of the open scenario, if it is one's own.
fn open_id(workspace: Workspace) -> Option<Id> {
    workspace.session.with_untracked(|it| it.as_ref().filter(|it| it.is_own())?.id.clone())
}

/// The versions of the open scenario, the newest first.
pub(crate) fn versions(workspace: Workspace) -> Vec<Version> {
    let mut versions =
        open_id(workspace).map(|id| book::versions(&Browser, &id)).unwrap_or_default();
    versions.reverse();
    versions
}

/// Changes the list of versions, the oldest first.
fn change(workspace: Workspace, work: impl FnOnce(&mut Vec<Version>)) {
    let Some(id) = open_id(workspace) else { return };
    let kept = book::open_index(&Browser, &clock::moment()).and_then(|_| {
        let mut versions = book::versions(&Browser, &id);
        work(&mut versions);
        book::keep_versions(&Browser, &id, &versions)
    });
    workspace
        .refused
        .set(kept.err().map(|refusal: Refusal| why_not("The version was not kept", refusal)));
    workspace.work().turns.update(|turns| *turns += 1);
}

/// Keeps the open scenario as it is now.
pub(crate) fn keep_version(workspace: Workspace, name: String) {
    let Some(session) = workspace.session.get_untracked().filter(Session::is_own) else { return };
    let portfolio = saving::known(workspace, &session.portfolio).reference;
    let saved = SavedScenario { scenario: session.scenario().clone(), portfolio, outcome: None };
    let (kept, scenario) = (clock::moment(), write_scenario(&saved));
    let version = Version { name, kept, scenario, collected: false };
    change(workspace, |versions| versions.push(version));
}

/// Puts a version in place of what is open, as one undo step.
///
/// # Errors
/// When it cannot be read, or belongs to other partners.
pub(crate) fn restore(workspace: Workspace, version: &Version) -> Result<(), Problems> {
    let mut saved = read_scenario(&version.scenario)?;
    workspace.session.update(|session| {
        if let Some(session) = session {
            session.history.at(clock::moment());
            // What people agreed since then is not taken back with it.
            saved.scenario.record.clone_from(&session.scenario().record);
            session.replace(&format!("version {} restored", version.name), saved.scenario);
        }
    });
    Ok(())
}

/// Gives a version another name.
pub(crate) fn rename_version(workspace: Workspace, version: &Version, name: String) {
    change(workspace, |versions| {
        if let Some(same) = versions.iter_mut().find(|other| *other == version) {
            same.name = name;
        }
    });
}

/// Deletes a version and answers how to bring it back: its place from the oldest on.
pub(crate) fn delete_version(workspace: Workspace, version: &Version) -> Option<usize> {
    let mut place = None;
    change(workspace, |versions| {
        place = versions.iter().position(|other| other == version);
        if let Some(place) = place {
            versions.remove(place);
        }
    });
    place
}

/// Brings a deleted version back to its place.
pub(crate) fn undelete_version(workspace: Workspace, place: usize, version: Version) {
    change(workspace, |versions| versions.insert(place.min(versions.len()), version));
}

/// Most versions of those who took part that are kept with a scenario.
pub(crate) const MOST_COLLECTED: usize = 40;

/// A version of somebody who took part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collected {
    /// As it is kept.
    pub version: Version,
    /// What it says, or why it cannot be read.
    pub saved: Result<SavedScenario, String>,
}

/// What came in for the open scenario, in the order it came.
pub(crate) fn collected(workspace: Workspace) -> Vec<Collected> {
    let mut all = versions(workspace);
    all.reverse();
    all.retain(|version| version.collected);
    let read = |version: Version| {
        let saved = read_scenario(&version.scenario).map_err(|it| it.to_string());
        Collected { version, saved }
    };
    all.into_iter().map(read).collect()
}

/// Keeps what came in beside what is there.
///
/// # Errors
/// Why it cannot be kept.
pub(crate) fn keep_collected(workspace: Workspace, came: &[SavedScenario]) -> Result<(), String> {
    if came.is_empty() {
        return Ok(());
    }
    if open_id(workspace).is_none() {
        return Err("Nothing of your own is open that they could be kept with.".to_owned());
    }
    let now = clock::moment();
    let version = |saved: &SavedScenario| Version {
        name: saved.scenario.alternative.name.clone(),
        kept: now.clone(),
        scenario: write_scenario(saved),
        collected: true,
    };
    let fresh: Vec<Version> = came.iter().map(version).collect();
    change(workspace, |versions| versions.extend(fresh));
    workspace.refused.get_untracked().map_or(Ok(()), Err)
}

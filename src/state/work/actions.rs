//! What a person does with saved scenarios: open, copy, rename, delete and bring back.

use super::book::{self, Refusal, open_index};
use super::opening::{load, recall};
use super::saving::LOCK;
use super::texts::Browser;
use super::{Entry, Id, partners, saving};
use crate::platform::{clock, parts, storage, tabs};
use crate::state::{Edit, Saved, Session, Workspace};
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::SavedScenario;

/// What is saved, as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Listing {
    /// The scenarios, changed last first, and the one whose deletion can be undone.
    Here(Vec<Entry>, Option<Entry>),
    /// A newer Tierlab wrote it; it is not touched.
    Newer,
}

/// What is saved in this browser.
pub(crate) fn listing() -> Listing {
    match open_index(&Browser, &clock::moment()) {
        Ok(index) => {
            let entries = index.newest_first().into_iter().cloned().collect();
            Listing::Here(entries, index.deleted)
        }
        Err(_) => Listing::Newer,
    }
}

/// Reads a saved scenario without opening it.
///
/// # Errors
/// What is wrong with it; it has then been set aside.
pub(crate) fn peek(id: &Id) -> Result<SavedScenario, Problems> {
    book::read(&Browser, id, &clock::moment()).map(|(_, saved)| saved)
}

/// Opens a saved scenario as one's own; `then` is called when it is there.
pub(crate) fn open(workspace: Workspace, id: Id, then: impl FnOnce() + 'static) {
    workspace.refused.set(None);
    if holds(workspace.session, &id) {
        return then();
    }
    if holds(workspace.parked, &id) {
        workspace.close_shared();
        return then();
    }
    parts::aside(async move {
        match load(workspace, &id).await {
            Ok(session) => {
                workspace.work().tab.update_value(|tab| tab.recalling = Some(id.clone()));
                workspace.open_own(session);
                then();
                recall(workspace, id).await;
            }
            Err(problems) => {
                workspace.refused.set(Some(problems.to_string()));
                workspace.work().turns.update(|turns| *turns += 1);
            }
        }
    });
}

fn holds(place: RwSignal<Option<Session>>, id: &Id) -> bool {
    place.with_untracked(|it| {
        it.as_ref().is_some_and(|it| it.is_own() && it.id.as_ref() == Some(id))
    })
}

/// Changes what is saved while no other tab does; what it cannot do it says, and the list follows.
fn change(
    workspace: Workspace,
    what: &'static str,
    work: impl FnOnce(&str) -> Result<(), Refusal> + 'static,
) {
    parts::aside(async move {
        let locked = async move {
            let now = clock::moment();
            match work(&now) {
                Ok(()) => workspace.refused.set(None),
                Err(refusal) => workspace.refused.set(Some(why_not(what, refusal))),
            }
            if let Ok(index) = open_index(&Browser, &now) {
                partners::tidy(&index).await;
            }
        };
        tabs::alone(LOCK, Box::pin(locked)).await;
        workspace.work().turns.update(|turns| *turns += 1);
    });
}

/// Why something could not be done with saved work.
pub(super) fn why_not(what: &str, refusal: Refusal) -> String {
    let why = match refusal {
        Refusal::Storage(storage::StorageFailure::Full) => {
            "this browser has no room left. Delete scenarios that are not needed, or download them first"
        }
        Refusal::Storage(_) => "this browser keeps nothing for this page",
        Refusal::Newer => {
            "a newer Tierlab wrote what is kept here. Reload the page to get the newest version"
        }
        Refusal::Elsewhere => "another tab has changed it meanwhile. Try again",
        Refusal::Gone => "it cannot be read or is no longer in this browser",
    };
    format!("{what}: {why}. Nothing was changed.")
}

/// Makes a copy under a name of its own.
pub(crate) fn duplicate(workspace: Workspace, id: Id) {
    change(workspace, "The scenario was not copied", move |now| {
        book::duplicate(&Browser, &id, Id::of(clock::lot()), now)
    });
}

/// Gives a scenario another name; the open one gets it as an undo step.
pub(crate) fn rename(workspace: Workspace, id: Id, name: String) {
    if holds(workspace.session, &id) {
        workspace.edit(&Edit::Rename(name));
        return workspace.seal();
    }
    if holds(workspace.parked, &id) {
        workspace.parked.update(|session| {
            if let Some(session) = session {
                session.edit(&Edit::Rename(name));
                session.history.seal();
            }
        });
        if let Some(session) = workspace.parked.get_untracked() {
            saving::write(workspace, session);
        }
        return;
    }
    workspace.work().tab.update_value(|tab| {
        tab.written.remove(&id);
    });
    change(workspace, "The scenario was not renamed", move |now| {
        book::rename(&Browser, &id, &name, now)
    });
}

/// Deletes a scenario; it can be brought back until the next is deleted.
pub(crate) fn delete(workspace: Workspace, id: Id) {
    close(workspace, &id);
    workspace.work().just_deleted.set(true);
    change(workspace, "The scenario was not deleted", move |now| book::delete(&Browser, &id, now));
}

/// Closes a scenario that is about to go.
fn close(workspace: Workspace, id: &Id) {
    workspace.work().tab.update_value(|tab| {
        tab.waiting.retain(|session| session.id.as_ref() != Some(id));
        tab.written.remove(id);
    });
    for place in [workspace.session, workspace.parked] {
        if holds(place, id) {
            place.set(None);
            workspace.saved.set(Saved::Nothing);
            workspace.work().conflict.set(None);
        }
    }
}

/// Brings back what was deleted last.
pub(crate) fn undelete(workspace: Workspace) {
    change(workspace, "The scenario was not brought back", |now| {
        book::undelete(&Browser, now).map(|_| ())
    });
}

/// Removes what was deleted last, without a way back.
pub(crate) fn delete_for_good(workspace: Workspace) {
    change(workspace, "The scenario was not removed", |now| book::delete_for_good(&Browser, now));
}

/// Takes a scenario out that nobody has touched. If that fails it stays in the list, and nothing is lost.
pub(crate) fn forget(workspace: Workspace, id: Id) {
    close(workspace, &id);
    change(workspace, "", move |now| {
        let _stays = book::forget(&Browser, &id, now);
        Ok(())
    });
}

/// "Tierlab uses 1.2 MB of about 10 GB this browser allows."
pub(crate) async fn room() -> Option<String> {
    let (used, allowed) = storage::usage().await?;
    Some(format!("Tierlab uses {} of about {} this browser allows.", bytes(used), bytes(allowed)))
}

/// Bytes in the largest unit that leaves at least one.
pub fn bytes(count: f64) -> String {
    let units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")];
    let (size, unit) = units.into_iter().find(|(size, _)| count >= *size).unwrap_or((1e3, "kB"));
    let amount = count / size;
    if amount >= 10.0 { format!("{amount:.0} {unit}") } else { format!("{amount:.1} {unit}") }
}

//! The same scenario changed in two tabs: neither is lost, and the person says what happens.

use super::book::{copy_name, open_index};
use super::opening::{load, recall};
use super::texts::{Browser, INDEX};
use super::{Id, actions, cleared, saving};
use crate::platform::{clock, parts, tabs};
use crate::state::{Edit, Session, Workspace};
use leptos::prelude::*;

/// What another tab has written, beside what is open here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conflict {
    /// The scenario that the other tab has changed.
    pub other: Id,
    /// Its name here.
    pub name: String,
    /// Whether what is open here has changes of its own; they are kept as a scenario of their own by now.
    pub parted: bool,
}

/// The scenario of a session was changed elsewhere: what is here goes on under an id of its own, so that it is kept
/// even if this tab is closed now.
pub(super) fn arise(workspace: Workspace, session: &Session) {
    let Some(other) = session.id.clone() else { return };
    let own = Id::of(clock::lot());
    let name = session.scenario().alternative.name.clone();
    let mut here = false;
    for place in [workspace.session, workspace.parked] {
        let same = place.with_untracked(|it| {
            it.as_ref().is_some_and(|it| it.is_own() && it.id.as_ref() == Some(&other))
        });
        if same {
            here = true;
            place.update(|it| {
                if let Some(it) = it {
                    it.id = Some(own.clone());
                }
            });
        }
    }
    let mut parted = session.clone();
    parted.id = Some(own);
    saving::write(workspace, parted);
    if here {
        workspace.work().conflict.set(Some(Conflict { other, name, parted: true }));
    }
}

/// Notices at once what other tabs write, from the first call on.
pub(super) fn watch(workspace: Workspace) {
    let watched =
        workspace.work().tab.try_update_value(|tab| std::mem::replace(&mut tab.watching, true));
    if watched != Some(false) {
        return;
    }
    cleared::watch(workspace);
    tabs::on_change_elsewhere(INDEX, move || {
        workspace.work().turns.update(|turns| *turns += 1);
        let session = workspace.session.get_untracked().filter(Session::is_own);
        let Some((session, id)) = session.and_then(|it| Some((it.clone(), it.id?))) else { return };
        let known =
            workspace.work().tab.with_value(|tab| tab.written.get(&id).map(|it| it.revision));
        let Ok(index) = open_index(&Browser, &clock::moment()) else { return };
        let newer = index.entry(&id).is_some_and(|entry| Some(entry.revision) > known);
        let waits = workspace.work().tab.with_value(|tab| tab.busy) || known.is_none();
        // What is being written finds out by itself.
        if newer && !waits {
            let name = session.scenario().alternative.name.clone();
            workspace.work().conflict.set(Some(Conflict { other: id, name, parted: false }));
        }
    });
}

/// Opens what the other tab has written. What was open here and has changes of its own is deleted, with the way back
/// that every deletion has.
pub(crate) fn take_other(workspace: Workspace) {
    let Some(conflict) = workspace.work().conflict.get_untracked() else { return };
    workspace.work().conflict.set(None);
    let mine = workspace.session.with_untracked(|session| session.as_ref()?.id.clone());
    parts::aside(async move {
        match load(workspace, &conflict.other).await {
            Ok(session) => {
                workspace
                    .work()
                    .tab
                    .update_value(|tab| tab.recalling = Some(conflict.other.clone()));
                workspace.session.set(Some(session));
                if let Some(mine) = mine.filter(|mine| *mine != conflict.other) {
                    actions::delete(workspace, mine);
                }
                recall(workspace, conflict.other).await;
            }
            Err(problems) => workspace.refused.set(Some(problems.to_string())),
        }
    });
}

/// Keeps what is open here as a scenario of its own, under a name of its own.
pub(crate) fn keep_mine(workspace: Workspace) {
    let Some(conflict) = workspace.work().conflict.get_untracked() else { return };
    workspace.work().conflict.set(None);
    if !conflict.parted {
        workspace.session.update(|session| {
            if let Some(session) = session {
                session.id = Some(Id::of(clock::lot()));
            }
        });
    }
    workspace.edit(&Edit::Rename(copy_name(&conflict.name)));
    workspace.seal();
}

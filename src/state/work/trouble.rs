//! What is said when something cannot be kept, with the file offered in the same breath.

use super::book::Refusal;
use super::saving::is_open;
use crate::format::plural;
use crate::platform::storage::StorageFailure;
use crate::state::{Notice, NoticeKind, Offer, Saved, Session, Workspace};
use leptos::prelude::*;

/// The notice of steps that are not kept.
pub(super) const STEPS: &str = "steps";

/// Says that there was no room for undo and redo; the scenario itself is kept.
pub(super) fn tell_of_steps(workspace: Workspace) {
    let text = "Your work is saved, but this browser has no room left to keep its steps: after a reload they \
                cannot be undone. Delete scenarios that are not needed, or download them first.";
    let (kind, offer) = (NoticeKind::Warning, Offer::Nothing);
    workspace.notify(Notice { key: STEPS, kind, text: text.to_owned(), offer });
}

/// Says why a session could not be kept.
pub(crate) fn tell(workspace: Workspace, session: &Session, refusal: Refusal) {
    if is_open(workspace, session) {
        tell_of_open(workspace, session, refusal);
    } else {
        tell_of_earlier(workspace, session, refusal);
    }
}

fn tell_of_open(workspace: Workspace, session: &Session, refusal: Refusal) {
    let why = match refusal {
        Refusal::Storage(StorageFailure::Disabled) => {
            "Your work cannot be saved: this browser keeps nothing for this page (a private window \
             or a setting), so it is lost when you close it."
                .to_owned()
        }
        Refusal::Storage(StorageFailure::Unwritten) => {
            "Your latest changes cannot be saved: the part of Tierlab that does it could not be \
             loaded."
                .to_owned()
        }
        Refusal::Newer => {
            "Your work cannot be saved: what this browser keeps was written by a newer Tierlab, so it \
             is not touched. Reload the page to get the newest version."
                .to_owned()
        }
        Refusal::Storage(StorageFailure::Full) | Refusal::Elsewhere | Refusal::Gone => format!(
            "This browser has no room left to save {}, so your latest changes are not kept.",
            plural(session.portfolio.partners().len(), "partner", "partners")
        ),
    };
    workspace.saved.set(Saved::Failed(why.clone()));
    // What writes files is what is missing.
    let (remedy, offer) = match refusal {
        Refusal::Storage(StorageFailure::Unwritten) => {
            ("Keep this page open; the next change tries again.", Offer::Nothing)
        }
        _ => ("Download the scenario as a file to keep it.", Offer::Current),
    };
    let text = format!("{why} {remedy}");
    workspace.notify(Notice { key: "storage", kind: NoticeKind::Warning, text, offer });
}

fn tell_of_earlier(workspace: Workspace, session: &Session, refusal: Refusal) {
    let name = &session.scenario().alternative.name;
    let (text, offer) = match refusal {
        Refusal::Storage(StorageFailure::Unwritten) => (
            format!(
                "Your earlier scenario {name} could not be kept: the part of Tierlab that does it \
                 could not be loaded."
            ),
            Offer::Nothing,
        ),
        _ => (
            format!(
                "This browser has no room to keep your earlier scenario {name}. Download it as a \
                 file now, before you close this message."
            ),
            Offer::Earlier(Box::new(session.clone())),
        ),
    };
    workspace.notify(Notice { key: "earlier", kind: NoticeKind::Warning, text, offer });
}

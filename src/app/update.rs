//! The way to a newer version of Tierlab: it waits until the person wants it and nothing would be lost.

use crate::platform::{clock, offline};
use crate::state::{Notice, NoticeKind, Offer, Saved, Workspace};
use leptos::prelude::*;

/// The notice of a newer version that waits.
pub(super) const NEWER: &str = "newer version";
/// The notice of one that another tab uses already.
pub(super) const NEWER_ELSEWHERE: &str = "newer version elsewhere";

/// Keeps this build for use without a connection, once there is time for it, and tells of newer ones.
pub(super) fn keep_offline(workspace: Workspace) {
    /// Milliseconds that the first screen has for itself.
    const FIRST: i32 = 4000;
    let told = move |kept| {
        let (key, text) = match kept {
            offline::Kept::NewerWaits => {
                (NEWER, "A new version of Tierlab is ready. Your work is kept.")
            }
            offline::Kept::NewerElsewhere => (
                NEWER_ELSEWHERE,
                "Another tab uses a new version of Tierlab now. Reload this one when it suits you; \
                 your work is kept.",
            ),
        };
        let (kind, offer) = (NoticeKind::Info, Offer::Nothing);
        workspace.notify(Notice { key, kind, text: text.to_owned(), offer });
    };
    clock::after(FIRST, move || clock::when_idle(move || offline::keep(told)));
}

/// Goes on to the newer version as soon as nothing would be lost by it.
pub(super) fn use_newer(workspace: Workspace) {
    /// Milliseconds until what waits to be saved is looked at again.
    const AGAIN: i32 = 200;
    let hold = |text: &str, offer| {
        let (key, kind) = ("newer version waits", NoticeKind::Warning);
        workspace.notify(Notice { key, kind, text: text.to_owned(), offer });
    };
    workspace.seal();
    if workspace.incoming.with_untracked(Option::is_some) {
        return hold("Finish or cancel the import first; it would be lost.", Offer::Nothing);
    }
    match workspace.saved.get_untracked() {
        Saved::Pending => clock::after(AGAIN, move || use_newer(workspace)),
        Saved::Failed(_) => hold(
            "Your last change could not be saved in this browser. Download it before you use the new version.",
            Offer::Current,
        ),
        Saved::Nothing | Saved::At(_) => offline::take_over(),
    }
}

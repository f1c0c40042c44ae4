//! What this browser kept was cleared while the page was open: what is open is kept anew, and it is said.

use super::texts::{Browser, INDEX, Texts, scenario_key};
use super::{Id, saving};
use crate::platform::tabs;
use crate::state::{Notice, NoticeKind, Offer, Session, Workspace};
use leptos::prelude::*;

/// Looks whether everything is still there when another tab clears it, and when this tab is come back to.
pub(super) fn watch(workspace: Workspace) {
    tabs::on_change_elsewhere(INDEX, move || keep_anew(workspace));
    tabs::on_return(move || keep_anew(workspace));
}

fn keep_anew(workspace: Workspace) {
    let open = [workspace.session, workspace.parked]
        .into_iter()
        .filter_map(|place| place.get_untracked().filter(Session::is_own));
    let gone: Vec<Session> =
        open.filter(|it| it.id.as_ref().is_some_and(|id| is_gone(workspace, id))).collect();
    if gone.is_empty() {
        return;
    }
    workspace.work().tab.update_value(|tab| tab.written.clear());
    workspace.work().turns.update(|turns| *turns += 1);
    for session in gone {
        saving::write(workspace, session);
    }
    let text = "What this browser kept for Tierlab was cleared. What is open here is saved anew; other scenarios \
                and versions are gone. If you have a file of saved work, bring it in on the start screen.";
    let (kind, offer) = (NoticeKind::Warning, Offer::Nothing);
    workspace.notify(Notice { key: "cleared", kind, text: text.to_owned(), offer });
}

/// Whether this tab has written a scenario of which nothing is left, nor of the list it was in.
fn is_gone(workspace: Workspace, id: &Id) -> bool {
    workspace.work().tab.with_value(|tab| tab.written.contains_key(id))
        && !Browser.holds(INDEX)
        && !Browser.holds(&scenario_key(id))
}

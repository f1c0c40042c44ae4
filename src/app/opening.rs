//! How a visit begins: what was kept comes back, and a link opens beside it.

use super::route::{Asked, Route, parse};
use crate::platform::location;
use crate::state::{
    Notice, NoticeKind, Offer, Stored, Workspace, documents, is_anything_kept, receive_text,
    with_links,
};
use leptos::prelude::*;

/// Whether the visit begins with a document: what was kept, or a link.
pub(super) fn needs_documents() -> bool {
    is_anything_kept() || matches!(parse(&location::fragment()), Asked::Link(_))
}

/// Reads what was kept.
pub(super) async fn stored(workspace: Workspace) -> Stored {
    match documents() {
        Ok(documents) if is_anything_kept() => (documents.begin)(workspace).await,
        _ => Stored::Nothing,
    }
}

/// Shows what was kept, then follows the address now and whenever it changes.
pub(super) fn begin(workspace: Workspace, route: RwSignal<Route>, stored: Stored) {
    match stored {
        Stored::Nothing => {}
        Stored::Session(session) => {
            let id = session.id.clone();
            workspace.open_own(*session);
            if let (Some(id), Ok(documents)) = (id, documents()) {
                (documents.recall)(workspace, id);
            }
        }
        Stored::Damaged(problems) => warn(workspace, "damaged", problems.to_string()),
        Stored::Newer => warn(
            workspace,
            "newer",
            "What this browser keeps was written by a newer Tierlab. It is not touched, and nothing is \
             saved meanwhile. Reload the page to get the newest version."
                .to_owned(),
        ),
    }
    // Where a link leads.
    Effect::new(move |_| {
        if let Some(Asked::Screen(screen)) = workspace.linking().arrived.get().map(|it| parse(&it))
        {
            route.set(screen);
        }
    });
    follow(workspace, route);
    location::on_change(move || follow(workspace, route));
}

fn warn(workspace: Workspace, key: &'static str, text: String) {
    workspace.notify(Notice { key, kind: NoticeKind::Warning, text, offer: Offer::Nothing });
}

fn follow(workspace: Workspace, route: RwSignal<Route>) {
    match parse(&location::fragment()) {
        Asked::Screen(screen) => {
            workspace.refused.set(None);
            route.set(screen);
        }
        Asked::Link(link) => {
            workspace.dismiss("engine");
            with_links(move || receive_text(workspace, &link));
        }
    }
}

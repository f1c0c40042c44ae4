//! How a visit begins: what was kept comes back, and a link opens beside it.

use super::route::{Asked, Route, parse};
use crate::platform::location;
use crate::state::{
    Incoming, Notice, NoticeKind, Offer, Stored, Workspace, documents, is_anything_kept,
    sample_portfolio, with_documents,
};
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::SavedScenario;

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
            with_documents(move || open_link(workspace, route, &link));
        }
    }
}

fn open_link(workspace: Workspace, route: RwSignal<Route>, link: &str) {
    workspace.refused.set(None);
    match documents().map_err(Problems::from).and_then(|it| (it.read_link)(link)) {
        Ok(saved) => {
            if open_shared(workspace, &saved) {
                route.set(Route::Simulate);
            } else {
                workspace.incoming.set(Some(Incoming::Link(Box::new(saved))));
                route.set(Route::Start);
            }
        }
        Err(problems) => {
            workspace.refused.set(Some(format!("{problems} Nothing was opened or changed.")));
            route.set(Route::Start);
        }
    }
}

/// Opens a shared design if its partners are at hand; whether it did.
fn open_shared(workspace: Workspace, saved: &SavedScenario) -> bool {
    let wanted = saved.portfolio.fingerprint;
    let portfolio = workspace.portfolio_with(wanted).or_else(|| {
        let sample = sample_portfolio();
        (sample.fingerprint() == wanted).then_some(sample)
    });
    match portfolio {
        Some(portfolio) => {
            workspace.open_shared(portfolio, saved.clone());
            true
        }
        None => false,
    }
}

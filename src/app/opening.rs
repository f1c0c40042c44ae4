//! How a visit begins: what was kept comes back, and a link opens beside it.

use super::route::{Asked, Route, parse};
use crate::platform::location;
use crate::state::{
    Incoming, Notice, NoticeKind, Offer, Stored, Workspace, documents, sample_portfolio,
    with_documents,
};
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::SavedScenario;

/// Whether the visit begins with a document: what was kept, or a link.
pub(super) fn needs_documents() -> bool {
    Stored::is_there() || matches!(parse(&location::fragment()), Asked::Link(_))
}

/// Restores what was kept, then follows the address now and whenever it changes.
pub(super) fn begin(workspace: Workspace, route: RwSignal<Route>) {
    match Stored::load() {
        Stored::Nothing => {}
        Stored::Session(session) => workspace.open_own(*session),
        Stored::Damaged(problems) => workspace.notify(Notice {
            key: "damaged",
            kind: NoticeKind::Warning,
            text: problems.to_string(),
            offer: Offer::Nothing,
        }),
    }
    follow(workspace, route);
    location::on_change(move || follow(workspace, route));
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

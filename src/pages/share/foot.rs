//! The same as a file, and the list of codes for the sender.

use super::making::{Address, LONG, Making, What};
use crate::pages::partner_view::file_name;
use crate::platform::files;
use crate::state::{Session, Workspace, codes_of, documents, links, with_documents};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::Manner;
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::formats::documents::{Content, write_scenario};

#[component]
pub(super) fn Foot(making: Making) -> impl IntoView {
    let workspace = Workspace::here();
    let is_first = move || match making.address.get() {
        Address::Ready(address) => address.len() > LONG,
        Address::TooMany => true,
        _ => false,
    };
    let class = move || if is_first() { "btn btn--primary" } else { "btn" };
    view! {
        <footer class="dialog__foot">
            <span class="faint">
                {move || {
                    if making.locked.get() {
                        "The file is not locked by the passphrase."
                    } else {
                        "Opens with the same numbers for as long as the engine gives them."
                    }
                }}
            </span>
            <Show when=move || making.what.get() == What::Codes && making.chosen().is_some()>
                <button type="button" class="btn" on:click=move |_| download_codes(making)>
                    <Icon glyph=Glyph::Download/>
                    "List of codes, for you"
                </button>
            </Show>
            <button type="button" class=class on:click=move |_| download(workspace, making)>
                <Icon glyph=Glyph::Download/>
                "Download as file"
            </button>
        </footer>
    }
}

/// The scenario as a file; with partners, as a file of saved work.
fn download(workspace: Workspace, making: Making) {
    let session = making.session.get_value();
    if let (What::View, Some(view)) = (making.what.get_untracked(), making.view.get_value()) {
        return files::download(&file_name(&view.name), "application/json", &view.text);
    }
    if making.what.get_untracked() == What::Design {
        let text = write_scenario(&session.to_shared(false, None));
        return files::download("tierlab-scenario.json", "application/json", &text);
    }
    let shared = untrack(move || making.chosen()).and_then(|made| match &made.link.content {
        Content::Design(design) => {
            let partners = design.partners.as_ref()?.portfolio.clone();
            Some(Session::own(Arc::new(partners), design.saved.scenario.clone()))
        }
        Content::PartnerView(_) => None,
    });
    // Partners that are too many for a link go with their names only when that was asked for.
    let session = match (shared, making.what.get_untracked()) {
        (Some(shared), _) => shared,
        (None, What::Names) => session,
        (None, _) => coded(&session, making.short.get_untracked()),
    };
    with_documents(move || {
        if let Ok(documents) = documents() {
            let text = (documents.file_of)(workspace, &session);
            files::download("tierlab-scenario-with-partners.json", "application/json", &text);
        }
    });
}

fn coded(session: &Session, short: bool) -> Session {
    let saved = session.to_shared(false, None);
    let Ok(links) = links() else {
        return Session::own(session.portfolio.clone(), saved.scenario);
    };
    let packed = (links.share)(&session.portfolio, &saved, Manner { codes: true, short });
    Session::own(Arc::new(packed.partners.portfolio), saved.scenario)
}

/// Which code stands for whom: a table that stays with the sender.
fn download_codes(making: Making) {
    let Some(packed) = untrack(move || making.chosen()).and_then(|made| made.packed) else {
        return;
    };
    let rows = making.session.with_value(|session| codes_of(&session.portfolio, &packed));
    let rows = rows.into_iter().map(|row| row.map(Cell::text).to_vec());
    let text = write_csv(&["code", "partner_id", "partner_name"], rows);
    files::download("tierlab-codes.csv", "text/csv", &text);
}

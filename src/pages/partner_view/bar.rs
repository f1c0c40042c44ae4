//! The bar above the view: for a designer the way back, whom to ask, and the file to send; for a partner what this is.

use super::shown::Shown;
use crate::platform::{dom, files, location};
use crate::state::{SendableView, Workspace};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::documents::write_partner_view;
use tierlab_engine::partner_view::LONGEST_CONTACT;

#[component]
pub(super) fn Bar(shown: Shown) -> impl IntoView {
    let print = || {
        view! {
            <button type="button" class="btn own-bar__action" on:click=|_| dom::print()>
                "Print"
            </button>
        }
    };
    match shown.back {
        Some(back) => view! {
            <section class="own-bar no-print" aria-label="Preview">
                <button
                    type="button"
                    class="btn btn--primary own-bar__action"
                    title="Back (Esc)"
                    on:click=move |_| location::go(back)
                >
                    "Back to your work"
                </button>
                <p class="muted own-bar__text">
                    {format!("This is all that {} is shown. Nothing is sent unless you send it.", shown.view.name())}
                </p>
                <Contact/>
                <Send shown=shown/>
                {print()}
            </section>
        }
        .into_any(),
        None => view! {
            <section class="own-bar no-print" aria-label="About this page">
                <p class="muted own-bar__text">
                    "A look at your partnership, made for you. Nothing you do here is sent to anyone."
                </p>
                {print()}
            </section>
        }
        .into_any(),
    }
}

/// Whom the partner is to ask about a figure.
#[component]
fn Contact() -> impl IntoView {
    let workspace = Workspace::here();
    view! {
        <label class="field own-bar__contact">
            <span>"Whom to ask about a figure"</span>
            <input
                class="input"
                aria-description="Stands on the page as the person to ask when a figure looks wrong."
                maxlength=LONGEST_CONTACT.to_string()
                placeholder="Name, mail or phone"
                prop:value=move || workspace.partner_side().contact.get()
                on:input=move |event| workspace.partner_side().contact.set(dom::value_of(&event))
            />
        </label>
    }
}

/// The link and the file that show this view to whoever opens them.
#[component]
fn Send(shown: Shown) -> impl IntoView {
    let workspace = Workspace::here();
    let side = workspace.partner_side();
    let sendable = Memo::new(move |_| {
        if shown.waits() {
            return None;
        }
        let view = side.contact.with(|contact| shown.whole(contact));
        Some(SendableView {
            name: view.name().to_owned(),
            text: Arc::new(write_partner_view(&view)),
        })
    });
    Effect::new(move |_| side.sendable.set(sendable.get()));
    on_cleanup(move || side.sendable.set(None));
    let waits = move || sendable.with(Option::is_none).then_some("true");
    let download = move |_| {
        if let Some(view) = sendable.get_untracked() {
            files::download(&file_name(&view.name), "application/json", &view.text);
        }
    };
    let share = move |_| {
        if sendable.with_untracked(Option::is_some) {
            workspace.linking().sharing.set(true);
        }
    };
    view! {
        <button type="button" class="btn own-bar__action" aria-disabled=waits on:click=share>
            <Icon glyph=Glyph::Share/>
            "Send a link"
        </button>
        <button type="button" class="btn own-bar__action" aria-disabled=waits on:click=download>
            <Icon glyph=Glyph::Download/>
            "Download for them"
        </button>
    }
}

/// What the file of somebody's view is called.
pub(in crate::pages) fn file_name(partner: &str) -> String {
    let name: String = partner.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("tierlab-partner-{}.json", name.to_lowercase())
}

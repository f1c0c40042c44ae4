//! The bar above the view: for a designer the way back, whom to ask, and the file to send; for a partner what this is.

use super::shown::Shown;
use crate::platform::{dom, files, location};
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
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
                <Download shown=shown/>
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
                maxlength=LONGEST_CONTACT.to_string()
                placeholder="Name, mail or phone"
                prop:value=move || workspace.partner_side().contact.get()
                on:input=move |event| workspace.partner_side().contact.set(dom::value_of(&event))
            />
        </label>
    }
}

/// The file that shows this view to whoever opens it.
#[component]
fn Download(shown: Shown) -> impl IntoView {
    let workspace = Workspace::here();
    let waits = {
        let shown = shown.clone();
        Memo::new(move |_| shown.waits())
    };
    let download = move |_| {
        if waits.get_untracked() {
            return;
        }
        let view = workspace.partner_side().contact.with_untracked(|contact| shown.whole(contact));
        let letters = view.name().chars();
        let name: String = letters.map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let name = format!("tierlab-partner-{}.json", name.to_lowercase());
        files::download(&name, "application/json", &write_partner_view(&view));
    };
    view! {
        <button
            type="button"
            class="btn own-bar__action"
            aria-disabled=move || waits.get().then_some("true")
            on:click=download
        >
            <Icon glyph=Glyph::Download/>
            "Download for them"
        </button>
    }
}

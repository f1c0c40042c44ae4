//! A drawer over the right side of a screen: it takes the keyboard focus when it opens on something, and Escape
//! closes it.

pub(super) mod gallery;

use crate::widgets::{Glyph, Icon};
use leptos::{html, prelude::*};

#[component]
pub(crate) fn Drawer(
    /// What it is about: heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// A line below the heading.
    #[prop(into)]
    about: Signal<String>,
    /// What it is opened on; with another one the focus comes back to its beginning.
    #[prop(into)]
    of: Signal<Option<usize>>,
    /// Closes it; the focus goes back to where it was opened.
    on_close: impl Fn() + Clone + 'static,
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Aside>::new();
    Effect::new(move |_| {
        of.track();
        if let Some(element) = element.get() {
            let _refused = element.focus();
        }
    });
    let escape = on_close.clone();
    view! {
        <aside
            class="drawer no-print"
            aria-labelledby="drawer-title"
            tabindex="-1"
            node_ref=element
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    escape();
                }
            }
        >
            <header class="drawer__head">
                <div>
                    <h2 id="drawer-title">{move || title.get()}</h2>
                    <p class="muted">{move || about.get()}</p>
                </div>
                <button
                    type="button"
                    class="btn btn--quiet btn--icon"
                    aria-label="Close (Esc)"
                    on:click=move |_| on_close()
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </header>
            {children()}
        </aside>
    }
}

//! A modal dialog on the native element: focus stays inside, Escape closes, focus returns.

pub(super) mod gallery;

use crate::widgets::{Glyph, Icon};
use leptos::{html, prelude::*};

/// A dialog that is there while `open`.
#[component]
pub(crate) fn Modal(
    open: RwSignal<bool>,
    /// Heading and accessible name.
    title: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Show when=move || open.get()>
            <Opened open=open title=title children=children.clone()/>
        </Show>
    }
}

#[component]
fn Opened(open: RwSignal<bool>, title: &'static str, children: ChildrenFn) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // Refused only when the element has left the page, and then there is nothing to show.
            let _gone = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = element.get_untracked() {
            dialog.close();
        }
        open.set(false);
    };
    view! {
        <dialog
            class="dialog"
            node_ref=element
            aria-labelledby="dialog-title"
            on:close=move |_| open.set(false)
        >
            <header class="dialog__head">
                <h2 id="dialog-title">{title}</h2>
                <button
                    type="button"
                    class="btn btn--quiet btn--icon"
                    aria-label="Close (Esc)"
                    on:click=move |_| close()
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </header>
            {children()}
        </dialog>
    }
}

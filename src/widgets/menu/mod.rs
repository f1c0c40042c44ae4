//! A menu below its button: Escape and a click elsewhere close it, and the focus goes back to the button.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::{html, prelude::*};

#[component]
pub(crate) fn Menu(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What the group of its items is called.
    #[prop(into)]
    label: String,
    /// Name of a button that shows only a picture.
    #[prop(optional, into)]
    name: Option<String>,
    /// Id of the button, where something else sets the focus on it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// How the button looks, beside `btn`.
    #[prop(default = "btn--small")]
    look: &'static str,
    /// What stands on the button.
    button: ViewFn,
    children: Children,
) -> impl IntoView {
    let summary = NodeRef::<html::Summary>::new();
    let keyed = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(summary) = summary.get_untracked() {
                let _gone = summary.focus();
            }
        }
    };
    // Where the focus has gone to something else on the page, the menu is done with.
    let left = move |event: web_sys::FocusEvent| {
        if dom::leaves(&event) {
            open.set(false);
        }
    };
    let toggle = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        open.update(|open| *open = !*open);
    };
    view! {
        <details
            class="menu-button no-print"
            prop:open=move || open.get()
            on:keydown=keyed
            on:focusout=left
        >
            <summary
                class=format!("btn {look}")
                id=id
                aria-label=name.clone()
                title=name
                node_ref=summary
                on:click=toggle
            >
                {button.run()}
            </summary>
            <div class="menu-button__panel" role="group" aria-label=label>
                {children()}
            </div>
        </details>
    }
}

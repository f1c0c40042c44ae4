//! A row of a list of kept things that go by names: the name to type over, a remark, and the ways to open and delete it.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::prelude::*;

/// Longest name, in letters.
const LONGEST: usize = 60;

#[component]
pub(crate) fn NamedRow(
    /// What it is, in a word: `view`.
    kind: &'static str,
    name: String,
    /// Stands behind the name.
    remark: String,
    /// The word on the button that opens it.
    verb: &'static str,
    /// Opens it.
    on_open: impl Fn() + 'static,
    /// Another name, trimmed; whether it is taken. Nothing is asked for an empty name or the same.
    on_rename: impl Fn(String) -> bool + 'static,
    /// Deletes it.
    on_delete: impl Fn() + 'static,
) -> impl IntoView {
    let before = name.clone();
    let rename = move |event: web_sys::Event| {
        let typed: String = dom::value_of(&event).trim().chars().take(LONGEST).collect();
        let kept = typed == before || (!typed.is_empty() && on_rename(typed));
        if !kept {
            dom::set_value_of(&event, &before);
        }
    };
    view! {
        <li>
            <input
                class="input"
                maxlength=LONGEST.to_string()
                aria-label=format!("Name of {kind} {name}")
                aria-description=format!("Type over it to rename the {kind}.")
                prop:value=name.clone()
                on:change=rename
            />
            <span class="faint nowrap">{remark}</span>
            <button
                type="button"
                class="btn btn--small"
                aria-label=format!("{verb} {kind} {name}")
                on:click=move |_| on_open()
            >
                {verb}
            </button>
            <button
                type="button"
                class="btn btn--quiet btn--small"
                aria-label=format!("Delete {kind} {name}")
                on:click=move |_| on_delete()
            >
                "Delete"
            </button>
        </li>
    }
}

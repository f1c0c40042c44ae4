//! One of a list: the native select, styled.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::prelude::*;

/// A choice among named options, by position.
#[component]
pub(crate) fn Choice(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What it is for, in a sentence.
    #[prop(into)]
    help: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Position of what is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    #[prop(into)] disabled: Signal<bool>,
    on_change: impl Fn(usize) + 'static,
) -> impl IntoView {
    let changed = move |event: web_sys::Event| {
        if let Ok(position) = dom::value_of(&event).parse::<usize>() {
            on_change(position);
        }
    };
    let list = move || {
        options
            .get()
            .into_iter()
            .enumerate()
            .map(|(position, name)| {
                view! {
                    <option value=position.to_string() selected=move || chosen.get() == position>
                        {name}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <select
            class="select select--small"
            aria-label=move || label.get()
            aria-description=move || help.get()
            disabled=move || disabled.get()
            prop:value=move || {
                options.track();
                chosen.get().to_string()
            }
            on:change=changed
        >
            {list}
        </select>
    }
}

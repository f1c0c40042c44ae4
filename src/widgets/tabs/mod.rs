//! Parts of a long page by their names: a press brings one into sight.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::prelude::*;

#[component]
pub(crate) fn Tabs(
    /// Id and name of each part, in the order they stand.
    parts: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let tab = |(id, name): (&'static str, &'static str)| {
        view! {
            <li>
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    on:click=move |_| dom::reveal(id)
                >
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <nav class="no-print" aria-label="Parts of this page">
            <ul class="cluster">{parts.into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}

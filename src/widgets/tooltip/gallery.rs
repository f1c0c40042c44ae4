//! The sentence of help on the gallery page.

use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    view! {
        <input
            class="input"
            aria-label="Field with help"
            aria-description="Rest the pointer here, or come here by keyboard, and this sentence shows."
            value="Rest here"
        />
    }
    .into_any()
}

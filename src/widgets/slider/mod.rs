//! A slider: the native range, with what it stands at written out.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::prelude::*;

#[component]
pub(crate) fn Slider(
    /// Unlike that of any other on the page.
    id: String,
    /// Its name.
    label: String,
    /// What it is for, in a sentence.
    help: &'static str,
    /// Lowest and highest step.
    range: (i32, i32),
    /// The step it stands at.
    #[prop(into)]
    value: Signal<i32>,
    /// What that is, as people read it.
    #[prop(into)]
    shown: Signal<String>,
    /// What stands below it.
    #[prop(into)]
    note: Signal<String>,
    on_change: impl Fn(i32) + 'static,
) -> impl IntoView {
    let (low, high) = range;
    let take = move |event: web_sys::Event| {
        if let Ok(wanted) = dom::value_of(&event).parse::<i32>() {
            on_change(wanted.clamp(low, high));
        }
    };
    view! {
        <div class="slider">
            <label for=id.clone()>{label}</label>
            <output for=id.clone()>{move || shown.get()}</output>
            <input
                id=id
                type="range"
                aria-description=help
                min=low.to_string()
                max=high.to_string()
                step="1"
                prop:value=move || value.get().to_string()
                aria-valuetext=move || shown.get()
                on:input=take
            />
            <small>{move || note.get()}</small>
        </div>
    }
}

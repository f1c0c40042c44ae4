//! Controls that several parts of the screen share: a text, a month, and the button that takes away.

use super::design::Design;
use crate::platform::dom;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::portfolio::Month;

/// A short text with its title above; it counts when the field is left.
#[component]
pub(super) fn TextField(
    design: Design,
    title: &'static str,
    /// What it is for, in a sentence.
    help: &'static str,
    /// Its accessible name where the title alone does not tell it from others.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    #[prop(into)] value: Signal<String>,
    on_change: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{title}</span>
            <input
                class="input"
                maxlength="60"
                aria-label=move || label.map(|label| label.get())
                aria-description=help
                prop:value=move || value.get()
                disabled=move || design.locked.get()
                on:change=move |event| on_change(dom::value_of(&event).trim().to_owned())
            />
        </label>
    }
}

/// A month that may be left empty. What is no month is refused beside the controls of `key`.
#[component]
pub(super) fn MonthInput(
    design: Design,
    key: String,
    title: &'static str,
    /// What it is for, in a sentence.
    help: &'static str,
    #[prop(into)] label: Signal<String>,
    value: Memo<Option<Month>>,
    /// Told the month, and the text it was typed as.
    on_change: impl Fn(Option<Month>, String) + 'static,
) -> impl IntoView {
    let shown = move || value.get().map_or_else(String::new, |month| month.to_string());
    let write = move |event: web_sys::Event| {
        let typed = dom::value_of(&event);
        let month = Month::parse(&typed);
        if month.is_none() && !typed.trim().is_empty() {
            let why = format!("{title}: write a month like 2027-03, or leave it empty.");
            design.refused.set(Some((key.clone(), why)));
            dom::set_value_of(&event, &untrack(shown));
            return;
        }
        on_change(month, typed);
    };
    view! {
        <input
            class="input input--month"
            placeholder="YYYY-MM"
            aria-label=move || label.get()
            aria-description=help
            prop:value=shown
            disabled=move || design.locked.get()
            on:change=write
        />
    }
}

/// Takes something away: a cross, with a word behind it where there is room.
#[component]
pub(super) fn RemoveButton(
    design: Design,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] word: Option<&'static str>,
    on_click: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--small"
            class:btn--icon=word.is_none()
            aria-label=move || label.get()
            title=word.is_none().then_some("Remove")
            disabled=move || design.locked.get()
            on:click=move |_| on_click()
        >
            <Icon glyph=Glyph::Close/>
            {word}
        </button>
    }
}

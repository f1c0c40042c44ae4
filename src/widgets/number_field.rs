//! A number typed by hand: read leniently, checked against its range, explained when refused.

use crate::format::field;
use crate::platform::dom;
use leptos::prelude::*;

/// Reads a number the way people type it (`14.5`, `14,5`, `1,200`), within a range.
pub(crate) fn read_number(text: &str, least: f64, most: f64) -> Result<f64, String> {
    let hint = || format!("Use a number from {} to {}.", field(least), field(most));
    let text = text.trim().replace(['\u{2212}', '–'], "-");
    let grouped =
        text.split(',').skip(1).all(|group| group.split('.').next().unwrap_or("").len() == 3);
    let plain =
        if text.contains(',') && !grouped { text.replace(',', ".") } else { text.replace(',', "") };
    match plain.parse::<f64>() {
        Ok(value) if value.is_finite() && (least..=most).contains(&value) => Ok(value),
        _ => Err(hint()),
    }
}

/// A bare input for one number. Valid text is told at once while typing; the end of typing (blur or
/// Enter) is told by `on_done`. Invalid text keeps the last valid value and says what to write.
#[component]
pub(crate) fn NumberField(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The value now.
    #[prop(into)]
    value: Signal<f64>,
    least: f64,
    most: f64,
    /// Whether only whole numbers are taken.
    #[prop(optional)]
    whole: bool,
    #[prop(into)] disabled: Signal<bool>,
    /// Input type: `text` or `number` (a spin button).
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] id: &'static str,
    on_change: impl Fn(f64) + 'static,
    on_done: impl Fn() + Clone + 'static,
    /// Told the sentence when the text is refused, `None` when it is fine again.
    on_error: impl Fn(Option<String>) + Clone + 'static,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let read = move |text: &str| {
        read_number(text, least, most).and_then(|value| {
            if whole && value.fract() != 0.0 {
                Err(format!("Use a whole number from {} to {}.", field(least), field(most)))
            } else {
                Ok(value)
            }
        })
    };
    let told = on_error.clone();
    let typed = move |event: web_sys::Event| match read(&dom::value_of(&event)) {
        Ok(number) => {
            wrong.set(None);
            told(None);
            on_change(number);
        }
        Err(hint) => {
            wrong.set(Some(hint.clone()));
            told(Some(hint));
        }
    };
    let done = move |event: web_sys::Event| {
        // The last valid value comes back.
        wrong.set(None);
        on_error(None);
        dom::set_value_of(&event, &field(value.get_untracked()));
        on_done();
    };
    view! {
        <input
            id=(!id.is_empty()).then_some(id)
            type=kind
            inputmode="decimal"
            autocomplete="off"
            min=(kind == "number").then_some(least)
            max=(kind == "number").then_some(most)
            step=(kind == "number").then_some(if whole { "1" } else { "0.5" })
            aria-label=move || label.get()
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            title=move || wrong.get()
            disabled=move || disabled.get()
            prop:value=move || field(value.get())
            on:input=typed
            on:change=done
        />
    }
}

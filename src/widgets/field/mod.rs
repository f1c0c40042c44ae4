//! A number typed by hand: read leniently, checked against its range, explained when refused.

pub(super) mod gallery;

use crate::format::field;
use crate::platform::{clock, dom};
use leptos::prelude::*;

/// Reads a number the way people type it (`14.5`, `14,5`, `1,200`); `None` when it is none or
/// outside the range.
pub(crate) fn read_number(text: &str, least: f64, most: f64) -> Option<f64> {
    let text = text.trim().replace(['\u{2212}', '–'], "-");
    let mut groups = text.split(',').skip(1).map(|group| group.split('.').next().unwrap_or(""));
    let grouped = groups.all(|group| group.len() == 3);
    let plain = if grouped { text.replace(',', "") } else { text.replace(',', ".") };
    let value = plain.parse::<f64>().ok()?;
    (value.is_finite() && (least..=most).contains(&value)).then_some(value)
}

/// How long typing must rest before the number counts, in milliseconds.
const REST: i32 = 150;

/// A bare input for one number. A number counts when typing rests, or at once on Enter or when the
/// field is left. Text that is no such number changes nothing: what stood there before comes back
/// when the field is left, and the sentence that says why stays until the next key. Escape brings
/// the earlier number back too.
#[component]
pub(crate) fn NumberField(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What it is for, in a sentence.
    #[prop(into)]
    help: Signal<String>,
    /// The value now.
    #[prop(into)]
    value: Signal<f64>,
    #[prop(into)] least: Signal<f64>,
    #[prop(into)] most: Signal<f64>,
    /// Whether only whole numbers are taken.
    #[prop(optional)]
    whole: bool,
    #[prop(into)] disabled: Signal<bool>,
    /// Whether arrow up and down step by one. (Not the browser's own number input: that one hides
    /// what is being typed from the page, so a half-typed `72.` would be lost.)
    #[prop(optional)]
    spins: bool,
    on_change: impl Fn(f64) + Clone + 'static,
    on_done: impl Fn() + Clone + 'static,
    /// Told the sentence when the text is refused, `None` when it is fine again.
    on_error: impl Fn(Option<String>) + Clone + 'static,
) -> impl IntoView {
    // The text while it is typed, and the value when typing began.
    let draft = RwSignal::new(None::<(String, f64)>);
    let wrong = RwSignal::new(false);
    let read = move |text: &str| {
        let (least, most) = (least.get_untracked(), most.get_untracked());
        let kind = if whole { "whole number" } else { "number" };
        read_number(text, least, most).filter(|value| !whole || value.fract() == 0.0).ok_or_else(
            || {
                let label = label.get_untracked();
                let name = label.split(", was").next().unwrap_or_default();
                format!("{name}: use a {kind} from {} to {}.", field(least), field(most))
            },
        )
    };
    let tell = move |problem: Option<String>| {
        wrong.set(problem.is_some());
        on_error(problem);
    };
    let typed = {
        let (change, tell) = (on_change.clone(), tell.clone());
        move |event: web_sys::Event| {
            let text = dom::value_of(&event);
            let began = draft.get_untracked().map_or_else(|| value.get_untracked(), |(_, at)| at);
            draft.set(Some((text.clone(), began)));
            tell(None);
            let change = change.clone();
            clock::after(REST, move || {
                let rests = draft.try_get_untracked().flatten().is_some_and(|(now, _)| now == text);
                if rests && let Ok(number) = read(&text) {
                    change(number);
                }
            });
        }
    };
    let left = {
        let (change, tell, done) = (on_change.clone(), tell.clone(), on_done.clone());
        move |()| {
            // A field that goes while it has the focus is left after it is gone.
            let Some((text, began)) = draft.try_get_untracked().flatten() else { return };
            match read(&text) {
                Ok(number) => change(number),
                Err(problem) => {
                    change(began);
                    tell(Some(problem));
                }
            }
            draft.set(None);
            done();
        }
    };
    let keyed = {
        let left = left.clone();
        move |event: web_sys::KeyboardEvent| match event.key().as_str() {
            "Enter" => left(()),
            "ArrowUp" | "ArrowDown" if spins => {
                event.prevent_default();
                left(());
                let by = if event.key() == "ArrowUp" { 1.0 } else { -1.0 };
                let (least, most) = (least.get_untracked(), most.get_untracked());
                on_change((value.get_untracked() + by).clamp(least, most));
            }
            "Escape" => {
                if let Some((_, began)) = draft.get_untracked() {
                    draft.set(None);
                    on_change(began);
                    tell(None);
                    on_done();
                    event.stop_propagation();
                }
            }
            _ => {}
        }
    };
    view! {
        <input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            role=spins.then_some("spinbutton")
            aria-valuemin=spins.then_some(move || least.get())
            aria-valuemax=spins.then_some(move || most.get())
            aria-valuenow=spins.then_some(move || value.get())
            aria-label=move || label.get()
            aria-description=move || help.get()
            aria-invalid=move || wrong.get().then_some("true")
            disabled=move || disabled.get()
            prop:value=move || draft.get().map_or_else(|| field(value.get()), |(text, _)| text)
            on:input=typed
            on:keydown=keyed
            on:blur=move |_| left(())
        />
    }
}

//! A number with a minus and a plus button, what it was, and what it means.

pub(super) mod gallery;

use crate::widgets::NumberField;
use leptos::prelude::*;

/// A labelled number that can be typed or stepped by one.
#[component]
pub(crate) fn Stepper(
    /// Name, visible and accessible.
    name: String,
    /// What it is for, in a sentence.
    #[prop(into)]
    help: Signal<String>,
    #[prop(into)] value: Signal<f64>,
    /// Value in the baseline.
    #[prop(into)]
    was: Signal<String>,
    #[prop(into)] changed: Signal<bool>,
    /// What the value means, under the field.
    #[prop(into)]
    meaning: Signal<String>,
    #[prop(into)] least: Signal<f64>,
    #[prop(into)] most: Signal<f64>,
    #[prop(into)] disabled: Signal<bool>,
    on_change: impl Fn(f64) + Clone + Send + Sync + 'static,
    on_done: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let step = |by: f64| {
        let (change, done) = (on_change.clone(), on_done.clone());
        move |_| {
            let (least, most) = (least.get_untracked(), most.get_untracked());
            change((value.get_untracked() + by).clamp(least, most));
            done();
        }
    };
    let class = move || match (wrong.with(Option::is_some), changed.get()) {
        (true, _) => "stepper stepper--error",
        (false, true) => "stepper stepper--changed",
        (false, false) => "stepper",
    };
    view! {
        <div class=class>
            <span class="stepper__label" aria-hidden="true">{name.clone()}</span>
            <div class="stepper__box">
                <button
                    type="button"
                    aria-label=format!("{name} minus 1")
                    disabled=move || disabled.get()
                    on:click=step(-1.0)
                >
                    "−"
                </button>
                <NumberField
                    label=name.clone()
                    help=help
                    value=value
                    least=least
                    most=most
                    spins=true
                    disabled=disabled
                    on_change=on_change.clone()
                    on_done=on_done.clone()
                    on_error=move |hint| wrong.set(hint)
                />
                <button
                    type="button"
                    aria-label=format!("{name} plus 1")
                    disabled=move || disabled.get()
                    on:click=step(1.0)
                >
                    "+"
                </button>
            </div>
            {move || match wrong.get() {
                Some(hint) => view! { <span class="field-error" role="alert">{hint}</span> }.into_any(),
                None => {
                    view! {
                        <span class="stepper__was">{move || was.get()}</span>
                        <span class="stepper__count">{move || meaning.get()}</span>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

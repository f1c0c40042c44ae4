//! A segmented control: one of a few, all of them in sight. Arrow keys go from one to the next.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::prelude::*;

#[component]
pub(crate) fn Segmented(
    /// What is chosen, as the group is called.
    label: &'static str,
    /// What stands on the buttons.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Position of what is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    on_change: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let many = Memo::new(move |_| options.with(Vec::len));
    let buttons = move || {
        let button = |at: usize| {
            let name = move || options.with(|options| options.get(at).cloned());
            view! {
                <button
                    type="button"
                    aria-pressed=move || (chosen.get() == at).to_string()
                    on:click=move |_| on_change(at)
                >
                    {name}
                </button>
            }
        };
        (0..many.get()).map(button).collect_view()
    };
    let keyed = move |event: web_sys::KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => true,
            "ArrowLeft" | "ArrowUp" => false,
            _ => return,
        };
        if dom::focus_beside(&event, forward) {
            event.prevent_default();
        }
    };
    view! {
        <div class="segmented no-print" role="group" aria-label=label on:keydown=keyed>
            {buttons}
        </div>
    }
}

//! What was just deleted, with the way back.

pub(super) mod gallery;

use leptos::prelude::*;

/// A sentence and "Undo"; whatever else is offered stands behind.
#[component]
pub(crate) fn UndoToast(
    /// What happened.
    told: String,
    /// Id of "Undo", for the keyboard to go on there.
    id: &'static str,
    undo: impl Fn() + 'static,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="toast" role="status">
            <span>{told}</span>
            <button type="button" class="btn btn--small" id=id on:click=move |_| undo()>
                "Undo"
            </button>
            {children.map(|children| children())}
        </div>
    }
}

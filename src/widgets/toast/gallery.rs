//! The toast on the gallery page.

use super::UndoToast;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let undone = RwSignal::new(false);
    view! {
        <UndoToast
            told="Deleted the example.".to_owned()
            id="gallery-undo"
            undo=move || undone.set(true)
        />
        <span class="faint" role="status">{move || if undone.get() { "Undone." } else { "" }}</span>
    }
    .into_any()
}

//! The dialog on the gallery page.

use super::Modal;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="btn" on:click=move |_| open.set(true)>
            "Open a dialog"
        </button>
        <Modal open=open title="A dialog">
            <p class="dialog__body">"Focus stays inside, Escape closes it, and the focus goes back."</p>
        </Modal>
    }
    .into_any()
}

//! The menu on the gallery page.

use super::Menu;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Menu open=open label="Menu" button=ViewFn::from(|| "Menu")>
            <label class="check">
                <input type="checkbox" aria-description="A mark that is set." checked=true/>
                "Checked"
            </label>
            <label class="check">
                <input type="checkbox" aria-description="A mark that cannot be changed." disabled=true/>
                "Disabled"
            </label>
            <button type="button" class="btn btn--quiet btn--small" on:click=move |_| open.set(false)>
                "Act and close"
            </button>
        </Menu>
    }
    .into_any()
}

//! A row of kept things on the gallery page.

use super::NamedRow;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    view! {
        <ul class="version-list gallery__wide">
            <NamedRow
                kind="example"
                name="Before the workshop".to_owned()
                remark="today 14:05".to_owned()
                verb="Open"
                on_open=|| {}
                on_rename=|_| true
                on_delete=|| {}
            />
        </ul>
    }
    .into_any()
}

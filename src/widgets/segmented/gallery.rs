//! The segmented control on the gallery page.

use super::Segmented;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let names = || vec!["First".to_owned(), "Second".to_owned(), "Third".to_owned()];
    view! {
        <Segmented
            label="Segmented control"
            options=Signal::derive(names)
            chosen=chosen
            on_change=move |at| chosen.set(at)
        />
    }
    .into_any()
}

//! The choice on the gallery page.

use super::Choice;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let options = || vec!["One".to_owned(), "Two".to_owned()];
    view! {
        <Choice
            label="Choice"
            help="One of several; the sentence of help stands beside the field."
            options=options()
            chosen=chosen
            disabled=false
            on_change=move |at| chosen.set(at)
        />
        <Choice
            label="Choice, disabled"
            help="Cannot be changed now."
            options=options()
            chosen=chosen
            disabled=true
            on_change=|_| {}
        />
    }
    .into_any()
}

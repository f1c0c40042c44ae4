//! Fields on the gallery page.

use super::NumberField;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let value = RwSignal::new(64.0);
    let wrong = RwSignal::new(None::<String>);
    view! {
        <span class="gallery__field">
            <NumberField
                label="Number from 0 to 100"
                help="Counts when typing rests; Escape brings the number before back."
                value=value
                least=0.0
                most=100.0
                disabled=false
                spins=true
                on_change=move |now| value.set(now)
                on_done=|| {}
                on_error=move |why| wrong.set(why)
            />
        </span>
        {move || wrong.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
        <span class="gallery__field">
            <NumberField
                label="Number, disabled"
                help="Cannot be changed now."
                value=value
                least=0.0
                most=100.0
                disabled=true
                on_change=|_| {}
                on_done=|| {}
                on_error=|_| {}
            />
        </span>
        <input class="input" aria-label="Text" aria-description="A short text." value="Text"/>
        <span class="search">
            <Icon glyph=Glyph::Search/>
            <input
                class="input"
                type="search"
                aria-label="Search"
                aria-description="Narrows a list while you type."
                placeholder="Search"
            />
        </span>
        <p class="field-error">"Number: use a number from 0 to 100."</p>
    }
    .into_any()
}

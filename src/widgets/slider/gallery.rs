//! The slider on the gallery page.

use super::Slider;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let value = RwSignal::new(3);
    view! {
        <Slider
            id="gallery-slider".to_owned()
            label="Slider".to_owned()
            help="Arrow keys move it by a step, Home and End to its ends."
            range=(0, 10)
            value=value
            shown=Signal::derive(move || format!("{} of 10", value.get()))
            note=Signal::derive(|| "now 3".to_owned())
            on_change=move |now| value.set(now)
        />
    }
    .into_any()
}

//! The stepper on the gallery page.

use super::Stepper;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let value = RwSignal::new(64.0);
    view! {
        <Stepper
            name="Stepper".to_owned()
            help="Type it, or step it by one."
            value=value
            was="was 60".to_owned()
            changed=Signal::derive(move || value.get().to_bits() != 60_f64.to_bits())
            meaning="what it means".to_owned()
            least=0.0
            most=100.0
            disabled=false
            on_change=move |now| value.set(now)
            on_done=|| {}
        />
    }
    .into_any()
}

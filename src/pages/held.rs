//! Says above a group of levers that a facilitator holds it.

use crate::format::{capital, lever_name};
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::record::Levers;

#[component]
pub(super) fn Held(levers: Levers) -> impl IntoView {
    let held = Workspace::here().held_by_facilitator(levers);
    move || {
        held.get().then(|| {
            view! {
                <p class="held">
                    <Icon glyph=Glyph::Lock/>
                    {format!("{} are held by the facilitator.", capital(lever_name(levers)))}
                </p>
            }
        })
    }
}

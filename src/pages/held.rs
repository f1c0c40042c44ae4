//! Says above a group of levers that a facilitator holds it.

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
                    {format!("{} held by the facilitator.", name(levers))}
                </p>
            }
        })
    }
}

/// A group of levers at the beginning of a sentence, with its verb.
fn name(levers: Levers) -> &'static str {
    match levers {
        Levers::Thresholds => "Thresholds are",
        Levers::Incentives => "Incentives are",
        Levers::Movement => "Movement rules are",
        Levers::Rules => "Score, gates and tiers are",
        Levers::Assumptions => "Assumptions are",
        Levers::Run => "Length and number of runs are",
    }
}

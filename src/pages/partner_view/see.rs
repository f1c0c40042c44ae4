//! The way from a partner that a designer looks at to what this partner is shown.

use crate::pages::address;
use crate::platform::location;
use crate::state::{ShownPartner, Workspace};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;

#[component]
pub(in crate::pages) fn SeeWhatTheySee(
    /// Position of the partner.
    position: usize,
    /// Fragment of the screen to come back to.
    back: &'static str,
) -> impl IntoView {
    let workspace = Workspace::here();
    let go = move |_| {
        workspace.partner_side().shown.set(Some(ShownPartner::Preview { position, back }));
        location::go(address::PARTNER);
    };
    view! {
        <p>
            <button type="button" class="btn" on:click=go>
                <Icon glyph=Glyph::Screen/>
                "See what they see"
            </button>
        </p>
    }
}

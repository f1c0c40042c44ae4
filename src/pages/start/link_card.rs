//! A shared design whose partners are not in this browser.

use crate::format::plural;
use crate::pages::address;
use crate::platform::location;
use crate::state::{Shared, Workspace, sample_portfolio};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::formats::documents::SavedScenario;
use tierlab_engine::portfolio::Origin;

#[component]
pub(super) fn MissingPartners(saved: SavedScenario, shared: Shared) -> impl IntoView {
    let workspace = Workspace::here();
    let partners = plural(saved.portfolio.partners, "partner", "partners");
    let source = match &saved.portfolio.origin {
        Origin::Sample => "an earlier sample".to_owned(),
        Origin::File(name) => name.clone(),
    };
    let name = saved.scenario.alternative.name.clone();
    let on_sample = move |_| {
        // Other partners give other numbers; the sender's outcome says nothing about them.
        let shared = Shared { outcome: None, ..shared };
        workspace.incoming.set(None);
        workspace.open_shared(sample_portfolio(), saved.clone(), shared);
        location::go(address::SIMULATE);
    };
    let leave = move |_| {
        workspace.incoming.set(None);
        location::go(address::START);
    };
    view! {
        <div class="banner banner--info" role="status">
            <Icon glyph=Glyph::Share/>
            <p>
                <strong>{format!("The link holds the design {name}, not its partners. ")}</strong>
                {format!(
                    "It was made on {partners} from {source}. Import that file and open the link again to \
                     see the sender's numbers, or look at the design on the invented sample partners.",
                )}
            </p>
            <button type="button" class="btn btn--primary btn--small" on:click=on_sample>
                "Look at it on the sample"
            </button>
            <button type="button" class="btn btn--small" on:click=leave>
                "Leave it"
            </button>
        </div>
    }
}

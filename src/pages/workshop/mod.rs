//! Workshop: a group plays with one scenario, each in a browser of their own, and sees where it agrees.

mod agreement;
mod came;
mod collect;
mod guide;
mod outcomes;
mod prepare;
mod round;
mod taking;
mod thresholds;

use super::Banners;
use crate::format::plural;
use crate::platform::dom;
use agreement::Agreement;
use collect::Collect;
use guide::Guide;
use leptos::prelude::*;
use outcomes::Outcomes;
use prepare::Prepare;
use round::Round;
use thresholds::Thresholds;

/// Part of this screen, so that a first visit does not load it.
const STYLE: &str = include_str!("../../../style/workshop.css");

#[component]
pub(super) fn WorkshopPage(banners: Banners) -> impl IntoView {
    dom::adopt_style("workshop", STYLE);
    let round = Round::here();
    let guide = RwSignal::new(false);
    let begun = round.has_begun();
    let title = move || {
        let question = round
            .open
            .with(|open| open.as_ref().map(|open| open.record.question.clone()))
            .unwrap_or_default();
        if question.is_empty() { "Workshop".to_owned() } else { question }
    };
    let sub = move || match round.readable.with(Vec::len) {
        0 => "Everyone opens the same link, plays in their own browser and sends a version back."
            .to_owned(),
        some => format!("{} side by side.", plural(some, "version", "versions")),
    };
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page page--full stack workshop">
                {banners()}
                <Show when=move || !guide.get() fallback=move || view! { <Guide shown=guide/> }>
                    <header class="spread page-head">
                        <div>
                            <h1>{title}</h1>
                            <p class="muted">{sub}</p>
                        </div>
                        <button type="button" class="btn no-print" on:click=move |_| guide.set(true)>
                            "Facilitator guide"
                        </button>
                    </header>
                    <div class="grid-2 workshop__top no-print">
                        <Prepare round=round/>
                        <Collect round=round/>
                    </div>
                    <Show when=move || begun.get() fallback=|| view! { <Empty/> }>
                        <Thresholds round=round/>
                        <Agreement round=round/>
                        <Outcomes round=round/>
                    </Show>
                </Show>
            </div>
        </main>
    }
}

/// Nothing came in yet.
#[component]
fn Empty() -> impl IntoView {
    view! {
        <section class="panel empty">
            <strong>"3. Compare: here the versions stand side by side"</strong>
            <span>
                "Where everyone draws the lines, who chose what, and what each version comes to. It begins with the \
                 first version that comes in."
            </span>
        </section>
    }
}

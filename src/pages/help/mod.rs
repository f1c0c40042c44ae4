//! Help: the words Tierlab uses, what its numbers mean, its keys, and a tour.

mod glossary;
mod keys;
mod numbers;
mod privacy;
mod tour;

pub(in crate::pages) use tour::Tour;

use super::Banners;
use crate::state::Workspace;
use glossary::Glossary;
use keys::Keys;
use leptos::prelude::*;
use numbers::Numbers;
use privacy::Privacy;

#[component]
pub(super) fn HelpPage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page stack help">
                {banners()}
                <div class="spread page-head">
                    <div>
                        <h1>"Help"</h1>
                        <p class="muted">"The words, the numbers and the keys, on one page."</p>
                    </div>
                    <button
                        type="button"
                        class="btn btn--primary"
                        on:click=move |_| workspace.touring.set(Some(0))
                    >
                        "Take the tour, five steps"
                    </button>
                </div>
                <Numbers/>
                <Glossary/>
                <Keys/>
                <Privacy/>
            </div>
        </main>
    }
}

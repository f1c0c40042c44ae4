//! What stands below a list of partners: that nobody is in it, or how many more there are.

use crate::format::plural;
use leptos::prelude::*;

/// `limit` rises by `step` when more are asked for.
pub(super) fn list_end(
    (shown, all): (usize, usize),
    (nobody, advice): (&'static str, &'static str),
    limit: RwSignal<usize>,
    step: usize,
) -> impl IntoView {
    let nobody = (all == 0).then(|| {
        view! {
            <div class="empty">
                <strong>{nobody}</strong>
                <span>{advice}</span>
            </div>
        }
    });
    let rest = all.saturating_sub(shown);
    let more = (rest > 0).then(|| {
        view! {
            <button
                type="button"
                class="btn btn--quiet"
                on:click=move |_| limit.update(|limit| *limit += step)
            >
                {format!("Show more of {}", plural(rest, "other partner", "other partners"))}
            </button>
        }
    });
    view! { {nobody} {more} }
}

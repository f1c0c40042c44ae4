//! The saved scenarios: open, copy, rename, delete, bring back, and all of them as a file.

use super::row::SavedRow;
use crate::platform::{clock, dom, parts};
use crate::state::Workspace;
use crate::state::work::{self, Entry, Listing};
use crate::widgets::{Glyph, Icon, UndoToast};
use leptos::prelude::*;

#[component]
pub(in crate::pages) fn SavedWork() -> impl IntoView {
    let workspace = Workspace::here();
    let listing = Memo::new(move |_| {
        workspace.work().turns.track();
        work::listing()
    });
    let room = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        workspace.work().turns.track();
        parts::aside(async move {
            let told = work::room().await;
            // The screen may have been left meanwhile.
            let _left = room.try_set(told);
        });
    });
    view! {
        <section class="panel saved-work" aria-labelledby="saved-work">
            <div class="panel__head spread spread--wrap">
                <div>
                    <h2 id="saved-work" tabindex="-1">"Your scenarios"</h2>
                    <p class="panel__sub">
                        "Saved in this browser as you work. " {move || room.get().unwrap_or_default()}
                    </p>
                </div>
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| work::export(workspace, None)
                >
                    <Icon glyph=Glyph::Download/>
                    "Download everything"
                </button>
            </div>
            {move || match listing.get() {
                Listing::Newer => newer().into_any(),
                Listing::Here(entries, deleted) => {
                    view! {
                        <Rows entries=entries/>
                        {deleted.map(|entry| view! { <Deleted entry=entry/> })}
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

fn newer() -> impl IntoView {
    view! {
        <p class="muted">
            "A newer Tierlab wrote what is kept here. It is not touched; reload the page to get the \
             newest version."
        </p>
    }
}

#[component]
fn Rows(entries: Vec<Entry>) -> impl IntoView {
    if entries.is_empty() {
        return view! { <p class="muted">"No scenarios are saved in this browser."</p> }.into_any();
    }
    let rows = entries.into_iter().map(|entry| view! { <SavedRow entry=entry/> }).collect_view();
    view! {
        <div class="scroll-x" tabindex="0" role="group" aria-labelledby="saved-work">
            <table class="data-table">
                <caption class="visually-hidden">"Scenarios saved in this browser"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Scenario and baseline"</th>
                        <th scope="col">"Partners"</th>
                        <th scope="col">"Changed"</th>
                        <th scope="col"><span class="visually-hidden">"What to do"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What was deleted last, with the way back.
#[component]
fn Deleted(entry: Entry) -> impl IntoView {
    let workspace = Workspace::here();
    if workspace.work().just_deleted.get_untracked() {
        workspace.work().just_deleted.set(false);
        clock::after(0, || dom::focus("undo-delete"));
    }
    let undo = move || {
        work::undelete(workspace);
        clock::soon(|| dom::focus("saved-work"));
    };
    view! {
        <UndoToast told=format!("Deleted {}.", entry.name) id="undo-delete" undo=undo>
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| work::delete_for_good(workspace)
            >
                "Delete for good"
            </button>
        </UndoToast>
    }
}

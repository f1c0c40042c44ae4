//! A drop zone with a file picker.

use crate::pages::address;
use crate::platform::files::{PickedFile, from_drop, from_input};
use crate::platform::location;
use crate::state::{Picked, Workspace};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;

#[component]
pub(in crate::pages) fn ImportCard() -> impl IntoView {
    let workspace = Workspace::here();
    let over = RwSignal::new(false);
    let take = move |file: Option<PickedFile>| {
        if let Some(file) = file {
            workspace.take_file(file, |picked| {
                location::go(match picked {
                    Picked::Table => address::IMPORT,
                    Picked::PartnerView => address::PARTNER,
                });
            });
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(from_drop(&event));
    };
    let dragged = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let class = move || if over.get() { "dropzone dropzone--over" } else { "dropzone" };
    view! {
        <section
            class=class
            aria-labelledby="start-import"
            on:dragenter=dragged
            on:dragover=dragged
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <Icon glyph=Glyph::File/>
            <h2 id="start-import">"Import your partners"</h2>
            <p class="muted">
                "Drop a CSV or Excel file here, or choose one. One row per partner, or per partner and quarter. \
                 A view that somebody sent you opens here as well."
            </p>
            <label class="btn">
                <input
                    type="file"
                    aria-description="A CSV, TSV or Excel file with names of columns; it is read in this browser only."
                    class="visually-hidden"
                    accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,text/csv,application/json"
                    on:change=move |event| take(from_input(&event))
                />
                "Choose a file"
            </label>
            <p class="card__meta" role="status">
                {move || match workspace.reading.get() {
                    Some(name) => format!("Reading {name}"),
                    None => "Columns are matched for you and shown before anything is used.".to_owned(),
                }}
            </p>
        </section>
    }
}

//! What comes back: pasted, dropped or picked.

use super::came::Versions;
use super::round::Round;
use super::taking::{Taking, said};
use crate::platform::files::{all_from_drop, all_from_input, text_from_drop};
use leptos::{html, prelude::*};

#[component]
pub(super) fn Collect(round: Round) -> impl IntoView {
    let taking = Taking::of(round);
    let over = RwSignal::new(false);
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = all_from_drop(&event);
        if files.is_empty() {
            taking.text("Dropped", text_from_drop(&event));
        } else {
            taking.files(files);
        }
    };
    let dragged = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let class = move || if over.get() { "panel panel--over" } else { "panel" };
    view! {
        <section
            class=class
            aria-labelledby="collect"
            on:dragenter=dragged
            on:dragover=dragged
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <div class="panel__head">
                <div>
                    <h2 id="collect">"2. Collect"</h2>
                    <p class="panel__sub">"Paste every link at once, with whatever stands around them, or drop files here."</p>
                </div>
            </div>
            <Entrance taking=taking/>
            <Became taking=taking/>
            <Versions round=round/>
        </section>
    }
}

/// The box to paste into, and the other ways in.
#[component]
fn Entrance(taking: Taking) -> impl IntoView {
    let pasted = NodeRef::<html::Textarea>::new();
    let paste = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(area) = pasted.get_untracked() else { return };
        let text = area.value();
        if !text.trim().is_empty() {
            area.set_value("");
            taking.text("Pasted", text);
        }
    };
    view! {
        <form class="stack" autocomplete="off" on:submit=paste>
            <textarea
                class="input workshop__paste"
                aria-label="Links of the participants"
                aria-description="A whole chat will do: every link in it is found and read here, nowhere else."
                rows="3"
                spellcheck="false"
                placeholder="https://…#s=2.…"
                node_ref=pasted
            ></textarea>
            <div class="cluster">
                <button type="submit" class="btn btn--primary" disabled=move || taking.reading.get()>
                    "Take in"
                </button>
                <label class="btn">
                    <input
                        type="file"
                        multiple
                        class="visually-hidden"
                        aria-description="Scenario files, or text files with links in them."
                        accept=".json,.txt,application/json,text/plain"
                        on:change=move |event| taking.files(all_from_input(&event))
                    />
                    "Choose files"
                </label>
                <button type="button" class="btn" on:click=move |_| taking.open()>
                    "Add what is open"
                </button>
                <input
                    class="input workshop__pass"
                    type="text"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="200"
                    aria-label="Passphrase of locked links"
                    aria-description="Only for links that were locked; it is used here and kept nowhere."
                    placeholder="Passphrase, if locked"
                    node_ref=taking.pass
                />
            </div>
        </form>
    }
}

/// What became of the last that came in.
#[component]
fn Became(taking: Taking) -> impl IntoView {
    let status = move || match (taking.reading.get(), taking.told.get()) {
        (true, _) => "Reading what came in.".to_owned(),
        (false, Some(told)) => said(&told),
        (false, None) => String::new(),
    };
    let refused = move || {
        let refused = taking.told.get().map(|told| told.refused).unwrap_or_default();
        let list = refused.into_iter().map(|why| view! { <p>{why}</p> }).collect::<Vec<_>>();
        (!list.is_empty()).then(|| view! { <div class="note note--warn" role="alert">{list}</div> })
    };
    view! {
        <p class="card__meta" role="status">{status}</p>
        {refused}
    }
}

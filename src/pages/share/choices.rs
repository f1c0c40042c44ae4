//! What to send, what the reader may do, and whether it is locked.

use super::making::{LONG, Making, What};
use crate::format::{count, plural};
use crate::platform::{dom, secret};
use crate::widgets::Segmented;
use leptos::prelude::*;

#[component]
pub(super) fn Choices(making: Making) -> impl IntoView {
    view! {
        <div class="stack">
            <fieldset>
                <legend class="strong">"What to send"</legend>
                <div class="choices">
                    <Kind making=making what=What::Design/>
                    <Kind making=making what=What::Codes/>
                    <Kind making=making what=What::Names/>
                    {if making.view.with_value(Option::is_some) {
                        view! { <Kind making=making what=What::View/> }.into_any()
                    } else {
                        view! {
                            <p class="faint">
                                "To send what one partner sees: open that partner on Partners or Simulate, then \
                                 \"See what they see\" and \"Send a link\"."
                            </p>
                        }
                        .into_any()
                    }}
                </div>
            </fieldset>
            <Show when=move || matches!(making.what.get(), What::Codes | What::Names)>
                <Figures making=making/>
            </Show>
            <Show when=move || making.what.get() != What::View>
                <Reader making=making/>
            </Show>
            <Lock making=making/>
        </div>
    }
}

#[component]
fn Kind(making: Making, what: What) -> impl IntoView {
    let partners = making.partners();
    let (title, detail) = match what {
        What::Design => (
            "Design only",
            "Rules, benefits, assumptions. The reader can try their own partners.".to_owned(),
        ),
        What::Codes => (
            "With partners under codes",
            format!(
                "{} as P001 and so on, with figures and segments.",
                plural(partners, "partner", "partners")
            ),
        ),
        What::Names => (
            "With partners and names",
            "As above with names, ids and every text column. Share with people who may see them."
                .to_owned(),
        ),
        What::View => (
            "What one partner sees",
            making.view.with_value(|view| {
                let name = view.as_ref().map_or("", |view| view.name.as_str());
                format!("{name}: its standing, its figures and the rules as they hold for it.")
            }),
        ),
    };
    let length = move || match making.of(what) {
        None if making.too_many() => "Too many partners for a link: sent as a file".to_owned(),
        None => String::new(),
        Some(made) => {
            let length = made.address.chars().count();
            let file = if length > LONG { ": better as a file" } else { "" };
            format!("{} characters{file}", count(length as f64))
        }
    };
    view! {
        <label class="choice">
            <input
                type="radio"
                name="share-what"
                aria-description=detail.clone()
                data-said=""
                prop:checked=move || making.what.get() == what
                on:change=move |_| making.what.set(what)
            />
            <strong>{title}</strong>
            <span>{detail}</span>
            <small>{length}</small>
        </label>
    }
}

/// How much of the partners' figures goes along.
#[component]
fn Figures(making: Making) -> impl IntoView {
    view! {
        <fieldset class="stack">
            <legend class="strong">"Their figures"</legend>
            <Segmented
                label="Their figures"
                options=Signal::derive(|| ["Last year, three digits", "All, exact"].map(str::to_owned).to_vec())
                chosen=Signal::derive(move || usize::from(!making.short.get()))
                on_change=move |at| making.short.set(at == 0)
            />
            <p class="faint">
                "In short, a link is about half as long and results come close to yours; exact, figures may tell \
                 whose they are."
            </p>
        </fieldset>
    }
}

#[component]
fn Reader(making: Making) -> impl IntoView {
    view! {
        <fieldset class="stack">
            <legend class="strong">"The reader may"</legend>
            <Segmented
                label="The reader may"
                options=Signal::derive(|| ["Read only", "Read and keep a copy"].map(str::to_owned).to_vec())
                chosen=Signal::derive(move || usize::from(!making.read_only.get()))
                on_change=move |at| making.read_only.set(at == 0)
            />
            <p class="faint">
                "Opens beside the reader's own work, never over it. \"Read only\" hides the copy button; it is \
                 not a lock."
            </p>
        </fieldset>
    }
}

#[component]
fn Lock(making: Making) -> impl IntoView {
    let available = secret::is_available();
    let hint = if available {
        "Encrypted in this browser and kept nowhere. If the passphrase is lost, nobody can open the link."
    } else {
        "Not possible here: browsers encrypt only on pages that were loaded over HTTPS."
    };
    view! {
        <fieldset class="stack">
            <legend class="visually-hidden">"Passphrase"</legend>
            <label class="check">
                <input
                    type="checkbox"
                    aria-description=hint
                    data-said=""
                    disabled=!available
                    prop:checked=move || making.locked.get()
                    on:change=move |event| making.locked.set(event_target_checked(&event))
                />
                <span>"Lock with a passphrase" <small>{hint}</small></span>
            </label>
            <Show when=move || making.locked.get()>
                <div class="field">
                    <label for="share-passphrase">"Passphrase"</label>
                    <input
                        class="input"
                        id="share-passphrase"
                        aria-description="The key is made from these words in this browser. Four words or more are hard to guess."
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        maxlength="200"
                        aria-describedby="share-passphrase-hint"
                        // The key takes a moment to make: not at every letter.
                        on:change=move |event| making.passphrase.set(dom::value_of(&event))
                    />
                    <span id="share-passphrase-hint">
                        "Four words or more are hard to guess. Pass it on by another way than the link."
                    </span>
                </div>
            </Show>
        </fieldset>
    }
}

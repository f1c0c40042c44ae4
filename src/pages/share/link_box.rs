//! The link, its length, and its QR code.

use super::making::{Address, LONG, Making, SAFE};
use super::qr::Qr;
use crate::format::count;
use crate::platform::{files, parts};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;

#[component]
pub(super) fn LinkBox(making: Making) -> impl IntoView {
    let address = Memo::new(move |_| match making.address.get() {
        Address::Ready(address) => Some(address),
        _ => None,
    });
    let is_long =
        Memo::new(move |_| address.with(|it| it.as_ref().is_some_and(|it| it.len() > LONG)));
    let class = move || if is_long.get() { "btn" } else { "btn btn--primary" };
    let copied = RwSignal::new(None::<bool>);
    // What was said of another link is no longer true.
    Effect::new(move |_| {
        address.track();
        copied.set(None);
    });
    let copy = move |_| {
        let Some(text) = address.get_untracked() else { return };
        parts::aside(async move {
            let done = files::copy(&text).await;
            let _closed = copied.try_set(Some(done));
        });
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => "Copied.",
        Some(false) => "Could not reach the clipboard; select the link and copy it by hand.",
    };
    view! {
        <section class="link-box" aria-label="Link">
            <div class="stack">
                <div class="cluster cluster--nowrap">
                    <input
                        class="input input--grow"
                        readonly
                        aria-label="Link"
                        aria-busy=move || (making.address.get() == Address::Locking).to_string()
                        prop:value=move || address.get().unwrap_or_default()
                    />
                    <button
                        type="button"
                        class=class
                        disabled=move || address.with(Option::is_none)
                        on:click=copy
                    >
                        <Icon glyph=Glyph::Share/>
                        "Copy link"
                    </button>
                </div>
                <p role="status">{said}</p>
                <Length making=making address=address/>
            </div>
            <Qr address=address/>
        </section>
    }
}

#[component]
fn Length(making: Making, address: Memo<Option<String>>) -> impl IntoView {
    let length = Memo::new(move |_| address.with(|it| it.as_ref().map(|it| it.chars().count())));
    let told = move || match length.get() {
        Some(length) => {
            let verdict = match length {
                n if n <= SAFE => "Safe everywhere.",
                n if n <= LONG => {
                    "Over 1,800: some mail programs may cut it. Send the file if in doubt."
                }
                _ => "Over 4,000: too long for many programs. Send the file instead.",
            };
            format!("{} characters. {verdict}", count(length as f64))
        }
        None => match making.address.get() {
            Address::Locking => "Locking it.".to_owned(),
            Address::NoPassphrase => "Type a passphrase to get the link.".to_owned(),
            Address::CannotLock => {
                "This page was not loaded over HTTPS, so the browser cannot encrypt. Nothing was \
                 locked and there is no link."
                    .to_owned()
            }
            Address::TooMany => "Too many partners for a link. Send the file instead.".to_owned(),
            Address::Missing | Address::Ready(_) => parts::MISSING.to_owned(),
        },
    };
    let warns = move || length.get().is_none_or(|length| length > SAFE);
    let full = move || {
        let length = length.get().unwrap_or(0);
        format!("{}%", (100 * length / LONG).min(100))
    };
    view! {
        <div class="stack">
            <p class=move || if warns() { "strong" } else { "faint" }>
                <Show when=warns>
                    <Icon glyph=Glyph::Warning/>
                    " "
                </Show>
                {told}
            </p>
            <div class="meter__bar" aria-hidden="true">
                <span class="meter__fill" style:width=full></span>
                <span class="meter__tick" style:left="45%"></span>
            </div>
            <div class="limits" aria-hidden="true">
                <span>"0"</span>
                <span style:left="45%">"1,800" <br/> "safe everywhere"</span>
                <span style:left="100%">"4,000" <br/> "then a file"</span>
            </div>
        </div>
    }
}

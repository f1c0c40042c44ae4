//! A part of the page whose code is fetched when it is first shown, or that comes a task later.

use crate::platform::clock;
use crate::platform::parts::{Fetched, MISSING, aside, at_once};
use leptos::prelude::*;
use std::future::Future;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    There,
    Missing,
}

/// Shows what `make` gives as soon as its code is there: at once when it has been fetched before.
pub(crate) fn later<Code, Made>(
    fetch: fn() -> Code,
    make: impl Fn() -> Made + Send + 'static,
) -> AnyView
where
    Code: Future<Output = Fetched<()>> + 'static,
    Made: Future<Output = Fetched<AnyView>>,
{
    if let Some(view) = at_once(make()) {
        return view;
    }
    let phase = RwSignal::new(Phase::Waiting);
    aside(async move {
        let fetched = fetch().await;
        // The screen may have been left meanwhile.
        let _left = phase.try_set(if fetched.is_ok() { Phase::There } else { Phase::Missing });
    });
    let shown = move || match phase.get() {
        Phase::Waiting => waiting(),
        Phase::There => at_once(make()).unwrap_or_else(missing),
        Phase::Missing => missing(),
    };
    shown.into_any()
}

fn waiting() -> AnyView {
    view! { <p class="later muted" role="status">"Loading"</p> }.into_any()
}

/// Says that a part could not be fetched.
pub(crate) fn missing() -> AnyView {
    let reload = move |_| crate::platform::location::reload();
    view! {
        <div class="banner banner--warn later" role="alert">
            <super::Icon glyph=super::Glyph::Warning/>
            <p>{MISSING}</p>
            <button type="button" class="btn btn--primary btn--small" on:click=reload>
                "Reload"
            </button>
        </div>
    }
    .into_any()
}

/// False, and true in the next task: what is shown then does not make the first task long.
pub(crate) fn in_a_moment() -> RwSignal<bool> {
    let come = RwSignal::new(false);
    clock::after(0, move || {
        // The screen may have been left meanwhile.
        let _left = come.try_set(true);
    });
    come
}

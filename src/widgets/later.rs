//! A part of the page whose code is fetched when it is first shown.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What code that may have to be fetched first gives.
pub(crate) type Fetched<T> = Result<T, SplitLoaderError>;

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
    leptos::task::spawn_local(async move {
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

/// The view, if nothing has to be fetched for it any more.
fn at_once(made: impl Future<Output = Fetched<AnyView>>) -> Option<AnyView> {
    match pin!(made).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => Some(view),
        _ => None,
    }
}

fn waiting() -> AnyView {
    view! { <p class="later muted" role="status">"Loading"</p> }.into_any()
}

fn missing() -> AnyView {
    let reload = move |_| crate::platform::location::reload();
    view! {
        <div class="banner banner--warn later" role="alert">
            <super::Icon glyph=super::Glyph::Warning/>
            <p>
                "This part of Tierlab could not be loaded: there is no connection, or Tierlab has "
                "been updated since you opened it. Your work is kept in this browser."
            </p>
            <button type="button" class="btn btn--primary btn--small" on:click=reload>
                "Reload"
            </button>
        </div>
    }
    .into_any()
}

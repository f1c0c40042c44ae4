//! The drawer on the gallery page.

use super::Drawer;
use crate::platform::dom;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let open = RwSignal::new(None::<usize>);
    let close = move || {
        open.set(None);
        dom::focus("gallery-open-drawer");
    };
    let drawer = move || {
        open.get().is_some().then(|| {
            view! {
                <Drawer
                    title=Signal::derive(|| "A drawer".to_owned())
                    about=Signal::derive(|| "Beside what it is about, over the right side.".to_owned())
                    of=open
                    on_close=close
                >
                    <p>"Escape closes it, and the focus goes back."</p>
                </Drawer>
            }
        })
    };
    view! {
        <button
            type="button"
            class="btn"
            id="gallery-open-drawer"
            on:click=move |_| open.set(Some(0))
        >
            "Open a drawer"
        </button>
        {drawer}
    }
    .into_any()
}

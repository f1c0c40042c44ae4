//! A link under a passphrase asks for it before anything opens.

use crate::pages::parts;
use crate::platform::{dom, parts as code, secret};
use crate::state::{CANNOT_UNLOCK, Workspace, receive, unlock};
use crate::widgets::Modal;
use leptos::prelude::*;

#[component]
pub(crate) fn UnlockDialog() -> impl IntoView {
    let workspace = Workspace::here();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(workspace.linking().sealed.with(Option::is_some)));
    // Closed by hand, it is not asked for again.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            workspace.linking().sealed.set(None);
        }
        now
    });
    view! {
        <Modal open=open title="This link is locked">
            {parts::unlock_body()}
        </Modal>
    }
}

#[component]
pub(in crate::pages) fn UnlockBody() -> impl IntoView {
    let workspace = Workspace::here();
    let passphrase = RwSignal::new(String::new());
    let trying = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let available = secret::is_available();
    if !available {
        refused.set(Some(CANNOT_UNLOCK.to_owned()));
    }
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(sealed) = workspace.linking().sealed.get_untracked() else { return };
        if trying.get_untracked() || passphrase.with_untracked(String::is_empty) {
            return;
        }
        trying.set(true);
        refused.set(None);
        let words = passphrase.get_untracked();
        code::aside(async move {
            let opened = unlock(&words, &sealed).await;
            let _closed = trying.try_set(false);
            // Closed or overtaken by another link meanwhile.
            if workspace.linking().sealed.get_untracked().as_ref() != Some(&sealed) {
                return;
            }
            match opened {
                Ok(link) => {
                    workspace.linking().sealed.set(None);
                    receive(workspace, link);
                }
                Err(why) => {
                    let _closed = refused.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <form on:submit=submit>
            <div class="dialog__body stack">
                <p>"Its sender has locked it with a passphrase. Nothing is opened or changed before you type it."</p>
                <label class="field" for="unlock-passphrase">
                    "Passphrase"
                </label>
                <input
                    class="input"
                    id="unlock-passphrase"
                    aria-description="As the sender told you, letter by letter. It is used here and kept nowhere."
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="200"
                    autofocus
                    disabled=!available
                    on:input=move |event| passphrase.set(dom::value_of(&event))
                />
                {move || refused.get().map(|why| view! { <p class="banner banner--warn" role="alert">{why}</p> })}
            </div>
            <footer class="dialog__foot">
                <span role="status">{move || if trying.get() { "Opening it" } else { "" }}</span>
                <button type="submit" class="btn btn--primary" disabled=!available>
                    "Open the link"
                </button>
            </footer>
        </form>
    }
}

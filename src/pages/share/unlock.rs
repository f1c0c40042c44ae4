//! A link under a passphrase asks for it before anything opens.

use crate::pages::parts;
use crate::platform::secret::{self, Trouble};
use crate::platform::{dom, parts as code};
use crate::state::{Workspace, links, receive};
use crate::widgets::Modal;
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::Sealed;

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
        refused.set(Some(CANNOT.to_owned()));
    }
    let unlock = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(sealed) = workspace.linking().sealed.get_untracked() else { return };
        if trying.get_untracked() || passphrase.with_untracked(String::is_empty) {
            return;
        }
        trying.set(true);
        refused.set(None);
        let words = passphrase.get_untracked();
        code::aside(async move {
            let opened = open(&words, &sealed).await;
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
        <form on:submit=unlock>
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

const CANNOT: &str = "This page was not loaded over HTTPS, so the browser cannot decrypt here. Open the link on a page \
                      that begins with https.";

async fn open(
    passphrase: &str,
    sealed: &Sealed,
) -> Result<tierlab_engine::formats::documents::Link, String> {
    let bytes = secret::unseal(passphrase, sealed).await.map_err(|trouble| match trouble {
        Trouble::Unavailable => CANNOT.to_owned(),
        Trouble::Wrong => {
            "This is not the passphrase, or the link was changed on its way. Capitals and small letters count. \
             Nothing was opened."
                .to_owned()
        }
    })?;
    let links = links().map_err(|problem| problem.to_string())?;
    (links.read_bytes)(&bytes).map_err(|problems: Problems| problems.to_string())
}

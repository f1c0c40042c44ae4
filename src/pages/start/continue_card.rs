//! Where one left off, and a link or a file of saved work to open.

use crate::format::plural;
use crate::pages::address;
use crate::platform::{dom, files, location, parts};
use crate::state::{Session, Workspace, documents, with_documents};
use leptos::prelude::*;

#[component]
pub(super) fn ContinueCard() -> impl IntoView {
    let workspace = Workspace::here();
    let own = Memo::new(move |_| {
        [workspace.session, workspace.parked].into_iter().find_map(|place| {
            place.with(|session| session.as_ref().filter(|s| s.is_own()).map(describe))
        })
    });
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if workspace.parked.with_untracked(Option::is_some) {
            workspace.close_shared();
        }
        location::go(address::SIMULATE);
    };
    view! {
        <section class="card" aria-labelledby="start-continue">
            <h2 id="start-continue">"Continue"</h2>
            {move || match own.get() {
                Some((name, detail)) => {
                    view! {
                        <p>
                            <a href=format!("#{}", address::SIMULATE) on:click=open>
                                <strong>{name}</strong>
                            </a>
                            <br/>
                            <span class="faint">{detail}</span>
                        </p>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <p class="muted">"Nothing is open. What you open is saved in this browser as you work."</p>
                    }
                        .into_any()
                }
            }}
            <OpenLink/>
            <OpenFile/>
        </section>
    }
}

fn describe(session: &Session) -> (String, String) {
    let scenario = session.scenario();
    let partners = plural(session.portfolio.partners().len(), "partner", "partners");
    let detail = format!("vs {}, {partners}, saved in this browser", scenario.baseline.name);
    (scenario.alternative.name.clone(), detail)
}

#[component]
fn OpenLink() -> impl IntoView {
    let workspace = Workspace::here();
    let text = RwSignal::new(String::new());
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match behind_mark(&text.get_untracked()) {
            Some(link) => location::go(&format!("s={link}")),
            None => workspace.refused.set(Some(
                "This is not a Tierlab link: it has no \"#s=\" in it. Copy the whole address from \
                 the Share dialog and paste it here. Nothing was opened or changed."
                    .to_owned(),
            )),
        }
    };
    view! {
        <form class="field" on:submit=open>
            <label for="open-link">"Open a shared link"</label>
            <div class="cluster cluster--nowrap">
                <input
                    class="input input--grow"
                    id="open-link"
                    placeholder="Paste a link"
                    autocomplete="off"
                    aria-description="Opens read-only. Your own work is never replaced."
                    on:input=move |event| text.set(dom::value_of(&event))
                />
                <button type="submit" class="btn">"Preview"</button>
            </div>
            <span class="faint">
                "Opens read-only. Your own work is never replaced."
            </span>
        </form>
    }
}

/// What stands behind the first `#s=` of a text, however often that was encoded, or a link without its address.
fn behind_mark(pasted: &str) -> Option<String> {
    let pasted = pasted.replace("%25", "%").replace("%23", "#").replace("%3D", "=");
    let rest = pasted.split_once("#s=").map(|(_, rest)| rest);
    let bare = pasted.trim();
    let is_bare = ["1.", "2.", "2e."].iter().any(|start| bare.starts_with(start));
    rest.or_else(|| pasted.strip_prefix("s=")).or(is_bare.then_some(bare)).map(str::to_owned)
}

/// Saved work from a file: nothing that is here is overwritten.
#[component]
fn OpenFile() -> impl IntoView {
    let workspace = Workspace::here();
    let take = move |event: web_sys::Event| {
        let Some(file) = files::from_input(&event) else { return };
        with_documents(move || match documents() {
            Ok(documents) => (documents.import)(workspace, file),
            Err(_) => workspace.refused.set(Some(parts::MISSING.to_owned())),
        });
    };
    view! {
        <label class="btn">
            <input
                type="file"
                aria-description="Adds the scenarios of a file that was downloaded here or elsewhere; nothing is overwritten."
                class="visually-hidden"
                accept=".json,application/json"
                on:change=take
            />
            "Bring in saved work"
        </label>
        {move || workspace.work().came_in.get().map(|told| view! { <p role="status">{told}</p> })}
    }
}

//! Where one left off, and a link or address to open.

use crate::format::plural;
use crate::pages::address;
use crate::platform::{dom, location};
use crate::state::{Session, Shelved, Workspace, clear, shelf, take_down, with_documents};
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
                        <p class="muted">"Nothing saved in this browser yet. What you open is saved as you work."</p>
                    }
                        .into_any()
                }
            }}
            <Earlier/>
            <OpenLink/>
        </section>
    }
}

/// What was open before something else was.
#[component]
fn Earlier() -> impl IntoView {
    let list = shelf();
    let rows = list.iter().cloned().map(|entry| view! { <EarlierRow entry=entry/> }).collect_view();
    (!list.is_empty()).then(|| {
        view! {
            <h3>"Earlier"</h3>
            <ul class="earlier">{rows}</ul>
        }
    })
}

#[component]
fn EarlierRow(entry: Shelved) -> impl IntoView {
    let workspace = Workspace::here();
    let partners = plural(entry.partners, "partner", "partners");
    let detail = format!("vs {}, {partners}, put away {}", entry.baseline, entry.time);
    let slot = entry.slot;
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        with_documents(move || match take_down(slot) {
            Ok(session) => {
                workspace.open_own(session);
                clear(slot);
                location::go(address::SIMULATE);
            }
            Err(problems) => workspace.refused.set(Some(problems.to_string())),
        });
    };
    view! {
        <li>
            <a href=format!("#{}", address::SIMULATE) on:click=open>{entry.name}</a>
            " "
            <span class="faint">{detail}</span>
        </li>
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
        let pasted = text.get_untracked();
        let pasted = pasted.replace("%3D", "=");
        match pasted.split_once("s=1.").map(|(_, rest)| format!("1.{rest}")) {
            Some(link) => location::go(&format!("s={}", link.trim())),
            None => workspace.refused.set(Some(
                "This is not a Tierlab link: it has no \"#s=1.\" in it. Copy the whole address from \
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
                    aria-describedby="open-link-hint"
                    on:input=move |event| text.set(dom::value_of(&event))
                />
                <button type="submit" class="btn">"Preview"</button>
            </div>
            <span class="faint" id="open-link-hint">
                "Opens read-only. Your own work is never replaced."
            </span>
        </form>
    }
}

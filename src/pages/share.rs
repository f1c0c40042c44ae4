//! Share: exactly what leaves, how long the link is, copy it.

use crate::format::{count, plural};
use crate::platform::{files, location};
use crate::state::{Session, Workspace};
use crate::widgets::{Glyph, Icon, Modal};
use leptos::prelude::*;
use tierlab_engine::formats::documents::write_scenario;
use tierlab_engine::formats::write_link;
use tierlab_engine::portfolio::Origin;

/// Links up to this length survive every chat and mail program.
const SAFE: usize = 1_800;
/// Beyond this a file is the better way.
const LONG: usize = 4_000;

#[component]
pub(crate) fn ShareDialog() -> impl IntoView {
    let workspace = Workspace::here();
    view! {
        <Modal open=workspace.sharing title="Share this design">
            {super::parts::share_body()}
        </Modal>
    }
}

#[component]
pub(super) fn ShareBody() -> impl IntoView {
    let workspace = Workspace::here();
    let outcome = workspace.run.with_untracked(|run| run.fingerprint);
    let session = workspace.session.get_untracked();
    let link = session.as_ref().map_or_else(String::new, |session| {
        location::address_with(&format!("s={}", write_link(&session.to_saved(outcome))))
    });
    let length = link.chars().count();
    let verdict = match length {
        n if n <= SAFE => "Safe everywhere.",
        n if n <= LONG => "Some mail programs may cut it; send the file if in doubt.",
        _ => "Too long for many programs; send the file instead.",
    };
    view! {
        <div class="dialog__body stack">
            {session.as_ref().map(manifest)}
            <div class="field">
                <label for="share-link">"Link"</label>
                <input class="input" id="share-link" readonly prop:value=link.clone()/>
                <span class="faint">
                    {format!("{} characters. {verdict}", count(length as f64))}
                </span>
            </div>
            <p class="note">
                "The link opens read-only, but read-only is not a lock: whoever has it can keep a copy. \
                 A link cannot be called back."
            </p>
        </div>
        <ShareFoot link=link session=session/>
    }
}

#[component]
fn ShareFoot(link: String, session: Option<Session>) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let link = link.clone();
        leptos::task::spawn_local(async move {
            copied.set(Some(files::copy(&link).await));
        });
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => "Copied.",
        Some(false) => "Could not reach the clipboard; select the link and copy it by hand.",
    };
    let download = move |_| {
        if let Some(session) = &session {
            let text = write_scenario(&session.to_saved(None));
            files::download("tierlab-scenario.json", "application/json", &text);
        }
    };
    view! {
        <footer class="dialog__foot">
            <span role="status">{said}</span>
            <button type="button" class="btn" on:click=download>
                <Icon glyph=Glyph::Download/>
                "Download as file"
            </button>
            <button type="button" class="btn btn--primary" on:click=copy>
                "Copy link"
            </button>
        </footer>
    }
}

/// What is inside and what is not, from this scenario.
fn manifest(session: &Session) -> impl IntoView + use<> {
    let scenario = session.scenario();
    let tiers = plural(scenario.alternative.ladder.tiers.len(), "tier", "tiers");
    let inside = [
        format!("Programs {} and {}", scenario.alternative.name, scenario.baseline.name),
        format!("Scores, {tiers} with thresholds and gates, movement rules, incentives"),
        format!(
            "Response parameters, {} quarters, {} runs, seed {}",
            scenario.settings.quarters, scenario.settings.replications, scenario.settings.seed.0
        ),
        "A fingerprint of the result, so that the receiver sees whether the numbers agree"
            .to_owned(),
    ];
    let partners = session.portfolio.partners().len();
    let outside = match session.portfolio.origin() {
        Origin::Sample => {
            [format!("The {partners} sample partners (they ship with Tierlab)"), String::new()]
        }
        Origin::File(name) => [
            format!("None of the {partners} partners, no names, no figures"),
            format!("Only the file's name, {name}, and a fingerprint of it"),
        ],
    };
    let list = |items: Vec<String>, class: &'static str, glyph: Glyph| {
        items
            .into_iter()
            .filter(|item| !item.is_empty())
            .map(|item| view! { <li class=class><Icon glyph=glyph/><span>{item}</span></li> })
            .collect_view()
    };
    view! {
        <div class="manifest">
            <section>
                <h3>"Inside the link"</h3>
                <ul>{list(inside.to_vec(), "in", Glyph::Check)}</ul>
            </section>
            <section>
                <h3>"Not inside"</h3>
                <ul>{list(outside.to_vec(), "out", Glyph::Close)}</ul>
            </section>
        </div>
    }
}

//! The versions that are here: names to type over, a way to adopt one, and to remove it.

use super::round::{Round, on_others};
use crate::format::join;
use crate::pages::compare::letter;
use crate::pages::work::{Deleted, VersionBack, VersionRow};
use crate::platform::clock;
use crate::state::Workspace;
use crate::state::work::Collected;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::assumptions_that_differ;
use tierlab_engine::rules::Program;
use tierlab_engine::simulation::Scenario;

/// Assumptions that are named before the rest is counted.
const NAMED: usize = 2;

#[component]
pub(super) fn Versions(round: Round) -> impl IntoView {
    let deleted: Deleted = RwSignal::new(None);
    let partners = Memo::new(move |_| {
        let session = round.workspace().session;
        session.with(|it| it.as_ref().map_or(0, |it| it.portfolio.fingerprint()))
    });
    let rows = move || {
        let (came, partners) = (round.came.get(), partners.get());
        let row = |(place, one): (usize, Collected)| {
            // Not followed: a row that is made anew would lose the focus to whoever adopts it.
            let remark =
                round.open.with_untracked(|open| remark(open.as_ref(), partners, (place, &one)));
            let version = one.version.clone();
            let program = one.saved.ok().map(|saved| Arc::new(saved.scenario.alternative));
            let adopt = adopts(round.workspace(), version.name.clone(), program);
            view! { <VersionRow version=version remark=remark verb="Adopt" on_open=adopt deleted=deleted/> }
        };
        came.into_iter().enumerate().map(row).collect_view()
    };
    let empty = move || round.came.with(Vec::is_empty);
    view! {
        <Show when=empty>
            <p class="faint">"Nobody has sent a version yet."</p>
        </Show>
        <ul class="version-list workshop__list" aria-label="Versions that came in">{rows}</ul>
        <VersionBack deleted=deleted/>
    }
}

/// Letter and time, and what is not as it was sent.
fn remark(open: Option<&Scenario>, partners: u64, (place, one): (usize, &Collected)) -> String {
    let mut told = vec![letter(place), clock::told(&one.version.kept)];
    match &one.saved {
        Err(_) => told.push("cannot be read".to_owned()),
        Ok(saved) => {
            if on_others(saved, partners) {
                told.push("made on other partners".to_owned());
            }
            let differ = open.map(|open| assumptions_that_differ(open, &saved.scenario));
            told.extend(differ.and_then(|differ| set_aside(&differ)));
        }
    }
    told.join(", ")
}

/// What a version assumes otherwise: all are compared under the assumptions of what is open.
fn set_aside(assumptions: &[&str]) -> Option<String> {
    let first = assumptions.iter().take(NAMED).map(|name| name.to_lowercase());
    let first: Vec<String> = first.collect();
    match assumptions.len().checked_sub(NAMED) {
        _ if first.is_empty() => None,
        None | Some(0) => Some(format!("its own {} set aside", join(&first))),
        Some(more) => Some(format!("its own {} and {more} more set aside", first.join(", "))),
    }
}

/// What takes the rules of a version over, as an undo step.
fn adopts(workspace: Workspace, name: String, program: Option<Arc<Program>>) -> impl Fn() {
    move || {
        let Some(program) = &program else { return };
        workspace.seal();
        let adopted = workspace.revise("adopt", &format!("version of {name} adopted"), |open| {
            // The scenario keeps its name.
            let own = std::mem::take(&mut open.name);
            open.clone_from(program);
            open.name = own;
        });
        workspace.seal();
        workspace.refused.set(adopted.err().map(|problems| problems.to_string()));
    }
}

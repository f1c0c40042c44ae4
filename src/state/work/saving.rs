//! Writing what is open: one session after another, never over what another tab has written.

use super::book::{self, Refusal, entry_of, open_index};
use super::conflict::{self, arise};
use super::tab::{Known, Written};
use super::texts::{Browser, opens_here};
use super::{Id, partners, steps};
use crate::platform::storage::StorageFailure;
use crate::platform::{clock, parts, storage, tabs};
use crate::state::{ByAddress, Saved, Session, Workspace};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use tierlab_engine::formats::documents::{
    PortfolioReference, SavedScenario, portfolio_key, write_scenario,
};
use tierlab_engine::portfolio::{Origin, Portfolio};

/// Under which tabs take turns.
pub(super) const LOCK: &str = "tierlab work";

/// Writes a session as soon as those before it are written.
pub(crate) fn write(workspace: Workspace, session: Session) {
    conflict::watch(workspace);
    let begins = workspace.work().tab.try_update_value(|tab| {
        tab.waiting.retain(|other| other.id != session.id);
        tab.waiting.push_back(session);
        !std::mem::replace(&mut tab.busy, true)
    });
    if begins == Some(true) {
        parts::aside(write_all(workspace));
    }
}

async fn write_all(workspace: Workspace) {
    while let Some(session) =
        workspace.work().tab.try_update_value(|tab| tab.waiting.pop_front()).flatten()
    {
        let Some(id) = session.id.clone() else { continue };
        match save(workspace, &id, &session).await {
            Ok(at) => report(workspace, &session, Saved::At(at)),
            Err(Refusal::Elsewhere | Refusal::Gone) => arise(workspace, &session),
            Err(refusal) => super::trouble::tell(workspace, &session, refusal),
        }
    }
    workspace.work().tab.update_value(|tab| tab.busy = false);
}

/// Says how it went, if that session is still the open one.
fn report(workspace: Workspace, session: &Session, saved: Saved) {
    if is_open(workspace, session) {
        // Something newer may wait already.
        let newer =
            workspace.work().tab.with_value(|tab| tab.waiting.iter().any(|it| it.id == session.id));
        if !newer {
            workspace.saved.set(saved);
        }
        workspace.dismiss("storage");
    }
}

/// Whether a session is the open or parked one.
pub(super) fn is_open(workspace: Workspace, session: &Session) -> bool {
    [workspace.session, workspace.parked].into_iter().any(|place| {
        place.with_untracked(|it| it.as_ref().is_some_and(|it| it.is_own() && it.id == session.id))
    })
}

/// The partners of a session with what is worked out of their numbers.
pub(super) fn known(workspace: Workspace, portfolio: &Arc<Portfolio>) -> Known {
    let address = ByAddress(portfolio.clone());
    let known = workspace.work().tab.with_value(|tab| tab.known.clone());
    if let Some(known) = known.filter(|known| known.partners == address) {
        return known;
    }
    let own = *portfolio.origin() != Origin::Sample;
    let known = Known {
        partners: address,
        reference: PortfolioReference::to(portfolio),
        key: own.then(|| portfolio_key(portfolio)),
    };
    workspace.work().tab.update_value(|tab| tab.known = Some(known.clone()));
    known
}

/// Writes a session and answers when.
async fn save(workspace: Workspace, id: &Id, session: &Session) -> Result<String, Refusal> {
    let known = known(workspace, &session.portfolio);
    let scenario = session.scenario().clone();
    let saved = SavedScenario { scenario, portfolio: known.reference.clone(), outcome: None };
    let text = write_scenario(&saved);
    let hash = steps::hash_of(&text);
    let before = workspace.work().tab.with_value(|tab| tab.written.get(id).cloned());
    if let Some(before) = &before
        && before.hash == hash
    {
        steps::keep(workspace, id, session, (before.revision, hash)).await;
        return Ok(time_of(&before.at));
    }
    let now = clock::moment();
    let revision = before.map_or(0, |before| before.revision);
    let entry = entry_of(id.clone(), &saved, known.key.clone(), &now, revision);
    let answer = Rc::new(RefCell::new(Err(Refusal::Storage(StorageFailure::Disabled))));
    let work = {
        let (answer, portfolio) = (answer.clone(), session.portfolio.clone());
        async move {
            let kept = put(entry, &portfolio, &text).await;
            *answer.borrow_mut() = kept;
        }
    };
    tabs::alone(LOCK, Box::pin(work)).await;
    let kept = *answer.borrow();
    let revision = kept?;
    let written = Written { revision, hash, at: now.clone() };
    // A sample that is only looked at is nobody's work.
    let own = known.key.is_some() || session.history.made() > 0;
    let asks = workspace.work().tab.try_update_value(|tab| {
        tab.written.insert(id.clone(), written);
        own && !std::mem::replace(&mut tab.asked_to_persist, true)
    });
    if is_open(workspace, session) {
        opens_here(id);
    }
    if asks == Some(true) {
        parts::aside(storage::persist());
    }
    steps::keep(workspace, id, session, (revision, hash)).await;
    workspace.work().turns.update(|turns| *turns += 1);
    Ok(time_of(&now))
}

fn time_of(moment: &str) -> String {
    clock::told(moment).trim_start_matches("today ").to_owned()
}

/// Partners first, so that a scenario never stands in storage without them.
async fn put(entry: super::Entry, portfolio: &Portfolio, text: &str) -> Result<u64, Refusal> {
    let index = open_index(&Browser, &entry.changed)?;
    let known = (entry.revision > 0).then_some(entry.revision);
    if !book::is_current(&index, &entry.id, known) {
        return Err(Refusal::Elsewhere);
    }
    if let Some(key) = &entry.partners.key
        && !index.refers(key)
    {
        partners::keep(portfolio, key).await?;
    }
    book::keep(&Browser, entry, text)
}

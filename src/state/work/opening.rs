//! What a visit begins with: what this tab had open, or what was opened last; and what earlier versions kept.

use super::book::{self, Refusal, entry_of, mark_open, open_index, unreadable};
use super::earlier::{earlier, no_partners};
use super::saving::{LOCK, known};
use super::tab::Written;
use super::texts::{Browser, Texts, open_here, opens_here};
use super::{Id, conflict, partners, steps};
use crate::platform::{clock, tabs};
use crate::state::{Session, Workspace, sample_portfolio};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::{PortfolioReference, portfolio_key, write_scenario};
use tierlab_engine::portfolio::Origin;

/// What a visit begins with.
pub(crate) enum Stored {
    /// Nothing was open.
    Nothing,
    /// What was open.
    Session(Box<Session>),
    /// Something was kept that cannot be read; it has been set aside.
    Damaged(Problems),
    /// A newer Tierlab wrote what is kept; it is not touched.
    Newer,
}

/// Reads what is kept.
pub(crate) async fn begin(workspace: Workspace) -> Stored {
    conflict::watch(workspace);
    let now = clock::moment();
    let moved = Rc::new(RefCell::new(Ok(())));
    let work = {
        let moved = moved.clone();
        async move {
            let answer = take_over().await;
            *moved.borrow_mut() = answer;
        }
    };
    tabs::alone(LOCK, Box::pin(work)).await;
    let moved = moved.borrow().clone();
    let Ok(index) = open_index(&Browser, &now) else { return Stored::Newer };
    let here = open_here().filter(|id| index.entry(id).is_some());
    let wanted = here.or_else(|| index.last.clone());
    let wanted = wanted.filter(|id| index.entry(id).is_some_and(|entry| !entry.damaged));
    let stored = match wanted {
        Some(id) => match load(workspace, &id).await {
            Ok(session) => {
                workspace.work().tab.update_value(|tab| tab.recalling = Some(id));
                Stored::Session(Box::new(session))
            }
            Err(problems) => Stored::Damaged(problems),
        },
        None => Stored::Nothing,
    };
    match (stored, moved) {
        (Stored::Nothing, Err(problems)) => Stored::Damaged(problems),
        (stored, _) => stored,
    }
}

/// Takes over what earlier versions kept. What has no room stays where it is.
async fn take_over() -> Result<(), Problems> {
    let mut damaged = Ok(());
    let now = clock::moment();
    if open_index(&Browser, &now) == Err(Refusal::Newer) {
        return Ok(());
    }
    for it in earlier(&Browser) {
        match it.read {
            Ok((mut saved, portfolio)) => {
                let mut key = None;
                if let Some(portfolio) = portfolio {
                    saved.portfolio = PortfolioReference::to(&portfolio);
                    let own = portfolio_key(&portfolio);
                    if partners::keep(&portfolio, &own).await.is_err() {
                        continue;
                    }
                    key = Some(own);
                }
                let entry = entry_of(Id::of(clock::lot()), &saved, key, &now, 0);
                if book::keep(&Browser, entry, &write_scenario(&saved)).is_ok() {
                    it.keys.iter().for_each(|key| Browser.forget(key));
                }
            }
            Err(problems) => {
                it.keys.iter().for_each(|key| Browser.set_aside(key));
                if it.open {
                    damaged = Err(problems);
                }
            }
        }
    }
    damaged
}

/// Reads a saved scenario with its partners.
///
/// # Errors
/// What is wrong with it; it has then been set aside.
pub(super) async fn load(workspace: Workspace, id: &Id) -> Result<Session, Problems> {
    let now = clock::moment();
    let (entry, saved) = book::read(&Browser, id, &now)?;
    let portfolio = match &saved.portfolio.origin {
        Origin::Sample => sample_portfolio(),
        Origin::File(name) => match partners::load(&entry.partners).await {
            Some((_, portfolio)) => Arc::new(portfolio),
            None => return Err(Problems::from(no_partners(name))),
        },
    };
    let known = known(workspace, &portfolio);
    if known.reference.fingerprint != saved.portfolio.fingerprint {
        return Err(Problems::from(unreadable("It was made for other partners.")));
    }
    let written = Written {
        revision: entry.revision,
        hash: steps::hash_of(&write_scenario(&saved)),
        at: entry.changed,
    };
    workspace.work().tab.update_value(|tab| {
        tab.written.insert(id.clone(), written);
    });
    opens_here(id);
    mark_open(&Browser, id, &now);
    let mut session = Session::own(portfolio, saved.scenario);
    session.id = Some(id.clone());
    Ok(session)
}

/// Brings the steps of the scenario that has just been opened back.
pub(crate) async fn recall(workspace: Workspace, id: Id) {
    let at = workspace
        .work()
        .tab
        .with_value(|tab| tab.written.get(&id).map(|it| (it.revision, it.hash)));
    if let Some(at) = at {
        steps::recall(workspace, id, at).await;
    }
}

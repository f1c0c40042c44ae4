//! Undo and redo between visits, kept with the revision of the scenario that they lead to.

use super::{Id, saving, trouble};
use crate::platform::clock;
use crate::platform::database::{self, Shelf};
use crate::platform::storage::StorageFailure;
use crate::state::{Session, Step, Workspace};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::documents::{
    PortfolioReference, SavedScenario, SavedStep, SavedSteps, read_scenario, read_steps,
    write_scenario, write_steps,
};
use tierlab_engine::formats::{pack, unpack};
use tierlab_engine::rng::Fnv64;
use tierlab_engine::simulation::Scenario;

/// Largest scenario document of a step.
const MOST_BYTES: usize = 4 << 20;
/// Steps that are read before the page has its turn again.
const AT_A_TIME: usize = 8;

/// A hash of a document.
pub(super) fn hash_of(text: &str) -> u64 {
    let mut hash = Fnv64::default();
    hash.write(text.as_bytes());
    hash.finish()
}

/// The steps of a session as they are kept; `packed` is what was packed before and is brought up to date.
pub fn steps_of(
    session: &Session,
    reference: &PortfolioReference,
    (revision, present): (u64, u64),
    packed: &mut Vec<(Arc<Scenario>, String)>,
) -> SavedSteps {
    let mut now = Vec::new();
    let mut step = |Step { name, made, scenario }: &Step| {
        let known = packed.iter().find(|(other, _)| Arc::ptr_eq(other, scenario));
        let text = known.map_or_else(
            || {
                let scenario = Scenario::clone(scenario);
                let saved = SavedScenario { scenario, portfolio: reference.clone(), outcome: None };
                pack(write_scenario(&saved).as_bytes())
            },
            |(_, text)| text.clone(),
        );
        now.push((scenario.clone(), text.clone()));
        SavedStep { name: name.clone(), scenario: text, made: made.clone() }
    };
    let past = session.history.past().iter().map(&mut step).collect();
    let future = session.history.future().iter().map(step).collect();
    *packed = now;
    SavedSteps { revision, present, past, future }
}

/// Keeps the steps of a session; without them, undo begins anew at the next visit, which is said when there is no room.
pub(super) async fn keep(workspace: Workspace, id: &Id, session: &Session, at: (u64, u64)) {
    let steps = workspace.work().tab.try_update_value(|tab| {
        if tab.recalling.as_ref() == Some(id) {
            return None;
        }
        let reference = tab.known.as_ref().map(|known| known.reference.clone())?;
        Some(steps_of(session, &reference, at, &mut tab.packed))
    });
    if let Some(steps) = steps.flatten() {
        let text = write_steps(steps);
        match database::put(Shelf::Histories, &id.to_string(), text.as_bytes()).await {
            Ok(()) => workspace.dismiss(trouble::STEPS),
            Err(StorageFailure::Full) => trouble::tell_of_steps(workspace),
            // Such a browser says so when the work itself is kept, or keeps small texts alone.
            Err(_) => {}
        }
    }
}

/// Brings the steps of the open scenario back, a few at a time; dropped quietly when they lead elsewhere.
pub(super) async fn recall(workspace: Workspace, id: Id, at: (u64, u64)) {
    let bytes = database::get(Shelf::Histories, &id.to_string()).await;
    let steps = bytes.and_then(|bytes| read_steps(&String::from_utf8(bytes).ok()?).ok());
    match steps.filter(|steps| (steps.revision, steps.present) == at) {
        Some(steps) => {
            let future = read_all(&steps.future).unwrap_or_default();
            change(workspace, &id, |session| session.history.recall_future(future));
            recall_past(workspace, id, steps.past);
        }
        None => recalled(workspace, &id),
    }
}

/// From now on steps are kept again, those that were made meanwhile as well.
fn recalled(workspace: Workspace, id: &Id) {
    workspace.work().tab.update_value(|tab| {
        if tab.recalling.as_ref() == Some(id) {
            tab.recalling = None;
        }
    });
    let session = workspace.session.get_untracked();
    if let Some(session) = session.filter(|session| session.id.as_ref() == Some(id)) {
        saving::write(workspace, session);
    }
}

/// The newest first, so that undo works at once.
fn recall_past(workspace: Workspace, id: Id, mut rest: Vec<SavedStep>) {
    let begin = rest.len().saturating_sub(AT_A_TIME);
    let read = read_all(&rest.split_off(begin));
    let there = read
        .is_some_and(|read| change(workspace, &id, |session| session.history.recall_past(read)));
    if there && !rest.is_empty() {
        clock::soon(move || recall_past(workspace, id, rest));
    } else {
        recalled(workspace, &id);
    }
}

/// Changes the session with this id, wherever it is; whether it is still there.
fn change(workspace: Workspace, id: &Id, change: impl FnOnce(&mut Session)) -> bool {
    for place in [workspace.session, workspace.parked] {
        let here = place.with_untracked(|session| {
            session.as_ref().is_some_and(|session| session.id.as_ref() == Some(id))
        });
        if here {
            place.update(|session| {
                if let Some(session) = session {
                    change(session);
                }
            });
            return true;
        }
    }
    false
}

fn read_all(steps: &[SavedStep]) -> Option<Vec<Step>> {
    steps.iter().map(read_step).collect()
}

/// A step as it was kept.
pub fn read_step(step: &SavedStep) -> Option<Step> {
    let text = String::from_utf8(unpack(&step.scenario, MOST_BYTES)?).ok()?;
    let scenario = Arc::new(read_scenario(&text).ok()?.scenario);
    Some(Step { name: step.name.clone(), made: step.made.clone(), scenario })
}

//! What the screen shares: the versions that came in, and the runs behind them.

use crate::pages::compare::{Candidate, Contest, Key, SeenSignal};
use crate::state::Workspace;
use crate::state::work::{Collected, collected};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::documents::SavedScenario;
use tierlab_engine::rules::Program;
use tierlab_engine::simulation::Scenario;

/// A version that can be read, with its place among all of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Readable {
    pub place: usize,
    pub name: String,
    pub program: Arc<Program>,
}

/// Everything the panels share; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Round {
    workspace: StoredValue<Workspace>,
    /// What came in, in the order it came.
    pub came: Memo<Vec<Collected>>,
    /// Those of it that can be read.
    pub readable: Memo<Vec<Readable>>,
    /// What is open.
    pub open: Memo<Option<Scenario>>,
    pub contest: Contest,
    pub seen: SeenSignal,
}

impl Round {
    pub fn here() -> Self {
        let workspace = Workspace::here();
        let id = Memo::new(move |_| {
            workspace.session.with(|it| it.as_ref().and_then(|it| it.id.clone()))
        });
        let came = Memo::new(move |_| {
            id.track();
            workspace.work().turns.track();
            collected(workspace)
        });
        let readable = Memo::new(move |_| {
            came.with(|came| {
                let readable = came.iter().enumerate().filter_map(|(place, one)| {
                    let saved = one.saved.as_ref().ok()?;
                    let program = Arc::new(saved.scenario.alternative.clone());
                    Some(Readable { place, name: one.version.name.clone(), program })
                });
                readable.collect()
            })
        });
        let open = Memo::new(move |_| {
            workspace.session.with(|it| it.as_ref().map(|it| it.scenario().clone()))
        });
        let contest = Contest::over(workspace, candidates(open, readable));
        Effect::new(move |_| {
            let keys = readable.with(|all| all.iter().map(|one| key(one.place)).collect());
            contest.chosen.set(keys);
        });
        let seen = contest.seen();
        let workspace = StoredValue::new(workspace);
        Self { workspace, came, readable, open, contest, seen }
    }

    pub fn workspace(self) -> Workspace {
        self.workspace.get_value()
    }

    /// Whether anything came in.
    pub fn has_begun(self) -> Memo<bool> {
        Memo::new(move |_| self.readable.with(|all| !all.is_empty()))
    }
}

/// The key of the version in a place.
pub(super) fn key(place: usize) -> Key {
    Key::Came(u32::try_from(place).unwrap_or(u32::MAX))
}

/// What is in force, and every version that can be run.
fn candidates(open: Memo<Option<Scenario>>, readable: Memo<Vec<Readable>>) -> Memo<Vec<Candidate>> {
    Memo::new(move |_| {
        let Some(open) = open.get() else { return Vec::new() };
        let mut all = vec![Candidate {
            key: Key::InForce,
            name: open.baseline.name.clone(),
            about: "in force".to_owned(),
            program: Some(Ok(Arc::new(open.baseline.clone()))),
            set_aside: Vec::new(),
        }];
        let version = |one: &Readable| {
            let program = if one.program.currency == open.alternative.currency {
                Ok(one.program.clone())
            } else {
                Err("It counts in another currency.".to_owned())
            };
            Candidate {
                key: key(one.place),
                name: one.name.clone(),
                about: "came in".to_owned(),
                program: Some(program),
                set_aside: Vec::new(),
            }
        };
        readable.with(|readable| all.extend(readable.iter().map(version)));
        all
    })
}

/// Whether a version was made on other partners than these.
pub(super) fn on_others(saved: &SavedScenario, fingerprint: u64) -> bool {
    saved.portfolio.fingerprint != fingerprint
}

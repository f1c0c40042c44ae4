//! Which scenarios are compared, and the runs behind it: one question per scenario, beside the levers.

use super::candidates::{Candidate, Key, candidates};
use super::seen::{Seen, Side, side};
use crate::state::{ByAddress, Question, Topic, Workspace};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use tierlab_engine::protocol::Outcome;
use tierlab_engine::report::Contender;
use tierlab_engine::rules::Program;
use tierlab_engine::simulation::{Scenario, Tally};

/// Most scenarios that are held against the baseline at once.
pub(in crate::pages) const MOST: usize = 8;
/// Partners × quarters × runs that one scenario may take.
const MOST_CELLS: usize = 40_000_000;
/// Runs that are made however many partners there are.
const LEAST_RUNS: u32 = 100;

/// Where the runs stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Phase {
    /// Nothing is to be run.
    Complete,
    /// Scenarios done of how many, and runs done of how many of the one under way.
    Running((usize, usize), (u32, u32)),
    /// Stopped by hand; what was done stays.
    Cancelled,
}

/// One scenario that was run, or why it could not be.
#[derive(Clone)]
struct Ran {
    program: Arc<Program>,
    result: Result<Arc<Contender>, String>,
}

/// Everything the screen shares; cheap to copy.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Contest {
    workspace: StoredValue<Workspace>,
    pub candidates: Memo<Vec<Candidate>>,
    /// Those that are compared, in the order of the list, the baseline apart.
    pub compared: Memo<Vec<Candidate>>,
    /// The one they are held against.
    pub baseline: Memo<Option<Candidate>>,
    /// Those with a check mark.
    pub chosen: RwSignal<Vec<Key>>,
    /// What they are held against.
    pub base: RwSignal<Key>,
    /// The one that is looked at closely.
    pub looked: RwSignal<Key>,
    pub phase: RwSignal<Phase>,
    ran: RwSignal<Vec<Ran>>,
    again: RwSignal<u32>,
    /// Partners and assumptions that all of them share.
    shared: Memo<Option<Shared>>,
}

/// The open scenario as every contender runs it: its own program apart.
#[derive(Clone, PartialEq)]
struct Shared {
    partners: ByAddress,
    scenario: Arc<Scenario>,
}

impl Contest {
    /// Everything that can be compared, the open program chosen.
    pub fn new(workspace: Workspace) -> Self {
        Self::over(workspace, candidates(workspace))
    }

    /// Among these candidates, the program in force being the baseline.
    pub fn over(workspace: Workspace, candidates: Memo<Vec<Candidate>>) -> Self {
        let shared = Memo::new(move |_| {
            workspace.session.with(|session| {
                let session = session.as_ref()?;
                let mut scenario = session.scenario().clone();
                scenario.alternative = scenario.baseline.clone();
                let partners = session.portfolio.partners().len();
                let cells = partners.max(1) * scenario.settings.quarters.max(1) as usize;
                let room = u32::try_from(MOST_CELLS / cells).unwrap_or(u32::MAX).max(LEAST_RUNS);
                scenario.settings.replications = scenario.settings.replications.min(room);
                // All of them run equally often.
                scenario.settings.precision = None;
                let partners = ByAddress(session.portfolio.clone());
                Some(Shared { partners, scenario: Arc::new(scenario) })
            })
        });
        let (chosen, base) = (RwSignal::new(vec![Key::Open]), RwSignal::new(Key::InForce));
        let compared = Memo::new(move |_| {
            let (chosen, base) = (chosen.get(), base.get());
            let is_in = |one: &&Candidate| chosen.contains(&one.key) && one.key != base;
            candidates.with(|all| {
                all.iter().filter(is_in).filter(|one| one.rules().is_some()).cloned().collect()
            })
        });
        let baseline = Memo::new(move |_| {
            let base = base.get();
            candidates.with(|all| all.iter().find(|one| one.key == base).cloned())
        });
        let contest = Self {
            workspace: StoredValue::new(workspace),
            candidates,
            compared,
            baseline,
            chosen,
            base,
            looked: RwSignal::new(Key::Open),
            phase: RwSignal::new(Phase::Running((0, 1), (0, 1))),
            ran: RwSignal::new(Vec::new()),
            again: RwSignal::new(0),
            shared,
        };
        contest.follow();
        on_cleanup(move || workspace.forget(Topic::Comparison));
        contest
    }

    /// Puts a check mark, or takes it away.
    pub fn choose(self, key: Key, chosen: bool) {
        self.chosen.update(|list| {
            list.retain(|other| *other != key);
            if chosen {
                list.push(key);
            }
        });
    }

    /// Stops the runs; what is done stays.
    pub fn cancel(self) {
        self.workspace.get_value().forget(Topic::Comparison);
        self.phase.set(Phase::Cancelled);
    }

    /// Goes on where it was stopped.
    pub fn go_on(self) {
        self.again.update(|count| *count += 1);
    }

    /// Runs what is compared and has not been run, now and whenever that changes.
    fn follow(self) {
        let wanted = Memo::new(move |_| {
            let all = self.compared.get().into_iter().chain(self.baseline.get());
            all.filter_map(|one| one.rules().cloned()).collect::<Vec<_>>()
        });
        Effect::new(move |before: Option<Option<Shared>>| {
            let (shared, wanted) = (self.shared.get(), wanted.get());
            self.again.track();
            if before.flatten() != shared {
                self.ran.set(Vec::new());
            }
            if let Some(shared) = &shared {
                self.ask(shared, wanted);
            }
            shared
        });
    }

    fn ask(self, shared: &Shared, wanted: Vec<Arc<Program>>) {
        let mut missing: Vec<Arc<Program>> = Vec::new();
        self.ran.with_untracked(|ran| {
            for program in wanted {
                let known = ran.iter().any(|one| one.program == program);
                if !known && !missing.contains(&program) {
                    missing.push(program);
                }
            }
        });
        let of = missing.len();
        if of == 0 {
            self.workspace.get_value().forget(Topic::Comparison);
            self.phase.set(Phase::Complete);
            return;
        }
        self.phase.set(Phase::Running((0, of), (0, shared.scenario.settings.replications)));
        let questions = missing.into_iter().enumerate().map(|(place, program)| {
            let mut scenario = (*shared.scenario).clone();
            scenario.alternative = (*program).clone();
            let then = move |outcome| self.take(program, outcome, (place + 1, of));
            let meanwhile = move |done, total| {
                // The screen may be left by now.
                let _left = self.phase.try_set(Phase::Running((place, of), (done, total)));
            };
            let meanwhile = Some(Rc::new(meanwhile) as Rc<dyn Fn(u32, u32)>);
            Question { scenario, watch: None, then: Box::new(then), meanwhile }
        });
        self.workspace.get_value().ask(Topic::Comparison, questions.collect());
    }

    fn take(
        self,
        program: Arc<Program>,
        outcome: Result<Outcome, String>,
        (done, of): (usize, usize),
    ) {
        let result = outcome.map(|mut outcome| {
            // Of the program in force only its runs are held against each other: partners are many.
            let replications = std::mem::take(&mut outcome.baseline.replications);
            outcome.baseline = Tally::default();
            outcome.baseline.replications = replications;
            Arc::new(Contender { program: (*program).clone(), outcome })
        });
        let _left = self.ran.try_update(|ran| ran.push(Ran { program, result }));
        let next = if done < of { Phase::Running((done, of), (0, 1)) } else { Phase::Complete };
        let _left = self.phase.try_set(next);
    }

    /// What has been run so far, ready to be shown; `None` before the baseline and another one are there.
    pub fn seen(self) -> Memo<Option<Arc<Seen>>> {
        let seen = move |_: Option<&Option<Arc<Seen>>>| {
            let shared = self.shared.get()?;
            let (base, all) = (self.baseline.get()?, self.compared.get());
            self.ran.with(|ran| {
                let result = |one: &Candidate| {
                    let rules = one.rules()?;
                    ran.iter().find(|ran| ran.program == *rules).map(|ran| ran.result.clone())
                };
                let mut failed = Vec::new();
                let held = match result(&base)? {
                    Ok(held) => held,
                    Err(why) => {
                        failed.push((base.name.clone(), why));
                        return Some(Arc::new(Seen::without(
                            &shared.partners.0,
                            &shared.scenario,
                            failed,
                        )));
                    }
                };
                let mut sides: Vec<Side> = Vec::new();
                for (place, one) in all.iter().enumerate() {
                    match result(one) {
                        None => {}
                        Some(Err(why)) => failed.push((one.name.clone(), why)),
                        Some(Ok(contender)) => match side(one, place, contender, &held) {
                            Ok(side) => sides.push(side),
                            Err(why) => failed.push((one.name.clone(), why)),
                        },
                    }
                }
                Some(Arc::new(Seen {
                    portfolio: shared.partners.0.clone(),
                    scenario: shared.scenario.clone(),
                    base: Some((base.name.clone(), held)),
                    sides,
                    failed,
                }))
            })
        };
        Memo::new_with_compare(seen, |_, _| true)
    }
}

/// The letter of a place in the list.
pub(in crate::pages) fn letter(place: usize) -> String {
    const LETTERS: usize = 26;
    let one = |place: usize| {
        let offset = u32::try_from(place).unwrap_or(0);
        char::from_u32(u32::from('A') + offset).unwrap_or('?').to_string()
    };
    match (place / LETTERS).checked_sub(1) {
        None => one(place),
        // Behind Z comes AA.
        Some(round) => format!("{}{}", letter(round), one(place % LETTERS)),
    }
}

//! The run: where it stands and the newest answer.

use std::sync::Arc;
use tierlab_engine::protocol::{Answer, Outcome};
use tierlab_engine::simulation::Scenario;

/// Where a run stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RunPhase {
    /// Nothing was asked yet.
    Idle,
    /// Replications done of those asked for.
    Running(u32, u32),
    /// All replications are done.
    Complete,
    /// The run was cancelled; what it had stays.
    Cancelled,
    /// It could not be run: why.
    Failed(String),
}

/// The run and its newest answer; the answer stays while the next run is under way.
#[derive(Debug, Clone)]
pub(crate) struct RunState {
    /// Where the newest run stands.
    pub phase: RunPhase,
    /// The newest answer and the scenario it answers.
    pub answer: Option<(Arc<Outcome>, Arc<Scenario>)>,
    /// Fingerprint of the answer when it is complete.
    pub fingerprint: Option<u64>,
    /// Whether the answer is an older scenario's and has been for a while.
    pub stale: bool,
    /// The scenario under way.
    asked: Option<Arc<Scenario>>,
}

impl RunState {
    pub(crate) fn new() -> Self {
        Self { phase: RunPhase::Idle, answer: None, fingerprint: None, stale: false, asked: None }
    }

    /// A new run begins.
    pub(super) fn begin(&mut self, scenario: Scenario) {
        self.phase = RunPhase::Running(0, scenario.settings.replications);
        self.fingerprint = None;
        self.asked = Some(Arc::new(scenario));
    }

    /// Takes an answer of the newest run.
    pub(super) fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Progress { done, total, partial } => {
                self.phase = RunPhase::Running(done, total);
                if let Some(outcome) = partial {
                    self.answer_with(*outcome);
                }
            }
            Answer::Done { outcome } => {
                self.phase = RunPhase::Complete;
                self.fingerprint = Some(outcome.fingerprint());
                self.answer_with(*outcome);
            }
            Answer::Failed { why } => {
                self.phase = RunPhase::Failed(why);
                self.stale = self.answer.is_some();
            }
        }
    }

    /// The run was cancelled by hand.
    pub(crate) fn cancel(&mut self) {
        self.phase = RunPhase::Cancelled;
    }

    fn answer_with(&mut self, outcome: Outcome) {
        if let Some(scenario) = &self.asked {
            self.answer = Some((Arc::new(outcome), scenario.clone()));
            self.stale = false;
        }
    }
}

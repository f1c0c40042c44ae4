//! Puts together what the workers of one job say.
//!
//! Parts of a stage may come in any order and at any time; a stage counts when all of its parts and those
//! of every stage before it are there. Tallies merge to the same bits in any order.

use super::stage::{share, stage};
use super::{Answer, Event, Job, JobId, Outcome};
use crate::simulation::Settings;
use crate::stats::mean;
use std::collections::BTreeMap;

/// The answer of a job that is shared.
#[derive(Debug, Clone)]
pub struct Assembly {
    id: JobId,
    settings: Settings,
    workers: u32,
    /// The stage that is waited for.
    stage: u32,
    /// What all stages before it came to.
    whole: Option<Outcome>,
    /// Parts of the stages that are not complete.
    parts: BTreeMap<(u32, u32), Outcome>,
    /// Replications done of parts under way.
    under_way: BTreeMap<(u32, u32), u32>,
    done: bool,
}

impl Assembly {
    /// Waits for the parts of a job.
    pub fn new(job: &Job) -> Self {
        Self {
            id: job.id,
            settings: job.scenario.settings,
            workers: job.workers.max(1),
            stage: job.stage,
            whole: None,
            parts: BTreeMap::new(),
            under_way: BTreeMap::new(),
            done: false,
        }
    }

    /// Waits for the parts of `job`, which goes on where this one stands: with other workers, under
    /// another number. Parts of stages that are not complete are forgotten.
    #[must_use]
    pub fn handed_to(self, job: &Job) -> Self {
        Self { whole: self.whole, done: self.done, ..Self::new(job) }
    }

    /// The first stage that is not complete.
    pub fn stage(&self) -> u32 {
        self.stage
    }

    /// Takes what a worker says; an answer when there is one. What is not of this job is ignored.
    pub fn take(&mut self, event: Event) -> Option<Answer> {
        if self.done {
            return None;
        }
        match event {
            Event::Failed { id, why } => {
                self.done = id == self.id;
                self.done.then_some(Answer::Failed { why })
            }
            Event::Progress { id, worker, stage, done } if id == self.id => {
                self.under_way.insert((stage, worker), done);
                Some(self.progress(None))
            }
            Event::Part { id, worker, stage, outcome } if id == self.id => {
                self.under_way.remove(&(stage, worker));
                self.parts.insert((stage, worker), *outcome);
                self.complete()
            }
            Event::Ready { .. } | Event::Progress { .. } | Event::Part { .. } => None,
        }
    }

    /// Merges every stage that is complete.
    fn complete(&mut self) -> Option<Answer> {
        let before = self.stage;
        while self.all_there() {
            for worker in 0..self.workers {
                let Some(part) = self.parts.remove(&(self.stage, worker)) else { continue };
                match &mut self.whole {
                    None => self.whole = Some(part),
                    Some(whole) => whole.merge(part),
                }
            }
            self.stage += 1;
            if self.is_enough() {
                self.done = true;
                return self
                    .whole
                    .clone()
                    .map(|outcome| Answer::Done { outcome: Box::new(outcome) });
            }
        }
        let partial = (self.stage > before).then(|| self.whole.clone().map(Box::new)).flatten();
        Some(self.progress(partial))
    }

    fn all_there(&self) -> bool {
        (0..self.workers).all(|worker| self.parts.contains_key(&(self.stage, worker)))
    }

    /// Whether all replications are done, or the simulation error is as small as was asked for.
    fn is_enough(&self) -> bool {
        if stage(self.stage, self.settings.replications).is_none() {
            return true;
        }
        let (Some(within), Some(whole)) = (self.settings.precision, &self.whole) else {
            return false;
        };
        let allowed = f64::from(within) / 1000.0 * mean(&whole.net()).abs();
        whole.replications() >= LEAST && 1.96 * whole.net_error() <= allowed
    }

    fn progress(&self, partial: Option<Box<Outcome>>) -> Answer {
        let total = self.settings.replications;
        let whole = self.whole.as_ref().map_or(0, Outcome::replications);
        let counted = |(at, worker): (u32, u32)| {
            let stage = stage(at, total).map_or(0..0, |stage| share(&stage, worker, self.workers));
            stage.end - stage.start
        };
        let parts: u32 = self.parts.keys().map(|key| counted(*key)).sum();
        let under_way: u32 = self.under_way.values().sum();
        let done = u32::try_from(whole).unwrap_or(u32::MAX).saturating_add(parts + under_way);
        Answer::Progress { done: done.min(total), total, partial }
    }
}

/// Replications before an error is trusted.
const LEAST: usize = 100;

//! Runs a job step by step, so that whoever drives it can answer other messages in between.

use super::{Event, Job, JobId, Outcome};
use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, check};
use crate::simulation::{Noise, Prepared, Shocks, Tally, admit, admit_pair, prepare};

/// Replications after which a first answer is given; it is doubled from then on.
const FIRST_ANSWER: u32 = 25;

/// A job under way.
#[derive(Debug, Clone)]
pub struct Runner {
    job: Job,
    prepared: Prepared,
    shocks: Shocks,
    outcome: Outcome,
    done: u32,
    next_answer: u32,
}

impl Runner {
    /// Prepares a job on a portfolio.
    ///
    /// # Errors
    /// [`Event::Failed`] when the scenario is not valid or no partner can be simulated.
    pub fn new(job: Job, portfolio: &Portfolio) -> Result<Self, Event> {
        let scenario = &job.scenario;
        let failed = |why: String| Event::Failed { id: job.id, why };
        for checked in [
            check(&scenario.baseline),
            check(&scenario.alternative),
            admit(&scenario.baseline),
            admit(&scenario.alternative),
            admit_pair(&scenario.baseline, &scenario.alternative),
        ] {
            checked.map_err(|problems| failed(problems.to_string()))?;
        }
        let prepared = prepare(scenario, portfolio);
        if prepared.subjects.is_empty() {
            return Err(failed(
                "No partner has any revenue in the last periods, so there is nothing to \
                 simulate. Check which column was read as revenue."
                    .to_owned(),
            ));
        }
        let settings = scenario.settings;
        let levels = prepared.alternative.levels();
        let shocks = Shocks::new(Noise::On, prepared.subjects.len(), settings.quarters, levels);
        let outcome = empty_outcome(&job, &prepared, portfolio);
        Ok(Self { job, prepared, shocks, outcome, done: 0, next_answer: FIRST_ANSWER })
    }

    /// The job's number.
    pub fn id(&self) -> JobId {
        self.job.id
    }

    /// Runs up to `replications` more and tells what there is to tell; after [`Event::Done`] there
    /// is nothing more to do.
    pub fn step(&mut self, replications: u32) -> Event {
        let settings = self.job.scenario.settings;
        let until = self.done.saturating_add(replications.max(1)).min(settings.replications);
        for replication in self.done..until {
            self.replicate(replication);
        }
        self.done = until;
        if self.done >= settings.replications {
            return Event::Done { id: self.job.id, outcome: Box::new(self.outcome.clone()) };
        }
        let due = self.done >= self.next_answer;
        if due {
            self.next_answer = self.done.saturating_mul(2);
        }
        Event::Progress {
            id: self.job.id,
            done: self.done,
            total: settings.replications,
            partial: due.then(|| Box::new(self.outcome.clone())),
        }
    }

    /// Runs the whole job.
    pub fn finish(mut self) -> Outcome {
        self.step(u32::MAX);
        self.outcome
    }

    fn replicate(&mut self, replication: u32) {
        let settings = self.job.scenario.settings;
        let Prepared { subjects, baseline, alternative, .. } = &mut self.prepared;
        self.shocks.draw(settings.seed, subjects, replication);
        for (program, tally) in
            [(baseline, &mut self.outcome.baseline), (alternative, &mut self.outcome.alternative)]
        {
            tally.begin(replication);
            program.run(subjects, &self.shocks, settings.quarters, tally);
        }
    }
}

fn empty_outcome(job: &Job, prepared: &Prepared, portfolio: &Portfolio) -> Outcome {
    let quarters = job.scenario.settings.quarters as usize;
    let first: Vec<u8> = prepared.subjects.iter().map(|subject| subject.tier).collect();
    let tally = |program: &crate::rules::Program| {
        Tally::new(
            program.ladder.tiers.len(),
            quarters,
            program.score.dimensions().len(),
            first.clone(),
        )
    };
    let (mut start_scores, mut start_values) = (Vec::new(), Vec::new());
    let evaluation = Evaluation::now(&job.scenario.alternative, portfolio);
    for subject in &prepared.subjects {
        start_scores.push(evaluation.score_of(subject.position).unwrap_or(f64::NAN));
        start_values.extend(evaluation.values(subject.position));
    }
    Outcome {
        baseline: tally(&job.scenario.baseline),
        alternative: tally(&job.scenario.alternative),
        positions: prepared.subjects.iter().map(|subject| subject.position).collect(),
        start_scores,
        start_values,
        left_out: prepared.left_out.iter().map(|left| left.position).collect(),
        own_growth: prepared.own_growth,
    }
}

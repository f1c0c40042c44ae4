//! Runs a job step by step, so that whoever drives it can answer other messages in between.

use super::{Event, Job, JobId, Outcome};
use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, Program, check};
use crate::simulation::{Noise, Prepared, Replication, Shocks, Tally, prepare};

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
        for program in [&scenario.baseline, &scenario.alternative] {
            check(program).map_err(|problems| failed(problems.to_string()))?;
        }
        let prepared = prepare(scenario, portfolio);
        if prepared.world.partners.is_empty() {
            return Err(failed(nobody(&prepared)));
        }
        let settings = scenario.settings;
        let shocks = Shocks::new(Noise::On, &prepared.world, settings.quarters);
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
        let Prepared { world, baseline, alternative, .. } = &mut self.prepared;
        self.shocks.draw(settings.seed, world, replication);
        for (program, tally) in
            [(baseline, &mut self.outcome.baseline), (alternative, &mut self.outcome.alternative)]
        {
            tally.begin(replication);
            program.run(world, &self.shocks, tally);
            tally.end();
        }
    }
}

fn empty_outcome(job: &Job, prepared: &Prepared, portfolio: &Portfolio) -> Outcome {
    let quarters = job.scenario.settings.quarters as usize;
    let world = &prepared.world;
    let tally = |program: &Program, run: &Replication| {
        Tally::new(
            program.ladder.tiers.len(),
            quarters,
            program.score.dimensions().len(),
            run.first_tiers(world),
        )
    };
    let (mut start_scores, mut start_values) = (Vec::new(), Vec::new());
    let evaluation = Evaluation::now(&job.scenario.alternative, portfolio);
    for subject in &world.partners {
        start_scores.push(evaluation.score_of(subject.position).unwrap_or(f64::NAN));
        start_values.extend(evaluation.values(subject.position));
    }
    Outcome {
        baseline: tally(&job.scenario.baseline, &prepared.baseline),
        alternative: tally(&job.scenario.alternative, &prepared.alternative),
        counterparts: job.scenario.baseline.places_in(&job.scenario.alternative),
        positions: world.partners.iter().map(|subject| subject.position).collect(),
        start_scores,
        start_values,
        left_out: prepared.left_out.iter().map(|left| left.position).collect(),
        carried: prepared.carried.clone(),
    }
}

/// Why nobody can be simulated.
fn nobody(prepared: &Prepared) -> String {
    match prepared.left_out.first() {
        Some(left) => format!(
            "{} This holds for every partner. Check which columns were read, and as what.",
            left.why
        ),
        None => "There are no partners. Import a file with at least one.".to_owned(),
    }
}

//! Runs a job's share step by step, so that whoever drives it can answer other messages in between.

use super::stage::{share, stage};
use super::{Answer, Assembly, Cache, Event, Job, JobId, Outcome};
use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, Program};
use crate::simulation::{
    Carried, INNER, Noise, Prepared, Replication, Settings, Shocks, Tally, prepare,
};
use std::ops::Range;

/// A job under way.
#[derive(Debug, Clone)]
pub struct Runner {
    job: Job,
    prepared: Prepared,
    shocks: Shocks,
    cache: Cache,
    /// The partners, where parameters are drawn and everything is prepared again and again.
    portfolio: Portfolio,
    /// The draw of the parameters in force.
    point: Option<u32>,
    /// The share of the stage under way; `None` after the last one.
    now: Option<Range<u32>>,
    /// The next replication.
    next: u32,
    /// Whether the baseline of this share is known from an earlier job.
    known: bool,
    /// What no replication changes; told with the first part of the first worker.
    frame: Outcome,
    part: Outcome,
}

impl Runner {
    /// Prepares a job on a portfolio. Both programs have passed [`crate::rules::check`]: documents are
    /// checked as they are read, and every change on screen as it is made.
    ///
    /// # Errors
    /// [`Event::Failed`] when no partner can be simulated.
    pub fn new(job: Job, portfolio: &Portfolio) -> Result<Self, Event> {
        Self::after(job, portfolio, Cache::default())
    }

    /// The same, with what an earlier job left.
    ///
    /// # Errors
    /// As [`Runner::new`].
    pub fn after(job: Job, portfolio: &Portfolio, mut cache: Cache) -> Result<Self, Event> {
        let scenario = &job.scenario;
        let failed = |why: String| Event::Failed { id: job.id, why };
        let prepared = prepare(scenario, portfolio);
        if prepared.world.partners.is_empty() {
            return Err(failed(nobody(&prepared)));
        }
        let Settings { quarters, uncertain, .. } = scenario.settings;
        cache.prepare(&prepared.world, scenario, job.watch);
        let shocks = Shocks::new(Noise::On, &prepared.world, quarters);
        let frame = frame(&job, &prepared, portfolio);
        let part = frame.clone();
        let mut runner = Self {
            job,
            prepared,
            shocks,
            cache,
            portfolio: if uncertain { portfolio.clone() } else { Portfolio::empty() },
            point: None,
            now: None,
            next: 0,
            known: false,
            frame,
            part,
        };
        runner.open();
        Ok(runner)
    }

    /// The job's number.
    pub fn id(&self) -> JobId {
        self.job.id
    }

    /// Whether its share of every stage is done.
    pub fn is_done(&self) -> bool {
        self.now.is_none()
    }

    /// Whether what the baseline does in the stage under way is known from an earlier job.
    pub fn knows_the_baseline(&self) -> bool {
        self.known
    }

    /// What this job leaves for the next one.
    pub fn into_cache(self) -> Cache {
        self.cache
    }

    /// Runs up to `replications` more of the share and tells what there is to tell; `None` when it is done.
    pub fn step(&mut self, replications: u32) -> Option<Event> {
        let now = self.now.clone()?;
        let until = self.next.saturating_add(replications.max(1)).min(now.end);
        for replication in self.next..until {
            self.replicate(replication);
        }
        self.next = until;
        let (id, worker, stage) = (self.job.id, self.job.worker, self.job.stage);
        if until < now.end {
            return Some(Event::Progress { id, worker, stage, done: until - now.start });
        }
        if !self.known {
            self.cache.keep(&now, &self.part.baseline);
        }
        let outcome = std::mem::replace(&mut self.part, self.frame.clone());
        self.job.stage += 1;
        self.open();
        Some(Event::Part { id, worker, stage, outcome: Box::new(outcome) })
    }

    /// Runs the whole job, which nobody shares.
    pub fn finish(mut self) -> Outcome {
        let mut assembly = Assembly::new(&self.job);
        while let Some(event) = self.step(u32::MAX) {
            if let Some(Answer::Done { outcome }) = assembly.take(event) {
                return *outcome;
            }
        }
        self.frame
    }

    /// Opens the share of the next stage.
    fn open(&mut self) {
        let job = &self.job;
        let stage = stage(job.stage, job.scenario.settings.replications);
        self.now = stage.map(|stage| share(&stage, job.worker, job.workers));
        let Some(now) = &self.now else { return };
        self.next = now.start;
        let known = self.cache.baseline(now);
        self.known = known.is_some();
        if let Some(known) = known {
            self.part.baseline = known.clone();
        }
        // Only one of those who share tells what all of them know.
        if job.worker > 0 || job.stage > 0 {
            self.part.forget_frame();
        }
    }

    /// With other parameters everything is prepared anew.
    fn draw_parameters(&mut self, replication: u32) {
        if self.point == Some(replication / INNER) {
            return;
        }
        self.point = Some(replication / INNER);
        let estimated: Vec<&str> =
            self.frame.carried.iter().flat_map(Carried::stands_for).collect();
        let scenario = self.job.scenario.drawn(replication, &estimated);
        self.prepared = prepare(&scenario, &self.portfolio);
    }

    fn replicate(&mut self, replication: u32) {
        let Settings { seed, uncertain, .. } = self.job.scenario.settings;
        if uncertain {
            self.draw_parameters(replication);
        }
        let Prepared { world, baseline, alternative, .. } = &mut self.prepared;
        let draw = |shocks: &mut Shocks| shocks.draw(seed, world, replication);
        let shocks = if uncertain {
            draw(&mut self.shocks);
            &self.shocks
        } else {
            self.cache.shocks(replication, &mut self.shocks, draw)
        };
        let programs = [
            (!self.known).then_some((baseline, &mut self.part.baseline)),
            Some((alternative, &mut self.part.alternative)),
        ];
        for (program, tally) in programs.into_iter().flatten() {
            program.tally(world, shocks, replication, tally);
        }
    }
}

/// The outcome before the first replication.
fn frame(job: &Job, prepared: &Prepared, portfolio: &Portfolio) -> Outcome {
    let quarters = job.scenario.settings.quarters as usize;
    let world = &prepared.world;
    let watched = world.partners.iter().position(|one| Some(one.position) == job.watch);
    let tally = |program: &Program, run: &Replication| {
        let tally = Tally::new(
            program.ladder.tiers.len(),
            quarters,
            program.score.dimensions().len(),
            run.first_tiers(world),
        );
        tally.watching(watched)
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
        uncertain: job.scenario.settings.uncertain,
        carried: prepared.carried.clone(),
        discount: job.scenario.settings.discount,
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

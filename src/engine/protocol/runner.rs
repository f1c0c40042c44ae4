//! Runs a job's share step by step, so that whoever drives it can answer other messages in between.

use super::stage::{share, stage};
use super::{Answer, Assembly, Cache, Event, Job, JobId, Outcome};
use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, Program};
use crate::simulation::{
    Carried, INNER, Noise, Prepared, Replication, Settings, Shocks, Source, Tally, prepare,
    replicate,
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
    /// What no replication changes; told with the first part of the first worker. Its tallies are empty: those of
    /// many partners are large.
    frame: Outcome,
    /// What the tallies of the baseline and of the alternative look like.
    shapes: (Shape, Shape),
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
        cache.prepare(&prepared.world, scenario, (job.workers, job.watch));
        let shocks = Shocks::new(Noise::On, &prepared.world, quarters);
        let frame = frame(&job, &prepared, portfolio);
        let shapes = shapes(&job, &prepared);
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
            shapes,
            part: Outcome::default(),
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
        let mut cache = self.cache;
        cache.remember(self.prepared.world);
        cache
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
        let outcome = std::mem::take(&mut self.part);
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
        let (baseline, alternative) = (self.shapes.0.empty(), self.shapes.1.empty());
        Outcome { baseline, alternative, ..self.frame }
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
        // Only one of those who share tells what all of them know.
        let tells = job.worker == 0 && job.stage == 0;
        let frame = if tells { self.frame.clone() } else { Outcome::default() };
        let baseline = known.cloned().unwrap_or_else(|| self.shapes.0.empty());
        self.part = Outcome { baseline, alternative: self.shapes.1.empty(), ..frame };
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
        let kept =
            if uncertain { None } else { self.cache.shocks(replication, &mut self.shocks, draw) };
        let shocks = kept.map(Source::Drawn);
        let shocks = shocks.unwrap_or(Source::Fresh(seed, &mut self.shocks));
        let part = &mut self.part;
        let alternative = (alternative, &mut part.alternative);
        if self.known {
            replicate(world, shocks, replication, &mut [alternative]);
        } else {
            let runs = &mut [(baseline, &mut part.baseline), alternative];
            replicate(world, shocks, replication, runs);
        }
    }
}

/// A tally before the first replication.
#[derive(Debug, Clone)]
struct Shape {
    tiers: usize,
    quarters: usize,
    dimensions: usize,
    first_tiers: Vec<u8>,
    /// The partner that is looked at closely.
    watched: Option<usize>,
}

impl Shape {
    fn empty(&self) -> Tally {
        let tiers = self.first_tiers.clone();
        Tally::new(self.tiers, self.quarters, self.dimensions, tiers).watching(self.watched)
    }
}

/// Tallies of the baseline and of the alternative.
fn shapes(job: &Job, prepared: &Prepared) -> (Shape, Shape) {
    let (scenario, partners) = (&job.scenario, &prepared.world.partners);
    let watched = partners.iter().position(|one| Some(one.position) == job.watch);
    let shape = |program: &Program, run: &Replication| Shape {
        tiers: program.ladder.tiers.len(),
        quarters: scenario.settings.quarters as usize,
        dimensions: program.score.dimensions().len(),
        first_tiers: run.first_tiers(&prepared.world),
        watched,
    };
    let baseline = shape(&scenario.baseline, &prepared.baseline);
    (baseline, shape(&scenario.alternative, &prepared.alternative))
}

/// The outcome before the first replication, without its tallies.
fn frame(job: &Job, prepared: &Prepared, portfolio: &Portfolio) -> Outcome {
    let world = &prepared.world;
    let (mut start_scores, mut start_values) = (Vec::new(), Vec::new());
    let evaluation = Evaluation::now(&job.scenario.alternative, portfolio);
    for subject in world.on_record() {
        start_scores.push(evaluation.score_of(subject.position).unwrap_or(f64::NAN));
        start_values.extend(evaluation.values(subject.position));
    }
    Outcome {
        baseline: Tally::default(),
        alternative: Tally::default(),
        counterparts: job.scenario.baseline.places_in(&job.scenario.alternative),
        positions: world.on_record().map(|subject| subject.position).collect(),
        start_scores,
        start_values,
        left_out: prepared.left_out.iter().map(|left| left.position).collect(),
        uncertain: job.scenario.settings.uncertain,
        carried: prepared.carried.clone(),
        joining: prepared.joining,
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

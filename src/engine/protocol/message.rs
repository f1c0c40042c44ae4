//! The messages and their bytes (postcard; both ends are one build).

use super::Outcome;
use crate::portfolio::Portfolio;
use crate::simulation::Scenario;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Number of a job; later jobs have higher numbers.
pub type JobId = u32;

/// One question: a scenario on the portfolio sent before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// What to run.
    pub scenario: Scenario,
    /// Which of the workers that share it this is, from 0.
    pub worker: u32,
    /// How many share it, at least 1.
    pub workers: u32,
    /// The first stage to be run.
    pub stage: u32,
    /// Position in the portfolio of the partner to be looked at closely.
    pub watch: Option<usize>,
}

impl Job {
    /// A job that nobody shares, from the beginning.
    pub fn whole(id: JobId, scenario: Scenario) -> Self {
        Self { id, scenario, worker: 0, workers: 1, stage: 0, watch: None }
    }
}

/// To the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// The partners that jobs after this one run on.
    Load(Portfolio),
    /// Start this job; drop any other.
    Run(Box<Job>),
    /// Drop this job if it still runs.
    Cancel(JobId),
}

/// [`Command::Load`] of partners that somebody else holds; the same bytes.
#[derive(Serialize)]
enum Told<'a> {
    Load(&'a Portfolio),
}

/// From the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker listens; `build` tells whether it is of the same build as the page.
    Ready {
        /// Identity of the build.
        build: String,
    },
    /// Replications it has done of its share of the stage under way.
    Progress {
        /// The job.
        id: JobId,
        /// Which worker.
        worker: u32,
        /// The stage.
        stage: u32,
        /// Replications done.
        done: u32,
    },
    /// Its share of a stage is done.
    Part {
        /// The job.
        id: JobId,
        /// Which worker.
        worker: u32,
        /// The stage.
        stage: u32,
        /// What these replications came to.
        outcome: Box<Outcome>,
    },
    /// The job could not be run.
    Failed {
        /// The job.
        id: JobId,
        /// Why, as a sentence.
        why: String,
    },
}

/// What a run says to who asked, put together from all workers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Replications done so far, with an answer from them where a stage is complete.
    Progress {
        /// Replications done.
        done: u32,
        /// Replications asked for.
        total: u32,
        /// The answer so far.
        partial: Option<Box<Outcome>>,
    },
    /// All replications are done, or as many as the precision asked for takes.
    Done {
        /// The answer.
        outcome: Box<Outcome>,
    },
    /// The job could not be run.
    Failed {
        /// Why, as a sentence.
        why: String,
    },
}

/// A message as bytes; empty if it cannot be written, which no message of ours is.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    within(message, 0)
}

/// An event as bytes. The part of many partners takes its room at once and not by doubling.
pub fn encode_event(event: &Event) -> Vec<u8> {
    let partners = match event {
        Event::Part { outcome, .. } => outcome.alternative.first_tier.len(),
        _ => 0,
    };
    within(event, 240 * partners)
}

/// [`Command::Load`] as bytes, of partners that stay where they are.
pub fn encode_load(portfolio: &Portfolio) -> Vec<u8> {
    let (partners, metrics) = (portfolio.partners().len(), portfolio.metrics().len());
    let cells = partners * metrics * portfolio.periods().len();
    within(&Told::Load(portfolio), size_of::<f64>() * cells + 64 * partners)
}

/// Bytes that will probably be so many.
fn within<T: Serialize>(message: &T, bytes: usize) -> Vec<u8> {
    postcard::to_extend(message, Vec::with_capacity(bytes)).unwrap_or_default()
}

/// A message from bytes; `None` when they are of another build or damaged.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

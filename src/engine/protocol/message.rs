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

/// From the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker listens; `build` tells whether it is of the same build as the page.
    Ready {
        /// Identity of the build.
        build: String,
    },
    /// Replications done so far, with an answer from them where one is due.
    Progress {
        /// The job.
        id: JobId,
        /// Replications done.
        done: u32,
        /// Replications asked for.
        total: u32,
        /// The answer so far.
        partial: Option<Box<Outcome>>,
    },
    /// All replications are done.
    Done {
        /// The job.
        id: JobId,
        /// The answer.
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

/// A message as bytes; empty if it cannot be written, which no message of ours is.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// A message from bytes; `None` when they are of another build or damaged.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

//! Jobs and events: what a run is asked and what it answers, over any channel.
//!
//! One [`Runner`] runs every job; a worker, the page itself and the tests differ only in how they
//! reach it. Events carry the id of their job, so stale ones can be dropped.

mod assembly;
mod cache;
mod message;
mod outcome;
mod runner;
mod stage;

pub use assembly::Assembly;
pub use cache::Cache;
pub use message::{Answer, Command, Event, Job, JobId, decode, encode, encode_event, encode_load};
pub use outcome::Outcome;
pub use runner::Runner;
pub use stage::{FIRST, share, stage};

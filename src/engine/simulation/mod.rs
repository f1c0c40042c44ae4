//! The simulator: what partners do under a program, quarter by quarter, replication by replication.
//!
//! One period, in order: benefits of the tier held at the start → lever lift, ramped → tier pull →
//! hangover and borrowed sales → sales → every other metric → score → review → referrals, exit, costs.
//! Baseline and alternative see the same shocks (common random numbers), so an identical program
//! gives identical paths and exactly zero difference.
//!
//! Not modelled: strategic interaction, competitors.

mod account;
mod board;
mod book;
mod carried;
mod cells;
mod columns;
mod estimate;
mod joining;
mod ladder;
mod leaf;
mod lift;
mod phase;
mod plain;
mod prepare;
mod quarters;
mod record;
mod replication;
mod sales;
mod scenario;
mod shocks;
mod standings;
mod states;
mod step;
mod sums;
mod tally;
mod terms;
mod together;
mod watched;
mod world;

pub use carried::{Carried, How};
pub use columns::QuarterColumns;
pub use estimate::{Chance, Trend, first_order};
pub use joining::Joining;
pub use phase::InForce;
pub use prepare::{LeftOut, Prepared, prepare};
pub use record::{Event, Observer, QuarterRecord};
pub use replication::Replication;
pub use scenario::{INNER, Response, Scenario, Segment, Settings, Stress};
pub use shocks::{Noise, Shocks};
pub use tally::{PartnerTally, ReplicationTotals, Tally};
pub use together::{Run, Source, replicate};
pub use watched::{LIFT_PARTS, Watched, WatchedQuarter};
pub use world::{Driver, Dynamics, Joined, Moving, Sales, Subject, World};

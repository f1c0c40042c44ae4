//! The simulator: what partners do under a program, quarter by quarter, replication by replication.
//!
//! One period, in order: benefits of the tier held at the start → lever lift, ramped → tier pull →
//! hangover and borrowed sales → revenue → dimensions → referrals → score → review → exit → costs.
//! Baseline and alternative see the same shocks (common random numbers), so an identical program
//! gives identical paths and exactly zero difference.
//!
//! Not modelled: strategic interaction, competitors, partners joining, discounting.

mod admit;
mod compiled;
mod prepare;
mod record;
mod replication;
mod scenario;
mod shocks;
mod subject;
mod tally;

pub use admit::{admit, admit_pair};
pub use compiled::{Compiled, Driver};
pub use prepare::{LeftOut, Prepared, prepare};
pub use record::{Event, Observer, QuarterRecord};
pub use replication::{Phase, Replication};
pub use scenario::{Scenario, Settings};
pub use shocks::{Noise, Shocks};
pub use subject::Subject;
pub use tally::{PartnerTally, ReplicationTotals, Tally};

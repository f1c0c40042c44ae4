//! How partners respond: parameters with their evidence, lever lift, tier pull, adstock, and effort that
//! looks ahead.

mod adstock;
mod catalogue;
mod effort;
mod levers;
mod parameters;
mod pull;

pub use adstock::adstock;
pub use catalogue::{ParameterInfo, Provenance, catalogue};
pub use effort::{Drive, Effort, EffortModel, EffortPolicy, StaticEffort, static_effort};
pub(crate) use levers::log_ratio;
pub use levers::{LEVERS, LeverTargets, lever_targets};
pub use parameters::Parameters;
pub use pull::{Pull, PullToward, tier_pull};
pub(crate) use pull::{Stake, curve};

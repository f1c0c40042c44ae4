//! How partners respond: parameters with their evidence, lever lift and tier pull.

mod catalogue;
mod levers;
mod parameters;
mod pull;

pub use catalogue::{ParameterInfo, Provenance, catalogue};
pub(crate) use levers::log_ratio;
pub use levers::{LEVERS, LeverTargets, lever_targets};
pub use parameters::Parameters;
pub use pull::{Pull, PullToward, tier_pull};

//! What the targets share.

#[path = "../shared/mod.rs"]
pub mod shared;
pub mod steer;
pub mod tally;

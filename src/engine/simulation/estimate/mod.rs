//! What the record of a portfolio says of the future: levels, growth, seasons and chance.

pub(super) mod chance;
pub(super) mod steps;
pub(super) mod trend;

pub use chance::{Chance, first_order};
pub use trend::Trend;

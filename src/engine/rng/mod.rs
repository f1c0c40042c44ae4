//! Keyed random numbers: every draw is a pure function of (seed; purpose, period, partner,
//! replication, block), so no draw depends on row order, batch size or the number of workers; and Sobol
//! points, each a pure function of seed and index.

mod fnv;
mod lanes;
mod philox;
mod sobol;
mod stream;
mod threefry;

pub use fnv::{Fnv64, fnv1a32};
pub use philox::{philox4x32, philox4x32_10};
pub use sobol::{MOST_DIMENSIONS, ShiftedSobol, Sobol};
pub use stream::{Purpose, Seed, Stream, Subjects, open_unit};
pub use threefry::threefry2x64_20;

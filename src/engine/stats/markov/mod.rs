//! Markov chains: how often a state follows another, and what that says of the periods to come
//! (Kemeny & Snell, 1960).
//!
//! In: paths or counts of moves between n states, or a matrix P of chances, n × n, row i from state i to
//! state j in one period. Out: chances (0 to 1), shares and numbers of periods.
//!
//! Not modelled: memory beyond the present state (momentum, tenure), chances that change with time, and
//! differences between those who are in the same state.

mod absorbing;
mod chain;
mod estimate;
mod long_run;

pub use absorbing::Absorption;
pub use chain::{Chain, MOST_PERIODS, MOST_STATES};
pub use estimate::{Moves, Transitions};

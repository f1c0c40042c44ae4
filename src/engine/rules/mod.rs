//! Rules: from a partner's numbers to its score, its tier and its movement.

mod check;
mod ladder;
mod measure;
mod movement;
mod program;
mod score;
mod starter;
mod value_function;

pub use check::{check, check_pair};
pub use ladder::{EPSILON, Gate, Ladder, Qualification, Tier};
pub use measure::{Aggregation, Measure};
pub use movement::{MovementRules, ReviewEvent, Standing, review};
pub use program::Program;
pub use score::{Dimension, DimensionTrace, Part, PartTrace, ScoreModel, ScoreTrace};
pub use starter::starter_program;
pub use value_function::ValueFunction;

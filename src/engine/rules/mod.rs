//! Rules: a program as data, what it says of every partner, and how partners move under it.

mod agenda;
mod check;
mod confidence;
mod edit;
mod evaluate;
mod gate;
mod gate_path;
mod ladder;
mod measure;
mod movement;
mod program;
mod quantity;
mod review;
mod scene;
mod score;
mod starter;
mod truth;
mod value_function;

pub use crate::about::About;
pub use agenda::Agenda;
pub use check::{check, check_editions};
pub use confidence::Confidence;
pub use edit::{
    GateList, Shape, add_dimension, add_part, add_tier, in_segments, remove_dimension, remove_part,
    remove_tier, reshape, same_for_all,
};
pub use evaluate::{
    DimensionColumn, DimensionTrace, Evaluation, GateColumn, GateTrace, PartColumn, PartTrace,
    Qualification, Reviewed, ScoreColumn, ScoreTrace, Settled, TierColumn, TierTrace, TrackColumn,
    replay, review_all, standings_now,
};
pub use gate::{Gate, Places, Rule, Ties};
pub use gate_path::{add_gate, gate_at, gate_at_mut, remove_gate};
pub use ladder::{Capacity, Keep, Ladder, Threshold, Tier, TierPlaces, same_tiers};
pub use measure::{Aggregation, Gaps, Measure, Reading, Source, Window};
pub use movement::{Cadence, Clock, MovementRules, UnknownPolicy, UpOrOut};
pub use program::{Editions, Program, Status};
pub use quantity::Quantity;
pub use review::{Evidence, Pending, ReviewEvent, Standing, review, review_by};
pub use scene::Scene;
pub use score::{Combine, Dimension, Part, ScoreModel, Track};
pub use starter::{starter_part, starter_program};
pub use truth::{Comparator, EPSILON, Truth, round_to};
pub use value_function::{Band, ValueFunction};

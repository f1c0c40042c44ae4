//! Weights for the dimensions of a score, and what is needed around them: putting columns on one
//! scale, adding values up, and missing values.
//!
//! Three families of aids, from the plainest to the most demanding:
//!
//! - A team says the weights: [`direct`] points, [`swing`] points, or only an order ([`rank_weights`]).
//! - A team compares, and its answers are checked against each other: every pair
//!   ([`pairwise_weights`], AHP) or everything with the best and the worst ([`best_worst_weights`]).
//! - What the data would say ([`entropy_weights`], [`critic_weights`]): a question put to the team's
//!   weights, never a replacement for them.
//!
//! All functions take and return plain numbers. Weights add up to 1 within rounding. Bad input is
//! refused with everything that is wrong with it.

mod aggregate;
mod best_worst;
mod check;
mod linear_model;
mod missing;
mod normalise;
mod pairwise;
mod points;
mod ranks;
mod spread;

pub use aggregate::{weighted_geometric_mean, weighted_mean, weighted_power_mean};
pub use best_worst::{
    BestWorstWeights, Consistency, RATIO_LIMITS, best_worst_weights, largest_gap,
};
pub use check::{MOST_COLUMNS, MOST_CRITERIA, MOST_ROWS};
pub use missing::{
    Available, Imputed, Interval, impute_medians, reweight_available, score_interval,
};
pub use normalise::{Normalised, Scaling, normalise};
pub use pairwise::{
    CONSISTENCY_LIMIT, PairwiseWeights, RANDOM_INDEX, geometric_mean_weights, pairwise_weights,
    reciprocal_matrix,
};
pub use points::{direct, swing};
pub use ranks::{RankRule, rank_weights, weights_for_ranks};
pub use spread::{Correlation, CriticWeights, EntropyWeights, critic_weights, entropy_weights};

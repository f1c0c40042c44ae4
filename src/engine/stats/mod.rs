//! Statistics functions: quantiles, normal and Poisson inverses, paired differences, intervals,
//! ranks, standardised scores, correlations, Markov chains, bunching.

mod arrange;
mod bunching;
pub(crate) mod check;
mod column;
mod correlation;
mod distribution;
mod markov;
mod nice;
mod normal;
mod paired;
mod rank;
mod sample;
mod solve;
mod standardise;
mod within;

pub(crate) use arrange::arrange;
pub use bunching::{Bunching, BunchingWindow, MOST_BINS, MOST_DEGREE, bunching};
pub(crate) use column::{MARKED, marked, marks};
pub use column::{exp, exp_all, ln, normal_quantiles};
pub use correlation::{correlation, rank_correlation};
pub(crate) use distribution::poisson_chances;
pub use distribution::{laplace_quantile, poisson_quantile};
pub use markov::{Absorption, Chain, MOST_PERIODS, MOST_STATES, Moves, Transitions};
pub use nice::nice;
pub use normal::{normal_cdf, normal_quantile};
pub use paired::Paired;
pub use rank::{PercentileRank, average_ranks, median, percentile_ranks};
pub use sample::{mean, quantile_sorted, standard_deviation, wilson};
pub use standardise::{
    Divisor, MEAN_DEVIATION_SCALE, MEDIAN_DEVIATION_SCALE, RobustScores, RobustSpread, Winsorised,
    logarithms, robust_scores, winsorise, winsorise_tails, z_scores,
};
pub(crate) use within::within;

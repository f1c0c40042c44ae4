//! Statistics functions: quantiles, normal and Poisson inverses, paired differences, intervals.

mod distribution;
mod normal;
mod paired;
mod sample;

pub use distribution::{laplace_quantile, poisson_quantile};
pub use normal::{normal_cdf, normal_quantile};
pub use paired::Paired;
pub use sample::{mean, quantile_sorted, standard_deviation, wilson};

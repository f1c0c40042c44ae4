//! One test per reference case in `tests/golden/cases`; source and tolerance stand in the file.

mod behaviour;
mod calibration;
mod markov;
mod normalisation;
mod random;
mod rules;
mod simulation;
mod sobol;
mod statistics;
mod weighting;

//! The design checker.

mod sample;

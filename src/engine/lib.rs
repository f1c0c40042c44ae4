//! The Tierlab model: portfolios, rules, simulation and reports as plain values in, plain values out.
//!
//! Nothing here knows a browser, a clock or global state: the seed is an argument, and native and
//! WebAssembly builds return the same bits. Imports go downward only:
//! `pipeline` → `library`, `report`, `sample` → `protocol`, `formats` → `partner_view` → `simulation`,
//! `checker`, `explain` → `rules`, `behaviour` → `finance`, `weighting` → `portfolio` → `stats`, `rng`, `record`.

pub mod behaviour;
pub mod checker;
pub mod explain;
pub mod finance;
pub mod formats;
pub mod library;
pub mod partner_view;
pub mod pipeline;
pub mod portfolio;
pub mod protocol;
pub mod record;
pub mod report;
pub mod rng;
pub mod rules;
pub mod sample;
pub mod simulation;
pub mod stats;
pub mod weighting;

mod about;
mod problem;

pub use about::{About, RESULTS, engine_version};
pub use problem::{Problem, Problems};

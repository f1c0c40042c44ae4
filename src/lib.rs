//! The Tierlab app: screens, widgets, charts and state on top of `tierlab-engine`.
//!
//! Floors, imports downward only: `app` → `pages` → `widgets`, `state` → `worker`, `charts`,
//! `format` → `platform` → engine. See ARCHITECTURE.md.

#[cfg(feature = "page")]
pub mod app;
#[cfg(feature = "page")]
pub mod charts;
#[cfg(feature = "page")]
pub mod format;
#[cfg(feature = "page")]
mod pages;
#[cfg(feature = "page")]
pub mod paper;
mod platform;
#[cfg(feature = "page")]
pub mod state;
#[cfg(feature = "page")]
mod widgets;
pub mod worker;

/// Identity of this build: a hash of its sources.
pub const BUILD: &str = env!("TIERLAB_BUILD");

//! What the fuzz targets and the short run in the engine's tests share: a mutator that knows the
//! grammar, small portfolios, and what a screen does with a document.

pub mod kept;
pub mod mutate;
pub mod partners;
pub mod screen;
pub mod tables;

//! Words: names, sentences, sheets, explanations, differences and routes.

mod difference;
mod names;
mod numbers;
mod partner;
mod review;
mod route;
mod sentences;
pub(crate) mod setting;
mod sheet;

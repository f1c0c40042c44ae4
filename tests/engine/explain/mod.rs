//! Words: names, sentences, sheets, explanations, differences and routes.

mod names;
mod sentences;
mod setting;

//! The engine's behaviour: reference cases, named invariants, documents, import.

mod documents;
mod import;
mod properties;
mod reference;
mod sample;
mod support;

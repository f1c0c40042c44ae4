//! Comments for people: where a rule comes from, and what is worth knowing about it; and which engine this is.

use serde::{Deserialize, Serialize};

/// Where a rule comes from. Carried by every rule, never looked at by a computation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// The page or contract it is taken from.
    pub source: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The date of the source, as written there.
    pub as_of: Option<String>,
}

/// Which results this engine gives: the first eight digits of what the sample comes out as. It changes when, and
/// only when, results do; a test holds it against `tests/golden/sample-fingerprint.txt`.
pub const RESULTS: &str = "1bcb9f2b";

/// Version of the engine with its results, as links carry it: `0.1.0+1bcb9f2b`.
pub fn engine_version() -> String {
    format!("{}+{RESULTS}", env!("CARGO_PKG_VERSION"))
}

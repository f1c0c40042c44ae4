//! Comments for people: where a rule comes from, and what is worth knowing about it.

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

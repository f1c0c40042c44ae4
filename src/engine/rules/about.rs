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

/// How sure it is that a program says what its owner published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Confidence {
    /// Nobody has said.
    #[default]
    Unstated,
    /// Every figure is read off the owner's own page.
    Published,
    /// Some figures come from others who wrote about it.
    Secondary,
    /// A neutral starting point, nobody's program.
    Template,
}

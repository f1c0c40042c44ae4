//! How sure it is that a program says what its owner published.

use serde::{Deserialize, Serialize};

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

//! Documents: what is saved, shared or exported, each with its own versioned twin of the domain
//! type. Reading is strict: an unknown field or version is refused with its place named.

mod portfolio;
mod program;
mod scenario;

pub use portfolio::{read_portfolio, write_portfolio};
pub use program::{read_program, write_program};
pub use scenario::{PortfolioReference, SavedScenario, read_scenario, write_scenario};

pub(crate) use program::ProgramV1;

use crate::problem::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What every document says of itself.
#[derive(Deserialize)]
struct Head {
    tierlab: String,
    version: u32,
}

/// Parses a document of one kind and version; the error says what, where and what to do.
fn parse<T: DeserializeOwned>(text: &str, kind: &str) -> Result<T, Problem> {
    let head: Head = serde_json::from_str(text).map_err(|_| {
        Problem::new(
            "",
            format!("This is not a Tierlab {kind}."),
            "Choose a file or link that Tierlab made.",
        )
    })?;
    if head.tierlab != kind {
        return Err(Problem::new(
            "",
            format!("This is a Tierlab {}, not a {kind}.", head.tierlab),
            "Choose another one.",
        ));
    }
    if head.version != 1 {
        return Err(Problem::new(
            "",
            format!("It was made by a newer Tierlab (format {}).", head.version),
            "Reload this page to get the newest version, then open it again.",
        ));
    }
    serde_json::from_str(text).map_err(|error| {
        Problem::new(
            format!("Line {}, column {}", error.line(), error.column()),
            format!("The {kind} cannot be read: {error}."),
            "Ask its sender for a fresh copy.",
        )
    })
}

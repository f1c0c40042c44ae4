//! Documents: what is saved, shared or exported, each with its own versioned twin of the domain
//! type. Reading is strict: an unknown field or version is refused with its place named.

mod columns;
mod frame;
mod link;
mod partner_view;
mod place;
mod portfolio;
mod program;
mod record;
mod scenario;
#[cfg(feature = "schema")]
mod schema;
mod steps;
mod versions;
mod work;

pub use columns::{MOST_PORTFOLIO_BYTES, portfolio_key, read_columns, write_columns};
pub(super) use frame::code;
pub use frame::{MOST_IN_A_LINK, fits_in_a_link};
pub use link::{
    Content, Design, Link, SharedPartners, View, read_link_document, write_link_document,
};
pub use partner_view::{is_partner_view, read_partner_view, write_partner_view};
pub use portfolio::{read_portfolio, write_portfolio};
pub use program::{read_program, write_program};
pub use scenario::{PortfolioReference, SavedScenario, read_scenario, write_scenario};
#[cfg(feature = "schema")]
pub use schema::{program_schema, scenario_schema};
pub use steps::{SavedStep, SavedSteps, read_steps, write_steps};
pub use versions::{MOST_VERSIONS, Version, read_versions, write_versions};
pub use work::{MOST_WORK_BYTES, Work, WorkScenario, read_work, write_work};

use crate::problem::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// What every document says of itself.
#[derive(Deserialize)]
struct Head {
    tierlab: String,
    version: u32,
}

/// Largest program or scenario document that is looked at.
const MOST_BYTES: usize = 4 << 20;

/// Deepest nesting of lists and objects. Every program that passes the door stays below; what is
/// nested deeper could fill a page's stack, a megabyte, before the door sees it.
const DEEPEST: usize = 72;

/// Refuses a document that is larger or deeper than any program can be.
fn fits(text: &str, kind: &str) -> Result<(), Problem> {
    if text.len() > MOST_BYTES {
        return Err(too_large(kind, text.len(), MOST_BYTES));
    }
    match place::deeper_than(text, DEEPEST) {
        None => Ok(()),
        Some(place) => Err(Problem::new(
            place,
            format!("The {kind} is nested more than {DEEPEST} deep here."),
            "Name an inner condition as a status, or write it with fewer brackets.",
        )),
    }
}

fn too_large(kind: &str, bytes: usize, most: usize) -> Problem {
    Problem::new(
        "",
        format!("The {kind} has {bytes} bytes, over {most}."),
        "Choose another file, or leave out what is not needed.",
    )
}

/// A document inside another one, as it was written.
type Text = Box<RawValue>;

/// A document as it stands inside another one.
fn text_of(document: &str) -> Result<Text, serde_json::Error> {
    RawValue::from_string(document.to_owned())
}

/// The version of a document of one kind, from 1 to `newest`.
fn version_of(text: &str, kind: &str, newest: u32) -> Result<u32, Problem> {
    let head: Head = serde_json::from_str(text).map_err(|error| {
        if error.is_syntax() || error.is_eof() {
            return unreadable(text, kind, &error);
        }
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
    if !(1..=newest).contains(&head.version) {
        return Err(Problem::new(
            "",
            format!("It was made by a newer Tierlab (format {}).", head.version),
            "Reload this page to get the newest version, then open it again.",
        ));
    }
    Ok(head.version)
}

/// Parses a document whose version is known; the error says what, where and what to do.
fn parse<T: DeserializeOwned>(text: &str, kind: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|error| unreadable(text, kind, &error))
}

fn unreadable(text: &str, kind: &str, error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let place = place::place_at(text, line, column);
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    let position = format!("line {line}, column {column}");
    Problem::new(
        if place.is_empty() { position } else { format!("{place} ({position})") },
        format!("The {kind} cannot be read: {what}."),
        "Correct it there, or ask its sender for a fresh copy.",
    )
}

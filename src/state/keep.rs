//! What is kept in this browser between visits: the scenario and its partners.
//!
//! Entries that cannot be read are set aside under another key, never deleted.

use super::parts::documents;
use super::{Session, sample_portfolio};
use crate::platform::storage::{self, StorageFailure};
use std::sync::Arc;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::{Problem, Problems};

const SCENARIO: &str = "tierlab.scenario";
const PORTFOLIO: &str = "tierlab.portfolio";
/// Goes before the fingerprint of a file's column names.
pub(super) const COLUMNS: &str = "tierlab.columns.";
/// Read by public/theme.js before the first paint.
const THEME: &str = "tierlab.theme";
/// Where unreadable entries go.
const DAMAGED: &str = ".damaged";
/// Largest portfolio document that is read back.
const MOST_BYTES: usize = 400 << 20;

/// Cells beyond which no browser has room for partners: packing them would take seconds and end in a refusal.
const MOST_CELLS: usize = 4_000_000;

/// What a visit begins with.
pub(crate) enum Stored {
    /// Nothing was kept.
    Nothing,
    /// The session of the last visit.
    Session(Box<Session>),
    /// Something was kept that cannot be read; it has been set aside.
    Damaged(Problems),
}

impl Stored {
    /// Whether anything is kept.
    pub(crate) fn is_there() -> bool {
        storage::holds(SCENARIO)
    }

    /// Reads what is kept.
    pub(crate) fn load() -> Self {
        let Some(scenario) = storage::load(SCENARIO) else {
            if storage::holds(SCENARIO) {
                storage::set_aside(SCENARIO, &format!("{SCENARIO}{DAMAGED}"));
                return Self::Damaged(Problems::from(unreadable("It is not text.")));
            }
            return Self::Nothing;
        };
        match read_session(&scenario, storage::load(PORTFOLIO).as_deref()) {
            Ok(session) => Self::Session(Box::new(session)),
            Err(problems) => {
                storage::set_aside(SCENARIO, &format!("{SCENARIO}{DAMAGED}"));
                storage::set_aside(PORTFOLIO, &format!("{PORTFOLIO}{DAMAGED}"));
                Self::Damaged(problems)
            }
        }
    }
}

/// Puts a session together from the stored scenario document and the packed portfolio document
/// (absent for the sample).
///
/// # Errors
/// What cannot be read, or that the two do not belong together.
pub fn read_session(scenario: &str, portfolio: Option<&str>) -> Result<Session, Problems> {
    let documents = documents()?;
    let saved = (documents.read_scenario)(scenario)?;
    let portfolio = match (&saved.portfolio.origin, portfolio) {
        (Origin::Sample, _) => sample_portfolio(),
        (Origin::File(_), Some(packed)) => {
            let bytes = (documents.unpack)(packed, MOST_BYTES);
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let text = text.ok_or_else(|| unreadable("Its partners are damaged."))?;
            Arc::new((documents.read_portfolio)(&text)?)
        }
        (Origin::File(name), None) => {
            return Err(Problems::from(Problem::new(
                "Saved scenario",
                format!("The partners of {name} are no longer in this browser."),
                "Import the file again.",
            )));
        }
    };
    if portfolio.fingerprint() != saved.portfolio.fingerprint {
        return Err(Problems::from(unreadable("It was made for other partners.")));
    }
    Ok(Session::own(portfolio, saved.scenario))
}

fn unreadable(what: &str) -> Problem {
    Problem::new(
        "Saved scenario",
        format!("It cannot be read. {what}"),
        "It was set aside, not deleted; start anew or open a link.",
    )
}

/// The scenario document of a session, as it is stored and downloaded.
///
/// # Errors
/// When the code that writes it could not be fetched.
pub fn write_scenario_text(session: &Session) -> Result<String, Problem> {
    Ok((documents()?.write_scenario)(&session.to_saved(None)))
}

/// Keeps the chosen theme, `light` or `dark`; one that cannot be kept still holds for this visit.
pub(crate) fn keep_theme(theme: &str) {
    let _unkept = storage::save(THEME, theme);
}

/// Keeps the scenario of a session.
pub(super) fn save_scenario(session: &Session) -> Result<(), StorageFailure> {
    let text = write_scenario_text(session).map_err(|_| StorageFailure::Unwritten)?;
    storage::save(SCENARIO, &text)
}

/// Keeps the partners of a session; the sample needs no room.
pub(super) fn save_portfolio(portfolio: &Portfolio) -> Result<(), StorageFailure> {
    let columns = portfolio.metrics().len() * portfolio.periods().len();
    if portfolio.partners().len().saturating_mul(columns) > MOST_CELLS {
        return Err(StorageFailure::Full);
    }
    let packed = pack_portfolio(portfolio).map_err(|_| StorageFailure::Unwritten)?;
    if let Some(text) = packed {
        return storage::save(PORTFOLIO, &text);
    }
    storage::forget(PORTFOLIO);
    Ok(())
}

/// The packed document of a portfolio; `None` for the sample.
///
/// # Errors
/// When the code that writes it could not be fetched.
pub(super) fn pack_portfolio(portfolio: &Portfolio) -> Result<Option<String>, Problem> {
    if *portfolio.origin() == Origin::Sample {
        return Ok(None);
    }
    let documents = documents()?;
    Ok(Some((documents.pack)((documents.write_portfolio)(portfolio).as_bytes())))
}

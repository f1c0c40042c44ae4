//! What the state needs of the engine only now and then; fetched then.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what is fetched may fail to come, though its code does not"
)]

use super::mappings::recalled;
use super::work::{self, Stored};
use super::{Checked, Id, Session, Workspace};
use crate::platform::files::PickedFile;
use crate::platform::parts::{Fetched, MISSING, aside, at_once};
use std::future::Future;
use std::pin::Pin;
use tierlab_engine::checker::{check_design, passed};
use tierlab_engine::formats::documents::{Link, SavedScenario};
use tierlab_engine::formats::import::{ImportPlan, guess_currency, guess_plan, reshaped};
use tierlab_engine::formats::table::{Table, read_table};
use tierlab_engine::formats::workbook::{Workbook, is_workbook, read_workbook};
use tierlab_engine::formats::{
    Manner, Packed, Received, Sealed, link_bytes, link_text, read_link, read_link_bytes,
    read_links, sealed_text, share_partners,
};
use tierlab_engine::library::{Entry, link_bases};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Program;
use tierlab_engine::{Problem, Problems};
use wasm_split_helpers::wasm_split;

/// Reading and writing of documents, as functions to call.
#[derive(Clone, Copy)]
pub(crate) struct Documents {
    /// Reads what is kept.
    pub begin: fn(Workspace) -> Pin<Box<dyn Future<Output = Stored>>>,
    /// Brings the steps of a scenario that was kept back.
    pub recall: fn(Workspace, Id),
    /// Keeps a session.
    pub write: fn(Workspace, Session),
    /// Takes out a scenario that nobody has touched.
    pub forget: fn(Workspace, Id),
    /// A session as the text of a file.
    pub file_of: fn(Workspace, &Session) -> String,
    /// Brings such a file in.
    pub import: fn(Workspace, PickedFile),
    /// Opens what another tab has written.
    pub take_other: fn(Workspace),
    /// Keeps what is open beside what another tab has written.
    pub keep_mine: fn(Workspace),
}

#[wasm_split(documents, fallible, preload(fetch_documents))]
pub(crate) fn functions() -> Fetched<Documents> {
    Ok(Documents {
        begin: |workspace| Box::pin(work::begin(workspace)),
        recall: |workspace, id| aside(work::recall(workspace, id)),
        write: work::write,
        forget: work::forget,
        file_of: work::file_of,
        import: work::import,
        take_other: work::take_other,
        keep_mine: work::keep_mine,
    })
}

/// Documents, if their code is there.
///
/// # Errors
/// That it is not.
pub(crate) fn documents() -> Result<Documents, Problem> {
    at_once(functions()).ok_or_else(|| Problem::new("", "This cannot be read now.", MISSING))
}

/// Does something with documents: at once, or when their code has been fetched or cannot be.
pub(crate) fn with_documents(action: impl FnOnce() + 'static) {
    if documents().is_ok() {
        action();
    } else {
        aside(async move {
            // What then fails says so itself.
            let _missing = fetch_documents().await;
            action();
        });
    }
}

/// Checks a design on partners.
#[wasm_split(program, fallible)]
pub(super) fn check(program: &Program, portfolio: &Portfolio) -> Fetched<Checked> {
    let findings = check_design(program, Some(portfolio));
    let passed = passed(&findings, Some(portfolio));
    Ok(Checked { findings, passed })
}

/// A file's table and what it is taken for.
pub(super) struct Understood {
    /// Its visible sheets, and the one that was read; empty for text.
    pub sheets: (Vec<String>, String),
    /// Whether an earlier file had these columns.
    pub recalled: bool,
    /// Its rows.
    pub table: Table,
    /// What its columns are taken for.
    pub plan: ImportPlan,
    /// Currency of its money; empty when not stated.
    pub currency: String,
}

/// Reads the bytes of a table, in text or in the sheet of that name.
pub(super) async fn understand(
    content: &[u8],
    sheet: Option<&str>,
) -> Fetched<Result<Understood, Problem>> {
    let book = if is_workbook(content) { Some(workbook(content, sheet).await?) } else { None };
    read(content, book).await
}

/// Reads a sheet: fetched when a workbook is opened, and never before.
#[wasm_split(workbook, fallible)]
fn workbook(content: &[u8], sheet: Option<&str>) -> Fetched<Result<Workbook, Problem>> {
    Ok(read_workbook(content, sheet))
}

#[wasm_split(import, fallible)]
fn read(
    content: &[u8],
    book: Option<Result<Workbook, Problem>>,
) -> Fetched<Result<Understood, Problem>> {
    Ok(taken_for(content, book))
}

fn taken_for(
    content: &[u8],
    book: Option<Result<Workbook, Problem>>,
) -> Result<Understood, Problem> {
    let (table, sheets) = match book.transpose()? {
        Some(book) => {
            let sheets = (book.sheets.clone(), book.sheet.clone());
            (book.table()?, sheets)
        }
        None => (read_table(content)?, (Vec::new(), String::new())),
    };
    let table = reshaped(table);
    let mut plan = guess_plan(&table);
    let recalled = recalled(&table, &mut plan);
    let currency = guess_currency(&plan).unwrap_or_default().to_owned();
    Ok(Understood { sheets, recalled, table, plan, currency })
}

/// Reading and writing of links, as functions to call. They come with the library, whose programs links are told as a
/// difference from.
#[derive(Clone, Copy)]
pub(crate) struct Links {
    /// Reads a text with a link in it.
    pub read: fn(&str) -> Result<Received, Problems>,
    /// Reads every link in a text.
    pub read_all: fn(&str) -> Vec<Result<Received, Problems>>,
    /// Reads what was under a passphrase.
    pub read_bytes: fn(&[u8]) -> Result<Link, Problems>,
    /// What a link carries, as bytes.
    pub bytes: fn(&Link) -> Vec<u8>,
    /// The text of a link that carries these bytes.
    pub text: fn(&[u8]) -> String,
    /// The text of a link under a passphrase.
    pub sealed: fn(&Sealed) -> String,
    /// Partners as they go into a link.
    pub share: fn(&Portfolio, &SavedScenario, Manner) -> Packed,
}

#[wasm_split(library, fallible, preload(fetch_links))]
fn link_functions() -> Fetched<Links> {
    Ok(Links {
        read: |text| read_link(text, &link_bases()),
        read_all: |text| read_links(text, &link_bases()),
        read_bytes: |bytes| read_link_bytes(bytes, &link_bases()),
        bytes: |link| link_bytes(link, &link_bases()),
        text: link_text,
        sealed: sealed_text,
        share: share_partners,
    })
}

/// Links, if their code is there.
///
/// # Errors
/// That it is not.
pub(crate) fn links() -> Result<Links, Problem> {
    at_once(link_functions()).ok_or_else(|| Problem::new("", "This cannot be read now.", MISSING))
}

/// Does something with links: at once, or when their code has been fetched or cannot be.
pub(crate) fn with_links(action: impl FnOnce() + 'static) {
    if links().is_ok() {
        action();
    } else {
        aside(async move {
            // What then fails says so itself.
            let _missing = fetch_links().await;
            action();
        });
    }
}

/// Opens a program of the library with its invented partners.
#[wasm_split(library, fallible, preload(fetch_library))]
pub(crate) fn open_program(entry: &Entry) -> Fetched<Result<(Program, Portfolio), Problems>> {
    Ok(entry.open())
}

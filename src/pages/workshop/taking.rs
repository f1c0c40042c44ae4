//! Reads what came in, keeps it, and says what became of it.

use super::round::Round;
use crate::format::{join, plural};
use crate::platform::files::PickedFile;
use crate::platform::parts;
use crate::state::{Came, Told, collect, with_links};
use leptos::{html, prelude::*};
use tierlab_engine::formats::documents::write_scenario;

/// Largest file that is looked at.
const MOST_BYTES: u64 = 20_000_000;

/// The entrance for versions; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Taking {
    round: Round,
    /// Where the passphrase of locked links is typed.
    pub pass: NodeRef<html::Input>,
    /// Whether something is being read.
    pub reading: RwSignal<bool>,
    /// What became of the last that came.
    pub told: RwSignal<Option<Told>>,
}

impl Taking {
    pub fn of(round: Round) -> Self {
        let (reading, told) = (RwSignal::new(false), RwSignal::new(None));
        Self { round, pass: NodeRef::new(), reading, told }
    }

    /// Takes a text in.
    pub fn text(self, source: &str, text: String) {
        self.take(vec![(source.to_owned(), text)], Vec::new());
    }

    /// Takes files in; what cannot be read is said.
    pub fn files(self, files: Vec<PickedFile>) {
        parts::aside(async move {
            let (came, refused) = texts(files).await;
            self.take(came, refused);
        });
    }

    /// The open program as a version of its own.
    pub fn open(self) {
        let text = self.round.workspace().session.with_untracked(|session| {
            session.as_ref().map(|session| write_scenario(&session.to_shared(false, None)))
        });
        if let Some(text) = text {
            self.text("What is open", text);
        }
    }

    fn take(self, came: Vec<Came>, mut refused: Vec<String>) {
        let words = self.pass.get_untracked().map(|input| input.value()).unwrap_or_default();
        // The screen may be left meanwhile.
        let _left = self.reading.try_set(true);
        with_links(move || {
            parts::aside(async move {
                let mut told = collect(self.round.workspace(), came, words).await;
                refused.append(&mut told.refused);
                told.refused = refused;
                let _left = self.told.try_set(Some(told));
                let _left = self.reading.try_set(false);
            });
        });
    }
}

/// The texts of files, and what is said of those that cannot be read.
async fn texts(files: Vec<PickedFile>) -> (Vec<Came>, Vec<String>) {
    let (mut came, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.name();
        if file.size() > MOST_BYTES {
            refused.push(format!("{name}: This is larger than any scenario. Choose another file."));
            continue;
        }
        match file.bytes().await.map(String::from_utf8) {
            Ok(Ok(text)) => came.push((name, text)),
            Ok(Err(_)) => {
                refused
                    .push(format!("{name}: This is not text. Choose the file that Tierlab made."));
            }
            Err(problem) => refused.push(problem.to_string()),
        }
    }
    (came, refused)
}

/// "Ana, Ben and Cleo came in. 1 version was here already."
pub(super) fn said(told: &Told) -> String {
    let came = match told.taken.as_slice() {
        [] => None,
        few if few.len() <= 5 => Some(format!("{} came in.", join(few))),
        many => Some(format!("{} came in.", plural(many.len(), "version", "versions"))),
    };
    let known = match told.known {
        0 => None,
        1 => Some("1 version was here already.".to_owned()),
        some => Some(format!("{} were here already.", plural(some, "version", "versions"))),
    };
    match (came, known) {
        (Some(came), Some(known)) => format!("{came} {known}"),
        (Some(said), None) | (None, Some(said)) => said,
        (None, None) => String::new(),
    }
}

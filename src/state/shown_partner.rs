//! What the partner view shows: a partner that a designer looks at, or a view that came from somewhere.

use std::sync::Arc;

/// What the partner view shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ShownPartner {
    /// What one of the open partners would see.
    Preview {
        /// Its position.
        position: usize,
        /// Fragment of the screen that it was looked at from.
        back: &'static str,
    },
    /// A file or a link that says it is a partner view; not read yet.
    File {
        /// What it is called.
        name: String,
        /// Its content.
        text: Arc<String>,
    },
}

/// A view that can be sent: what it is called, and its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SendableView {
    /// Name of the partner.
    pub name: String,
    /// The document, with what was simulated and whom to ask.
    pub text: Arc<String>,
}

/// What a file that was picked turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// A table, put forward for import.
    Table,
    /// A partner view.
    PartnerView,
}

/// How such a file begins, whatever spaces stand in it.
const BEGINS: &str = "{\"tierlab\":\"partnerview\"";

/// The text of a file that says of itself that it is a partner view.
pub(super) fn as_partner_view(content: &[u8]) -> Option<String> {
    let head = content.get(..200).unwrap_or(content);
    let head: String =
        head.iter().map(|byte| char::from(*byte)).filter(|c| !c.is_whitespace()).collect();
    let found = head.trim_start_matches("\u{ef}\u{bb}\u{bf}").starts_with(BEGINS);
    found.then(|| String::from_utf8_lossy(content).into_owned())
}

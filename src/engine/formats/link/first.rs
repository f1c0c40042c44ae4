//! Format 1, which is read for ever and no longer written: `1.<base64url(deflate(scenario document))>.<FNV-1a>`.

use super::damaged;
use crate::formats::documents::{Content, Design, Link, View, read_scenario};
use crate::formats::packed::unpack;
use crate::problem::Problems;

/// Largest document a link may expand to.
const MOST_BYTES: usize = 1 << 20;

/// The design inside a payload.
pub(super) fn read(payload: &str) -> Result<Link, Problems> {
    let bytes = unpack(payload, MOST_BYTES).ok_or_else(|| damaged("It cannot be expanded."))?;
    let document = String::from_utf8(bytes).map_err(|_| damaged("What it holds is not text."))?;
    let design = Design { saved: read_scenario(&document)?, partners: None };
    let content = Content::Design(Box::new(design));
    Ok(Link { engine: None, read_only: false, view: View::default(), content })
}

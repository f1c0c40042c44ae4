//! The link document, version 1: what stands inside a share link, apart from how it is packed. One kind of content
//! each, and beside it what the receiver should know of it.

use super::frame::{PartnersV1, read_partners, write_partners};
use super::{SavedScenario, Text, fits, parse, read_scenario, text_of, version_of, write_scenario};
use crate::portfolio::Portfolio;
use crate::problem::{Problem, Problems};
use serde::{Deserialize, Serialize};

/// Longest document of a partner view, in bytes.
const MOST_PARTNER_VIEW: usize = 64 << 10;
/// Longest name of a place in the view, in bytes.
const MOST_PLACE: usize = 200;

/// What a link carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Which engine the sender's numbers come from, see [`crate::engine_version`]; none in links of format 1.
    pub engine: Option<String>,
    /// Whether the sender asks that nobody goes on with it.
    pub read_only: bool,
    /// What the sender looked at.
    pub view: View,
    /// What it is about.
    pub content: Content,
}

/// What a link is about. A new kind is a variant here, a field of `LinkV1`, a line in [`read_link_document`] and
/// one in `state/links.rs`, where it is opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A scenario, and partners if the sender has said so.
    Design(Box<Design>),
    /// One partner's own view: a document of its own, as text.
    PartnerView(String),
}

/// A shared scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The scenario and the partners it belongs to.
    pub saved: SavedScenario,
    /// Those partners, when they are inside.
    pub partners: Option<SharedPartners>,
}

/// Partners inside a link.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPartners {
    /// Their data.
    pub portfolio: Portfolio,
    /// Whether they stand under codes.
    pub codes: bool,
    /// Whether only their last year is inside, to three digits.
    pub short: bool,
}

/// What the sender looked at. A hint: what is not known is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct View {
    /// The screen, as its address says it: `/program`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub screen: String,
    /// Id of the partner that was looked at closely.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub partner: String,
    /// Language in which numbers were written; Tierlab writes `en`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub numbers: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkV1 {
    tierlab: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    engine: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    read_only: bool,
    #[serde(default, skip_serializing_if = "is_plain")]
    view: View,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    design: Option<DesignV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partner_view: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DesignV1 {
    scenario: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partners: Option<PartnersV1>,
}

fn is_plain(view: &View) -> bool {
    *view == View::default()
}

/// Writes a link document: its text, and the numbers of its partners as bytes.
pub fn write_link_document(link: &Link) -> (String, Vec<u8>) {
    let mut numbers = Vec::new();
    let (mut design, mut partner_view) = (None, None);
    match &link.content {
        Content::Design(it) => {
            let partners = it.partners.as_ref().map(|shared| {
                let (partners, bytes) = write_partners(shared);
                numbers = bytes;
                partners
            });
            // A scenario that was written is JSON.
            design = text_of(&write_scenario(&it.saved))
                .ok()
                .map(|scenario| DesignV1 { scenario, partners });
        }
        Content::PartnerView(text) => partner_view = Some(text.clone()),
    }
    let document = LinkV1 {
        tierlab: "link".to_owned(),
        version: 1,
        engine: link.engine.clone(),
        read_only: link.read_only,
        view: link.view.clone(),
        design,
        partner_view,
    };
    (serde_json::to_string(&document).unwrap_or_default(), numbers)
}

/// Reads and checks a link document with the numbers beside it.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_link_document(text: &str, numbers: &[u8]) -> Result<Link, Problems> {
    fits(text, "link")?;
    version_of(text, "link", 1)?;
    let document: LinkV1 = parse(text, "link")?;
    let view = document.view;
    if [&view.screen, &view.partner, &view.numbers].iter().any(|place| place.len() > MOST_PLACE) {
        return Err(wrong("what its sender looked at has no end"));
    }
    let content = match (document.design, document.partner_view) {
        (Some(design), None) => Content::Design(Box::new(read_design(design, numbers)?)),
        (None, Some(text)) if text.len() <= MOST_PARTNER_VIEW => Content::PartnerView(text),
        (None, Some(_)) => return Err(wrong("its partner view is too large")),
        _ => return Err(wrong("it does not say one thing")),
    };
    Ok(Link { engine: document.engine, read_only: document.read_only, view, content })
}

fn read_design(design: DesignV1, numbers: &[u8]) -> Result<Design, Problems> {
    let saved = read_scenario(design.scenario.get())?;
    let Some(partners) = design.partners else { return Ok(Design { saved, partners: None }) };
    let shared = read_partners(partners, numbers)?;
    if shared.portfolio.fingerprint() != saved.portfolio.fingerprint
        || shared.portfolio.partners().len() != saved.portfolio.partners
        || *shared.portfolio.origin() != saved.portfolio.origin
    {
        return Err(wrong("its partners and its design do not belong together"));
    }
    Ok(Design { saved, partners: Some(shared) })
}

pub(super) fn wrong(what: &str) -> Problems {
    Problems::from(Problem::new(
        "",
        format!("This link cannot be read: {what}."),
        "Ask the sender for a fresh link.",
    ))
}

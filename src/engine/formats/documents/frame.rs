//! Partners inside a link: their words as text, each once, and their numbers as bytes.

use super::link::{SharedPartners, wrong};
use super::portfolio::PortfolioV1;
use super::{Text, parse, version_of};
use crate::formats::numbers::{ColumnsIn, ColumnsOut};
use crate::portfolio::{Origin, Partner, Portfolio};
use crate::problem::Problems;
use serde::{Deserialize, Serialize};

/// Most partners that a link is made for.
pub const MOST_IN_A_LINK: usize = 5_000;
/// Most numbers in a link.
const MOST_CELLS: usize = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnersV1 {
    /// The portfolio document without its partners.
    frame: Text,
    /// How many partners there are.
    count: usize,
    /// Whether they stand under codes, which are then their ids and names.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    codes: bool,
    /// Whether only their last year is inside, to three digits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    short: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ids: Vec<String>,
    /// Absent when they are the ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<String>,
    /// What each text column says, every word once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<Vec<String>>,
    /// Names of the tiers that they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tiers: Vec<String>,
}

/// The code of a partner, from 1: `P001`.
pub(crate) fn code(place: usize) -> String {
    format!("P{:03}", place + 1)
}

/// The words and the numbers of partners.
pub(super) fn write_partners(shared: &SharedPartners) -> (PartnersV1, Vec<u8>) {
    let portfolio = &shared.portfolio;
    let partners = portfolio.partners();
    let mut out = ColumnsOut::default();
    let mut column = |texts: Vec<Option<&str>>| {
        let words = distinct(&texts);
        let place = |text: Option<&str>| words.iter().position(|word| Some(word.as_str()) == text);
        let places: Vec<Option<usize>> = texts.into_iter().map(place).collect();
        out.words(words.len(), &places);
        words
    };
    let words = (0..portfolio.attributes().len())
        .map(|at| {
            let text = |partner: &'_ Partner| partner.attributes.get(at).cloned().flatten();
            let texts: Vec<Option<String>> = partners.iter().map(text).collect();
            column(texts.iter().map(Option::as_deref).collect())
        })
        .collect();
    let tiers = column(partners.iter().map(|partner| partner.first_tier.as_deref()).collect());
    for metric in 0..portfolio.metrics().len() {
        let values: Vec<f64> = (0..partners.len())
            .flat_map(|partner| portfolio.history(metric, partner).iter().copied())
            .collect();
        out.numbers(portfolio.periods().len(), &values);
    }
    let named = !shared.codes && partners.iter().any(|partner| partner.name != partner.id);
    let texts = |wanted: bool, text: fn(&Partner) -> &String| {
        partners.iter().filter(|_| wanted).map(text).cloned().collect()
    };
    let document = PartnersV1 {
        frame: super::portfolio::frame(portfolio),
        count: partners.len(),
        codes: shared.codes,
        short: shared.short,
        ids: texts(!shared.codes, |partner| &partner.id),
        names: texts(named, |partner| &partner.name),
        words,
        tiers,
    };
    (document, out.finish())
}

/// Every word once, in the order in which they come.
fn distinct(texts: &[Option<&str>]) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    texts
        .iter()
        .flatten()
        .filter(|text| seen.insert(**text))
        .map(|text| (*text).to_owned())
        .collect()
}

/// Puts partners together again.
///
/// # Errors
/// What is wrong with them.
pub(super) fn read_partners(
    document: PartnersV1,
    bytes: &[u8],
) -> Result<SharedPartners, Problems> {
    const APART: &str = "its partners are not complete";
    let frame = document.frame.get();
    version_of(frame, "portfolio", 1)?;
    let mut frame: PortfolioV1 = parse(frame, "portfolio")?;
    let count = document.count;
    if count == 0 || count > MOST_IN_A_LINK {
        return Err(wrong(&format!("it says that it holds {count} partners")));
    }
    let periods = frame.length().filter(|periods| (1..=1200).contains(periods));
    let periods = periods.ok_or_else(|| wrong("its periods make no sense"))?;
    let (texts, metrics) = frame.columns();
    if count.saturating_mul(periods).saturating_mul(metrics.max(1)) > MOST_CELLS
        || count.saturating_mul(texts) > MOST_CELLS
    {
        return Err(wrong("it says that it holds more than a link can"));
    }
    let named = |list: &[String]| list.is_empty() || list.len() == count;
    if document.words.len() != texts
        || document.codes != document.ids.is_empty()
        || !named(&document.ids)
        || !named(&document.names)
        || (document.codes && !document.names.is_empty())
    {
        return Err(wrong(APART));
    }
    let mut columns = ColumnsIn::new(bytes);
    let mut column = |words: &[String]| -> Vec<Option<String>> {
        let places = columns.words(words.len(), count);
        places.into_iter().map(|place| words.get(place?).cloned()).collect()
    };
    let texts: Vec<Vec<Option<String>>> = document.words.iter().map(|it| column(it)).collect();
    let tiers = column(&document.tiers);
    let id = |place: usize| document.ids.get(place).cloned().unwrap_or_else(|| code(place));
    frame.partners = (0..count)
        .map(|place| {
            let id = id(place);
            let name = document.names.get(place).cloned().unwrap_or_else(|| id.clone());
            let attributes =
                texts.iter().map(|column| column.get(place).cloned().flatten()).collect();
            super::portfolio::partner(id, name, attributes, tiers.get(place).cloned().flatten())
        })
        .collect();
    let (mut portfolio, _) = frame.split()?;
    for metric in 0..metrics {
        for (cell, value) in columns.numbers(periods, count * periods).into_iter().enumerate() {
            portfolio.set(metric, cell / periods, cell % periods, value);
        }
    }
    // Whoever says that they are the sample would not be kept with them.
    if *portfolio.origin() == Origin::Sample {
        return Err(wrong("its partners have no origin"));
    }
    Ok(SharedPartners { portfolio, codes: document.codes, short: document.short })
}

/// Whether a link may be made of so many numbers.
pub fn fits_in_a_link(portfolio: &Portfolio) -> bool {
    let cells = portfolio.partners().len() * portfolio.periods().len().max(1);
    portfolio.partners().len() <= MOST_IN_A_LINK
        && cells.saturating_mul(portfolio.metrics().len().max(portfolio.attributes().len()).max(1))
            <= MOST_CELLS
}

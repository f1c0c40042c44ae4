//! Partners as they go into a link: under codes or names, in full or in short.

use crate::formats::documents::{
    Design, PortfolioReference, SavedScenario, SharedPartners, code, write_scenario,
};
use crate::portfolio::{Cadence, Origin, Partner, Portfolio, same_text};
use crate::rng::Fnv64;
use serde_json::Value;

/// Leading digits of a number in short.
const DIGITS: usize = 3;
/// A text column stays under codes when its words are at most so many.
const MOST_WORDS: usize = 24;
/// And when each has so many partners on average.
const PARTNERS_PER_WORD: usize = 3;

/// How partners go into a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Under codes, without what says who they are.
    pub codes: bool,
    /// Their last year only, to three digits.
    pub short: bool,
}

/// What a receiver will see of partners.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    /// The partners.
    pub partners: SharedPartners,
    /// Where each stands in the portfolio it was made of.
    pub places: Vec<usize>,
    /// Text columns that were left out.
    pub left_out: Vec<String>,
}

/// The partners of a scenario as they go into a link.
pub fn share_partners(portfolio: &Portfolio, saved: &SavedScenario, manner: Manner) -> Packed {
    let mut places: Vec<usize> = (0..portfolio.partners().len()).collect();
    if manner.codes {
        // Not in the order of the file, which may be the alphabet's.
        let own = portfolio.fingerprint().to_le_bytes();
        places.sort_by_cached_key(|place| {
            let mut hash = Fnv64::default();
            hash.write(&own);
            hash.write(portfolio.partners().get(*place).map_or(&[], |it| it.id.as_bytes()));
            (hash.finish(), *place)
        });
    }
    let names = portfolio.attributes();
    let kept: Vec<usize> =
        (0..names.len()).filter(|at| !manner.codes || stays(portfolio, *at, saved)).collect();
    let left_out = names.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    let left_out = left_out.map(|(_, name)| name.clone()).collect();
    let periods = portfolio.periods();
    let last_year = match portfolio.cadence() {
        Cadence::Quarter => 4,
        Cadence::Month => 12,
        Cadence::Snapshot => 1,
    };
    let from = if manner.short { periods.len().saturating_sub(last_year) } else { 0 };
    let partners = places.iter().enumerate().filter_map(|(new, old)| {
        let partner = portfolio.partners().get(*old)?;
        let attributes = kept.iter().map(|at| partner.attributes.get(*at).cloned().flatten());
        let attributes = attributes.collect();
        let (id, name) = if manner.codes {
            (code(new), code(new))
        } else {
            (partner.id.clone(), partner.name.clone())
        };
        Some(Partner { id, name, attributes, first_tier: partner.first_tier.clone() })
    });
    let mut shared = Portfolio::new(
        Origin::File(origin(portfolio, manner)),
        periods.get(from..).unwrap_or_default().to_vec(),
        portfolio.metrics().to_vec(),
        kept.iter().filter_map(|at| names.get(*at).cloned()).collect(),
        partners.collect(),
    );
    for metric in 0..portfolio.metrics().len() {
        for (new, old) in places.iter().enumerate() {
            let history = portfolio.history(metric, *old).iter().skip(from).enumerate();
            for (period, value) in history {
                let value = if manner.short { rounded(*value) } else { *value };
                shared.set(metric, new, period, value);
            }
        }
    }
    let Manner { codes, short } = manner;
    Packed { partners: SharedPartners { portfolio: shared, codes, short }, places, left_out }
}

/// A design with these partners. What came out at the sender holds only for the very same partners.
pub fn design_with(mut saved: SavedScenario, packed: Packed) -> Design {
    let SharedPartners { codes, short, .. } = packed.partners;
    if codes || short {
        saved.outcome = None;
    }
    saved.portfolio = PortfolioReference::to(&packed.partners.portfolio);
    Design { saved, partners: Some(packed.partners) }
}

fn origin(portfolio: &Portfolio, manner: Manner) -> String {
    let file = match portfolio.origin() {
        Origin::Sample => "the sample",
        Origin::File(name) => name.as_str(),
    };
    match (manner.codes, manner.short) {
        // The name of a file may say whose they are.
        (true, _) => "partners under codes".to_owned(),
        (false, true) => format!("{file}, last year"),
        (false, false) => file.to_owned(),
    }
}

/// Whether a text column goes along under codes: the design speaks of it, or it sorts partners into few groups.
fn stays(portfolio: &Portfolio, attribute: usize, saved: &SavedScenario) -> bool {
    let Some(name) = portfolio.attributes().get(attribute) else { return false };
    let count = portfolio.partners().len();
    let mut words: Vec<&str> =
        (0..count).filter_map(|partner| portfolio.attribute(attribute, partner)).collect();
    let told = words.len();
    words.sort_unstable();
    words.dedup();
    let few = words.len() <= MOST_WORDS && words.len() * PARTNERS_PER_WORD <= told;
    few || speaks_of(&write_scenario(saved), name)
}

/// Whether a document says this word anywhere.
fn speaks_of(document: &str, word: &str) -> bool {
    fn says(value: &Value, word: &str) -> bool {
        match value {
            Value::String(text) => same_text(text, word),
            Value::Array(list) => list.iter().any(|it| says(it, word)),
            Value::Object(fields) => fields.values().any(|it| says(it, word)),
            _ => false,
        }
    }
    serde_json::from_str(document).is_ok_and(|value| says(&value, word))
}

/// The number to three digits; unknown stays unknown.
fn rounded(value: f64) -> f64 {
    if value.is_finite() {
        format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value)
    } else {
        value
    }
}

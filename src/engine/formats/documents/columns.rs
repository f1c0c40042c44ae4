//! The portfolio document, version 2: its numbers are bytes, so that a hundred thousand partners are written and
//! read without a pause.
//!
//! `TLP2`, the length of the head (u32), the head (the document of version 1 without values), then every number as
//! eight bytes (little-endian): metric by metric, partner by partner, oldest period first. A number that is not
//! finite is unknown.

use super::parse;
use super::portfolio::{APART, MOST_CELLS, PortfolioV1, damaged};
use crate::portfolio::Portfolio;
use crate::problem::Problems;
use crate::rng::Fnv64;

const MARK: &[u8; 4] = b"TLP2";
const VERSION: u32 = 2;

/// Largest portfolio document that is looked at.
pub const MOST_PORTFOLIO_BYTES: usize = 8 * MOST_CELLS + (128 << 20);

/// Everything of a portfolio but its numbers, as text.
fn head_of(portfolio: &Portfolio) -> String {
    let mut head = PortfolioV1::without_values(portfolio);
    head.version = VERSION;
    serde_json::to_string(&head).unwrap_or_default()
}

/// Under which a portfolio is kept: its fingerprint, and one of its names, segments, tiers and periods, which the
/// fingerprint of the numbers does not see.
pub fn portfolio_key(portfolio: &Portfolio) -> String {
    let mut head = Fnv64::default();
    head.write(head_of(portfolio).as_bytes());
    format!("{:016x}-{:016x}", portfolio.fingerprint(), head.finish())
}

/// Writes a portfolio document of version 2.
pub fn write_columns(portfolio: &Portfolio) -> Vec<u8> {
    let head = head_of(portfolio);
    let cells = portfolio.partners().len() * portfolio.periods().len();
    let mut bytes = Vec::with_capacity(8 + head.len() + 8 * cells * portfolio.metrics().len());
    bytes.extend_from_slice(MARK);
    bytes.extend_from_slice(&u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend_from_slice(head.as_bytes());
    for metric in 0..portfolio.metrics().len() {
        for partner in 0..portfolio.partners().len() {
            for value in portfolio.history(metric, partner) {
                // One unknown, so that equal partners are equal bytes.
                let value = if value.is_finite() { *value } else { f64::NAN };
                bytes.extend_from_slice(&value.to_le_bytes());
            }
        }
    }
    bytes
}

/// Reads and checks a portfolio document of version 2.
///
/// # Errors
/// What is wrong with it.
pub fn read_columns(bytes: &[u8]) -> Result<Portfolio, Problems> {
    let rest =
        bytes.strip_prefix(MARK.as_slice()).ok_or_else(|| damaged("they begin otherwise"))?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(|| damaged(CUT))?;
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (head, values) = rest.split_at_checked(length).ok_or_else(|| damaged(CUT))?;
    let head = std::str::from_utf8(head).map_err(|_| damaged("their head is not text"))?;
    let document: PortfolioV1 = parse(head, "portfolio")?;
    if document.tierlab != "portfolio" || document.version != VERSION {
        return Err(damaged("their head says something else"));
    }
    let (mut portfolio, _) = document.split()?;
    let (partners, periods) = (portfolio.partners().len(), portfolio.periods().len());
    let (values, odd) = values.as_chunks::<8>();
    if !odd.is_empty() || values.len() != partners * periods * portfolio.metrics().len() {
        return Err(damaged(APART));
    }
    for (place, value) in values.iter().enumerate() {
        let (column, cell) = (place / (partners * periods), place % (partners * periods));
        portfolio.set(column, cell / periods, cell % periods, f64::from_le_bytes(*value));
    }
    Ok(portfolio)
}

const CUT: &str = "their end is missing";

//! A saved scenario as it is listed.

use std::fmt;

/// Digits of an id.
const DIGITS: usize = 12;

/// Under which a scenario is kept: twelve hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// The id of a number of 48 bits.
    pub fn of(number: u64) -> Self {
        Self(format!("{:012x}", number & 0xffff_ffff_ffff))
    }

    /// Reads an id.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == DIGITS && text.bytes().all(digit)).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The partners of a saved scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partners {
    /// How many there are.
    pub count: usize,
    /// Fingerprint of their numbers.
    pub fingerprint: u64,
    /// File they came from; none for the sample.
    pub file: Option<String>,
    /// Key under which they are kept; none for the sample, or when it is not known.
    pub key: Option<String>,
}

/// A saved scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Under which it is kept.
    pub id: Id,
    /// Name of its alternative.
    pub name: String,
    /// Name of its baseline.
    pub baseline: String,
    /// Its partners.
    pub partners: Partners,
    /// When it was changed last, as `2026-11-28T14:32:05.000Z`.
    pub changed: String,
    /// Counts its changes, in whatever tab.
    pub revision: u64,
    /// Whether it could not be read and was set aside.
    pub damaged: bool,
}

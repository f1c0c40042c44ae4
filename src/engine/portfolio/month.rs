//! A month of the calendar: what rules are dated by.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A month; ordered by time. Displayed and read as `2027-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(i32);

impl Month {
    /// Month 1 to 12 of a year from 0 to 9999.
    pub fn new(year: i32, month: i32) -> Option<Self> {
        let known = (0..=9999).contains(&year) && (1..=12).contains(&month);
        known.then(|| Self(year * 12 + month - 1))
    }

    /// Reads `2027-03`, or a date `2027-03-15`, whose day only has to be one of a month.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let whole = |part: Option<&str>, digits: usize| -> Option<i32> {
            let part = part?;
            let sound = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            if sound { part.parse().ok() } else { None }
        };
        let year = whole(parts.next(), 4)?;
        let month = whole(parts.next(), 2)?;
        if let Some(day) = parts.next() {
            whole(Some(day), 2).filter(|day| (1..=31).contains(day))?;
        }
        if parts.next().is_some() { None } else { Self::new(year, month) }
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// Its number within the year, 1 to 12.
    pub fn number(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }

    /// The month `months` later (earlier when negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
    }

    /// How many months lie from `earlier` to `self`.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.number())
    }
}

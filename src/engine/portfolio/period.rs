//! Quarters and months: consecutive, ordered, printable.

use super::Month;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How long one period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cadence {
    /// Three months.
    Quarter,
    /// One month.
    Month,
    /// One undated look at the partners (a cross-section). Flows are taken as the last twelve
    /// months; what is simulated after it are numbered quarters.
    Snapshot,
}

impl Cadence {
    /// Periods in a year: 4 or 12; a snapshot is followed by quarters.
    pub fn per_year(self) -> i32 {
        match self {
            Self::Quarter | Self::Snapshot => 4,
            Self::Month => 12,
        }
    }

    /// Months in a period: 3 or 1; a snapshot is undated and looks back over a year.
    pub fn months(self) -> u32 {
        match self {
            Self::Quarter => 3,
            Self::Month => 1,
            Self::Snapshot => 12,
        }
    }
}

/// One quarter or month. Ordered by time within one cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    cadence: Cadence,
    /// Periods since year 0.
    index: i32,
}

impl Period {
    /// The `part`-th (1-based) period of `year`; `None` when there is no such part.
    pub fn new(cadence: Cadence, year: i32, part: i32) -> Option<Self> {
        let known = cadence != Cadence::Snapshot
            && (1..=cadence.per_year()).contains(&part)
            && (0..=9999).contains(&year);
        known.then(|| Self { cadence, index: year * cadence.per_year() + part - 1 })
    }

    /// The one period of a cross-section.
    pub fn snapshot() -> Self {
        Self { cadence: Cadence::Snapshot, index: 0 }
    }

    /// Its cadence.
    pub fn cadence(self) -> Cadence {
        self.cadence
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.index.div_euclid(self.cadence.per_year())
    }

    /// Its number within the year, from 1.
    pub fn part(self) -> i32 {
        self.index.rem_euclid(self.cadence.per_year()) + 1
    }

    /// Its last month; `None` for a snapshot, which has no date.
    pub fn last_month(self) -> Option<Month> {
        match self.cadence {
            Cadence::Quarter => Month::new(self.year(), self.part() * 3),
            Cadence::Month => Month::new(self.year(), self.part()),
            Cadence::Snapshot => None,
        }
    }

    /// The period `steps` later (earlier when negative).
    #[must_use]
    pub fn plus(self, steps: i32) -> Self {
        Self { cadence: self.cadence, index: self.index + steps }
    }

    /// How many periods lie from `earlier` to `self`.
    pub fn since(self, earlier: Self) -> i32 {
        self.index - earlier.index
    }
}

impl fmt::Display for Period {
    /// `2026 Q3`, `2026-09`, or for a cross-section `Now` and then `Quarter 1`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cadence {
            Cadence::Quarter => write!(out, "{} Q{}", self.year(), self.part()),
            Cadence::Snapshot if self.index <= 0 => out.write_str("Now"),
            Cadence::Snapshot => write!(out, "Quarter {}", self.index),
            Cadence::Month => write!(out, "{}-{:02}", self.year(), self.part()),
        }
    }
}

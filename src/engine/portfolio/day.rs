//! A day of the calendar: what notices are dated by.

use super::Month;
use std::fmt;

/// Days of four hundred years, after which the calendar repeats itself.
const CYCLE: i64 = 146_097;

/// A day of the Gregorian calendar; ordered by time. Displayed as `2027-01-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    month: Month,
    /// Day of the month, from 1.
    number: u8,
}

impl Day {
    /// The first day of a month.
    pub fn first_of(month: Month) -> Self {
        Self { month, number: 1 }
    }

    /// Reads `2027-01-15`; `None` where the calendar has no such day.
    pub fn parse(text: &str) -> Option<Self> {
        let month = Month::parse(text)?;
        let number: u8 = text.trim().get(8..)?.parse().ok()?;
        (1..=length(month)).contains(&number).then_some(Self { month, number })
    }

    /// The last day of a month.
    pub fn last_of(month: Month) -> Self {
        Self { month, number: length(month) }
    }

    /// The day as people say it: `3 Oct 2026`.
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let place = usize::try_from(self.month.number() - 1).unwrap_or(0);
        let name = MONTHS.get(place).copied().unwrap_or_default();
        format!("{} {name} {}", self.number, self.month.year())
    }

    /// Its month.
    pub fn month(self) -> Month {
        self.month
    }

    /// Its number within the month, from 1.
    pub fn number(self) -> u8 {
        self.number
    }

    /// The day so many days earlier.
    #[must_use]
    pub fn before(self, days: u32) -> Self {
        let cycles = i64::from(days) / CYCLE;
        let mut left = i64::from(days) % CYCLE - i64::from(self.number) + 1;
        // From the first of the month back, month by month.
        let mut month = self.month.plus(-4800 * i32::try_from(cycles).unwrap_or(0));
        while left > 0 {
            month = month.plus(-1);
            left -= i64::from(length(month));
        }
        Self { month, number: u8::try_from(1 - left).unwrap_or(1) }
    }
}

/// Days of a month.
fn length(month: Month) -> u8 {
    let year = month.year();
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month.number() {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.month, self.number)
    }
}

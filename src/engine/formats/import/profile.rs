//! What the cells of one column look like.

use super::numbers::{Decimal, Reading, currency, read};
use super::periods::parse_period;
use crate::formats::table::Table;
use std::collections::HashSet;

/// How many rows are looked at.
const LOOKED_AT: usize = 5_000;
/// From how many different values on counting stops.
const MANY: usize = 1_000;

/// Counts over the first rows of one column; shares are of the cells that are not empty.
#[derive(Default)]
pub(super) struct Profile {
    /// Up to three different values.
    pub samples: Vec<String>,
    /// Rows looked at.
    pub rows: usize,
    /// Cells with something in them.
    pub filled: usize,
    /// Cells that mean "not known".
    pub not_available: usize,
    numbers: usize,
    periods: usize,
    characters: usize,
    /// Numbers with digits behind the decimal sign.
    pub fractions: usize,
    /// Whether a number starts with a zero that a number would lose: `0417`.
    pub leading_zeros: bool,
    /// The largest number, 0 without numbers.
    pub largest: f64,
    /// The smallest number, 0 without numbers.
    pub smallest: f64,
    /// Different values; counting stops at a thousand.
    pub distinct: usize,
    /// Whether no value comes twice.
    pub unique: bool,
    /// The first currency mark.
    pub currency: Option<&'static str>,
    /// Whether a percent sign was seen.
    pub percent: bool,
}

impl Profile {
    /// Looks at one column.
    pub(super) fn of(table: &Table, column: usize, decimal: Decimal) -> Self {
        let mut profile = Self { unique: true, ..Self::default() };
        let mut seen: HashSet<&str> = HashSet::new();
        for (_, cell) in table.column(column).take(LOOKED_AT) {
            profile.rows += 1;
            if cell.is_empty() {
                continue;
            }
            profile.filled += 1;
            profile.characters += cell.chars().count();
            profile.unique &= seen.insert(cell);
            if seen.len() > profile.samples.len() && profile.samples.len() < 3 {
                profile.samples.push(cell.to_owned());
            }
            profile.periods += usize::from(parse_period(cell).is_some());
            profile.number(cell, decimal);
        }
        profile.distinct = seen.len().min(MANY);
        profile
    }

    fn number(&mut self, cell: &str, decimal: Decimal) {
        match read(cell, decimal) {
            Reading::Number(value, unit) => {
                self.largest = if self.numbers == 0 { value } else { self.largest.max(value) };
                self.smallest = if self.numbers == 0 { value } else { self.smallest.min(value) };
                self.numbers += 1;
                self.fractions += usize::from(value.fract() != 0.0);
                self.percent |= unit == "%";
                self.currency = self.currency.or_else(|| currency(cell));
                let mut characters = cell.chars();
                let zero = characters.next() == Some('0');
                self.leading_zeros |= zero && characters.next().is_some_and(|c| c.is_ascii_digit());
            }
            Reading::NotAvailable => self.not_available += 1,
            _ => {}
        }
    }

    fn share(&self, count: usize) -> f64 {
        let known = self.filled - self.not_available;
        if known == 0 { 0.0 } else { count as f64 / known as f64 }
    }

    /// Share of known cells that are numbers.
    pub(super) fn numeric(&self) -> f64 {
        self.share(self.numbers)
    }

    /// Share of known cells that are periods.
    pub(super) fn periodic(&self) -> f64 {
        self.share(self.periods)
    }

    /// Characters per filled cell.
    pub(super) fn mean_length(&self) -> f64 {
        if self.filled == 0 { 0.0 } else { self.characters as f64 / self.filled as f64 }
    }
}

//! Periods and dates of one column: which number is the day, and whether a date stands for a month or
//! a quarter.

use super::periods::{end_of, month, parse_period, year_of};
use crate::portfolio::{Cadence, Period};
use serde::{Deserialize, Serialize};

/// Which number of a date like 03/04/2025 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Dates {
    /// 3 April.
    #[default]
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// How the periods of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calendar {
    /// Which number is the day.
    pub dates: Dates,
    /// Whether the cells do not say which number is the day.
    pub unclear: bool,
    /// Whether dates stand for quarters: every one is in the first or last month of one.
    quarters: bool,
    /// Whether every cell is a year and nothing else.
    pub years: bool,
}

impl Calendar {
    /// Looks at the cells of a column; `chosen` is what a person said.
    pub(super) fn of<'a>(
        cells: impl Iterator<Item = &'a str> + Clone,
        chosen: Option<Dates>,
    ) -> Self {
        let dates = || cells.clone().filter_map(day_and_month);
        let ones = |place: fn((i32, i32, bool)) -> i32| dates().all(|date| place(date) == 1);
        let first_over = dates().any(|(a, _, _)| a > 12);
        let second_over = dates().any(|(_, b, _)| b > 12);
        let guessed = match (first_over, second_over) {
            (true, false) => Some(Dates::DayFirst),
            (false, true) => Some(Dates::MonthFirst),
            _ if dates().any(|(_, _, dots)| dots) => Some(Dates::DayFirst),
            // The first of every month.
            _ => match (ones(|date| date.0), ones(|date| date.1)) {
                (true, false) => Some(Dates::DayFirst),
                (false, true) => Some(Dates::MonthFirst),
                _ => None,
            },
        };
        let either = dates().any(|(a, b, _)| a <= 12 && b <= 12 && a != b);
        let dates: Dates = chosen.or(guessed).unwrap_or_default();
        let unclear = either && guessed.is_none();
        let mut filled = cells.clone().filter(|cell| !cell.trim().is_empty()).peekable();
        let years = filled.peek().is_some() && filled.all(|cell| year_of(cell).is_some());
        let single = Self { dates, unclear, quarters: false, years };
        let months: Vec<Period> = cells
            .filter(|cell| parse_period(cell).is_none())
            .filter_map(|c| single.read(c))
            .collect();
        let all = |rest: i32| months.iter().all(|period| period.part() % 3 == rest);
        let several = months.iter().any(|period| Some(period) != months.first());
        Self { quarters: several && (all(0) || all(1)), ..single }
    }

    /// The period of one cell; of a year its last quarter.
    pub(super) fn read(self, text: &str) -> Option<Period> {
        let text = text.trim();
        if self.years {
            return year_of(text).and_then(end_of);
        }
        parse_period(text).or_else(|| {
            let month = self.month(text)?;
            if self.quarters {
                return Period::new(Cadence::Quarter, month.year(), (month.part() - 1) / 3 + 1);
            }
            Some(month)
        })
    }

    fn month(self, text: &str) -> Option<Period> {
        if let Some(month) = iso_month(text).or_else(|| compact_month(text)) {
            return Some(month);
        }
        let [a, b, year] = numbers(text)?;
        let (day, part) = match self.dates {
            Dates::DayFirst => (a, b),
            Dates::MonthFirst => (b, a),
        };
        let year = if year < 100 { year + if year >= 70 { 1900 } else { 2000 } } else { year };
        month(year, part).filter(|_| (1..=31).contains(&day) && (1900..=2199).contains(&year))
    }
}

/// The month of `2025-03-31`, a time of day behind it or not.
pub(super) fn iso_month(text: &str) -> Option<Period> {
    let text = text.trim();
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let mut parts = date.split(['-', '/', '.']);
    let mut next = |digits: usize| -> Option<i32> {
        let part = parts.next().filter(|part| part.len() <= digits && !part.is_empty())?;
        if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
    };
    let (year, part, day) = (next(4)?, next(2)?, next(2)?);
    let whole = parts.next().is_none() && (1..=31).contains(&day);
    if whole && (1900..=2199).contains(&year) { month(year, part) } else { None }
}

/// The month of a date in the name of a column: `2025-03-31` or `31.03.2025`.
pub(in crate::formats) fn header_month(text: &str) -> Option<Period> {
    let dotted = || {
        let [day, part, year] = numbers(text).filter(|_| text.contains('.'))?;
        month(year, part).filter(|_| year > 1900 && (1..=31).contains(&day))
    };
    iso_month(text).or_else(dotted)
}

/// The month of `202503`.
fn compact_month(text: &str) -> Option<Period> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, part) = text.split_at_checked(4).filter(|_| digits)?;
    let year = year.parse().ok().filter(|year| (1900..=2199).contains(year))?;
    month(year, part.parse().ok()?)
}

/// Whether this is a date with day and month in front of the year.
pub(super) fn is_two_way(text: &str) -> bool {
    numbers(text).is_some()
}

/// Day and month in the order written, and whether dots are between them.
fn day_and_month(text: &str) -> Option<(i32, i32, bool)> {
    let [a, b, _] = numbers(text)?;
    Some((a, b, text.contains('.')))
}

/// The three numbers of `31.03.2025`, `3/31/25` or `31-03-2025`, a time of day behind it or not.
fn numbers(text: &str) -> Option<[i32; 3]> {
    let text = text.trim();
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let separator = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| "./-".contains(*c))?;
    let mut parts = date.split(separator).map(|part| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse::<i32>().ok() } else { None }
    });
    let found = [parts.next()??, parts.next()??, parts.next()??];
    let [a, b, year] = found;
    let year = year < 100 || (1900..=2199).contains(&year);
    (parts.next().is_none() && year && a <= 31 && b <= 31 && (a <= 12 || b <= 12)).then_some(found)
}

//! Numbers for people, with their unit.
//!
//! A number of a rule is printed exactly: the shortest decimal that is this number, with thousands
//! separators. A number of a partner is rounded by its unit, and less where rounding would move it
//! across the line it is held against.

use crate::portfolio::Unit;
use crate::rules::{EPSILON, round_to};

/// A true minus sign.
pub const MINUS: &str = "\u{2212}";
/// A space that does not break a number from its unit.
const TIGHT: &str = "\u{a0}";
/// Most decimals of a rounded number.
const MOST_DECIMALS: u8 = 9;

/// What one unit of a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// A number of nothing in particular, or of a rating.
    Plain,
    /// Money in the program's currency.
    Money,
    /// Things counted.
    Count,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Percent, 0–100.
    Percent,
    /// The difference of two percentages.
    PercentagePoints,
    /// A share, 0–1, printed in percent.
    Share,
    /// Points of the score.
    Points,
}

impl From<Unit> for Scale {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Money => Self::Money,
            Unit::Count => Self::Count,
            Unit::Days => Self::Days,
            Unit::Percent => Self::Percent,
            Unit::Points => Self::Plain,
        }
    }
}

impl Scale {
    /// Decimals that are usual for a measured number of this size.
    fn decimals(self, value: f64) -> u8 {
        let size = value.abs();
        match self {
            Self::Money | Self::Plain | Self::Count if size >= 1000.0 => 0,
            Self::Plain | Self::Count if size >= 100.0 => 1,
            Self::Money | Self::Plain | Self::Count => 2,
            Self::Months => 0,
            Self::Days | Self::Percent | Self::PercentagePoints | Self::Points => 1,
            // One decimal of percent.
            Self::Share => 3,
        }
    }

    /// A number of a rule, exactly; `currency` is an ISO 4217 code.
    pub fn exact(self, value: f64, currency: &str) -> String {
        self.dressed(value, &shortest(value), currency)
    }

    /// A measured number, rounded by its unit. With a line it is held against it keeps as many
    /// decimals as it takes to lie on its own side of it.
    pub fn rounded(self, value: f64, line: Option<f64>, currency: &str) -> String {
        let first = self.decimals(value);
        let shown = (first..=MOST_DECIMALS).map(|decimals| round_to(value, decimals));
        let fits = |shown: &f64| line.is_none_or(|line| side(*shown, line) == side(value, line));
        let shown = shown.into_iter().find(fits).unwrap_or(value);
        self.exact(if shown.abs() > 0.0 { shown } else { 0.0 }, currency)
    }

    /// A number that is not nothing, rounded by its unit, with as many decimals as it takes to be
    /// more than 0: the distance to a line.
    pub fn distance(self, value: f64, currency: &str) -> String {
        self.rounded(value.abs(), Some(0.0), currency)
    }

    fn dressed(self, value: f64, text: &str, currency: &str) -> String {
        if value.is_nan() {
            return "unknown".to_owned();
        }
        let text = if self == Self::Share { shifted(text) } else { text.to_owned() };
        let (sign, size) = match text.strip_prefix('-') {
            Some(size) => (MINUS, size.to_owned()),
            None => ("", text.clone()),
        };
        let one = size == "1";
        let size = grouped(&size);
        match self {
            Self::Plain | Self::Count => format!("{sign}{size}"),
            Self::Money => format!("{sign}{}{}", symbol(currency), cents(&size)),
            Self::Days => format!("{sign}{size} {}", if one { "day" } else { "days" }),
            Self::Months => format!("{sign}{size} {}", if one { "month" } else { "months" }),
            Self::Percent | Self::Share => format!("{sign}{size}{TIGHT}%"),
            Self::PercentagePoints => {
                format!("{sign}{size} percentage {}", if one { "point" } else { "points" })
            }
            Self::Points => format!("{sign}{size} {}", if one { "point" } else { "points" }),
        }
    }
}

/// A number exactly, without a unit.
pub(super) fn digits(value: f64) -> String {
    Scale::Plain.exact(value, "")
}

/// The symbol of a currency, or its code with a space.
fn symbol(currency: &str) -> String {
    match currency {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "" => String::new(),
        code => format!("{code}{TIGHT}"),
    }
}

/// Below, at or above a line, within the tolerance of every comparison.
fn side(value: f64, line: f64) -> i8 {
    match value - line {
        distance if distance > EPSILON => 1,
        distance if distance < -EPSILON => -1,
        _ => 0,
    }
}

/// The shortest decimal that is this number; a negative zero is a zero.
fn shortest(value: f64) -> String {
    let text = value.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}

/// The decimal point of a decimal moved two places to the right: a share becomes percent, exactly.
fn shifted(text: &str) -> String {
    let (sign, size) = text.strip_prefix('-').map_or(("", text), |size| ("-", size));
    let (whole, part) = size.split_once('.').unwrap_or((size, ""));
    let part = format!("{part:0<2}");
    let (moved, rest) = part.split_at(2.min(part.len()));
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Thousands separators in the whole part of a decimal without a sign.
fn grouped(text: &str) -> String {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let mut out = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if part.is_empty() { out } else { format!("{out}.{part}") }
}

/// Money has no decimals or at least two.
fn cents(text: &str) -> String {
    match text.split_once('.') {
        Some((_, part)) if part.len() == 1 => format!("{text}0"),
        _ => text.to_owned(),
    }
}

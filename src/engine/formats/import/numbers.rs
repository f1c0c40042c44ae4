//! Numbers in the forms people write them; a cell that is not clearly a number stays unknown.
//!
//! A column is read with decimal points unless its own cells can only be read with decimal commas
//! (`4,16`, `27.118,40`). `1,234` alone could be either: the column's other cells decide, then
//! the rest of the file, then a semicolon between the cells; without a hint the comma separates
//! thousands.

use crate::formats::table::Table;

/// How a cell reads as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reading<'a> {
    /// A finite number, and the unit written after it.
    Number(f64, &'a str),
    /// An empty cell.
    Empty,
    /// A word for "not known".
    NotAvailable,
    /// Not a number, infinite, or too large.
    NotFinite,
    /// Something else.
    Text,
}

/// Which sign separates the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decimal {
    Point,
    Comma,
}

const NOT_AVAILABLE: [&str; 17] = [
    "n/a",
    "na",
    "#n/a",
    "n.a.",
    "null",
    "none",
    "nil",
    "-",
    "--",
    "–",
    "—",
    "?",
    "unknown",
    "unbekannt",
    "k.a.",
    "k. a.",
    "#nv",
];
const NOT_FINITE: [&str; 9] =
    ["nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞"];
/// Marks before or after an amount, and the code of their currency; a mark that begins with another
/// one comes first.
const CURRENCIES: [(&str, &str); 29] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("R$", "BRL"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("CHF", "CHF"),
    ("SFr.", "CHF"),
    ("Fr.", "CHF"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("PLN", "PLN"),
    ("JPY", "JPY"),
    ("CAD", "CAD"),
    ("AUD", "AUD"),
    ("INR", "INR"),
    ("CNY", "CNY"),
    ("BRL", "BRL"),
    ("Euro", "EUR"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("zł", "PLN"),
];
/// Between groups of thousands, beside comma and dot: spaces of any width, apostrophes.
const SPACES: &str = " \u{a0}\u{202f}\u{2009}\u{2007}'’`´";
const UNITS: [&str; 34] = [
    "%",
    "d",
    "day",
    "days",
    "tag",
    "tage",
    "jour",
    "jours",
    "día",
    "días",
    "h",
    "hour",
    "hours",
    "person",
    "persons",
    "people",
    "pers.",
    "pers",
    "personen",
    "personnes",
    "personas",
    "pcs",
    "pcs.",
    "unit",
    "units",
    "stk",
    "stk.",
    "stück",
    "deals",
    "orders",
    "pt",
    "pts",
    "points",
    "punkte",
];

/// Whether a text attribute is left unknown; `NA` is not among these, it may be North America.
pub(super) fn is_unknown_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.is_empty() || (lower != "na" && NOT_AVAILABLE.contains(&lower.as_str()))
}

/// Reads one cell.
pub(super) fn read(cell: &str, decimal: Decimal) -> Reading<'_> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Reading::Empty;
    }
    if cell.len() <= 15 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return cell.parse().map_or(Reading::Text, |value| Reading::Number(value, ""));
    }
    if cell.len() <= 12 {
        let lower = cell.to_lowercase();
        if NOT_AVAILABLE.contains(&lower.as_str()) {
            return Reading::NotAvailable;
        }
        if NOT_FINITE.contains(&lower.as_str()) {
            return Reading::NotFinite;
        }
    }
    if cell.len() > 64 {
        return Reading::Text;
    }
    let (amount, unit) = without_marks(cell);
    // (1,200) and 1,200- are how accounts write what is below zero.
    let (amount, below) = below_zero(amount);
    let (amount, inner) = if below { without_marks(amount) } else { (amount, "") };
    let unit = if unit.is_empty() { inner } else { unit };
    let value = plain(amount, decimal).map(|value| if below { -value } else { value });
    match value.filter(|value| !(below && *value > 0.0)) {
        Some(value) if value.is_finite() => Reading::Number(value, unit),
        Some(_) => Reading::NotFinite,
        None => Reading::Text,
    }
}

/// The currency mark of a cell, if it has one.
pub(super) fn currency(cell: &str) -> Option<&'static str> {
    let outer: &[char] = &['-', '−', '+', '(', ')', ' ', '\u{a0}'];
    let cell = cell.trim().trim_matches(outer);
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if digit(cell.as_bytes().first()) && digit(cell.as_bytes().last()) {
        return None;
    }
    let found = |mark: &str| cell.starts_with(mark) || cell.ends_with(mark);
    CURRENCIES.into_iter().find(|(mark, _)| found(mark)).map(|(_, code)| code)
}

/// The amount without parentheses or a minus behind it, and whether it had them.
fn below_zero(amount: &str) -> (&str, bool) {
    let parenthesised = amount.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let trailing = || amount.strip_suffix(['-', '−']).filter(|rest| !rest.starts_with(['-', '−']));
    match parenthesised.or_else(trailing) {
        Some(rest) => (rest.trim(), true),
        None => (amount, false),
    }
}

/// An amount of money for a note: `−4,120.00`.
pub(super) fn amount(value: f64) -> String {
    let text = format!("{:.2}", value.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{grouped}.{cents}")
}

/// The amount without currency mark and unit, and the unit.
fn without_marks(cell: &str) -> (&str, &str) {
    let rest = CURRENCIES
        .into_iter()
        .find_map(|(mark, _)| cell.strip_prefix(mark))
        .map_or(cell, str::trim_start);
    if let Some(bare) = CURRENCIES.into_iter().find_map(|(mark, _)| rest.strip_suffix(mark)) {
        return (bare.trim_end(), "");
    }
    let cut = rest.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
    match rest.split_at_checked(cut) {
        Some((amount, unit)) if UNITS.contains(&unit.trim().to_lowercase().as_str()) => {
            (amount, unit.trim())
        }
        _ => (rest, ""),
    }
}

/// A number without marks: sign, digits in proper groups, decimals, exponent.
fn plain(text: &str, decimal: Decimal) -> Option<f64> {
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // -$5: the mark stands behind the sign.
    let text = CURRENCIES
        .into_iter()
        .find_map(|(mark, _)| text.strip_prefix(mark))
        .map_or(text, str::trim_start);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.parse::<i16>().ok()?)),
        None => (text, None),
    };
    let (point, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (whole, decimals) = mantissa.rsplit_once(point).unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(decimals) || (mantissa.contains(point) && decimals.is_empty()) {
        return None;
    }
    let whole = ungrouped(whole, group, !decimals.is_empty())?;
    let sign = if negative { "-" } else { "" };
    format!("{sign}{whole}.{decimals}0e{}", exponent.unwrap_or(0)).parse().ok()
}

/// Digits without their thousands separators; groups must be proper: `1,234,567`.
fn ungrouped(whole: &str, group: char, may_be_empty: bool) -> Option<String> {
    if whole.is_empty() {
        return may_be_empty.then(|| "0".to_owned());
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) {
        return Some(whole.to_owned());
    }
    let separator = whole.chars().find(|c| !c.is_ascii_digit())?;
    if separator != group && !SPACES.contains(separator) {
        return None;
    }
    let mut groups = whole.split(separator);
    let first = groups.next().filter(|first| {
        (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0')
    })?;
    let proper = groups.clone().all(|group| group.len() == 3 && digits(group));
    proper.then(|| groups.fold(first.to_owned(), |joined, group| joined + group))
}

/// How the numbers of every column are written.
pub(super) fn decimals(table: &Table) -> Vec<Decimal> {
    let found: Vec<Evidence> =
        (0..table.headers.len()).map(|column| Evidence::of(table, column)).collect();
    let any_comma = found.iter().any(|evidence| evidence.comma && !evidence.point);
    let any_point = found.iter().any(|evidence| evidence.point);
    found
        .iter()
        .map(|evidence| {
            let by_file = any_comma && !any_point;
            let by_delimiter = table.delimiter == Some(';') && !any_point;
            let comma = evidence.comma || (evidence.either && (by_file || by_delimiter));
            if comma && !evidence.point { Decimal::Comma } else { Decimal::Point }
        })
        .collect()
}

/// What the cells of a column say about its decimals.
#[derive(Default)]
struct Evidence {
    point: bool,
    comma: bool,
    either: bool,
}

impl Evidence {
    fn of(table: &Table, column: usize) -> Self {
        let mut found = Self::default();
        for (_, cell) in table.column(column) {
            if !cell.contains([',', '.']) {
                continue;
            }
            match (read(cell, Decimal::Point), read(cell, Decimal::Comma)) {
                (Reading::Number(a, _), Reading::Number(b, _)) => {
                    found.either |= (a - b).abs() > f64::EPSILON;
                }
                // Nothing after this can turn the column around.
                (Reading::Number(..), _) => return Self { point: true, ..found },
                (_, Reading::Number(..)) => found.comma = true,
                _ => {}
            }
        }
        found
    }
}

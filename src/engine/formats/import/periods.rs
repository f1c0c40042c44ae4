//! Periods in the forms people write them: `2024-Q1`, `Q1/24`, `1. Quartal 2024`, `2024-03`,
//! `Mar 2024`, `FY24 Q1`.

use crate::portfolio::{Cadence, Period};
use std::collections::HashMap;

/// Month names and their usual short forms: English, German, French, Spanish; accents removed.
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "janvier", "janv", "enero", "ene"],
    &["feb", "february", "februar", "fevrier", "fevr", "fev", "febrero"],
    &["mar", "march", "marz", "mrz", "mars", "marzo"],
    &["apr", "april", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["jun", "june", "juni", "juin", "junio"],
    &["jul", "july", "juli", "juillet", "juil", "julio"],
    &["aug", "august", "aout", "agosto", "ago"],
    &["sep", "sept", "september", "septembre", "septiembre"],
    &["oct", "october", "okt", "oktober", "octobre", "octubre"],
    &["nov", "november", "novembre", "noviembre"],
    &["dec", "december", "dez", "dezember", "decembre", "diciembre", "dic"],
];

/// What stands before the name of a fiscal year.
const FISCAL: [&str; 4] = ["FY", "GJ", "WJ", "fiscal"];

/// A run of letters or of digits, with its place in the text.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// The period a whole cell stands for.
///
/// ```
/// use tierlab_engine::formats::import::parse_period;
/// assert_eq!(parse_period("Q1/24").unwrap().to_string(), "2024 Q1");
/// assert_eq!(parse_period("Mar 2024").unwrap().to_string(), "2024-03");
/// assert_eq!(parse_period("March"), None);
/// ```
pub fn parse_period(text: &str) -> Option<Period> {
    let text = text.trim();
    if text.len() > 24 {
        return None;
    }
    let tokens = tokens(text);
    let whole = tokens.first()?.start == 0 && tokens.last()?.end == text.len();
    if !whole {
        return None;
    }
    // A fiscal year is taken by its name: FY25 Q1 is 2025 Q1.
    let is_fiscal = |token: &Token| FISCAL.iter().any(|word| token.text.eq_ignore_ascii_case(word));
    let kept: Vec<Token> = tokens.iter().filter(|token| !is_fiscal(token)).copied().collect();
    if kept.len() < tokens.len() {
        let year_first = match kept.as_slice() {
            [a, q, b] if is_quarter(q.text) => year(a.text).and_then(|year| quarter(year, b.text)),
            _ => None,
        };
        return year_first.or_else(|| of_tokens(text, &kept));
    }
    of_tokens(text, &tokens)
}

/// Whether a text speaks of a fiscal year.
pub(super) fn is_fiscal(text: &str) -> bool {
    tokens(text).iter().any(|token| FISCAL.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
}

/// A header such as `revenue 2024 Q1`, `2024-Q1 revenue` or `2024-Q1`: the rest of the name
/// (empty for a bare period) and the period.
pub(super) fn split_header(header: &str) -> Option<(String, Period)> {
    let tokens = tokens(header);
    for take in [4, 3, 2] {
        let Some(cut) = tokens.len().checked_sub(take) else { continue };
        let (before, last) = tokens.split_at_checked(cut)?;
        if let Some(period) = of_part(header, last) {
            let end = before.last().map_or(0, |token| token.end);
            return Some((trimmed(header.get(..end)?), period));
        }
        let (first, after) = tokens.split_at_checked(take)?;
        if let Some(period) = of_part(header, first) {
            let start = after.first().map_or(header.len(), |token| token.start);
            return Some((trimmed(header.get(start..)?), period));
        }
    }
    None
}

/// A cell that is a year and nothing else: `2024`, `FY24`.
pub(super) fn year_of(text: &str) -> Option<i32> {
    let text = text.trim();
    match tokens(text).as_slice() {
        [one] if one.text.len() == text.len() => year4(one.text),
        [first, last] if last.end == text.len() && is_fiscal(first.text) => year(last.text),
        _ => None,
    }
}

/// The quarter of a year that a cell is: `Q3`, `3`, `3. Quartal`.
pub(super) fn quarter_of(text: &str) -> Option<i32> {
    let digit =
        |text: &str| text.parse().ok().filter(|part| text.len() == 1 && (1..=4).contains(part));
    match tokens(text).as_slice() {
        [one] => digit(one.text),
        [a, b] if is_quarter(a.text) => digit(b.text),
        [a, b] if is_quarter(b.text) => digit(a.text),
        _ => None,
    }
}

/// The month of a year that a cell is: `3`, `03`, `Mar`, `M3`.
pub(super) fn month_of_year(text: &str) -> Option<i32> {
    let part = match tokens(text).as_slice() {
        [one] => named_month(one.text).or_else(|| numbered_month(one.text)),
        [m, one] if m.text.eq_ignore_ascii_case("m") => numbered_month(one.text),
        _ => None,
    };
    part.filter(|part| (1..=12).contains(part))
}

/// A header such as `revenue 2024` or `2024 revenue`: the rest of the name (empty for a bare year) and the
/// year.
pub(super) fn split_year(header: &str) -> Option<(String, i32)> {
    let tokens = tokens(header);
    for take in [2, 1] {
        let Some(cut) = tokens.len().checked_sub(take) else { continue };
        let (before, last) = tokens.split_at_checked(cut)?;
        if let Some(year) = year_part(header, last) {
            let end = before.last().map_or(0, |token| token.end);
            return Some((trimmed(header.get(..end)?), year));
        }
        let (first, after) = tokens.split_at_checked(take)?;
        if let Some(year) = year_part(header, first) {
            let start = after.first().map_or(header.len(), |token| token.start);
            return Some((trimmed(header.get(start..)?), year));
        }
    }
    None
}

/// The year that some tokens of a header are, if it is one that records are of.
fn year_part(header: &str, tokens: &[Token]) -> Option<i32> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    year_of(header.get(first.start..last.end)?).filter(|year| (1980..=2100).contains(year))
}

/// The last quarter of a year: what a figure of the whole year is kept under.
pub(super) fn end_of(year: i32) -> Option<Period> {
    Period::new(Cadence::Quarter, year, 4)
}

/// Months of dated columns as quarters, when every date begins or ends one: 2025-03-31, 2025-06-30.
pub(super) fn quarters_of<'a>(
    found: HashMap<usize, (String, Period)>,
    header: impl Fn(&usize) -> &'a str,
) -> HashMap<usize, (String, Period)> {
    let is_date = |index: &usize| {
        let digits = |token: &&Token| token.text.bytes().all(|byte| byte.is_ascii_digit());
        tokens(header(index)).iter().filter(digits).count() > 2
    };
    let all = |rest: i32| found.values().all(|(_, period)| period.part() % 3 == rest);
    let distinct: std::collections::HashSet<Period> = found.values().map(|(_, at)| *at).collect();
    if distinct.len() < 2 || !found.keys().all(is_date) || !(all(0) || all(1)) {
        return found;
    }
    let quarter_of = |month: Period| {
        Period::new(Cadence::Quarter, month.year(), (month.part() - 1) / 3 + 1).unwrap_or(month)
    };
    found.into_iter().map(|(at, (name, month))| (at, (name, quarter_of(month)))).collect()
}

/// The period that some tokens of a header are, if they are one.
fn of_part(header: &str, tokens: &[Token]) -> Option<Period> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let part = header.get(first.start..last.end)?;
    match tokens.len() {
        // Three numbers are a date; of a period that takes four words one is fiscal.
        4 => parse_period(part).filter(|_| is_fiscal(part)),
        _ => parse_period(part).or_else(|| super::calendar::header_month(part)),
    }
}

fn trimmed(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || "_-/.,:|".contains(c)).to_owned()
}

fn of_tokens(text: &str, tokens: &[Token]) -> Option<Period> {
    let between = |left: &Token, right: &Token| text.get(left.end..right.start).unwrap_or("?");
    let joined = |gap: &str| gap.len() <= 3 && gap.chars().all(|c| " -_/.'’".contains(c));
    if !tokens.windows(2).all(|pair| matches!(pair, [a, b] if joined(between(a, b)))) {
        return None;
    }
    match tokens {
        [a, q, b] if is_quarter(q.text) => year4(a.text)
            .and_then(|year| quarter(year, b.text))
            .or_else(|| quarter(year(b.text)?, a.text)),
        [q, a, b] if is_quarter(q.text) => quarter(year(b.text)?, a.text),
        // 2025M03
        [a, m, b] if m.text.eq_ignore_ascii_case("m") => {
            month(year4(a.text)?, numbered_month(b.text)?)
        }
        // A point would be a decimal number: 2024.03.
        [a, b] if !between(a, b).contains('.') => month_of(a.text, b.text),
        _ => None,
    }
}

fn month_of(a: &str, b: &str) -> Option<Period> {
    if let Some(year) = year4(a) {
        return month(year, named_month(b).or_else(|| numbered_month(b))?);
    }
    if let Some(part) = named_month(a) {
        return month(year(b)?, part);
    }
    month(year4(b)?, numbered_month(a)?)
}

fn is_quarter(text: &str) -> bool {
    let words = ["q", "t", "qtr", "quarter", "quartal", "trimestre", "trim", "vj"];
    words.contains(&text.to_lowercase().as_str())
}

fn quarter(year: i32, part: &str) -> Option<Period> {
    let part = if part.len() == 1 { part.parse().ok()? } else { return None };
    Period::new(Cadence::Quarter, year, part)
}

pub(super) fn month(year: i32, part: i32) -> Option<Period> {
    Period::new(Cadence::Month, year, part)
}

fn named_month(text: &str) -> Option<i32> {
    let folded = super::words::folded(text);
    let place = MONTHS.iter().position(|names| names.contains(&folded.as_str()))?;
    i32::try_from(place + 1).ok()
}

fn numbered_month(text: &str) -> Option<i32> {
    if text.len() <= 2 { text.parse().ok() } else { None }
}

fn year4(text: &str) -> Option<i32> {
    let year: i32 = if text.len() == 4 { text.parse().ok()? } else { return None };
    (1900..=2199).contains(&year).then_some(year)
}

/// A year with four or two digits; 70–99 are of the last century.
fn year(text: &str) -> Option<i32> {
    if text.len() != 2 {
        return year4(text);
    }
    let short: i32 = text.parse().ok()?;
    Some(if short >= 70 { 1900 + short } else { 2000 + short })
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut previous = None;
    for (start, character) in text.char_indices() {
        let class = if character.is_ascii_digit() {
            Some('0')
        } else if character.is_alphabetic() {
            Some('a')
        } else {
            None
        };
        let end = start + character.len_utf8();
        match tokens.last_mut() {
            Some(token) if class.is_some() && class == previous => {
                token.end = end;
                token.text = text.get(token.start..end).unwrap_or("");
            }
            _ if class.is_some() => {
                tokens.push(Token { text: text.get(start..end).unwrap_or(""), start, end });
            }
            _ => {}
        }
        previous = class;
    }
    tokens
}

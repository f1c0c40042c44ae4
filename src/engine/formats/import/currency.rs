//! Which currency a file's money is in, where the file says so.

use super::ImportPlan;

/// Marks of the currencies that are recognised: ISO 4217 code and signs.
const MARKS: [(&str, &[&str]); 8] = [
    ("USD", &["USD", "US$", "$"]),
    ("EUR", &["EUR", "€"]),
    ("GBP", &["GBP", "£"]),
    ("CHF", &["CHF"]),
    ("SEK", &["SEK"]),
    ("JPY", &["JPY", "¥"]),
    ("CAD", &["CAD"]),
    ("AUD", &["AUD"]),
];

/// Codes a person can choose from.
pub fn currencies() -> impl Iterator<Item = &'static str> {
    MARKS.iter().map(|(code, _)| *code)
}

/// The currency named in the header or the first values of a metric column; `None` when the file
/// does not say.
pub fn guess_currency(plan: &ImportPlan) -> Option<&'static str> {
    plan.columns.iter().filter(|column| column.is_metric()).find_map(|column| {
        std::iter::once(&column.header).chain(&column.samples).find_map(|text| named(text))
    })
}

fn named(text: &str) -> Option<&'static str> {
    let upper = text.to_uppercase();
    let words: Vec<&str> = upper.split(|c: char| !c.is_alphabetic()).collect();
    MARKS
        .iter()
        .find(|(code, signs)| {
            words.contains(code)
                || signs.iter().any(|sign| !sign.is_ascii() && upper.contains(sign))
                || (*code == "USD" && upper.contains('$'))
        })
        .map(|(code, _)| *code)
}

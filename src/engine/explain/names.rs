//! What a measure is called, and how it is measured in full.

use super::lexicon::Lexicon;
use super::numbers::{MINUS, digits};
use super::sentence::{append, counted, listed};
use crate::rules::{Aggregation, Gaps, Measure, Reading, Source, Window};
use std::fmt;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a measure: what it is, and how it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureName {
    /// What is looked at: `revenue`.
    pub what: String,
    /// How it is taken: `last 12 months`.
    pub how: Option<String>,
}

impl MeasureName {
    fn of(what: impl Into<String>) -> Self {
        Self { what: what.into(), how: None }
    }

    fn taken(what: impl Into<String>, how: impl Into<String>) -> Self {
        Self { what: what.into(), how: Some(how.into()) }
    }

    /// As it stands inside a sentence: `revenue (last 12 months)`.
    pub fn inline(&self) -> String {
        match &self.how {
            Some(how) => format!("{} ({how})", self.what),
            None => self.what.clone(),
        }
    }
}

impl fmt::Display for MeasureName {
    /// As it stands alone: `revenue, last 12 months`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.how {
            Some(how) => write!(out, "{}, {how}", self.what),
            None => out.write_str(&self.what),
        }
    }
}

/// The name of a measure for people: its own, or one put together from what it looks at. Limits and
/// rounding are left out; [`definition`] has them.
pub fn measure_name(lexicon: &Lexicon<'_>, measure: &Measure) -> MeasureName {
    if let Some(name) = &measure.name {
        return MeasureName::of(name.clone());
    }
    let inline = |measure: &Measure| measure_name(lexicon, measure).inline();
    match &measure.source {
        Source::Reading(reading) => reading_name(lexicon, reading),
        Source::Sum(terms) => sum_name(lexicon, terms),
        Source::Ratio { of, over, times } => ratio_name(&inline(of), &inline(over), *times),
        Source::Change { of, months, relative } => {
            let what = format!("change in {} against {}", inline(of), earlier(*months));
            if *relative { MeasureName::taken(what, "in %") } else { MeasureName::of(what) }
        }
        Source::Earlier { of, months } => MeasureName::taken(inline(of), earlier(*months)),
        Source::Highest(list) => MeasureName::of(format!("the highest of {}", all(list, inline))),
        Source::Lowest(list) => MeasureName::of(format!("the lowest of {}", all(list, inline))),
        Source::Tenure(attribute) => {
            MeasureName::of(format!("time since {}", attribute.replace('_', " ")))
        }
        Source::Listed { attribute, of } => MeasureName::of(listed_name(attribute, of)),
        Source::Score => MeasureName::of("score"),
        Source::Dimension(key) => MeasureName::of(lexicon.dimension(key)),
    }
}

/// How a measure is taken, so exactly that it can be done by hand: windows, gaps, least samples,
/// limits and rounding.
pub fn definition(lexicon: &Lexicon<'_>, measure: &Measure) -> String {
    let whole = |measure: &Measure| {
        let text = definition(lexicon, measure);
        let simple = matches!(measure.source, Source::Score | Source::Dimension(_));
        if simple && text.len() < 80 { text } else { format!("[{text}]") }
    };
    let core = match &measure.source {
        Source::Reading(reading) => reading_definition(lexicon, reading),
        Source::Sum(terms) => {
            let terms: Vec<(f64, String)> = terms.iter().map(|(f, m)| (*f, whole(m))).collect();
            added(&terms)
        }
        Source::Ratio { of, over, times } => format!(
            "{} × {} divided by {}, unknown unless the divisor is more than 0",
            digits(*times),
            whole(of),
            whole(over)
        ),
        Source::Change { of, months, relative: false } => {
            format!("{} now, less the same {}", whole(of), earlier(*months))
        }
        Source::Change { of, months, relative: true } => format!(
            "{} now, less the same {}, as a share of the earlier value, unknown unless that is \
             more than 0",
            whole(of),
            earlier(*months)
        ),
        Source::Earlier { of, months } => {
            format!("{} as it stood {}", whole(of), earlier(*months))
        }
        Source::Highest(list) => format!("the highest known one of {}", all(list, whole)),
        Source::Lowest(list) => {
            format!("the lowest of {}, unknown when one of them is", all(list, whole))
        }
        Source::Tenure(attribute) => {
            format!("whole months from the date in \"{attribute}\" to the end of the period")
        }
        Source::Listed { attribute, of } => format!(
            "{}, entries separated by semicolons, upper and lower case are one",
            listed_name(attribute, of)
        ),
        Source::Score => "the score".to_owned(),
        Source::Dimension(key) => format!("the value of {}", lexicon.dimension(key)),
    };
    core + &limits(lexicon, measure)
}

fn limits(lexicon: &Lexicon<'_>, measure: &Measure) -> String {
    let scale = lexicon.scale(measure);
    let (least, most) = measure.bounds;
    let mut text = String::new();
    if let Some(least) = least {
        append(&mut text, format!(", counted as at least {}", lexicon.exact(least, scale)));
    }
    if let Some(most) = most {
        append(&mut text, format!(", counted as at most {}", lexicon.exact(most, scale)));
    }
    if let Some(decimals) = measure.round {
        text += &rounding(decimals);
    }
    text
}

/// `, rounded to 2 decimals`.
pub(super) fn rounding(decimals: u8) -> String {
    match decimals {
        0 => ", rounded to a whole number".to_owned(),
        n => format!(", rounded to {}", counted(u32::from(n), "decimal", "decimals")),
    }
}

/// `12 months earlier`.
fn earlier(months: u32) -> String {
    format!("{} earlier", counted(months, "month", "months"))
}

/// The name of a month of the year, 1 to 12.
pub(super) fn month_name(number: u32) -> String {
    let index = (number as usize).checked_sub(1);
    let name = index.and_then(|index| MONTHS.get(index));
    name.map_or_else(|| format!("month {number}"), |name| (*name).to_owned())
}

fn all(list: &[Measure], say: impl Fn(&Measure) -> String) -> String {
    listed(&list.iter().map(say).collect::<Vec<_>>(), "and")
}

fn metrics(lexicon: &Lexicon<'_>, reading: &Reading) -> String {
    let names: Vec<String> = reading.metrics.iter().map(|key| lexicon.metric(key)).collect();
    names.join(" + ")
}

fn reading_name(lexicon: &Lexicon<'_>, reading: &Reading) -> MeasureName {
    let how = match (reading.aggregation, reading.window) {
        (Aggregation::Last, Window::Months(12) | Window::AllTime) => "latest".to_owned(),
        (Aggregation::Sum, window) => span(window),
        (Aggregation::Mean, window) => format!("mean of {}", length(window)),
        (Aggregation::Last, window) => format!("latest of {}", length(window)),
        (Aggregation::Max, window) => format!("highest of {}", length(window)),
        (Aggregation::Count, window) => format!("periods above 0, {}", span(window)),
    };
    MeasureName::taken(metrics(lexicon, reading), how)
}

/// A window that stands alone: `last 12 months`.
fn span(window: Window) -> String {
    match window {
        Window::Months(1) => "last month".to_owned(),
        Window::Months(months) => format!("last {}", counted(months, "month", "months")),
        Window::YearToDate(first) => format!("since {}", month_name(first)),
        Window::LastYear(1) => "last calendar year".to_owned(),
        Window::LastYear(first) => format!("last program year from {}", month_name(first)),
        Window::AllTime => "all time".to_owned(),
    }
}

/// A window that something is taken of: `12 months`.
fn length(window: Window) -> String {
    match window {
        Window::Months(months) => counted(months, "month", "months"),
        Window::YearToDate(first) => format!("the months since {}", month_name(first)),
        Window::LastYear(1) => "the last calendar year".to_owned(),
        Window::LastYear(first) => format!("the last program year from {}", month_name(first)),
        Window::AllTime => "all time".to_owned(),
    }
}

/// A window in full.
fn window(window: Window) -> String {
    match window {
        Window::Months(1) => "the last month".to_owned(),
        Window::Months(months) => format!("the last {}", counted(months, "month", "months")),
        Window::YearToDate(first) => {
            format!("the program year to date, which begins in {}", month_name(first))
        }
        Window::LastYear(first) => {
            format!("the last whole program year, which begins in {}", month_name(first))
        }
        Window::AllTime => "everything recorded".to_owned(),
    }
}

fn reading_definition(lexicon: &Lexicon<'_>, reading: &Reading) -> String {
    let (what, over) = (metrics(lexicon, reading), window(reading.window));
    let mut text = match reading.aggregation {
        Aggregation::Sum => format!("sum of {what} over {over}"),
        Aggregation::Mean => format!("mean of {what} over the known periods of {over}"),
        Aggregation::Last => format!("latest known {what} of {over}"),
        Aggregation::Max => format!("highest known {what} of {over}"),
        Aggregation::Count => format!("number of periods with {what} above 0 in {over}"),
    };
    if reading.metrics.len() > 1 {
        text += ", each taken on its own and then added up";
    }
    let adds_up = matches!(reading.aggregation, Aggregation::Sum | Aggregation::Count);
    text += match (adds_up, reading.gaps) {
        (true, Gaps::Estimate) => {
            ", where an unknown period counts as the mean of the known ones in a score and makes \
             it unknown in a condition"
        }
        (true, Gaps::Unknown) => ", unknown when a period is",
        (true, Gaps::Zero) => ", where an unknown period counts as 0",
        (false, Gaps::Estimate) => "",
        (false, Gaps::Unknown) => ", where unknown periods are left out, never estimated",
        (false, Gaps::Zero) => ", where unknown periods are left out, however many there are",
    };
    if reading.minimum_sample != 1 {
        let periods = counted(reading.minimum_sample, "known period", "known periods");
        append(&mut text, format!(", unknown with fewer than {periods}"));
    }
    text
}

/// Terms with their factors: `A + 2 × B − C`.
fn added(terms: &[(f64, String)]) -> String {
    let mut text = String::new();
    for (place, (factor, name)) in terms.iter().enumerate() {
        let sign = match (place, *factor < 0.0) {
            (0, false) => "",
            (0, true) => MINUS,
            (_, false) => " + ",
            (_, true) => " \u{2212} ",
        };
        text += sign;
        if (factor.abs() - 1.0).abs() > 0.0 {
            append(&mut text, format!("{} × ", digits(factor.abs())));
        }
        text += name;
    }
    text
}

/// Terms that are taken in one way have it said once.
fn sum_name(lexicon: &Lexicon<'_>, terms: &[(f64, Measure)]) -> MeasureName {
    let names: Vec<(f64, MeasureName)> =
        terms.iter().map(|(factor, m)| (*factor, measure_name(lexicon, m))).collect();
    let first = names.first().and_then(|(_, name)| name.how.clone());
    if first.is_some() && names.iter().all(|(_, name)| name.how == first) {
        let terms: Vec<(f64, String)> = names.into_iter().map(|(f, n)| (f, n.what)).collect();
        return MeasureName { what: added(&terms), how: first };
    }
    let terms: Vec<(f64, String)> = names.into_iter().map(|(f, n)| (f, n.inline())).collect();
    MeasureName::of(added(&terms))
}

fn ratio_name(of: &str, over: &str, times: f64) -> MeasureName {
    if (times - 100.0).abs() < f64::EPSILON {
        MeasureName::of(format!("{of} as share of {over}"))
    } else if (times - 1.0).abs() < f64::EPSILON {
        MeasureName::of(format!("{of} per {over}"))
    } else {
        MeasureName::taken(format!("{of} per {over}"), format!("times {}", digits(times)))
    }
}

fn listed_name(attribute: &str, of: &[String]) -> String {
    if of.is_empty() {
        return format!("number of entries in \"{attribute}\"");
    }
    format!("number of entries in \"{attribute}\" that are {}", listed(of, "or"))
}

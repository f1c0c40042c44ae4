//! Numbers, measures and conditions in words, for the sentences of findings.

use super::view::View;
use crate::portfolio::{Metric, Unit};
use crate::rules::{Comparator, Gate, Measure, Quantity, Rule, Source};

/// A number as short as it can be said, with thousands separators: `99,999`, `4.25`, `−0.5`.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "unknown" } else { "no limit" }.to_owned();
    }
    let places = match value.abs() {
        size if size >= 1e4 => 0,
        size if size >= 1.0 => 2,
        _ => 4,
    };
    let text = format!("{:.places$}", value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if rest.is_empty() { "" } else { "." };
    let zero = whole == "0" && rest.is_empty();
    format!("{}{grouped}{point}{rest}", if value < 0.0 && !zero { "\u{2212}" } else { "" })
}

/// A share as percent: `12.5 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", number(100.0 * share))
}

/// `1 point`, `4.4 points`.
pub(super) fn points(value: f64) -> String {
    let text = number(value);
    if text == "1" { format!("{text} point") } else { format!("{text} points") }
}

/// `1 partner`, `24 partners`.
pub(super) fn partners(count: usize) -> String {
    plural(count, "partner", "partners")
}

/// `1 rule`, `12 rules`.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count as f64), if count == 1 { one } else { many })
}

/// A count of partners at the start of a sentence: `Six partners`, `24 partners`.
pub(super) fn opening(count: usize) -> String {
    const SMALL: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    match SMALL.get(count) {
        Some(word) => format!("{word} {}", if count == 1 { "partner" } else { "partners" }),
        None => partners(count),
    }
}

/// Things in a row: `a, b and c`.
pub(super) fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl View<'_> {
    /// What a measure is called.
    pub(super) fn measure_name(&self, measure: &Measure) -> String {
        if let Some(name) = &measure.name {
            return name.clone();
        }
        let inner = |measure: &Measure| self.measure_name(measure);
        match &measure.source {
            Source::Reading(reading) => {
                let names: Vec<String> =
                    reading.metrics.iter().map(|key| self.metric_name(key)).collect();
                listed(&names)
            }
            Source::Sum(terms) => {
                listed(&terms.iter().map(|(_, measure)| inner(measure)).collect::<Vec<_>>())
            }
            Source::Ratio { of, over, .. } => format!("{} per {}", inner(of), inner(over)),
            Source::Change { of, .. } => format!("growth of {}", inner(of)),
            Source::Earlier { of, .. } => format!("earlier {}", inner(of)),
            Source::Highest(list) => {
                format!("the highest of {}", listed(&list.iter().map(inner).collect::<Vec<_>>()))
            }
            Source::Lowest(list) => {
                format!("the lowest of {}", listed(&list.iter().map(inner).collect::<Vec<_>>()))
            }
            Source::Tenure(attribute) => format!("months since {attribute}"),
            Source::Listed { attribute, .. } => attribute.clone(),
            Source::Score => "score".to_owned(),
            Source::Dimension(key) => {
                let mut all = self.program.score.tracks.iter().flat_map(|track| &track.dimensions);
                all.find(|dimension| dimension.key == *key)
                    .map_or_else(|| key.clone(), |dimension| dimension.name.clone())
            }
        }
    }

    /// What a metric is called.
    pub(super) fn metric_name(&self, key: &str) -> String {
        self.metric(key).map_or_else(|| key.replace('_', " "), |metric| metric.name.clone())
    }

    /// The metric that a measure is in the unit of, as far as that can be told.
    pub(super) fn unit_metric(&self, measure: &Measure) -> Option<&Metric> {
        match &measure.source {
            Source::Reading(reading) => self.metric(reading.metrics.first()?),
            Source::Sum(terms) => self.unit_metric(&terms.first()?.1),
            Source::Highest(list) | Source::Lowest(list) => self.unit_metric(list.first()?),
            Source::Earlier { of, .. } | Source::Change { of, relative: false, .. } => {
                self.unit_metric(of)
            }
            _ => None,
        }
    }

    /// A value of a measure in its unit: `$2,700,000`, `14 %`.
    pub(super) fn amount(&self, measure: &Measure, value: f64) -> String {
        match self.unit_metric(measure).map(|metric| metric.unit) {
            Some(Unit::Money) => self.money(value),
            Some(Unit::Percent) => format!("{}\u{a0}%", number(value)),
            _ => number(value),
        }
    }

    /// An amount in the program's currency.
    pub(super) fn money(&self, value: f64) -> String {
        let size = number(value.abs());
        let sign = if value < 0.0 { "\u{2212}" } else { "" };
        match self.program.currency.as_str() {
            "USD" => format!("{sign}${size}"),
            "EUR" => format!("{sign}€{size}"),
            "GBP" => format!("{sign}£{size}"),
            "" => format!("{sign}{size}"),
            code => format!("{sign}{code}\u{a0}{size}"),
        }
    }

    /// What a condition asks: `CSAT of at least 4.3`.
    pub(super) fn condition(&self, gate: &Gate) -> String {
        match &gate.rule {
            Rule::Compare { measure, comparator, line } => {
                let name = self.measure_name(measure);
                let line = match line {
                    Quantity::Fixed(line) => self.amount(measure, *line),
                    Quantity::By { attribute, .. } => format!("a number by {attribute}"),
                };
                format!("{name} of {} {line}", comparison(*comparator))
            }
            Rule::All(list) => format!("all of {} conditions", list.len()),
            Rule::Any(list) => format!("any of {} conditions", list.len()),
            Rule::AtLeast { count, must, of } => format!("{count} of {}", must.len() + of.len()),
            Rule::Not(gate) => format!("not {}", self.condition(gate)),
            Rule::When { then, .. } => self.condition(then),
            Rule::Top { measure, share, group, .. } => {
                let group = group.as_ref().map_or_else(String::new, |g| format!(" of each {g}"));
                format!("the top {}{group} by {}", percent(*share), self.measure_name(measure))
            }
            Rule::Status(key) => {
                self.program.status(key).map_or_else(|| key.clone(), |status| status.name.clone())
            }
            Rule::Is { attribute, values } => format!("{attribute} {}", values.join(" or ")),
            Rule::Attested(attribute) => attribute.clone(),
            Rule::Each { periods, gate } => {
                format!("{} in each of {periods} periods", self.condition(gate))
            }
            Rule::AnyTime { months, gate } => {
                format!("{} at any time in {months} months", self.condition(gate))
            }
        }
    }
}

fn comparison(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtLeast => "at least",
        Comparator::MoreThan => "more than",
        Comparator::AtMost => "at most",
        Comparator::LessThan => "less than",
    }
}

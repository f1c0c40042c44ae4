//! What things are called, and what their numbers are counted in.

use super::numbers::Scale;
use crate::portfolio::{Portfolio, Unit};
use crate::rules::{Aggregation, Measure, Program, Reading, Source};

/// Words that begin the names of ordinary metrics and dimensions. They lose their capital inside a
/// sentence; a name that nobody knows keeps it.
const ORDINARY: &[&str] = &[
    "active",
    "annual",
    "average",
    "capability",
    "certified",
    "co-investment",
    "customer",
    "customers",
    "days",
    "deal",
    "deals",
    "discount",
    "engagement",
    "growth",
    "leads",
    "market",
    "monthly",
    "net",
    "new",
    "number",
    "open",
    "orders",
    "partner",
    "pipeline",
    "referrals",
    "retention",
    "revenue",
    "risk",
    "sales",
    "share",
    "staff",
    "strategic",
    "training",
    "usage",
    "users",
    "velocity",
];

/// A program, and the portfolio it is read with, if any: together they know every name and unit.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    program: &'a Program,
    portfolio: Option<&'a Portfolio>,
    spelled_out: bool,
}

impl<'a> Lexicon<'a> {
    /// Names and units of this program; metric names and units come from the portfolio.
    pub fn new(program: &'a Program, portfolio: Option<&'a Portfolio>) -> Self {
        Self { program, portfolio, spelled_out: false }
    }

    /// The same, but every measure is followed by how it is measured.
    #[must_use]
    pub fn spelled_out(self) -> Self {
        Self { spelled_out: true, ..self }
    }

    /// Whether every measure is followed by how it is measured.
    pub(super) fn is_spelled_out(&self) -> bool {
        self.spelled_out
    }

    /// The program.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// The portfolio, if there is one.
    pub fn portfolio(&self) -> Option<&'a Portfolio> {
        self.portfolio
    }

    /// The name of a metric inside a sentence: as its source writes it, or its key as words.
    pub fn metric(&self, key: &str) -> String {
        let known = self.portfolio.and_then(|portfolio| {
            let metric = portfolio.metrics().get(portfolio.metric_index(key)?)?;
            Some(metric.name.replace('_', " "))
        });
        known.map_or_else(|| key.replace('_', " "), |name| inside(&name))
    }

    /// The name of a dimension inside a sentence; its key when no track has it.
    pub fn dimension(&self, key: &str) -> String {
        let mut all = self.program.score.tracks.iter().flat_map(|track| &track.dimensions);
        let name = all.find(|dimension| dimension.key == key).map(|d| inside(&d.name));
        name.unwrap_or_else(|| key.replace('_', " "))
    }

    /// The name of a status; its key when the program does not have it.
    pub fn status(&self, key: &str) -> String {
        self.program.status(key).map_or_else(|| key.to_owned(), |status| status.name.clone())
    }

    /// The name of the tier at a position, counted from 0.
    pub fn tier(&self, position: usize) -> String {
        let tier = self.program.ladder.tiers.get(position);
        tier.map_or_else(|| format!("tier {}", position + 1), |tier| tier.name.clone())
    }

    /// A number of a rule, exactly, with its unit.
    pub fn exact(&self, value: f64, scale: Scale) -> String {
        scale.exact(value, &self.program.currency)
    }

    /// A measured number, rounded by its unit but never across the line.
    pub fn rounded(&self, value: f64, line: Option<f64>, scale: Scale) -> String {
        scale.rounded(value, line, &self.program.currency)
    }

    /// The distance to a line, rounded, never to nothing.
    pub fn distance(&self, value: f64, scale: Scale) -> String {
        scale.distance(value, &self.program.currency)
    }

    /// What a measure is counted in; plain numbers where that is not known.
    pub fn scale(&self, measure: &Measure) -> Scale {
        match &measure.source {
            Source::Reading(reading) => self.scale_of_reading(reading),
            Source::Sum(terms) => {
                // A factor makes another unit of it: points of money, say.
                let same =
                    terms.iter().all(|(factor, _)| (factor.abs() - 1.0).abs() < f64::EPSILON);
                if same { self.common(measure) } else { Scale::Plain }
            }
            Source::Ratio { times, .. } if (times - 100.0).abs() < f64::EPSILON => Scale::Percent,
            Source::Ratio { of, over, .. } => match (self.scale(of), self.scale(over)) {
                (Scale::Money, Scale::Plain | Scale::Count) => Scale::Money,
                _ => Scale::Plain,
            },
            Source::Change { relative: true, .. } => Scale::Share,
            Source::Change { of, .. } => match self.scale(of) {
                Scale::Percent | Scale::Share => Scale::PercentagePoints,
                scale => scale,
            },
            Source::Earlier { .. } | Source::Highest(_) | Source::Lowest(_) => self.common(measure),
            Source::Tenure(_) => Scale::Months,
            Source::Listed { .. } => Scale::Count,
            Source::Score | Source::Dimension(_) => Scale::Points,
        }
    }

    fn scale_of_reading(&self, reading: &Reading) -> Scale {
        if reading.aggregation == Aggregation::Count {
            return Scale::Count;
        }
        let unit = |key: &String| -> Option<Unit> {
            let portfolio = self.portfolio?;
            Some(portfolio.metrics().get(portfolio.metric_index(key)?)?.unit)
        };
        let mut units = reading.metrics.iter().map(unit);
        let first = units.next().flatten();
        let same = units.all(|unit| unit == first);
        first.filter(|_| same).map_or(Scale::Plain, Scale::from)
    }

    /// The scale that all measures inside share.
    fn common(&self, measure: &Measure) -> Scale {
        let mut scales = measure.inner().into_iter().map(|inner| self.scale(inner));
        let Some(first) = scales.next() else { return Scale::Plain };
        if scales.all(|scale| scale == first) { first } else { Scale::Plain }
    }
}

/// A name as it stands inside a sentence.
pub(super) fn inside(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    let small = first.to_lowercase();
    let ordinary = ORDINARY.contains(&small.as_str());
    match name.strip_prefix(first) {
        Some(rest) if ordinary => format!("{small}{rest}"),
        _ => name.to_owned(),
    }
}

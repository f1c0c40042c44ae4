//! Partners × periods × metrics: the data a program is tried on.
//!
//! A cell is a number or *unknown*; unknown is never zero. Periods are consecutive and of one
//! cadence; a cross-section has exactly one period. Ids are text, leading zeros kept, unique.

mod day;
mod metric;
mod month;
mod period;
mod text;

pub use day::Day;
pub use metric::{Direction, Kind, Metric, Unit};
pub use month::Month;
pub use period::{Cadence, Period};
pub use text::same_text;

use serde::{Deserialize, Serialize};

/// Where the rows came from; shown wherever results are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The invented partners that ship with Tierlab.
    Sample,
    /// A file of the user's, by name.
    File(String),
}

/// One partner: identity and text attributes; its numbers live in the portfolio's columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Identity as written in the source, leading zeros kept.
    pub id: String,
    /// Name for people; the id when the source has none.
    pub name: String,
    /// One entry per portfolio attribute; `None` is unknown.
    pub attributes: Vec<Option<String>>,
    /// Name of the tier the partner holds before the first review, if the source says so.
    pub first_tier: Option<String>,
}

/// Partners × periods × metrics, checked: every column has `partners × periods` cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Portfolio {
    origin: Origin,
    periods: Vec<Period>,
    metrics: Vec<Metric>,
    attributes: Vec<String>,
    partners: Vec<Partner>,
    /// One column per metric, partner-major; NaN is unknown.
    columns: Vec<Vec<f64>>,
}

impl Portfolio {
    /// Gives back the room that reading it took beyond what it needs.
    pub fn compact(&mut self) {
        self.partners.shrink_to_fit();
        for column in &mut self.columns {
            column.shrink_to_fit();
        }
    }

    /// An empty portfolio of the given shape; every cell is unknown.
    pub fn new(
        origin: Origin,
        periods: Vec<Period>,
        metrics: Vec<Metric>,
        attributes: Vec<String>,
        partners: Vec<Partner>,
    ) -> Self {
        let cells = periods.len() * partners.len();
        let columns = vec![vec![f64::NAN; cells]; metrics.len()];
        Self { origin, periods, metrics, attributes, partners, columns }
    }

    /// Nobody and nothing.
    pub fn empty() -> Self {
        Self::new(Origin::Sample, Vec::new(), Vec::new(), Vec::new(), Vec::new())
    }

    /// Where the rows came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The periods, oldest first.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// The numeric columns.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// The names of the text columns.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// The partners, in the order of the source.
    pub fn partners(&self) -> &[Partner] {
        &self.partners
    }

    /// Position of the metric with this key.
    pub fn metric_index(&self, key: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.key == key)
    }

    /// Position of the text column with this name; upper and lower case are one.
    pub fn attribute_index(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| same_text(attribute, name))
    }

    /// One text cell, trimmed; `None` is unknown.
    pub fn attribute(&self, attribute: usize, partner: usize) -> Option<&str> {
        let text = self.partners.get(partner)?.attributes.get(attribute)?.as_deref()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// How long its periods are; a portfolio without periods is a snapshot.
    pub fn cadence(&self) -> Cadence {
        self.periods.first().map_or(Cadence::Snapshot, |period| period.cadence())
    }

    /// The history of one partner in one metric, oldest first; NaN is unknown, and a place
    /// outside the portfolio is an empty history.
    pub fn history(&self, metric: usize, partner: usize) -> &[f64] {
        let length = self.periods.len();
        self.columns
            .get(metric)
            .and_then(|column| column.get(partner * length..(partner + 1) * length))
            .unwrap_or(&[])
    }

    /// One cell; `None` is unknown.
    pub fn value(&self, metric: usize, partner: usize, period: usize) -> Option<f64> {
        self.history(metric, partner).get(period).copied().filter(|value| value.is_finite())
    }

    /// Writes one cell; a non-finite value is stored as unknown, a place outside is ignored.
    pub fn set(&mut self, metric: usize, partner: usize, period: usize, value: f64) {
        let place = partner * self.periods.len() + period;
        if period < self.periods.len()
            && let Some(cell) = self.columns.get_mut(metric).and_then(|c| c.get_mut(place))
        {
            *cell = if value.is_finite() { value } else { f64::NAN };
        }
    }

    /// Share of cells of one metric that are known, 0..=1; 1 for a portfolio without cells.
    pub fn coverage(&self, metric: usize) -> f64 {
        let Some(column) = self.columns.get(metric).filter(|column| !column.is_empty()) else {
            return 1.0;
        };
        column.iter().filter(|value| value.is_finite()).count() as f64 / column.len() as f64
    }

    /// A fingerprint of every id and number (FNV-1a, 64 bits): tells whether two people look at
    /// the same partners without showing them.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = crate::rng::Fnv64::default();
        for partner in &self.partners {
            hash.write(partner.id.as_bytes());
            hash.write(&[0]);
        }
        for (metric, column) in self.metrics.iter().zip(&self.columns) {
            hash.write(metric.key.as_bytes());
            for value in column {
                hash.write(&if value.is_nan() { u64::MAX } else { value.to_bits() }.to_le_bytes());
            }
        }
        hash.finish()
    }
}

//! The portfolio document, version 1, all of it text; [`super::columns`] is version 2.

use super::{Text, parse, version_of};
use crate::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use crate::problem::{Problem, Problems};
use serde::{Deserialize, Serialize};

/// Most cells a stored portfolio may have.
pub(super) const MOST_CELLS: usize = 50_000_000;

/// Numbers as they stand in a document, metric by metric; none is unknown.
pub(super) type Columns = Vec<Vec<Option<f64>>>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PortfolioV1 {
    pub(super) tierlab: String,
    pub(super) version: u32,
    /// File name; absent for the sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    calendar: CalendarV1,
    attributes: Vec<String>,
    pub(super) partners: Vec<PartnerV1>,
    metrics: Vec<MetricV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum CalendarV1 {
    Quarters { year: i32, part: i32, count: usize },
    Months { year: i32, part: i32, count: usize },
    Snapshot,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnerV1 {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<String>,
    attributes: Vec<Option<String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetricV1 {
    key: String,
    name: String,
    kind: KindV1,
    unit: UnitV1,
    less_is_better: bool,
    /// Partner by partner, oldest period first; null is unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    values: Vec<Option<f64>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindV1 {
    Flow,
    Stock,
    Rating,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UnitV1 {
    Money,
    Count,
    Days,
    Percent,
    Points,
}

/// Writes a portfolio document on one line.
pub fn write_portfolio(portfolio: &Portfolio) -> String {
    let mut document = PortfolioV1::without_values(portfolio);
    for (index, metric) in document.metrics.iter_mut().enumerate() {
        metric.values = (0..portfolio.partners().len())
            .flat_map(|partner| portfolio.history(index, partner))
            .map(|value| value.is_finite().then_some(*value))
            .collect();
    }
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads and checks a portfolio document.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_portfolio(text: &str) -> Result<Portfolio, Problems> {
    version_of(text, "portfolio", 1)?;
    let document: PortfolioV1 = parse(text, "portfolio")?;
    Portfolio::try_from(document)
}

impl PortfolioV1 {
    /// Everything but the numbers.
    pub(super) fn without_values(portfolio: &Portfolio) -> Self {
        let metrics = portfolio.metrics().iter().map(|metric| MetricV1::write(metric, Vec::new()));
        Self {
            tierlab: "portfolio".to_owned(),
            version: 1,
            file: match portfolio.origin() {
                Origin::Sample => None,
                Origin::File(name) => Some(name.clone()),
            },
            calendar: CalendarV1::from(portfolio.periods()),
            attributes: portfolio.attributes().to_vec(),
            partners: portfolio.partners().iter().map(PartnerV1::from).collect(),
            metrics: metrics.collect(),
        }
    }
}

impl From<&Partner> for PartnerV1 {
    fn from(partner: &Partner) -> Self {
        Self {
            id: partner.id.clone(),
            name: partner.name.clone(),
            tier: partner.first_tier.clone(),
            attributes: partner.attributes.clone(),
        }
    }
}

/// The document of a portfolio without partners and numbers.
pub(super) fn frame(portfolio: &Portfolio) -> Text {
    let mut document = PortfolioV1::without_values(portfolio);
    document.partners.clear();
    // It cannot fail: its keys are words.
    serde_json::value::to_raw_value(&document).unwrap_or_default()
}

/// A partner as it stands in a document.
pub(super) fn partner(
    id: String,
    name: String,
    attributes: Vec<Option<String>>,
    tier: Option<String>,
) -> PartnerV1 {
    PartnerV1 { id, name, tier, attributes }
}

impl PortfolioV1 {
    /// How many periods it has, if they make sense.
    pub(super) fn length(&self) -> Option<usize> {
        periods(&self.calendar).ok().map(|periods| periods.len())
    }

    /// How many columns of text and of numbers it has.
    pub(super) fn columns(&self) -> (usize, usize) {
        (self.attributes.len(), self.metrics.len())
    }

    /// The portfolio with every number unknown, and the numbers as they stand in the document.
    pub(super) fn split(self) -> Result<(Portfolio, Columns), Problems> {
        let periods = periods(&self.calendar)?;
        let attributes = self.attributes.len();
        let cells = periods.len().saturating_mul(self.partners.len());
        let fits = cells.saturating_mul(self.metrics.len().max(1)) <= MOST_CELLS
            && self.partners.iter().all(|partner| partner.attributes.len() == attributes);
        let mut ids: Vec<&str> = self.partners.iter().map(|p| p.id.as_str()).collect();
        ids.sort_unstable();
        let unique = ids.windows(2).all(|pair| matches!(pair, [a, b] if a != b));
        if !fits || !unique || self.partners.is_empty() {
            return Err(damaged(APART));
        }
        let origin = self.file.map_or(Origin::Sample, Origin::File);
        let (metrics, columns): (Vec<Metric>, Columns) =
            self.metrics.into_iter().map(MetricV1::split).unzip();
        let partners = self.partners.into_iter().map(Partner::from).collect();
        Ok((Portfolio::new(origin, periods, metrics, self.attributes, partners), columns))
    }
}

impl TryFrom<PortfolioV1> for Portfolio {
    type Error = Problems;

    fn try_from(document: PortfolioV1) -> Result<Self, Problems> {
        let (mut portfolio, columns) = document.split()?;
        let length = portfolio.periods().len();
        let cells = length * portfolio.partners().len();
        if columns.iter().any(|column| column.len() != cells) {
            return Err(damaged(APART));
        }
        for (metric, column) in columns.into_iter().enumerate() {
            for (place, value) in column.into_iter().enumerate() {
                portfolio.set(metric, place / length, place % length, value.unwrap_or(f64::NAN));
            }
        }
        Ok(portfolio)
    }
}

impl From<&[Period]> for CalendarV1 {
    fn from(periods: &[Period]) -> Self {
        let count = periods.len();
        match periods.first() {
            Some(first) if first.cadence() == Cadence::Quarter => {
                Self::Quarters { year: first.year(), part: first.part(), count }
            }
            Some(first) if first.cadence() == Cadence::Month => {
                Self::Months { year: first.year(), part: first.part(), count }
            }
            _ => Self::Snapshot,
        }
    }
}

impl MetricV1 {
    /// A metric with values partner by partner.
    pub(super) fn write(metric: &Metric, values: Vec<Option<f64>>) -> Self {
        Self {
            key: metric.key.clone(),
            name: metric.name.clone(),
            kind: match metric.kind {
                Kind::Flow => KindV1::Flow,
                Kind::Stock => KindV1::Stock,
                Kind::Rating => KindV1::Rating,
            },
            unit: match metric.unit {
                Unit::Money => UnitV1::Money,
                Unit::Count => UnitV1::Count,
                Unit::Days => UnitV1::Days,
                Unit::Percent => UnitV1::Percent,
                Unit::Points => UnitV1::Points,
            },
            less_is_better: metric.direction == Direction::Less,
            values,
        }
    }

    pub(super) fn split(self) -> (Metric, Vec<Option<f64>>) {
        let metric = Metric {
            key: self.key,
            name: self.name,
            kind: match self.kind {
                KindV1::Flow => Kind::Flow,
                KindV1::Stock => Kind::Stock,
                KindV1::Rating => Kind::Rating,
            },
            unit: match self.unit {
                UnitV1::Money => Unit::Money,
                UnitV1::Count => Unit::Count,
                UnitV1::Days => Unit::Days,
                UnitV1::Percent => Unit::Percent,
                UnitV1::Points => Unit::Points,
            },
            direction: if self.less_is_better { Direction::Less } else { Direction::More },
        };
        (metric, self.values)
    }
}

impl From<PartnerV1> for Partner {
    fn from(document: PartnerV1) -> Self {
        Self {
            id: document.id,
            name: document.name,
            attributes: document.attributes,
            first_tier: document.tier,
        }
    }
}

pub(super) fn periods(calendar: &CalendarV1) -> Result<Vec<Period>, Problems> {
    let (cadence, year, part, count) = match calendar {
        CalendarV1::Snapshot => return Ok(vec![Period::snapshot()]),
        CalendarV1::Quarters { year, part, count } => (Cadence::Quarter, *year, *part, *count),
        CalendarV1::Months { year, part, count } => (Cadence::Month, *year, *part, *count),
    };
    let first = Period::new(cadence, year, part).filter(|_| (1..=1200).contains(&count));
    let first = first.ok_or_else(|| damaged("its periods make no sense"))?;
    Ok((0_i32..).take(count).map(|step| first.plus(step)).collect())
}

/// What is wrong with columns of another length.
pub(super) const APART: &str = "its columns and partners do not belong together";

pub(super) fn damaged(what: &str) -> Problems {
    Problems::from(Problem::new(
        "Stored partners",
        format!("They cannot be read: {what}."),
        "Import the file again.",
    ))
}

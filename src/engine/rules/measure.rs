//! What a rule looks at, put together into one number per partner.
//!
//! A measure is a small expression: readings of metrics over windows, and sums, ratios, changes and
//! bests of other measures. Whether it is known is part of the answer: unknown is never zero.

use crate::portfolio::Kind;
use serde::{Deserialize, Serialize};

/// How the periods of a window become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aggregation {
    /// Total over the window.
    Sum,
    /// Mean of the known periods.
    Mean,
    /// The latest known period.
    Last,
    /// The largest known period.
    Max,
    /// How many known periods are above zero.
    Count,
}

/// What an unknown period inside a window means. Only sums and counts are affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Gaps {
    /// The mean of the known periods stands for it in a score; a gate never estimates, so there
    /// the measure is unknown.
    #[default]
    Estimate,
    /// The measure is unknown.
    Unknown,
    /// It is zero: the source leaves out what did not happen, before its first period as well. A total
    /// looked back at from a later time (a change, an earlier value, conditions over several periods)
    /// has to be on record with its whole window: growth against a year of which two months are recorded
    /// would be far too large.
    Zero,
}

/// Which periods are looked at, counted back from the last one that can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// The last so many months.
    Months(u32),
    /// From the start of the program year (its first month, 1 to 12) to now.
    YearToDate(u32),
    /// The last whole program year (its first month, 1 to 12).
    LastYear(u32),
    /// Everything recorded.
    AllTime,
}

/// One or more metrics over one window. Several are added up: for the largest period and for the count
/// period by period, otherwise each on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Keys of the metrics.
    pub metrics: Vec<String>,
    /// The periods looked at.
    pub window: Window,
    /// How they become one number.
    pub aggregation: Aggregation,
    /// Fewest known periods for the reading to be known; at least 1. Where gaps are zero, a sum and a
    /// count know every period.
    pub minimum_sample: u32,
    /// What an unknown period means.
    pub gaps: Gaps,
}

/// Where the number comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Source {
    /// Metrics of the portfolio.
    Reading(Reading),
    /// Σ factor · measure.
    Sum(Vec<(f64, Measure)>),
    /// `times` · of / over; unknown when `over` is not above zero.
    Ratio {
        /// The numerator.
        of: Box<Measure>,
        /// The denominator.
        over: Box<Measure>,
        /// 100 for percent.
        times: f64,
    },
    /// The change of a measure against so many months earlier: now − then, or as a share of then,
    /// unknown when then is not above zero.
    Change {
        /// What changes.
        of: Box<Measure>,
        /// Months back.
        months: u32,
        /// As a share of the earlier value instead of a difference.
        relative: bool,
    },
    /// A measure as it was so many months earlier.
    Earlier {
        /// What is looked at.
        of: Box<Measure>,
        /// Months back.
        months: u32,
    },
    /// The largest known one. A gate knows better where one is unknown: it passes a lower limit only when
    /// a known one does, and misses it only when all are known.
    Highest(Vec<Measure>),
    /// The smallest; unknown when one is. A gate knows better: a known one that misses a lower limit is
    /// enough.
    Lowest(Vec<Measure>),
    /// Whole months since the date in a text column.
    Tenure(String),
    /// How many entries a text column lists (separated by `;`), of these names or of any.
    Listed {
        /// Name of the text column.
        attribute: String,
        /// What counts; empty for anything.
        of: Vec<String>,
    },
    /// The score. Only in gates.
    Score,
    /// A dimension of the score, by key. Only in gates.
    Dimension(String),
}

/// A number per partner, with what is done to it at the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Name for people; otherwise one is put together.
    pub name: Option<String>,
    /// Where it comes from.
    pub source: Source,
    /// Least and most it counts for.
    pub bounds: (Option<f64>, Option<f64>),
    /// Decimals it is rounded to before anything is compared or scored.
    pub round: Option<u8>,
}

impl Reading {
    /// The periods of a window as one number; NaN is unknown. The window should have `length` periods, of
    /// which a total knows `zeros` where gaps are zero; `gaps` is what an unknown one means.
    pub(crate) fn of(
        &self,
        window: impl Iterator<Item = f64>,
        gaps: Gaps,
        (length, zeros): (usize, usize),
    ) -> f64 {
        let (mut known, mut sum, mut last, mut most, mut above) =
            (0_usize, 0.0, f64::NAN, f64::NAN, 0.0);
        for value in window.filter(|value| value.is_finite()) {
            known += 1;
            sum += value;
            last = value;
            most = f64::max(most, value);
            above += f64::from(u8::from(value > 0.0));
        }
        let totals = matches!(self.aggregation, Aggregation::Sum | Aggregation::Count);
        let sample = if gaps == Gaps::Zero && totals { zeros } else { known };
        if sample < (self.minimum_sample as usize).max(1) {
            return f64::NAN;
        }
        let total = |sum: f64| match gaps {
            _ if sample == length => sum,
            Gaps::Zero | Gaps::Unknown => f64::NAN,
            Gaps::Estimate => sum / known as f64 * length as f64,
        };
        match self.aggregation {
            Aggregation::Sum => total(sum),
            Aggregation::Count => total(above),
            Aggregation::Mean => sum / known as f64,
            Aggregation::Last => last,
            Aggregation::Max => most,
        }
    }
}

impl Measure {
    /// A measure as it comes, without bounds or rounding.
    pub fn plain(source: Source) -> Self {
        Self { name: None, source, bounds: (None, None), round: None }
    }

    /// One metric over a window; gaps are estimated.
    pub fn of(metrics: &[&str], months: u32, aggregation: Aggregation) -> Self {
        Self::plain(Source::Reading(Reading {
            metrics: metrics.iter().map(|key| (*key).to_owned()).collect(),
            window: Window::Months(months),
            aggregation,
            minimum_sample: 1,
            gaps: Gaps::Estimate,
        }))
    }

    /// The usual measure of a metric: flows sum over a year, ratings average over a year, stocks
    /// count as they last stood.
    pub fn usual(metric: &str, kind: Kind) -> Self {
        let aggregation = match kind {
            Kind::Flow => Aggregation::Sum,
            Kind::Stock => Aggregation::Last,
            Kind::Rating => Aggregation::Mean,
        };
        Self::of(&[metric], 12, aggregation)
    }

    /// The reading, when it is nothing but one.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.source {
            Source::Reading(reading) => Some(reading),
            _ => None,
        }
    }

    /// Measures inside this one.
    pub fn inner(&self) -> Vec<&Measure> {
        match &self.source {
            Source::Sum(terms) => terms.iter().map(|(_, measure)| measure).collect(),
            Source::Ratio { of, over, .. } => vec![of, over],
            Source::Change { of, .. } | Source::Earlier { of, .. } => vec![of],
            Source::Highest(list) | Source::Lowest(list) => list.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Every reading in it, however deep.
    pub fn readings(&self) -> Vec<&Reading> {
        match &self.source {
            Source::Reading(reading) => vec![reading],
            _ => self.inner().into_iter().flat_map(Measure::readings).collect(),
        }
    }
}

//! Measures in a document: one object, whose field names say what it is.

use super::super::place::Place;
use crate::problem::{Problem, Problems};
use crate::rules::{Aggregation, Gaps, Measure, Reading, Source, Window};
use serde::{Deserialize, Serialize};

/// A number per partner. Its field names say where it comes from: exactly one of `metric`,
/// `metrics`, `sum`, `ratio`, `change`, `earlier`, `highest`, `lowest`, `tenure`, `listed`,
/// `score` and `dimension`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Measure", transform = super::super::schema::measure))]
#[serde(default, deny_unknown_fields)]
pub(super) struct MeasureV2 {
    /// Name for people; one is put together without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Key of a metric of the portfolio; with `take`, and with `months` or `window`.
    #[serde(skip_serializing_if = "Option::is_none")]
    metric: Option<String>,
    /// Keys of several metrics that add up.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics: Option<Vec<String>>,
    /// How the periods of the window become one number.
    #[serde(skip_serializing_if = "Option::is_none")]
    take: Option<TakeV2>,
    /// Length of the window: the last so many months.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1200)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    /// Another window instead of `months`.
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<WindowV2>,
    /// First month of the program year, 1 to 12; with `year_to_date` and `last_year`.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 12)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    year_starts: Option<u32>,
    /// Fewest known periods for it to be known; 1 without it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1200)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_sample: Option<u32>,
    /// What an unknown period in the window means for sums and counts; `estimate` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    gaps: Option<GapsV2>,
    /// Sum of measures, each with a factor.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    sum: Option<Vec<TermV2>>,
    /// One measure divided by another.
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<Box<RatioV2>>,
    /// The change of a measure against an earlier time.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Box<ChangeV2>>,
    /// A measure as it was at an earlier time.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Box<EarlierV2>>,
    /// The largest known one of these.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    highest: Option<Vec<MeasureV2>>,
    /// The smallest of these; unknown when one of them is.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    lowest: Option<Vec<MeasureV2>>,
    /// Name of the text column with a date; whole months since then.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    tenure: Option<String>,
    /// How many entries a text column lists, separated by semicolons.
    #[serde(skip_serializing_if = "Option::is_none")]
    listed: Option<ListedV2>,
    /// The score itself, written as true. Only in gates of tiers and statuses.
    #[cfg_attr(feature = "schema", schemars(extend("const" = true)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<bool>,
    /// A dimension of the score, by its key. Only in gates of tiers and statuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<String>,
    /// Least it counts for, in its own unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<f64>,
    /// Most it counts for, in its own unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<f64>,
    /// Decimals it is rounded to before anything is compared or scored.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 9)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<u8>,
}

/// How the periods of a window become one number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Take"))]
#[serde(rename_all = "lowercase")]
enum TakeV2 {
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

/// Which periods are looked at, counted back from the last one that can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Window"))]
#[serde(rename_all = "snake_case")]
enum WindowV2 {
    /// From the start of the program year to now.
    YearToDate,
    /// The last whole program year.
    LastYear,
    /// Everything recorded.
    AllTime,
}

/// What an unknown period inside a window means for sums and counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Gaps"))]
#[serde(rename_all = "lowercase")]
enum GapsV2 {
    /// The mean of the known periods stands for it in a score; a gate never estimates, so there
    /// the measure is unknown.
    Estimate,
    /// The measure is unknown.
    Unknown,
    /// It is zero: the source leaves out what did not happen, before its first period as well. Looking
    /// back at an earlier time (a change, an earlier value, conditions over several periods), a window
    /// that begins before the first period is unknown.
    Zero,
}

/// One term of a sum.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Term"))]
#[serde(deny_unknown_fields)]
struct TermV2 {
    /// Factor; 1 without it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    times: f64,
    /// What is added.
    measure: MeasureV2,
}

/// times × of / over; unknown when `over` is not above zero.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Ratio"))]
#[serde(deny_unknown_fields)]
struct RatioV2 {
    /// The numerator.
    of: MeasureV2,
    /// The denominator.
    over: MeasureV2,
    /// Factor, 100 for percent; 1 without it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    times: f64,
}

/// The change of a measure: now less then, or as a share of then.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Change"))]
#[serde(deny_unknown_fields)]
struct ChangeV2 {
    /// What changes.
    of: MeasureV2,
    /// Months back.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1200)))]
    months: u32,
    /// As a share of the earlier value instead of a difference; unknown when that is not above
    /// zero.
    #[serde(default, skip_serializing_if = "super::is_false")]
    relative: bool,
}

/// A measure as it was so many months earlier.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Earlier"))]
#[serde(deny_unknown_fields)]
struct EarlierV2 {
    /// What is looked at.
    of: MeasureV2,
    /// Months back.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1200)))]
    months: u32,
}

/// How many entries a text column lists.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Listed"))]
#[serde(deny_unknown_fields)]
struct ListedV2 {
    /// Name of the text column.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    column: String,
    /// The entries that count; any without it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    of: Vec<String>,
}

fn one() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_one(value: &f64) -> bool {
    value.to_bits() == 1.0_f64.to_bits()
}

impl MeasureV2 {
    pub(super) fn read(self, place: &Place, found: &mut Problems) -> Measure {
        let (name, bounds, round) = (self.name.clone(), (self.least, self.most), self.round);
        let shapes = [
            ("metric", self.metric.is_some()),
            ("metrics", self.metrics.is_some()),
            ("sum", self.sum.is_some()),
            ("ratio", self.ratio.is_some()),
            ("change", self.change.is_some()),
            ("earlier", self.earlier.is_some()),
            ("highest", self.highest.is_some()),
            ("lowest", self.lowest.is_some()),
            ("tenure", self.tenure.is_some()),
            ("listed", self.listed.is_some()),
            ("score", self.score.is_some()),
            ("dimension", self.dimension.is_some()),
        ];
        one_of(&shapes, place, found);
        only_true(self.score, place, found);
        let read = self.metric.is_some() || self.metrics.is_some();
        let window = [
            self.take.is_some(),
            self.months.is_some(),
            self.window.is_some(),
            self.year_starts.is_some(),
            self.minimum_sample.is_some(),
            self.gaps.is_some(),
        ];
        if !read && window.contains(&true) {
            found.push(Problem::new(
                place.to_string(),
                "It has a window or an aggregation, and no metric of its own.",
                "Put them inside the measure that names the metric.",
            ));
        }
        Measure { name, source: self.source(place, found), bounds, round }
    }

    fn source(self, place: &Place, found: &mut Problems) -> Source {
        if let Some(terms) = self.sum {
            let place = place.field("sum");
            let terms = terms.into_iter().enumerate().map(|(index, term)| {
                (term.times, term.measure.read(&place.item(index).field("measure"), found))
            });
            return Source::Sum(terms.collect());
        }
        if let Some(ratio) = self.ratio {
            let place = place.field("ratio");
            return Source::Ratio {
                of: Box::new(ratio.of.read(&place.field("of"), found)),
                over: Box::new(ratio.over.read(&place.field("over"), found)),
                times: ratio.times,
            };
        }
        if let Some(change) = self.change {
            return Source::Change {
                of: Box::new(change.of.read(&place.field("change").field("of"), found)),
                months: change.months,
                relative: change.relative,
            };
        }
        if let Some(earlier) = self.earlier {
            return Source::Earlier {
                of: Box::new(earlier.of.read(&place.field("earlier").field("of"), found)),
                months: earlier.months,
            };
        }
        let mut list = |measures: Vec<Self>, name: &str| -> Vec<Measure> {
            let place = place.field(name);
            let measures = measures.into_iter().enumerate();
            measures.map(|(index, measure)| measure.read(&place.item(index), found)).collect()
        };
        if let Some(measures) = self.highest {
            return Source::Highest(list(measures, "highest"));
        }
        if let Some(measures) = self.lowest {
            return Source::Lowest(list(measures, "lowest"));
        }
        if let Some(column) = self.tenure {
            return Source::Tenure(column);
        }
        if let Some(listed) = self.listed {
            return Source::Listed { attribute: listed.column, of: listed.of };
        }
        if let Some(key) = self.dimension {
            return Source::Dimension(key);
        }
        if self.score.is_some() {
            return Source::Score;
        }
        Source::Reading(self.reading(place, found))
    }

    fn reading(self, place: &Place, found: &mut Problems) -> Reading {
        let mut missing = |what: &str, remedy: &str| {
            found.push(Problem::new(place.to_string(), what.to_owned(), remedy.to_owned()));
        };
        if self.take.is_none() {
            missing(
                "It does not say how the periods become one number.",
                "Add \"take\": \"sum\", \"mean\", \"last\", \"max\" or \"count\".",
            );
        }
        let year = self.year_starts;
        let window = match (self.months, self.window) {
            (Some(months), None) if year.is_none() => Some(Window::Months(months)),
            (None, Some(WindowV2::AllTime)) if year.is_none() => Some(Window::AllTime),
            (None, Some(WindowV2::YearToDate)) => year.map(Window::YearToDate),
            (None, Some(WindowV2::LastYear)) => year.map(Window::LastYear),
            _ => None,
        };
        let windows = usize::from(self.months.is_some()) + usize::from(self.window.is_some());
        let all_time = self.window == Some(WindowV2::AllTime);
        if windows > 1 || (year.is_some() && (self.window.is_none() || all_time)) {
            missing(
                "It says more than one window.",
                "Use \"months\" or \"window\"; \"year_starts\" goes with \"year_to_date\" and \
                 \"last_year\" only.",
            );
        } else if window.is_none() {
            missing(
                "It does not say which periods are looked at.",
                "Add \"months\", or \"window\" with \"all_time\", or with \"year_to_date\" or \
                 \"last_year\" and \"year_starts\".",
            );
        }
        Reading {
            metrics: self.metrics.or(self.metric.map(|key| vec![key])).unwrap_or_default(),
            window: window.unwrap_or(Window::AllTime),
            aggregation: match self.take {
                Some(TakeV2::Sum) => Aggregation::Sum,
                Some(TakeV2::Mean) => Aggregation::Mean,
                Some(TakeV2::Max) => Aggregation::Max,
                Some(TakeV2::Count) => Aggregation::Count,
                Some(TakeV2::Last) | None => Aggregation::Last,
            },
            minimum_sample: self.minimum_sample.unwrap_or(1),
            gaps: match self.gaps {
                Some(GapsV2::Unknown) => Gaps::Unknown,
                Some(GapsV2::Zero) => Gaps::Zero,
                Some(GapsV2::Estimate) | None => Gaps::Estimate,
            },
        }
    }
}

/// The score is asked for with `true`; with `false` nobody knows what is meant.
pub(super) fn only_true(score: Option<bool>, place: &Place, found: &mut Problems) {
    if score == Some(false) {
        found.push(Problem::new(
            place.field("score").to_string(),
            "The score is written as true where it is meant.",
            "Write true, or remove it.",
        ));
    }
}

/// Exactly one of these fields has to be there.
pub(super) fn one_of(fields: &[(&str, bool)], place: &Place, found: &mut Problems) {
    let there: Vec<&str> =
        fields.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    if there.len() == 1 {
        return;
    }
    let all: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let what = if there.is_empty() {
        "It does not say what it is.".to_owned()
    } else {
        format!("It says several things at once: {}.", there.join(", "))
    };
    found.push(Problem::new(place.to_string(), what, format!("Use one of {}.", all.join(", "))));
}

impl From<&Measure> for MeasureV2 {
    fn from(measure: &Measure) -> Self {
        let (least, most) = measure.bounds;
        let base = Self {
            name: measure.name.clone(),
            least,
            most,
            round: measure.round,
            ..Self::default()
        };
        let list = |measures: &[Measure]| Some(measures.iter().map(Self::from).collect());
        match &measure.source {
            Source::Reading(reading) => base.with_reading(reading),
            Source::Sum(terms) => Self {
                sum: Some(
                    terms
                        .iter()
                        .map(|(times, inner)| TermV2 { times: *times, measure: inner.into() })
                        .collect(),
                ),
                ..base
            },
            Source::Ratio { of, over, times } => Self {
                ratio: Some(Box::new(RatioV2 {
                    of: of.as_ref().into(),
                    over: over.as_ref().into(),
                    times: *times,
                })),
                ..base
            },
            Source::Change { of, months, relative } => Self {
                change: Some(Box::new(ChangeV2 {
                    of: of.as_ref().into(),
                    months: *months,
                    relative: *relative,
                })),
                ..base
            },
            Source::Earlier { of, months } => Self {
                earlier: Some(Box::new(EarlierV2 { of: of.as_ref().into(), months: *months })),
                ..base
            },
            Source::Highest(measures) => Self { highest: list(measures), ..base },
            Source::Lowest(measures) => Self { lowest: list(measures), ..base },
            Source::Tenure(column) => Self { tenure: Some(column.clone()), ..base },
            Source::Listed { attribute, of } => {
                let listed = ListedV2 { column: attribute.clone(), of: of.clone() };
                Self { listed: Some(listed), ..base }
            }
            Source::Score => Self { score: Some(true), ..base },
            Source::Dimension(key) => Self { dimension: Some(key.clone()), ..base },
        }
    }
}

impl MeasureV2 {
    fn with_reading(self, reading: &Reading) -> Self {
        let one = matches!(reading.metrics.as_slice(), [_]);
        let (months, window, year_starts) = match reading.window {
            Window::Months(months) => (Some(months), None, None),
            Window::YearToDate(month) => (None, Some(WindowV2::YearToDate), Some(month)),
            Window::LastYear(month) => (None, Some(WindowV2::LastYear), Some(month)),
            Window::AllTime => (None, Some(WindowV2::AllTime), None),
        };
        Self {
            metric: reading.metrics.first().filter(|_| one).cloned(),
            metrics: (!one).then(|| reading.metrics.clone()),
            take: Some(match reading.aggregation {
                Aggregation::Sum => TakeV2::Sum,
                Aggregation::Mean => TakeV2::Mean,
                Aggregation::Last => TakeV2::Last,
                Aggregation::Max => TakeV2::Max,
                Aggregation::Count => TakeV2::Count,
            }),
            months,
            window,
            year_starts,
            minimum_sample: (reading.minimum_sample != 1).then_some(reading.minimum_sample),
            gaps: match reading.gaps {
                Gaps::Estimate => None,
                Gaps::Unknown => Some(GapsV2::Unknown),
                Gaps::Zero => Some(GapsV2::Zero),
            },
            ..self
        }
    }
}

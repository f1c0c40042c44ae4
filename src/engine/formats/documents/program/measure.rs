//! Measures in a document: one object, whose field names say what it is.

use super::super::place::Place;
use crate::problem::{Problem, Problems};
use crate::rules::{Aggregation, Gaps, Measure, Reading, Source, Window};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MeasureV2 {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metric: Option<String>,
    /// Several metrics that add up.
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    take: Option<TakeV2>,
    /// Length of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    /// Instead of a length.
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<WindowV2>,
    /// First month of the program year, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    year_starts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_sample: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gaps: Option<GapsV2>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sum: Option<Vec<TermV2>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<Box<RatioV2>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Box<ChangeV2>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Box<EarlierV2>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highest: Option<Vec<MeasureV2>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lowest: Option<Vec<MeasureV2>>,
    /// Name of the text column with the date it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    tenure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    listed: Option<ListedV2>,
    /// The score itself, written as `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TakeV2 {
    Sum,
    Mean,
    Last,
    Max,
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WindowV2 {
    YearToDate,
    LastYear,
    AllTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GapsV2 {
    Estimate,
    Unknown,
    Zero,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermV2 {
    #[serde(default = "one", skip_serializing_if = "is_one")]
    times: f64,
    measure: MeasureV2,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RatioV2 {
    of: MeasureV2,
    over: MeasureV2,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    times: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeV2 {
    of: MeasureV2,
    months: u32,
    #[serde(default, skip_serializing_if = "super::is_false")]
    relative: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlierV2 {
    of: MeasureV2,
    months: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedV2 {
    column: String,
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
            (Some(months), None) => Some(Window::Months(months)),
            (None, Some(WindowV2::AllTime)) => Some(Window::AllTime),
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

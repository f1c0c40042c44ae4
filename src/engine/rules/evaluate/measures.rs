//! Columns of measures; NaN is unknown.

use super::Evaluation;
use crate::portfolio::{Cadence, Month, same_text};
use crate::rules::measure::{Aggregation, Gaps, Measure, Reading, Source, Window};
use crate::rules::truth::round_to;

/// Whether unknown periods may be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// In a score: as the measure says.
    Score,
    /// In a gate: never.
    Gate,
}

/// A column that was made.
#[derive(Debug)]
pub(super) struct Made {
    measure: Measure,
    used: Use,
    column: Vec<f64>,
}

/// Which periods a window covers: from, to (not included), and how many it should have.
pub(super) type Span = (usize, usize, usize);

impl Measure {
    /// Limits and rounding, which come last.
    pub(super) fn finish(&self, column: &mut [f64]) {
        let (least, most) = self.bounds;
        if least.is_none() && most.is_none() && self.round.is_none() {
            return;
        }
        for value in column.iter_mut().filter(|value| !value.is_nan()) {
            *value = value.max(least.unwrap_or(f64::NEG_INFINITY));
            *value = value.min(most.unwrap_or(f64::INFINITY));
            if let Some(decimals) = self.round {
                *value = round_to(*value, decimals);
            }
        }
    }
}

impl Evaluation<'_> {
    /// A measure of every partner, as a score would use it; NaN is unknown.
    pub fn measured(&self, measure: &Measure) -> Vec<f64> {
        self.measure(measure, Use::Score)
    }

    /// The periods of a window that can be seen, by position, and how many it should have; `None`
    /// when none of them can.
    pub fn periods_of(&self, window: Window) -> Option<(std::ops::Range<usize>, usize)> {
        self.span(window).map(|(from, to, length)| (from..to, length))
    }

    /// The measure of every partner. Conditions of several tiers look at the same ones, so each is made
    /// once.
    pub(super) fn measure(&self, measure: &Measure, used: Use) -> Vec<f64> {
        let same = |made: &&Made| made.used == used && made.measure == *measure;
        if let Some(made) = self.made.borrow().iter().find(same) {
            return made.column.clone();
        }
        let mut column = self.source(&measure.source, used);
        measure.finish(&mut column);
        let made = Made { measure: measure.clone(), used, column: column.clone() };
        self.made.borrow_mut().push(made);
        column
    }

    fn source(&self, source: &Source, used: Use) -> Vec<f64> {
        match source {
            Source::Reading(reading) => self.reading(reading, used),
            Source::Sum(terms) => {
                let mut total = vec![0.0; self.scene.partners()];
                for (factor, measure) in terms {
                    add(&mut total, &self.measure(measure, used), *factor);
                }
                total
            }
            Source::Ratio { of, over, times } => {
                let (of, over) = (self.measure(of, used), self.measure(over, used));
                pairs(&of, &over, |of, over| if over > 0.0 { times * of / over } else { f64::NAN })
            }
            Source::Change { of, months, relative } => {
                let (now, then) = (self.measure(of, used), self.before(of, *months, used));
                pairs(&now, &then, |now, then| match relative {
                    false => now - then,
                    true if then > 0.0 => (now - then) / then,
                    true => f64::NAN,
                })
            }
            Source::Earlier { of, months } => self.before(of, *months, used),
            Source::Highest(list) => self.fold(list, used, f64::max),
            // `min` of a number and NaN is the number, so an unknown has to be carried by hand.
            Source::Lowest(list) => {
                self.fold(
                    list,
                    used,
                    |a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { a.min(b) },
                )
            }
            Source::Tenure(attribute) => self.tenure(attribute),
            Source::Listed { attribute, of } => self.listed(attribute, of),
            Source::Score => self.score().score.clone(),
            Source::Dimension(key) => self.dimension(key),
        }
    }

    fn before(&self, of: &Measure, months: u32, used: Use) -> Vec<f64> {
        match self.scene.earlier(months) {
            Some(scene) => self.in_scene(scene).measure(of, used),
            None => self.unknown(),
        }
    }

    fn unknown(&self) -> Vec<f64> {
        vec![f64::NAN; self.scene.partners()]
    }

    fn fold(&self, list: &[Measure], used: Use, with: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let mut columns = list.iter().map(|measure| self.measure(measure, used));
        let Some(first) = columns.next() else { return self.unknown() };
        columns.fold(first, |best, next| pairs(&best, &next, &with))
    }

    fn dimension(&self, key: &str) -> Vec<f64> {
        let score = self.score();
        let column = |partner: usize, track: u8| {
            let model = self.program.score.tracks.get(usize::from(track))?;
            let track = score.tracks.get(usize::from(track))?;
            let index = model.dimensions.iter().position(|dimension| dimension.key == key)?;
            track.dimensions.get(index)?.value.get(partner).copied()
        };
        let tracks = score.track.iter().enumerate();
        tracks.map(|(partner, track)| column(partner, *track).unwrap_or(f64::NAN)).collect()
    }

    fn tenure(&self, attribute: &str) -> Vec<f64> {
        let Some(now) = self.scene.month() else { return self.unknown() };
        let months = |text: Option<&str>| {
            text.and_then(Month::parse).map_or(f64::NAN, |joined| f64::from(now.since(joined)))
        };
        self.scene.by_text(attribute, months).unwrap_or_else(|| self.unknown())
    }

    fn listed(&self, attribute: &str, of: &[String]) -> Vec<f64> {
        let counts = |entry: &str| of.is_empty() || of.iter().any(|name| same_text(name, entry));
        let count = |text: &str| entries(text).filter(|entry| counts(entry)).count() as f64;
        let count = |text: Option<&str>| text.map_or(f64::NAN, count);
        self.scene.by_text(attribute, count).unwrap_or_else(|| self.unknown())
    }

    fn reading(&self, reading: &Reading, used: Use) -> Vec<f64> {
        let portfolio = self.scene.portfolio();
        let Some(span) = self.span(reading.window) else { return self.unknown() };
        let metrics = reading.metrics.iter().map(|key| portfolio.metric_index(key));
        let Some(metrics) = metrics.collect::<Option<Vec<usize>>>() else { return self.unknown() };
        // The best month of a sum is not the sum of best months, and a month counts once.
        let together = metrics.len() > 1
            && matches!(reading.aggregation, Aggregation::Max | Aggregation::Count);
        let partners = 0..self.scene.partners();
        let zeros = self.periods_known(span.1 - span.0, span.2);
        if together {
            return partners
                .map(|partner| {
                    let histories = metrics.iter().map(|m| portfolio.history(*m, partner));
                    aggregate(reading, &added(histories, reading.gaps), span, used, zeros)
                })
                .collect();
        }
        partners
            .map(|partner| {
                let histories = metrics.iter().map(|metric| portfolio.history(*metric, partner));
                histories.fold(0.0, |sum, h| sum + aggregate(reading, h, span, used, zeros))
            })
            .collect()
    }

    /// The periods of a window; `None` when none of them can be seen.
    pub(super) fn span(&self, window: Window) -> Option<Span> {
        let end = self.scene.periods();
        if self.scene.portfolio().cadence() == Cadence::Snapshot {
            // Each look is about the year before it.
            return Some((end.saturating_sub(1), end, end.min(1)));
        }
        if window == Window::AllTime {
            return Some((0, end, end));
        }
        let (end, length) = match window {
            Window::Months(months) => (end, self.scene.in_periods(months).max(1)),
            Window::YearToDate(first) => (end, self.periods_of_year(first)?),
            Window::LastYear(first) => {
                (end.checked_sub(self.periods_of_year(first)?)?, self.scene.in_periods(12))
            }
            Window::AllTime => (end, end),
        };
        (end > 0).then(|| (end.saturating_sub(length), end, length))
    }

    /// Periods since the program year began, the present one included.
    fn periods_of_year(&self, first: u32) -> Option<usize> {
        let now = self.scene.month()?;
        let first = i32::try_from(first).ok()?;
        let months = u32::try_from((now.number() - first).rem_euclid(12) + 1).ok()?;
        Some(self.scene.in_periods(months))
    }
}

/// Entries of a text that lists several.
pub(super) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|entry| !entry.is_empty() && *entry != "-")
}

/// `zeros` is how many periods a total knows where gaps are zero.
fn aggregate(
    reading: &Reading,
    history: &[f64],
    (from, to, length): Span,
    used: Use,
    zeros: usize,
) -> f64 {
    let Some(window) = history.get(from..to.min(history.len())) else { return f64::NAN };
    let gaps = if used == Use::Gate && reading.gaps == Gaps::Estimate {
        Gaps::Unknown
    } else {
        reading.gaps
    };
    reading.of(window.iter().copied(), gaps, (length, zeros))
}

/// Several histories as one. A period is known when all of it is; where gaps are zero, when any of it
/// is.
fn added<'h>(histories: impl Iterator<Item = &'h [f64]>, gaps: Gaps) -> Vec<f64> {
    let mut total: Vec<f64> = Vec::new();
    for (position, history) in histories.enumerate() {
        if position == 0 {
            total = history.to_vec();
            continue;
        }
        for (sum, value) in total.iter_mut().zip(history) {
            *sum = match (sum.is_nan(), value.is_nan()) {
                (true, false) if gaps == Gaps::Zero => *value,
                (false, true) if gaps == Gaps::Zero => *sum,
                _ => *sum + value,
            };
        }
    }
    total
}

fn add(total: &mut [f64], column: &[f64], factor: f64) {
    for (sum, value) in total.iter_mut().zip(column) {
        *sum += factor * value;
    }
}

fn pairs(a: &[f64], b: &[f64], with: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| with(*a, *b)).collect()
}

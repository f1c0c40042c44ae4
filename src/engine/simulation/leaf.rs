//! One plain part of a dimension: a metric over a window of quarters, and what it is worth.
//!
//! Columns are worked out for many partners at once as if everything were known; whatever comes out
//! unknown is looked at again, one by one, as the reading says.

use super::cells::Cells;
use super::quarters::YEAR;
use super::states::CHUNK;
use crate::portfolio::{Cadence, Kind, Portfolio};
use crate::rules::{Aggregation, Combine, Part, Reading, ValueFunction, Window, round_to};
use crate::stats::within;
use std::ops::Range;

/// Points beyond this count as this.
const MOST_POINTS: f64 = 1e15;

/// One part of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    column: usize,
    /// Quarters looked at.
    window: usize,
    /// What the window becomes; of a cross-section, what its year does.
    reading: Reading,
    bounds: (f64, f64),
    round: Option<u8>,
    value: ValueFunction,
    pub share: f64,
    if_unknown: f64,
    points_round: Option<u8>,
}

impl Leaf {
    /// Quarters that it looks back at in a column; further back than the last only where that may be unknown.
    pub fn reach(&self, column: usize, unknown: bool) -> usize {
        match self.reading.aggregation {
            _ if self.column != column => 0,
            Aggregation::Last if !unknown => 1,
            _ => self.window,
        }
    }

    /// Points of some partners at the end of a quarter, counted from the first of the record.
    pub fn points(
        &self,
        cells: &Cells,
        quarter: usize,
        partners: &Range<usize>,
        combine: Combine,
        out: &mut [f64],
    ) {
        let sum = combine == Combine::Sum;
        let limits = if sum { (-MOST_POINTS, MOST_POINTS) } else { (0.0, 100.0) };
        let (least, most) = self.bounds;
        let bounded = least.is_finite() || most.is_finite() || self.round.is_some();
        let latest = self.reading.aggregation == Aggregation::Last && !bounded;
        let now = cells.at(self.column, quarter, partners.clone());
        match &self.value {
            // Nothing has to be done to the latest where all of it is known.
            ValueFunction::Anchors(anchors) if latest && all_known(now) => {
                interpolate(anchors, now, limits, out);
            }
            _ => {
                let from = (quarter + 1).saturating_sub(self.window);
                self.measure(cells, from..quarter + 1, partners, out);
                if bounded {
                    self.bound(out);
                }
                self.value(limits, out);
            }
        }
        if self.points_round.is_some() || !self.if_unknown.is_nan() {
            for points in out.iter_mut() {
                *points = match self.points_round {
                    _ if points.is_nan() => self.if_unknown,
                    Some(decimals) => round_to(*points, decimals),
                    None => *points,
                };
            }
        }
    }

    fn bound(&self, column: &mut [f64]) {
        let (least, most) = self.bounds;
        for measure in column.iter_mut().filter(|measure| !measure.is_nan()) {
            *measure = measure.max(least).min(most);
            if let Some(decimals) = self.round {
                *measure = round_to(*measure, decimals);
            }
        }
    }

    /// What the measures are worth.
    fn value(&self, limits: (f64, f64), column: &mut [f64]) {
        if let ValueFunction::Anchors(anchors) = &self.value {
            for chunk in column.chunks_mut(CHUNK) {
                let mut measures = [f64::NAN; CHUNK];
                let measures = measures.get_mut(..chunk.len()).unwrap_or(&mut []);
                measures.copy_from_slice(chunk);
                interpolate(anchors, measures, limits, chunk);
            }
        } else {
            for cell in column {
                *cell = within(self.value.value(*cell), limits);
            }
        }
    }

    fn measure(
        &self,
        cells: &Cells,
        periods: Range<usize>,
        partners: &Range<usize>,
        out: &mut [f64],
    ) {
        let seen = periods.len();
        let whole = seen == self.window && seen >= self.reading.minimum_sample as usize;
        let at = |period: usize| cells.at(self.column, period, partners.clone());
        match self.reading.aggregation {
            Aggregation::Last if seen > 0 => out.copy_from_slice(at(periods.end - 1)),
            Aggregation::Sum | Aggregation::Mean if whole => {
                out.fill(0.0);
                for period in periods.clone() {
                    for (sum, value) in out.iter_mut().zip(at(period)) {
                        *sum += value;
                    }
                }
                if self.reading.aggregation == Aggregation::Mean {
                    let count = seen as f64;
                    for sum in out.iter_mut() {
                        *sum /= count;
                    }
                }
            }
            _ => out.fill(f64::NAN),
        }
        // Mostly all are known, which is seen at once.
        if all_known(out) {
            return;
        }
        for (index, slot) in out.iter_mut().enumerate() {
            if slot.is_nan() {
                *slot = self.one(cells, periods.clone(), partners.start + index);
            }
        }
    }

    /// The measure of one partner, whose unknown quarters mean what the reading says.
    fn one(&self, cells: &Cells, periods: Range<usize>, partner: usize) -> f64 {
        if periods.is_empty() {
            return f64::NAN;
        }
        let cell = |period: usize| {
            let cell = cells.at(self.column, period, partner..partner + 1).first();
            cell.copied().unwrap_or(f64::NAN)
        };
        self.reading.of(periods.map(cell), self.reading.gaps, (self.window, self.window))
    }
}

fn all_known(column: &[f64]) -> bool {
    !column.iter().fold(false, |unknown, measure| unknown | measure.is_nan())
}

/// Piecewise-linear points of measures, within limits: every segment is worked out for all of them, and each
/// keeps the one it lies in.
#[inline(never)]
fn interpolate(anchors: &[(f64, f64)], measures: &[f64], limits: (f64, f64), column: &mut [f64]) {
    let ([first, rest @ ..], Some(last)) = (anchors, anchors.last()) else {
        column.fill(within(0.0, limits));
        return;
    };
    // The first segment on its own: often it is the only one.
    let Some((above, rest)) = rest.split_first() else {
        for (cell, x) in column.iter_mut().zip(measures) {
            *cell = within(if x.is_nan() { *x } else { first.1 }, limits);
        }
        return;
    };
    let (width, rise) = (above.0 - first.0, above.1 - first.1);
    // Unknown stays unknown.
    let all = (f64::NEG_INFINITY, f64::INFINITY);
    let now = if rest.is_empty() { limits } else { all };
    for (cell, x) in column.iter_mut().zip(measures) {
        let inside = first.1 + (x - first.0) / width * rise;
        let reached = if *x <= first.0 { first.1 } else { inside };
        *cell = within(if *x > above.0 { above.1 } else { reached }, now);
    }
    for (below, above) in anchors.iter().skip(1).zip(rest) {
        let (width, rise) = (above.0 - below.0, above.1 - below.1);
        let now = if std::ptr::eq(above, last) { limits } else { all };
        for (cell, x) in column.iter_mut().zip(measures) {
            let inside = below.1 + (x - below.0) / width * rise;
            let inside = if *x > above.0 { above.1 } else { inside };
            *cell = within(if *x > below.0 { inside } else { *cell }, now);
        }
    }
}

/// A part by index; `None` when it is not plain.
pub(super) fn leaf(part: &Part, combine: Combine, portfolio: &Portfolio) -> Option<Leaf> {
    let plain = part.times.is_empty() && part.when.is_none() && combine != Combine::Geometric;
    let value = match &part.value {
        ValueFunction::Rank { .. } | ValueFunction::Schedule { .. } => return None,
        ValueFunction::Linear { target: one, points: other, .. }
        | ValueFunction::Rate { points: one, per: other, .. } => {
            one.fixed()?;
            other.fixed()?;
            part.value.clone()
        }
        other => other.clone(),
    };
    let reading = part.measure.reading()?;
    let [key] = reading.metrics.as_slice() else { return None };
    let column = portfolio.metric_index(key)?;
    let kind = portfolio.metrics().get(column)?.kind;
    let (window, aggregation) = looked_at(reading, portfolio.cadence(), kind)?;
    // The latest of a few needs to be told how many there are.
    if aggregation == Aggregation::Last && reading.minimum_sample > 1 {
        return None;
    }
    plain.then(|| Leaf {
        column,
        window,
        reading: Reading { aggregation, ..reading.clone() },
        bounds: limits(part.measure.bounds),
        round: part.measure.round,
        value,
        share: part.share,
        if_unknown: part.if_unknown.unwrap_or(f64::NAN),
        points_round: part.round,
    })
}

/// Quarters of a window and how they become one number; a cross-section is always about a year.
fn looked_at(reading: &Reading, cadence: Cadence, kind: Kind) -> Option<(usize, Aggregation)> {
    let Window::Months(months) = reading.window else { return None };
    if cadence == Cadence::Snapshot {
        let year = match (kind, reading.aggregation) {
            (_, Aggregation::Count) => return None,
            (Kind::Flow, _) => Aggregation::Sum,
            (Kind::Stock, _) => Aggregation::Last,
            (Kind::Rating, _) => Aggregation::Mean,
        };
        return (months <= 12 && reading.minimum_sample <= 1).then_some((YEAR, year));
    }
    Some((months.div_ceil(3).max(1) as usize, reading.aggregation))
}

/// Least and most as numbers.
pub(super) fn limits((least, most): (Option<f64>, Option<f64>)) -> (f64, f64) {
    (least.unwrap_or(f64::NEG_INFINITY), most.unwrap_or(f64::INFINITY))
}

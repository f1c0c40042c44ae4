//! Columns of the score: parts, dimensions, tracks, and the best track of every partner.

use super::measures::Use;
use super::{Evaluation, GateColumn};
use crate::portfolio::Period;
use crate::rules::measure::{Gaps, Measure};
use crate::rules::score::{Combine, Dimension, Part, Track};
use crate::rules::truth::{EPSILON, Truth, round_to};
use crate::rules::value_function::{ValueFunction, capped};
use crate::stats::within;

/// Points beyond this count as this, so that no product or sum of them leaves the numbers.
const MOST_POINTS: f64 = 1e15;

/// One part for every partner; NaN is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartColumn {
    /// The measure in its own unit.
    pub measure: Vec<f64>,
    /// The points.
    pub value: Vec<f64>,
    /// The measures that multiply, each with its factor.
    pub times: Vec<(Vec<f64>, Vec<f64>)>,
    /// Who gets points.
    pub when: Option<GateColumn>,
}

/// One dimension for every partner; NaN is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DimensionColumn {
    /// Its value.
    pub value: Vec<f64>,
    /// Its parts in order.
    pub parts: Vec<PartColumn>,
}

/// One track for every partner; NaN is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackColumn {
    /// The score on this track; unknown as well where the track does not apply.
    pub score: Vec<f64>,
    /// Share of the weight that is known, 0..=1.
    pub coverage: Vec<f64>,
    /// Who is scored on it.
    pub when: Option<GateColumn>,
    /// Its dimensions in order.
    pub dimensions: Vec<DimensionColumn>,
}

/// The score of every partner; NaN is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScoreColumn {
    /// The score.
    pub score: Vec<f64>,
    /// Share of the weight that is known on the track that counts, 0..=1.
    pub coverage: Vec<f64>,
    /// Position of the track that counts; the first one where none is known.
    pub track: Vec<u8>,
    /// All tracks in order.
    pub tracks: Vec<TrackColumn>,
}

impl Evaluation<'_> {
    pub(super) fn score_column(&self) -> ScoreColumn {
        let partners = self.scene.partners();
        let tracks: Vec<TrackColumn> =
            self.program.score.tracks.iter().map(|track| self.track(track)).collect();
        let mut score = vec![f64::NAN; partners];
        let mut chosen = vec![0_u8; partners];
        for (position, track) in (0_u8..).zip(&tracks) {
            for ((best, chosen), value) in score.iter_mut().zip(&mut chosen).zip(&track.score) {
                if !value.is_nan() && (best.is_nan() || *value > *best) {
                    *best = *value;
                    *chosen = position;
                }
            }
        }
        let coverage = chosen
            .iter()
            .enumerate()
            .map(|(partner, track)| {
                let track = tracks.get(usize::from(*track));
                track.and_then(|track| track.coverage.get(partner).copied()).unwrap_or(0.0)
            })
            .collect();
        if let Some(decimals) = self.program.score.round {
            for value in score.iter_mut().filter(|value| !value.is_nan()) {
                *value = round_to(*value, decimals);
            }
        }
        ScoreColumn { score, coverage, track: chosen, tracks }
    }

    fn track(&self, track: &Track) -> TrackColumn {
        let dimensions: Vec<DimensionColumn> =
            track.dimensions.iter().map(|dimension| self.dimension_column(dimension)).collect();
        let when = track.when.as_ref().map(|gate| self.gate(gate));
        let (mut score, mut coverage) = (Vec::new(), Vec::new());
        for partner in 0..self.scene.partners() {
            let values = dimensions.iter().map(|d| at(&d.value, partner));
            let (value, known) = self.combine(track, values);
            let applies = when.as_ref().is_none_or(|w| w.truth.get(partner) == Some(&Truth::Pass));
            score.push(if applies { value } else { f64::NAN });
            coverage.push(known);
        }
        TrackColumn { score, coverage, when, dimensions }
    }

    /// Score and coverage from the values of a track's dimensions in order; NaN is unknown.
    pub(super) fn combine(
        &self,
        track: &Track,
        values: impl Iterator<Item = f64> + Clone,
    ) -> (f64, f64) {
        let model = &self.program.score;
        combine(track, values, model.scale, model.minimum_coverage)
    }

    fn dimension_column(&self, dimension: &Dimension) -> DimensionColumn {
        let bounded = dimension.combine != Combine::Sum;
        let parts: Vec<PartColumn> =
            dimension.parts.iter().map(|part| self.part(part, bounded)).collect();
        let (least, most) = dimension.bounds;
        let value = (0..self.scene.partners())
            .map(|partner| {
                let values = dimension
                    .parts
                    .iter()
                    .zip(&parts)
                    .map(|(p, c)| (p.share, at(&c.value, partner)));
                let value = combined(dimension.combine, values);
                if value.is_nan() {
                    return value;
                }
                value.max(least.unwrap_or(f64::NEG_INFINITY)).min(most.unwrap_or(f64::INFINITY))
            })
            .collect();
        DimensionColumn { value, parts }
    }

    fn part(&self, part: &Part, bounded: bool) -> PartColumn {
        let scale = if bounded { (0.0, 100.0) } else { (-MOST_POINTS, MOST_POINTS) };
        let (measure, mut value) = self.points(&part.measure, &part.value);
        for points in &mut value {
            *points = within(*points, scale);
        }
        let times: Vec<(Vec<f64>, Vec<f64>)> =
            part.times.iter().map(|(measure, value)| self.points(measure, value)).collect();
        for (_, factor) in &times {
            for (points, factor) in value.iter_mut().zip(factor) {
                *points = within(product(*points, *factor), scale);
            }
        }
        let when = part.when.as_ref().map(|gate| self.gate(gate));
        if let Some(when) = &when {
            for (points, truth) in value.iter_mut().zip(&when.truth) {
                *points = match truth {
                    Truth::Pass => *points,
                    Truth::Fail => 0.0,
                    Truth::Unknown => product(*points, f64::NAN),
                };
            }
        }
        for points in &mut value {
            if points.is_nan() {
                *points = part.if_unknown.unwrap_or(f64::NAN);
            } else if let Some(decimals) = part.round {
                *points = round_to(*points, decimals);
            }
        }
        PartColumn { measure, value, times, when }
    }

    /// The points that a value function gives every partner for a measure, before anything multiplies or limits
    /// them; NaN is unknown.
    pub fn worth(&self, measure: &Measure, value: &ValueFunction) -> Vec<f64> {
        self.points(measure, value).1
    }

    fn points(&self, measure: &Measure, value: &ValueFunction) -> (Vec<f64>, Vec<f64>) {
        let column = self.measure(measure, Use::Score);
        let points = match value {
            ValueFunction::Linear { target: line, points, .. }
            | ValueFunction::Rate { per: line, points, .. } => {
                let (line, worth) = (line.column(&self.scene), points.column(&self.scene));
                let quantities = line.iter().zip(&worth);
                column.iter().zip(quantities).map(|(x, (l, w))| value.of(*x, *l, *w)).collect()
            }
            ValueFunction::Rank { group, points, less_is_better } => {
                let ranks = self.percentile(&column, group.as_deref(), *less_is_better);
                ranks.into_iter().map(|rank| points * rank).collect()
            }
            ValueFunction::Schedule { rates, per, most } => {
                self.scheduled(measure, rates, *per, *most)
            }
            _ => column.iter().map(|x| value.value(*x)).collect(),
        };
        let points = points.into_iter().map(|p: f64| p.clamp(-MOST_POINTS, MOST_POINTS)).collect();
        (column, points)
    }

    /// What every period earns at the rate in force when it ended. Unknown periods earn the mean of
    /// the known ones where the reading says so.
    fn scheduled(
        &self,
        measure: &Measure,
        rates: &[(crate::portfolio::Month, f64)],
        per: f64,
        most: Option<f64>,
    ) -> Vec<f64> {
        let unknown = || vec![f64::NAN; self.scene.partners()];
        let Some(reading) = measure.reading() else { return unknown() };
        let Some((from, to, length)) = self.span(reading.window) else { return unknown() };
        let portfolio = self.scene.portfolio();
        let periods = portfolio.periods().get(from..to).unwrap_or(&[]);
        let rate = |period: &Period| {
            let month = period.last_month()?;
            let since = rates.iter().rev().find(|(start, _)| *start <= month);
            Some(since.map_or(0.0, |(_, rate)| *rate))
        };
        let Some(rates) = periods.iter().map(rate).collect::<Option<Vec<f64>>>() else {
            return unknown();
        };
        let mut total = vec![0.0; self.scene.partners()];
        for key in &reading.metrics {
            let Some(metric) = portfolio.metric_index(key) else { return unknown() };
            for (partner, sum) in total.iter_mut().enumerate() {
                let history = portfolio.history(metric, partner).get(from..to).unwrap_or(&[]);
                let known = history.iter().zip(&rates).filter(|(value, _)| value.is_finite());
                let (count, earned) = known
                    .fold((0_usize, 0.0), |(n, sum), (value, rate)| (n + 1, sum + value * rate));
                let zero = reading.gaps == Gaps::Zero;
                let sample = if zero { self.periods_known(history.len(), length) } else { count };
                *sum += match reading.gaps {
                    _ if sample < (reading.minimum_sample as usize).max(1) => f64::NAN,
                    _ if sample == length => earned,
                    Gaps::Estimate => earned / count as f64 * length as f64,
                    Gaps::Zero | Gaps::Unknown => f64::NAN,
                };
            }
        }
        total.into_iter().map(|earned| capped(earned / per, most)).collect()
    }
}

/// Points times a factor. Nothing times anything is nothing, also where one of the two is unknown.
fn product(points: f64, factor: f64) -> f64 {
    let nothing = |x: f64| x.abs() <= 0.0;
    if nothing(points) || nothing(factor) { 0.0 } else { points * factor }
}

impl Combine {
    /// Values put together by their weights, NaN being unknown; NaN when none is known.
    pub fn together(self, weighted: impl Iterator<Item = (f64, f64)>) -> f64 {
        combined(self, weighted)
    }
}

/// One entry of a column; NaN outside.
pub(super) fn at(column: &[f64], partner: usize) -> f64 {
    column.get(partner).copied().unwrap_or(f64::NAN)
}

/// Score and coverage of a track from its dimensions' values in order; NaN is unknown.
pub(super) fn combine(
    track: &Track,
    values: impl Iterator<Item = f64> + Clone,
    scale: f64,
    minimum_coverage: f64,
) -> (f64, f64) {
    let total: f64 = track.dimensions.iter().map(|dimension| dimension.weight).sum();
    let weighted = track.dimensions.iter().map(|dimension| dimension.weight).zip(values);
    let present: f64 = weighted.clone().filter(|(_, v)| !v.is_nan()).map(|(w, _)| w).sum();
    let coverage = if total > 0.0 { present / total } else { 0.0 };
    if !(present > 0.0 && coverage >= minimum_coverage - EPSILON) {
        return (f64::NAN, coverage);
    }
    let value = combined(track.combine, weighted);
    let scaled = track.combine != Combine::Sum && scale.to_bits() != 100.0_f64.to_bits();
    (if scaled { value * scale / 100.0 } else { value }, coverage)
}

/// Known values put together by their weights; NaN when none is known.
fn combined(how: Combine, values: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut weight, mut known) = (0.0, 0.0, false);
    for (w, value) in values.filter(|(_, value)| !value.is_nan()) {
        known = true;
        weight += w;
        sum += match how {
            Combine::Mean => w * value,
            Combine::Geometric => w * libm::log(value.max(0.0)),
            Combine::Sum => value,
        };
    }
    match how {
        _ if !known => f64::NAN,
        Combine::Mean => sum / weight,
        Combine::Geometric => libm::exp(sum / weight),
        Combine::Sum => sum,
    }
}

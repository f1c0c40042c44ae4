//! What a measure, a part, a dimension and the score can come to at all, with everything known.

use super::view::View;
use crate::rules::{Combine, Dimension, Measure, Part, Source, Track, ValueFunction, round_to};

/// Least and most, both within; infinite where nothing limits it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    pub lo: f64,
    pub hi: f64,
}

impl Range {
    const ALL: Self = Self { lo: f64::NEG_INFINITY, hi: f64::INFINITY };

    /// From the least to the largest of these; NaN counts for nothing.
    fn over(values: impl IntoIterator<Item = f64>) -> Self {
        let none = Self { lo: f64::INFINITY, hi: f64::NEG_INFINITY };
        let seen = values
            .into_iter()
            .fold(none, |r, value| Self { lo: r.lo.min(value), hi: r.hi.max(value) });
        if seen.lo > seen.hi { Self::ALL } else { seen }
    }

    fn with(self, value: f64) -> Self {
        Self::over([self.lo, self.hi, value])
    }

    fn within(self, least: Option<f64>, most: Option<f64>) -> Self {
        let (least, most) = (least.unwrap_or(f64::NEG_INFINITY), most.unwrap_or(f64::INFINITY));
        Self { lo: self.lo.max(least).min(most), hi: self.hi.max(least).min(most) }
    }

    fn times(self, other: Self) -> Self {
        let product =
            |a: f64, b: f64| if a.abs() < 1e-300 || b.abs() < 1e-300 { 0.0 } else { a * b };
        Self::over([
            product(self.lo, other.lo),
            product(self.lo, other.hi),
            product(self.hi, other.lo),
            product(self.hi, other.hi),
        ])
    }

    fn rounded(self, decimals: Option<u8>) -> Self {
        let round = |value: f64| match decimals {
            Some(decimals) if value.is_finite() => round_to(value, decimals),
            _ => value,
        };
        Self { lo: round(self.lo), hi: round(self.hi) }
    }
}

impl View<'_> {
    /// What the score can come to.
    pub(super) fn score_range(&self) -> Range {
        *self.score_range.get_or_init(|| {
            let model = &self.program.score;
            let tracks = model.tracks.iter().map(|track| self.track_range(track));
            let all: Vec<Range> = tracks.collect();
            Range::over(all.iter().flat_map(|range| [range.lo, range.hi])).rounded(model.round)
        })
    }

    fn track_range(&self, track: &Track) -> Range {
        let dimensions: Vec<(f64, Range)> = track
            .dimensions
            .iter()
            .map(|dimension| (dimension.weight, self.dimension_range(dimension)))
            .collect();
        let range = combined(track.combine, &dimensions);
        if track.combine == Combine::Sum {
            return range;
        }
        let scale = self.program.score.scale / 100.0;
        Range { lo: range.lo * scale, hi: range.hi * scale }
    }

    pub(super) fn dimension_range(&self, dimension: &Dimension) -> Range {
        let (least, most) = dimension.bounds;
        self.open_range(dimension).within(least, most)
    }

    /// A dimension before its floor and cap.
    pub(super) fn open_range(&self, dimension: &Dimension) -> Range {
        let averaged = dimension.combine != Combine::Sum;
        let parts = dimension.parts.iter();
        let parts: Vec<(f64, Range)> =
            parts.map(|part| (part.share, self.part_range(part, averaged))).collect();
        combined(dimension.combine, &parts)
    }

    pub(super) fn part_range(&self, part: &Part, averaged: bool) -> Range {
        let mut range = self.value_range(&part.value, &part.measure);
        if averaged {
            range = range.within(Some(0.0), Some(100.0));
        }
        for (measure, value) in &part.times {
            range = range.times(self.value_range(value, measure));
        }
        if part.when.is_some() {
            range = range.with(0.0);
        }
        range = range.rounded(part.round);
        part.if_unknown.map_or(range, |points| range.with(points))
    }

    /// What a measure can come to.
    pub(super) fn measure_range(&self, measure: &Measure) -> Range {
        let (least, most) = measure.bounds;
        self.source_range(&measure.source).within(least, most).rounded(measure.round)
    }

    fn source_range(&self, source: &Source) -> Range {
        let over = |list: &[Measure], highest: bool| {
            let ranges: Vec<Range> =
                list.iter().map(|measure| self.measure_range(measure)).collect();
            let pick = |a: f64, b: f64| if highest { a.max(b) } else { a.min(b) };
            let join = |a: Range, b: Range| Range { lo: pick(a.lo, b.lo), hi: pick(a.hi, b.hi) };
            let joined = ranges.iter().copied().reduce(join).unwrap_or(Range::ALL);
            // The highest known one may be any of them.
            let lo = if highest {
                ranges.iter().map(|r| r.lo).fold(joined.lo, f64::min)
            } else {
                joined.lo
            };
            Range { lo, hi: joined.hi }
        };
        match source {
            Source::Sum(terms) => {
                let none = Range { lo: 0.0, hi: 0.0 };
                terms.iter().fold(none, |sum, (factor, measure)| {
                    let range =
                        self.measure_range(measure).times(Range { lo: *factor, hi: *factor });
                    Range { lo: sum.lo + range.lo, hi: sum.hi + range.hi }
                })
            }
            Source::Highest(list) => over(list, true),
            Source::Lowest(list) => over(list, false),
            Source::Earlier { of, .. } => self.measure_range(of),
            Source::Listed { .. } => Range { lo: 0.0, hi: f64::INFINITY },
            Source::Score => self.score_range(),
            Source::Dimension(key) => {
                let tracks = self.program.score.tracks.iter();
                let named = tracks.flat_map(|track| &track.dimensions).filter(|d| d.key == *key);
                let ranges: Vec<Range> = named.map(|d| self.dimension_range(d)).collect();
                Range::over(ranges.iter().flat_map(|range| [range.lo, range.hi]))
            }
            Source::Reading(_)
            | Source::Ratio { .. }
            | Source::Change { .. }
            | Source::Tenure(_) => Range::ALL,
        }
    }

    /// What a value function can come to for a measure.
    pub(super) fn value_range(&self, value: &ValueFunction, measure: &Measure) -> Range {
        let x = self.measure_range(measure);
        let within = |value: f64| value.max(x.lo).min(x.hi);
        match value {
            ValueFunction::Bands(bands) => {
                let meets = |from: Option<f64>, to: Option<f64>| {
                    from.is_none_or(|from| from <= x.hi) && to.is_none_or(|to| to >= x.lo)
                };
                let points = bands.iter().filter(|band| meets(band.from, band.to));
                Range::over(points.map(|band| band.points).chain([0.0]))
            }
            ValueFunction::Linear { from, target, points } => {
                let targets = target.numbers();
                let ends = targets.iter().flat_map(|target| {
                    [x.lo, x.hi].map(|x| ((x - from) / (target - from)).clamp(0.0, 1.0))
                });
                let shares = Range::over(ends);
                shares.times(Range::over(points.numbers()))
            }
            ValueFunction::Rate { points, per, whole, most } => {
                let units = |x: f64, per: f64| {
                    let units = x / per;
                    if *whole { libm::floor(units + crate::rules::EPSILON) } else { units }
                };
                let ends = per.numbers();
                let ends = ends.iter().flat_map(|per| [units(x.lo, *per), units(x.hi, *per)]);
                Range::over(ends).times(Range::over(points.numbers())).within(None, *most)
            }
            ValueFunction::Schedule { rates, per, most } => {
                let rates = Range::over(rates.iter().map(|(_, rate)| rate / per));
                x.times(rates).within(None, *most)
            }
            ValueFunction::Rank { points, .. } => Range::over([0.0, *points]),
            ValueFunction::Hill { points, .. } if x.hi.is_infinite() => {
                Range::over([value.value(x.lo.max(0.0)), *points])
            }
            ValueFunction::Anchors(anchors) => {
                let inner = anchors.iter().map(|(at, _)| within(*at));
                Range::over(inner.chain([x.lo, x.hi]).map(|x| value.value(x)))
            }
            ValueFunction::Trapezoid { a, b, c, d, .. } => {
                let inner = [*a, *b, *c, *d].map(within);
                Range::over(inner.into_iter().chain([x.lo, x.hi]).map(|x| value.value(x)))
            }
            ValueFunction::Logistic { .. }
            | ValueFunction::Exponential { .. }
            | ValueFunction::Hill { .. } => Range::over([x.lo, x.hi].map(|x| value.value(x))),
        }
    }
}

fn combined(how: Combine, values: &[(f64, Range)]) -> Range {
    let weight: f64 = values.iter().map(|(weight, _)| weight).sum();
    let end = |pick: fn(&Range) -> f64| -> f64 {
        let ends = values.iter().map(|(weight, range)| (weight, pick(range)));
        match how {
            Combine::Sum => ends.map(|(_, value)| value).sum(),
            Combine::Mean => ends.map(|(w, value)| w * value).sum::<f64>() / weight,
            Combine::Geometric => libm::exp(
                ends.map(|(w, value)| w * libm::log(value.max(0.0))).sum::<f64>() / weight,
            ),
        }
    };
    Range { lo: end(|range| range.lo), hi: end(|range| range.hi) }
}

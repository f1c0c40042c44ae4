//! Which way things move when a measure rises: of value functions, measures, conditions, the score.
//!
//! What is said to move one way moves that way for every partner; what cannot be told counts as
//! both ways.

use super::view::View;
use crate::rules::{Gate, Measure, Part, Rule, Source, ValueFunction};

/// Whether something can rise, fall, or both; neither is not moved at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sway {
    pub up: bool,
    pub down: bool,
}

impl Sway {
    pub const NONE: Self = Self { up: false, down: false };
    pub const UP: Self = Self { up: true, down: false };
    pub const BOTH: Self = Self { up: true, down: true };

    pub fn moves(self) -> bool {
        self.up || self.down
    }

    fn and(self, other: Self) -> Self {
        Self { up: self.up || other.up, down: self.down || other.down }
    }

    fn flipped(self) -> Self {
        Self { up: self.down, down: self.up }
    }

    /// What moves by `outer` when that which moves by `self` rises.
    fn through(self, outer: Self) -> Self {
        let mut all = Self::NONE;
        if outer.up {
            all = all.and(self);
        }
        if outer.down {
            all = all.and(self.flipped());
        }
        all
    }

    fn by_sign(self, factor: f64) -> Self {
        match factor {
            f if f > 0.0 => self,
            f if f < 0.0 => self.flipped(),
            _ => Self::NONE,
        }
    }

    fn of_steps(values: impl Iterator<Item = f64> + Clone) -> Self {
        let pairs = values.clone().zip(values.skip(1));
        pairs.fold(Self::NONE, |all, (a, b)| all.and(Self { up: b > a, down: b < a }))
    }
}

/// Which way a value function goes as its measure rises. Bands go by their points in order; where
/// they end and what they leave out is not counted.
pub(super) fn of_value(value: &ValueFunction) -> Sway {
    let sign = |number: f64| Sway::UP.by_sign(number);
    let signs = |numbers: Vec<f64>| numbers.into_iter().map(sign).fold(Sway::NONE, Sway::and);
    match value {
        ValueFunction::Anchors(anchors) => {
            Sway::of_steps(anchors.iter().map(|(_, points)| *points))
        }
        ValueFunction::Bands(bands) => {
            let mut steps: Vec<(f64, f64)> = bands
                .iter()
                .map(|band| (band.from.unwrap_or(f64::NEG_INFINITY), band.points))
                .collect();
            steps.sort_by(|a, b| a.0.total_cmp(&b.0));
            Sway::of_steps(steps.iter().map(|(_, points)| *points))
        }
        ValueFunction::Linear { from, target, points } => {
            let way = target.numbers().into_iter().map(|target| sign(target - from));
            way.fold(Sway::NONE, Sway::and).through(signs(points.numbers()))
        }
        ValueFunction::Rate { points, .. } => signs(points.numbers()),
        ValueFunction::Schedule { rates, .. } => {
            signs(rates.iter().map(|(_, rate)| *rate).collect())
        }
        ValueFunction::Rank { points, less_is_better, .. } => {
            sign(if *less_is_better { -points } else { *points })
        }
        ValueFunction::Logistic { spread, points, .. } => sign(spread * points),
        ValueFunction::Trapezoid { points, .. } => {
            if sign(*points).moves() {
                Sway::BOTH
            } else {
                Sway::NONE
            }
        }
        ValueFunction::Exponential { points, .. } | ValueFunction::Hill { points, .. } => {
            sign(*points)
        }
    }
}

impl View<'_> {
    /// How a metric's newest period moves a measure.
    pub(super) fn sway_of_measure(&self, measure: &Measure, metric: &str) -> Sway {
        let of = |measure: &Measure| self.sway_of_measure(measure, metric);
        match &measure.source {
            Source::Reading(reading) => {
                let read = reading.metrics.iter().any(|key| key == metric);
                if read { Sway::UP } else { Sway::NONE }
            }
            Source::Sum(terms) => {
                let each = terms.iter().map(|(factor, measure)| of(measure).by_sign(*factor));
                each.fold(Sway::NONE, Sway::and)
            }
            Source::Ratio { of: above, over, times } => {
                of(above).and(of(over).flipped()).by_sign(*times)
            }
            Source::Change { of: measure, .. } => of(measure),
            Source::Earlier { .. } | Source::Tenure(_) | Source::Listed { .. } => Sway::NONE,
            Source::Highest(list) | Source::Lowest(list) => {
                list.iter().map(of).fold(Sway::NONE, Sway::and)
            }
            Source::Score => self.sway_of_score(metric),
            Source::Dimension(key) => {
                let tracks = &self.program.score.tracks;
                let named = tracks.iter().flat_map(|t| &t.dimensions).filter(|d| d.key == *key);
                let own = named
                    .flat_map(|dimension| &dimension.parts)
                    .map(|part| self.sway_of_part(part, metric))
                    .fold(Sway::NONE, Sway::and);
                // With several tracks a dimension can change by changing the track.
                let switches = tracks.len() > 1 && self.sway_of_score(metric).moves();
                if switches { Sway::BOTH } else { own }
            }
        }
    }

    /// How a metric's newest period moves the points of a part.
    fn sway_of_part(&self, part: &Part, metric: &str) -> Sway {
        let own = self.sway_of_measure(&part.measure, metric).through(of_value(&part.value));
        let factors = part
            .times
            .iter()
            .map(|(measure, value)| self.sway_of_measure(measure, metric).through(of_value(value)));
        let factors = factors.fold(Sway::NONE, Sway::and);
        let when = part.when.as_ref().map_or(Sway::NONE, |gate| self.sway_of_gate(gate, metric));
        let others = factors.and(when);
        // Times something negative, or to zero from below, the way turns round.
        let mut ranges = std::iter::once((&part.measure, &part.value))
            .chain(part.times.iter().map(|(measure, value)| (measure, value)))
            .map(|(measure, value)| self.value_range(value, measure));
        if others.moves() && ranges.any(|range| range.lo < 0.0) {
            return Sway::BOTH;
        }
        own.and(others)
    }

    /// How a metric's newest period moves the score.
    pub(super) fn sway_of_score(&self, metric: &str) -> Sway {
        self.program.score.tracks.iter().fold(Sway::NONE, |all, track| {
            let parts = track.dimensions.iter().flat_map(|dimension| &dimension.parts);
            let parts = parts.map(|part| self.sway_of_part(part, metric));
            let when = track.when.as_ref().map_or(Sway::NONE, |g| self.sway_of_gate(g, metric));
            parts.fold(all.and(when), Sway::and)
        })
    }

    /// How a metric's newest period moves a condition: up is towards passing.
    pub(super) fn sway_of_gate(&self, gate: &Gate, metric: &str) -> Sway {
        match &gate.rule {
            Rule::Compare { measure, comparator, .. } => {
                let sway = self.sway_of_measure(measure, metric);
                if comparator.wants_more() { sway } else { sway.flipped() }
            }
            Rule::Top { measure, less_is_better, .. } => {
                let sway = self.sway_of_measure(measure, metric);
                if *less_is_better { sway.flipped() } else { sway }
            }
            Rule::Not(gate) => self.sway_of_gate(gate, metric).flipped(),
            Rule::When { when, then } => {
                self.sway_of_gate(when, metric).flipped().and(self.sway_of_gate(then, metric))
            }
            Rule::Status(key) => match self.program.status(key) {
                Some(status) => self.sway_of_gate(&status.gate, metric),
                None => Sway::NONE,
            },
            _ => {
                let inner = gate.inner().into_iter();
                inner.map(|gate| self.sway_of_gate(gate, metric)).fold(Sway::NONE, Sway::and)
            }
        }
    }

    /// How a metric's newest period moves what decides the tiers: score and conditions.
    pub(super) fn sway_of_tiers(&self, metric: &str) -> Sway {
        let tiers = self.program.ladder.tiers.iter().skip(1);
        let gates = tiers.flat_map(|tier| {
            tier.gates.iter().chain(tier.keep.as_ref().map_or(&[][..], |keep| &keep.gates))
        });
        let gates = gates.map(|gate| self.sway_of_gate(gate, metric));
        gates.fold(self.sway_of_score(metric), Sway::and)
    }
}

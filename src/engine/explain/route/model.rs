//! One partner's score and conditions as functions of its improvements.

use super::conditions::{Node, node};
use super::{Effort, Moves};
use crate::explain::lexicon::Lexicon;
use crate::explain::sentence::Sentence;
use crate::rules::{
    Combine, Comparator, Dimension, DimensionColumn, Evaluation, Measure, Part, PartColumn,
    Quantity, Threshold, Truth, UnknownPolicy, ValueFunction, round_to,
};

/// A measure that may be moved.
pub(super) struct Moved {
    /// Its value now; NaN is unknown.
    pub base: f64,
    /// Effort that moves it.
    pub effort: Option<usize>,
    /// Whether that moves it down.
    pub lower: bool,
    /// Least and most it counts for.
    pub bounds: (Option<f64>, Option<f64>),
    round: Option<u8>,
}

impl Moved {
    pub fn at(&self, steps: &[f64]) -> f64 {
        if self.base.is_nan() {
            return self.base;
        }
        let Some(by) = self.effort.and_then(|effort| steps.get(effort)).filter(|by| **by > 0.0)
        else {
            return self.base;
        };
        let value = if self.lower { self.base - by } else { self.base + by };
        let value = value.max(self.bounds.0.unwrap_or(f64::NEG_INFINITY));
        let value = value.min(self.bounds.1.unwrap_or(f64::INFINITY));
        self.round.map_or(value, |decimals| round_to(value, decimals))
    }
}

/// A measure with its points.
pub(super) struct Curve {
    pub measure: Moved,
    pub value: ValueFunction,
}

struct PartModel {
    share: f64,
    /// Points that no effort changes; NaN is unknown.
    now: f64,
    curves: Vec<Curve>,
    when: Option<Node>,
    if_unknown: Option<f64>,
    round: Option<u8>,
    bounded: bool,
}

struct DimensionModel {
    key: String,
    now: f64,
    combine: Combine,
    bounds: (Option<f64>, Option<f64>),
    parts: Vec<PartModel>,
    effort: Option<usize>,
    lower: bool,
}

/// A partner, a tier, and what can be moved.
pub(super) struct Model<'a> {
    pub evaluation: &'a Evaluation<'a>,
    pub partner: usize,
    pub efforts: &'a [Effort],
    /// Most units of every effort; 0 for those that are left out.
    pub most: Vec<f64>,
    tracks: Vec<(bool, Vec<DimensionModel>)>,
    line: Option<(Comparator, f64)>,
    gates: Vec<Node>,
    lenient: bool,
}

impl<'a> Model<'a> {
    pub fn new(
        evaluation: &'a Evaluation<'a>,
        partner: usize,
        tier: usize,
        efforts: &'a [Effort],
        within: Option<u32>,
    ) -> Self {
        let program = evaluation.program();
        let most = efforts.iter().map(|effort| usable(effort, within)).collect();
        let mut model = Self {
            evaluation,
            partner,
            efforts,
            most,
            tracks: Vec::new(),
            line: None,
            gates: Vec::new(),
            lenient: program.movement.unknown == UnknownPolicy::Pass,
        };
        model.tracks = model.all_tracks();
        if let Some(tier) = program.ladder.tiers.get(tier) {
            let line =
                |threshold: &Threshold| (threshold.comparator, model.number(&threshold.points));
            model.line = tier.threshold.as_ref().map(line);
            model.gates = tier.gates.iter().map(|gate| node(&model, gate)).collect();
        }
        model
    }

    /// All that is possible.
    pub fn all(&self) -> Vec<f64> {
        self.most.clone()
    }

    /// A number of a rule for this partner; NaN is unknown.
    pub fn number(&self, quantity: &Quantity) -> f64 {
        let column = quantity.column(&self.evaluation.scene());
        column.get(self.partner).copied().unwrap_or(f64::NAN)
    }

    /// A measure whose value now is known, and the effort that moves it.
    pub fn moved(&self, measure: &Measure, base: f64) -> Moved {
        let same = |effort: &Effort| match &effort.moves {
            Moves::Measure(other) => other.source == measure.source,
            Moves::Dimension(_) => false,
        };
        let effort = self.efforts.iter().position(same);
        let lower = effort.and_then(|e| self.efforts.get(e)).is_some_and(|effort| effort.lower);
        Moved { base, effort, lower, bounds: measure.bounds, round: measure.round }
    }

    fn all_tracks(&self) -> Vec<(bool, Vec<DimensionModel>)> {
        let tracks = &self.evaluation.program().score.tracks;
        let columns = &self.evaluation.score().tracks;
        tracks
            .iter()
            .zip(columns)
            .map(|(track, column)| {
                let applies = column
                    .when
                    .as_ref()
                    .is_none_or(|when| when.truth.get(self.partner).copied() == Some(Truth::Pass));
                let pairs = track.dimensions.iter().zip(&column.dimensions);
                (applies, pairs.map(|(d, column)| self.dimension(d, column)).collect())
            })
            .collect()
    }

    fn dimension(&self, dimension: &Dimension, column: &DimensionColumn) -> DimensionModel {
        let own = |effort: &Effort| match &effort.moves {
            Moves::Dimension(key) => *key == dimension.key,
            Moves::Measure(_) => false,
        };
        let effort = self.efforts.iter().position(own);
        let bounded = dimension.combine != Combine::Sum;
        let parts = dimension.parts.iter().zip(&column.parts);
        DimensionModel {
            key: dimension.key.clone(),
            now: entry(&column.value, self.partner),
            combine: dimension.combine,
            bounds: dimension.bounds,
            parts: parts.map(|(part, column)| self.part(part, column, bounded)).collect(),
            effort,
            lower: effort.and_then(|e| self.efforts.get(e)).is_some_and(|effort| effort.lower),
        }
    }

    fn part(&self, part: &Part, column: &PartColumn, bounded: bool) -> PartModel {
        let main = (&part.measure, &part.value, &column.measure);
        let times = part.times.iter().zip(&column.times);
        let times = times.map(|((measure, value), (column, _))| (measure, value, column));
        let curves: Vec<Curve> = std::iter::once(main)
            .chain(times)
            .map(|(measure, value, column)| Curve {
                measure: self.moved(measure, entry(column, self.partner)),
                value: self.fixed(value),
            })
            .collect();
        // A rank or a rate by date has no points of its own.
        let own = curves.iter().all(|curve| {
            !matches!(curve.value, ValueFunction::Rank { .. } | ValueFunction::Schedule { .. })
        });
        let moves = curves.iter().any(|curve| curve.measure.effort.is_some());
        let when = part.when.as_ref().map(|gate| node(self, gate));
        let asks = when.as_ref().is_some_and(Node::moves);
        PartModel {
            share: part.share,
            now: entry(&column.value, self.partner),
            curves: if own && (moves || asks) { curves } else { Vec::new() },
            when,
            if_unknown: part.if_unknown,
            round: part.round,
            bounded,
        }
    }

    /// The value function with this partner's own numbers.
    fn fixed(&self, value: &ValueFunction) -> ValueFunction {
        let number = |quantity: &Quantity| Quantity::Fixed(self.number(quantity));
        match value {
            ValueFunction::Linear { from, target, points } => ValueFunction::Linear {
                from: *from,
                target: number(target),
                points: number(points),
            },
            ValueFunction::Rate { points, per, whole, most } => ValueFunction::Rate {
                points: number(points),
                per: number(per),
                whole: *whole,
                most: *most,
            },
            other => other.clone(),
        }
    }

    /// Every curve of a part that something moves.
    pub fn curves(&self) -> impl Iterator<Item = &Curve> {
        let parts = self.tracks.iter().flat_map(|(_, track)| track).flat_map(|d| &d.parts);
        parts.flat_map(|part| &part.curves)
    }

    /// Value now, and the limits, of every dimension that an effort moves as a whole.
    pub fn dimensions(&self) -> impl Iterator<Item = (usize, bool, f64, Option<f64>)> {
        let all = self.tracks.iter().flat_map(|(_, track)| track);
        all.filter_map(|d| Some((d.effort?, d.lower, d.now, d.bounds.1)))
    }

    /// The conditions of the tier and of the parts.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let parts = self.tracks.iter().flat_map(|(_, track)| track).flat_map(|d| &d.parts);
        self.gates.iter().chain(parts.filter_map(|part| part.when.as_ref()))
    }

    /// Value of a dimension after these improvements, on the track that counts for it; NaN is
    /// unknown.
    pub fn dimension_at(&self, key: &str, steps: &[f64]) -> f64 {
        let (best, _) = self.best(steps);
        let track = best.and_then(|best| self.tracks.get(best)).or_else(|| self.tracks.first());
        let found = track.and_then(|(_, track)| track.iter().find(|d| d.key == key));
        found.map_or(f64::NAN, |dimension| self.value(dimension, steps))
    }

    fn best(&self, steps: &[f64]) -> (Option<usize>, Option<f64>) {
        let mut best: (Option<usize>, Option<f64>) = (None, None);
        for (position, (applies, track)) in self.tracks.iter().enumerate() {
            let values = track.iter().map(|dimension| self.value(dimension, steps));
            let score = self.evaluation.combined_on(position, values).filter(|_| *applies);
            if score.is_some_and(|score| best.1.is_none_or(|best| score > best)) {
                best = (Some(position), score);
            }
        }
        best
    }

    /// The score after these improvements; `None` is unknown.
    pub fn score(&self, steps: &[f64]) -> Option<f64> {
        let score = self.best(steps).1?;
        let decimals = self.evaluation.program().score.round;
        Some(decimals.map_or(score, |decimals| round_to(score, decimals)))
    }

    fn value(&self, dimension: &DimensionModel, steps: &[f64]) -> f64 {
        let (least, most) = dimension.bounds;
        let value = if dimension.parts.iter().any(|part| !part.curves.is_empty()) {
            let parts = dimension.parts.iter().map(|part| (part.share, self.points(part, steps)));
            let value = dimension.combine.together(parts);
            if value.is_nan() {
                return value;
            }
            value.max(least.unwrap_or(value)).min(most.unwrap_or(f64::INFINITY))
        } else {
            dimension.now
        };
        let by = dimension.effort.and_then(|effort| steps.get(effort)).copied().unwrap_or(0.0);
        if by <= 0.0 || value.is_nan() {
            return value;
        }
        // On a scale of its own a dimension ends at 100, as its parts do.
        let top =
            most.unwrap_or(if dimension.combine == Combine::Sum { f64::INFINITY } else { 100.0 });
        let moved = if dimension.lower { value - by } else { value + by };
        moved.min(top.max(value)).max(least.unwrap_or(0.0).min(value))
    }

    fn points(&self, part: &PartModel, steps: &[f64]) -> f64 {
        let mut points = 1.0;
        for (place, curve) in part.curves.iter().enumerate() {
            let worth = curve.value.value(curve.measure.at(steps));
            let worth = if place == 0 && part.bounded { worth.clamp(0.0, 100.0) } else { worth };
            points *= worth;
        }
        if part.curves.is_empty() {
            return part.now;
        }
        points = match part.when.as_ref().map(|when| when.truth(self, steps)) {
            None | Some(Truth::Pass) => points,
            Some(Truth::Fail) => 0.0,
            Some(Truth::Unknown) => f64::NAN,
        };
        match (points.is_nan(), part.round) {
            (true, _) => part.if_unknown.unwrap_or(f64::NAN),
            (false, Some(decimals)) => round_to(points, decimals),
            (false, None) => points,
        }
    }

    /// Whether points are straight between places and efforts act side by side, so that the search
    /// misses nothing.
    pub fn separable(&self, straight: impl Fn(&ValueFunction) -> bool) -> bool {
        let several = self.tracks.iter().filter(|(applies, _)| *applies).count() > 1;
        let tracks = &self.evaluation.program().score.tracks;
        let geometric = tracks.iter().any(|track| track.combine == Combine::Geometric);
        let sound = |dimension: &DimensionModel| {
            let moving = |part: &PartModel| -> Vec<usize> {
                part.curves.iter().filter_map(|curve| curve.measure.effort).collect()
            };
            let mut all: Vec<usize> = dimension.parts.iter().flat_map(moving).collect();
            all.extend(dimension.effort);
            let parts = dimension.parts.iter().filter(|part| !moving(part).is_empty());
            let plain = parts.clone().all(|part| {
                let curves = part.curves.iter().filter(|curve| curve.measure.effort.is_some());
                let known = curves.clone().all(|c| c.measure.round.is_none() && straight(&c.value));
                curves.count() == 1 && known && part.round.is_none() && part.when.is_none()
            });
            all.sort_unstable();
            all.dedup();
            let limited = dimension.combine == Combine::Geometric
                || dimension.bounds != (None, None)
                || dimension.effort.is_some()
                || self.asked(&dimension.key);
            let asks = |part: &PartModel| part.when.as_ref().is_some_and(Node::moves);
            let asked = dimension.parts.iter().any(asks);
            plain && !asked && (all.len() <= 1 || !limited)
        };
        !several && !geometric && self.tracks.iter().flat_map(|(_, track)| track).all(sound)
    }

    /// Whether a condition looks at a dimension.
    fn asked(&self, key: &str) -> bool {
        self.nodes().flat_map(Node::comparisons).any(|(looks, ..)| match looks {
            super::conditions::Looks::Dimension(other) => other == key,
            _ => false,
        })
    }

    /// Whether the tier is reached after these improvements; with `hopeful`, unless it is certain
    /// that it is not.
    pub fn reached(&self, steps: &[f64], hopeful: bool) -> bool {
        let line = self.line.map_or(Truth::Pass, |(comparator, line)| {
            comparator.holds(self.score(steps).unwrap_or(f64::NAN), line)
        });
        let gates = self.gates.iter().map(|gate| gate.truth(self, steps));
        let truth = gates.fold(line, Truth::and);
        truth.passes() || ((hopeful || self.lenient) && truth != Truth::Fail)
    }

    /// Whether the conditions beside the score hold after these improvements, unless unknown.
    pub fn conditions(&self, steps: &[f64]) -> bool {
        self.gates.iter().all(|gate| gate.truth(self, steps) != Truth::Fail)
    }

    /// What a condition still asks after these improvements.
    pub fn open(&self, lexicon: &Lexicon<'_>, steps: &[f64]) -> Vec<Sentence> {
        self.told(lexicon, steps, Truth::Fail)
    }

    /// What is unknown after these improvements, and the tier hangs on it.
    pub fn unknown(&self, lexicon: &Lexicon<'_>, steps: &[f64]) -> Vec<Sentence> {
        self.told(lexicon, steps, Truth::Unknown)
    }

    fn told(&self, lexicon: &Lexicon<'_>, steps: &[f64], truth: Truth) -> Vec<Sentence> {
        let mut told = Vec::new();
        for gate in &self.gates {
            gate.tell(self, lexicon, steps, truth, &mut told);
        }
        if truth == Truth::Unknown && self.line.is_some() && self.score(steps).is_none() {
            told.push(Sentence::plain("enough of the measures for a score"));
        }
        told
    }
}

/// Most units that can be used, 0 when the effort cannot.
fn usable(effort: &Effort, within: Option<u32>) -> f64 {
    let sound = effort.cost.is_finite() && effort.cost >= 0.0 && effort.most.is_finite();
    let late = matches!((effort.months, within), (Some(months), Some(within)) if months > within);
    if !sound || late || effort.most <= 0.0 {
        return 0.0;
    }
    if effort.whole { libm::floor(effort.most + 1e-9) } else { effort.most }
}

fn entry(column: &[f64], partner: usize) -> f64 {
    column.get(partner).copied().unwrap_or(f64::NAN)
}

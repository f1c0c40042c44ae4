//! The trace of one partner: a row through the columns, with every step a person can ask for.

use super::scores::at;
use super::{Evaluation, GateColumn, TierColumn, TrackColumn};
use crate::rules::truth::Truth;

/// How one part came out.
#[derive(Debug, Clone, PartialEq)]
pub struct PartTrace {
    /// The measure in its own unit; `None` is unknown.
    pub measure: Option<f64>,
    /// Its points.
    pub value: Option<f64>,
    /// Measure and factor of what multiplies.
    pub times: Vec<(Option<f64>, Option<f64>)>,
    /// The condition for points.
    pub when: Option<GateTrace>,
}

/// How one dimension came out.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionTrace {
    /// Its value; `None` when no part is known.
    pub value: Option<f64>,
    /// Its parts in order.
    pub parts: Vec<PartTrace>,
}

/// How a score came out.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTrace {
    /// The score; `None` below the minimum coverage.
    pub score: Option<f64>,
    /// Share of the weight that is known, 0..=1.
    pub coverage: f64,
    /// Position of the track that counts.
    pub track: usize,
    /// Score on every track in order.
    pub tracks: Vec<Option<f64>>,
    /// The dimensions of the track that counts, in order.
    pub dimensions: Vec<DimensionTrace>,
}

/// How a gate came out.
#[derive(Debug, Clone, PartialEq)]
pub struct GateTrace {
    /// What it says.
    pub truth: Truth,
    /// The measure it looks at; `None` is unknown or nothing.
    pub value: Option<f64>,
    /// The line it is held against.
    pub line: Option<f64>,
    /// The nodes inside, in the order of [`crate::rules::Gate::inner`].
    pub inner: Vec<GateTrace>,
}

/// How a tier came out.
#[derive(Debug, Clone, PartialEq)]
pub struct TierTrace {
    /// The line of the score, where there is one.
    pub line: Option<f64>,
    /// Whether the score reaches it.
    pub reaches: Truth,
    /// The gates to enter, in order.
    pub gates: Vec<GateTrace>,
    /// Whether it may be entered.
    pub enter: Truth,
    /// Whether who holds it keeps it.
    pub keep: Truth,
}

impl Evaluation<'_> {
    /// The score of one partner, step by step.
    pub fn trace(&self, partner: usize) -> ScoreTrace {
        let score = self.score();
        let track = score.track.get(partner).copied().map_or(0, usize::from);
        ScoreTrace {
            score: known(&score.score, partner),
            coverage: at(&score.coverage, partner),
            track,
            tracks: score.tracks.iter().map(|track| known(&track.score, partner)).collect(),
            dimensions: score.tracks.get(track).map_or_else(Vec::new, |t| dimensions(t, partner)),
        }
    }

    /// The values of the first track's dimensions of one partner, in order; NaN is unknown.
    pub fn values(&self, partner: usize) -> Vec<f64> {
        let track = self.score().tracks.first();
        let dimensions = track.map_or(&[][..], |track| track.dimensions.as_slice());
        dimensions.iter().map(|dimension| at(&dimension.value, partner)).collect()
    }

    /// The score on the first track from such values; `None` below the minimum coverage.
    pub fn combined(&self, values: &[f64]) -> Option<f64> {
        let track = self.program.score.tracks.first()?;
        let (score, _) = self.combine(track, values.iter().copied());
        (!score.is_nan()).then_some(score)
    }

    /// The score on any track from the values of its dimensions in order, NaN being unknown; not
    /// rounded. `None` below the minimum coverage, or without such a track.
    pub fn combined_on(
        &self,
        track: usize,
        values: impl Iterator<Item = f64> + Clone,
    ) -> Option<f64> {
        let track = self.program.score.tracks.get(track)?;
        let (score, _) = self.combine(track, values);
        (!score.is_nan()).then_some(score)
    }

    /// What every tier says of one partner, lowest first.
    pub fn tier_traces(&self, partner: usize) -> Vec<TierTrace> {
        self.tiers().iter().map(|tier| tier.trace(partner)).collect()
    }
}

impl TierColumn {
    /// The row of one partner.
    pub fn trace(&self, partner: usize) -> TierTrace {
        TierTrace {
            line: known(&self.line, partner),
            reaches: truth(&self.reaches, partner),
            gates: self.gates.iter().map(|gate| gate.trace(partner)).collect(),
            enter: truth(&self.enter, partner),
            keep: truth(&self.keep, partner),
        }
    }
}

impl GateColumn {
    /// The row of one partner.
    pub fn trace(&self, partner: usize) -> GateTrace {
        GateTrace {
            truth: truth(&self.truth, partner),
            value: known(&self.value, partner),
            line: known(&self.line, partner),
            inner: self.inner.iter().map(|inner| inner.trace(partner)).collect(),
        }
    }
}

fn dimensions(track: &TrackColumn, partner: usize) -> Vec<DimensionTrace> {
    let part = |part: &super::PartColumn| PartTrace {
        measure: known(&part.measure, partner),
        value: known(&part.value, partner),
        times: part.times.iter().map(|(m, v)| (known(m, partner), known(v, partner))).collect(),
        when: part.when.as_ref().map(|gate| gate.trace(partner)),
    };
    track
        .dimensions
        .iter()
        .map(|dimension| DimensionTrace {
            value: known(&dimension.value, partner),
            parts: dimension.parts.iter().map(part).collect(),
        })
        .collect()
}

fn known(column: &[f64], partner: usize) -> Option<f64> {
    column.get(partner).copied().filter(|value| !value.is_nan())
}

fn truth(column: &[Truth], partner: usize) -> Truth {
    column.get(partner).copied().unwrap_or(Truth::Unknown)
}

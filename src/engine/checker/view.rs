//! What all checks look at: the program, its value functions and conditions one by one, and the
//! columns of the partners.

use super::past::Past;
use super::place::{PlaceRef, ValueRef};
use super::ranges::Range;
use crate::portfolio::{Metric, Portfolio};
use crate::rules::{
    Dimension, Evaluation, Gate, GateColumn, Measure, Part, PartColumn, Program, Rule, Track,
    ValueFunction,
};
use std::cell::OnceCell;

/// A program, and the partners it is tried on.
pub(super) struct View<'a> {
    pub program: &'a Program,
    pub portfolio: Option<&'a Portfolio>,
    pub evaluation: Option<Evaluation<'a>>,
    past: OnceCell<Option<Past>>,
    pub(super) score_range: OnceCell<Range>,
}

/// One value function with everything around it.
#[derive(Clone, Copy)]
pub(super) struct Valued<'a> {
    pub at: ValueRef,
    pub track: &'a Track,
    pub dimension: &'a Dimension,
    pub part: &'a Part,
    pub measure: &'a Measure,
    pub value: &'a ValueFunction,
}

/// What hangs on a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Entering a tier.
    Enter,
    /// Keeping a tier.
    Keep,
    /// The points of a part.
    Points,
    /// Being scored on a track.
    Scored,
}

/// One condition with everything around it.
pub(super) struct Node<'a> {
    pub gate: &'a Gate,
    /// What it says of every partner, where that is known.
    pub column: Option<&'a GateColumn>,
    pub place: PlaceRef,
    pub holder: Holder,
    /// Whether it has to be passed: only *all of* and *must* stand above it.
    pub needed: bool,
    /// Whether it can be changed at its place.
    pub editable: bool,
}

impl<'a> View<'a> {
    pub fn new(program: &'a Program, portfolio: Option<&'a Portfolio>) -> Self {
        let portfolio = portfolio.filter(|portfolio| !portfolio.partners().is_empty());
        Self {
            program,
            portfolio,
            evaluation: portfolio.map(|portfolio| Evaluation::now(program, portfolio)),
            past: OnceCell::new(),
            score_range: OnceCell::new(),
        }
    }

    /// What the recorded periods say; `None` without partners or without a score.
    pub fn past(&self) -> Option<&Past> {
        self.past.get_or_init(|| Past::of(self.program, self.portfolio?)).as_ref()
    }

    /// How many partners there are.
    pub fn partners(&self) -> usize {
        self.portfolio.map_or(0, |portfolio| portfolio.partners().len())
    }

    pub fn metric(&self, key: &str) -> Option<&'a Metric> {
        let portfolio = self.portfolio?;
        portfolio.metrics().get(portfolio.metric_index(key)?)
    }

    /// Every value function, in order.
    pub fn values(&self) -> Vec<Valued<'a>> {
        let mut found = Vec::new();
        for (t, track) in self.program.score.tracks.iter().enumerate() {
            for (d, dimension) in track.dimensions.iter().enumerate() {
                for (p, part) in dimension.parts.iter().enumerate() {
                    let own = (None, &part.measure, &part.value);
                    let factors = part.times.iter().enumerate();
                    let factors =
                        factors.map(|(index, (measure, value))| (Some(index), measure, value));
                    for (factor, measure, value) in std::iter::once(own).chain(factors) {
                        let at = ValueRef { track: t, dimension: d, part: p, factor };
                        found.push(Valued { at, track, dimension, part, measure, value });
                    }
                }
            }
        }
        found
    }

    fn part_column(&self, track: usize, dimension: usize, part: usize) -> Option<&PartColumn> {
        let tracks = &self.evaluation.as_ref()?.score().tracks;
        tracks.get(track)?.dimensions.get(dimension)?.parts.get(part)
    }

    /// The measure of every partner that a value function is applied to; empty without partners.
    pub fn measured(&self, at: ValueRef) -> &[f64] {
        let column =
            self.part_column(at.track, at.dimension, at.part).and_then(|part| match at.factor {
                None => Some(&part.measure),
                Some(factor) => part.times.get(factor).map(|(measure, _)| measure),
            });
        column.map_or(&[], Vec::as_slice)
    }

    /// Every condition outside negations and the conditions *when* something is asked, in order;
    /// a status where it is first asked for.
    pub fn nodes(&self) -> Vec<Node<'_>> {
        let mut walk = Walk { view: self, seen: Vec::new(), found: Vec::new() };
        for (position, tier) in self.program.ladder.tiers.iter().enumerate().skip(1) {
            let columns = self.evaluation.as_ref().and_then(|e| e.tiers().get(position));
            for (index, gate) in tier.gates.iter().enumerate() {
                let column = columns.and_then(|columns| columns.gates.get(index));
                let place = PlaceRef::Gate { tier: position, path: vec![index] };
                walk.visit(gate, column, place, Holder::Enter, true, true);
            }
            let keep = tier.keep.as_ref().map_or(&[][..], |keep| &keep.gates);
            for (index, gate) in keep.iter().enumerate() {
                let place = PlaceRef::Keep { tier: position, path: vec![index] };
                walk.visit(gate, None, place, Holder::Keep, true, true);
            }
        }
        for (t, track) in self.program.score.tracks.iter().enumerate() {
            if let Some(gate) = &track.when {
                let scored = self.evaluation.as_ref().and_then(|e| e.score().tracks.get(t));
                let column = scored.and_then(|track| track.when.as_ref());
                walk.visit(gate, column, PlaceRef::Track(t), Holder::Scored, true, false);
            }
            for (d, dimension) in track.dimensions.iter().enumerate() {
                for (p, part) in dimension.parts.iter().enumerate() {
                    let Some(gate) = &part.when else { continue };
                    let column = self.part_column(t, d, p).and_then(|part| part.when.as_ref());
                    let place = PlaceRef::Part { track: t, dimension: d, index: p };
                    walk.visit(gate, column, place, Holder::Points, true, false);
                }
            }
        }
        walk.found
    }
}

struct Walk<'v, 'a> {
    view: &'v View<'a>,
    seen: Vec<usize>,
    found: Vec<Node<'v>>,
}

impl<'v> Walk<'v, '_> {
    fn visit(
        &mut self,
        gate: &'v Gate,
        column: Option<&'v GateColumn>,
        place: PlaceRef,
        holder: Holder,
        needed: bool,
        editable: bool,
    ) {
        if let Rule::Status(key) = &gate.rule {
            let statuses = &self.view.program.statuses;
            let index = statuses.iter().position(|status| status.key == *key);
            if let Some((index, status)) = index.and_then(|i| Some((i, statuses.get(i)?)))
                && !self.seen.contains(&index)
            {
                self.seen.push(index);
                self.visit(&status.gate, column, PlaceRef::Status(index), holder, needed, false);
            }
            return;
        }
        for (index, inner) in gate.inner().into_iter().enumerate() {
            let asked = match &gate.rule {
                Rule::Not(_) => continue,
                Rule::When { .. } if index == 0 => continue,
                Rule::All(_) => needed,
                Rule::AtLeast { must, .. } => needed && index < must.len(),
                _ => false,
            };
            let column = column.and_then(|column| column.inner.get(index));
            self.visit(inner, column, place.inside(index), holder, asked, editable);
        }
        self.found.push(Node { gate, column, place, holder, needed, editable });
    }
}

/// Positions for which a test holds.
pub(super) fn positions<T>(list: &[T], test: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, item)| test(item)).map(|(position, _)| position).collect()
}

/// Known values, ascending.
pub(super) fn known(column: &[f64]) -> Vec<f64> {
    let mut known: Vec<f64> = column.iter().copied().filter(|value| !value.is_nan()).collect();
    known.sort_by(f64::total_cmp);
    known
}

/// The known values' least and largest; `None` when none is known.
pub(super) fn extent(column: &[f64]) -> Option<(f64, f64)> {
    column.iter().copied().filter(|value| !value.is_nan()).fold(None, |extent, value| {
        let (least, most) = extent.unwrap_or((value, value));
        Some((least.min(value), most.max(value)))
    })
}

//! The quick way through the rules: programs whose score is one mean of dimensions made of plain parts,
//! and whose tiers ask for the score and for minimums of dimensions. Everything else goes by the book
//! ([`super::book`]); where both can judge, they agree bit for bit.

use super::board::Board;
use super::cells::Cells;
use super::leaf::{Leaf, leaf, limits};
use super::terms::MOST_TIERS;
use crate::portfolio::{Cadence, Portfolio};
use crate::rules::{
    Agenda, Clock, Combine, Comparator, Evidence, Program, ReviewEvent, Standing, Tier, Truth,
    UnknownPolicy, review_by, round_to,
};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
struct PlainDimension {
    leaves: Vec<Leaf>,
    combine: Combine,
    bounds: (f64, f64),
    weight: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Minimum {
    dimension: usize,
    /// The least value that passes, tolerance taken off.
    least: f64,
}

/// A line of the score that has to be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    comparator: Comparator,
    points: f64,
    /// The least score that enters, and the least that stays, tolerance taken off; where more than the
    /// line is asked for they are not used.
    enter: f64,
    stay: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct PlainTier {
    line: Option<Line>,
    minimums: Vec<Minimum>,
}

/// A plain program, by index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    dimensions: Vec<PlainDimension>,
    scale: f64,
    minimum_coverage: f64,
    round: Option<u8>,
    tiers: Vec<PlainTier>,
    buffer: f64,
    unknown: UnknownPolicy,
    scratch: Vec<f64>,
}

impl Plain {
    /// `None` when the program is not plain on this portfolio.
    pub fn of(program: &Program, portfolio: &Portfolio) -> Option<Self> {
        // A quarter is not what months are reviewed by.
        if portfolio.cadence() == Cadence::Month {
            return None;
        }
        let [track] = program.score.tracks.as_slice() else { return None };
        let model = &program.score;
        if track.when.is_some() || track.combine != Combine::Mean || program.movement.attainment > 0
        {
            return None;
        }
        let dimensions = track.dimensions.iter().map(|dimension| {
            let leaves =
                dimension.parts.iter().map(|part| leaf(part, dimension.combine, portfolio));
            Some(PlainDimension {
                leaves: leaves.collect::<Option<Vec<Leaf>>>()?,
                combine: dimension.combine,
                bounds: limits(dimension.bounds),
                weight: dimension.weight,
            })
        });
        let tier = |tier: &Tier| plain_tier(tier, program);
        let tiers = program.ladder.tiers.iter().enumerate();
        Some(Self {
            dimensions: dimensions.collect::<Option<Vec<PlainDimension>>>()?,
            scale: model.scale,
            minimum_coverage: model.minimum_coverage,
            round: model.round,
            tiers: tiers
                .map(|(position, it)| {
                    let open = PlainTier { line: None, minimums: Vec::new() };
                    if position == 0 { tier(it).map(|_| open) } else { tier(it) }
                })
                .collect::<Option<Vec<PlainTier>>>()?,
            buffer: program.movement.buffer,
            unknown: program.movement.unknown,
            scratch: Vec::new(),
        })
    }

    /// Scores some partners at the end of a quarter, counted from the first of the record.
    pub fn judge(
        &mut self,
        cells: &Cells,
        quarter: usize,
        partners: &Range<usize>,
        board: &mut Board,
    ) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let count = partners.len();
        scratch.resize(4 * count, 0.0);
        let (points, rest) = scratch.split_at_mut(count);
        let (sum, rest) = rest.split_at_mut(count);
        let (weight, known) = rest.split_at_mut(count);
        for (position, dimension) in self.dimensions.iter().enumerate() {
            // A mean of one is that one; its share takes no part, to the bit, where it is 1.
            let alone = matches!(dimension.leaves.as_slice(), [leaf] if leaf.share.to_bits() == 1.0_f64.to_bits());
            if let [leaf] = dimension.leaves.as_slice()
                && (alone || dimension.combine == Combine::Sum)
            {
                leaf.points(cells, quarter, partners, dimension.combine, points);
            } else {
                sum.fill(0.0);
                weight.fill(0.0);
                for leaf in &dimension.leaves {
                    leaf.points(cells, quarter, partners, dimension.combine, points);
                    gather(dimension.combine, leaf.share, points, sum, weight);
                }
                together(dimension.combine, sum, weight, points);
            }
            let (least, most) = dimension.bounds;
            let values = board.values_mut(position, partners.start, partners.end);
            for (value, points) in values.iter_mut().zip(points.iter()) {
                // Unknown stays unknown.
                let low = if *points < least { least } else { *points };
                *value = if low > most { most } else { low };
            }
        }
        self.score(board, partners, sum, known);
        for (tier, rule) in self.tiers.iter().enumerate() {
            let line = rule.line.map_or(if tier == 0 { 0.0 } else { f64::NAN }, |line| line.points);
            let width = board.score.len();
            let place = tier * width + partners.start..tier * width + partners.end;
            board.lines.get_mut(place).unwrap_or(&mut []).fill(line);
        }
        self.scratch = scratch;
    }

    fn score(
        &self,
        board: &mut Board,
        partners: &Range<usize>,
        sum: &mut [f64],
        known: &mut [f64],
    ) {
        sum.fill(0.0);
        known.fill(0.0);
        let total: f64 = self.dimensions.iter().map(|dimension| dimension.weight).sum();
        for (position, dimension) in self.dimensions.iter().enumerate() {
            let values = &*board.values_mut(position, partners.start, partners.end);
            gather(Combine::Mean, dimension.weight, values, sum, known);
        }
        let scaled = self.scale.to_bits() != 100.0_f64.to_bits();
        let score = board.score.get_mut(partners.clone()).unwrap_or(&mut []);
        let least = self.minimum_coverage - crate::rules::EPSILON;
        for ((score, sum), known) in score.iter_mut().zip(sum.iter()).zip(known.iter()) {
            // Without any weight that is known the quotient is not a number, or zero.
            let enough = known / total >= least && *known > 0.0;
            let mean = sum / known;
            let mean = if scaled { mean * self.scale / 100.0 } else { mean };
            *score = if enough { mean } else { f64::NAN };
        }
        if let Some(decimals) = self.round {
            for score in score.iter_mut().filter(|score| !score.is_nan()) {
                *score = round_to(*score, decimals);
            }
        }
    }

    /// Reviews one partner in place; `None` when nothing is due.
    #[inline]
    pub fn review(
        &self,
        standing: &mut Standing,
        movement: &crate::rules::MovementRules,
        (clock, agenda): (Clock, &Agenda),
        board: &Board,
        partner: usize,
    ) -> Option<ReviewEvent> {
        review_by(standing, movement, clock, agenda, |held| self.evidence(board, partner, held))
    }

    fn evidence(&self, board: &Board, partner: usize, held: u8) -> Evidence {
        let score = board.score.get(partner).copied().unwrap_or(f64::NAN);
        let lenient = self.unknown == UnknownPolicy::Pass;
        let mut unknown = [false; MOST_TIERS];
        let mut qualifies = 0;
        for (position, tier) in (0_u8..).zip(&self.tiers).skip(1) {
            let truth = tier.truth(score, None, board, partner);
            if truth == Truth::Pass || (lenient && truth == Truth::Unknown) {
                qualifies = position;
            }
            if let Some(slot) = unknown.get_mut(usize::from(position)) {
                *slot = truth == Truth::Unknown;
            }
        }
        let keep = match self.tiers.get(usize::from(held)) {
            Some(tier) if held > 0 => tier.truth(score, Some(self.buffer), board, partner),
            _ => Truth::Pass,
        };
        let keeps = match keep {
            Truth::Pass => true,
            Truth::Fail => false,
            Truth::Unknown => self.unknown != UnknownPolicy::Fail,
        };
        let enters = qualifies;
        if !keeps && qualifies < held && self.unknown == UnknownPolicy::Hold {
            // What is unknown moves nobody further down.
            let hangs = |tier: &u8| unknown.get(usize::from(*tier)).copied().unwrap_or(false);
            qualifies = (qualifies + 1..held).rev().find(hangs).unwrap_or(qualifies);
        }
        Evidence { qualifies, enters, keeps }
    }
}

impl PlainTier {
    #[inline]
    fn truth(&self, score: f64, buffer: Option<f64>, board: &Board, partner: usize) -> Truth {
        let mut truth = self.line.map_or(Truth::Pass, |line| line.truth(score, buffer));
        for minimum in &self.minimums {
            let value = board.value(minimum.dimension, partner);
            truth = truth.and(reached(value, minimum.least));
        }
        truth
    }
}

impl Line {
    /// Whether a score enters or, with a buffer, stays.
    #[inline]
    fn truth(self, score: f64, buffer: Option<f64>) -> Truth {
        match (self.comparator, buffer) {
            (Comparator::AtLeast, None) => reached(score, self.enter),
            (Comparator::AtLeast, Some(_)) => reached(score, self.stay),
            (comparator, buffer) => comparator.holds(score, self.points - buffer.unwrap_or(0.0)),
        }
    }
}

#[inline]
fn reached(value: f64, least: f64) -> Truth {
    if value.is_nan() { Truth::Unknown } else { Truth::of(value >= least) }
}

/// Adds a weighted column where it is known.
#[inline]
fn gather(combine: Combine, share: f64, points: &[f64], sum: &mut [f64], weight: &mut [f64]) {
    let (factor, share) = if combine == Combine::Sum { (1.0, 1.0) } else { (share, share) };
    for ((points, sum), weight) in points.iter().zip(sum.iter_mut()).zip(weight.iter_mut()) {
        let known = !points.is_nan();
        *sum += if known { factor * points } else { 0.0 };
        *weight += if known { share } else { 0.0 };
    }
}

fn together(combine: Combine, sum: &[f64], weight: &[f64], out: &mut [f64]) {
    for ((out, sum), weight) in out.iter_mut().zip(sum).zip(weight) {
        *out = match combine {
            _ if *weight <= 0.0 => f64::NAN,
            Combine::Sum => *sum,
            _ => sum / weight,
        };
    }
}

fn plain_tier(tier: &Tier, program: &Program) -> Option<PlainTier> {
    let usual = tier.keep.is_none()
        && !tier.by_invitation
        && tier.capacity.is_none()
        && tier.reviews.is_none();
    let line = match &tier.threshold {
        Some(threshold) => {
            let points = threshold.points.fixed()?;
            let stay = Comparator::least(points - program.movement.buffer);
            let (comparator, enter) = (threshold.comparator, Comparator::least(points));
            Some(Line { comparator, points, enter, stay })
        }
        None => None,
    };
    let minimums = tier.gates.iter().map(|gate| {
        let (key, least) = gate.as_dimension()?;
        let dimension = program.score.dimension_index(key)?;
        Some(Minimum { dimension, least: Comparator::least(least) })
    });
    let minimums = minimums.collect::<Option<Vec<Minimum>>>()?;
    usual.then_some(PlainTier { line, minimums })
}

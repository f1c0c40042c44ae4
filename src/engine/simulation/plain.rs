//! The quick way through the rules: programs whose score is one mean of dimensions made of plain parts,
//! and whose tiers ask for the score and for minimums of dimensions. Everything else goes by the book
//! ([`super::book`]); where both can judge, they agree bit for bit.

use super::board::Board;
use super::cells::Cells;
use super::ladder::PlainLadder;
use super::leaf::{Leaf, leaf, limits};
use crate::portfolio::{Cadence, Portfolio};
use crate::rules::{Combine, Program, round_to};
use crate::stats::within;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
struct PlainDimension {
    leaves: Vec<Leaf>,
    combine: Combine,
    bounds: (f64, f64),
    weight: f64,
}

/// A plain program, by index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    dimensions: Vec<PlainDimension>,
    scale: f64,
    minimum_coverage: f64,
    round: Option<u8>,
    pub ladder: PlainLadder,
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
        Some(Self {
            dimensions: dimensions.collect::<Option<Vec<PlainDimension>>>()?,
            scale: model.scale,
            minimum_coverage: model.minimum_coverage,
            round: model.round,
            ladder: PlainLadder::of(program)?,
            scratch: Vec::new(),
        })
    }

    /// Quarters that a column is looked back at.
    pub fn reach(&self, column: usize, unknown: bool) -> usize {
        let leaves = self.dimensions.iter().flat_map(|dimension| &dimension.leaves);
        leaves.map(|leaf| leaf.reach(column, unknown)).max().unwrap_or(0)
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
            let values = board.values_mut(position, partners.start, partners.end);
            if let [leaf] = dimension.leaves.as_slice()
                && (alone || dimension.combine == Combine::Sum)
            {
                leaf.points(cells, quarter, partners, dimension.combine, values);
            } else {
                sum.fill(0.0);
                weight.fill(0.0);
                for leaf in &dimension.leaves {
                    leaf.points(cells, quarter, partners, dimension.combine, points);
                    gather(dimension.combine, leaf.share, points, sum, weight);
                }
                together(dimension.combine, sum, weight, values);
            }
            if dimension.bounds.0.is_finite() || dimension.bounds.1.is_finite() {
                for value in values {
                    *value = within(*value, dimension.bounds);
                }
            }
        }
        self.score(board, partners, sum, known);
        for (tier, line) in self.ladder.lines().enumerate() {
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

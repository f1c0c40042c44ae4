//! The quick way through the rules: programs whose score is one mean of dimensions made of plain parts,
//! and whose tiers ask for the score and for minimums of dimensions. Everything else goes by the book
//! ([`super::book`]); where both can judge, they agree bit for bit.

use super::board::Board;
use super::cells::Cells;
use super::quarters::YEAR;
use super::terms::MOST_TIERS;
use crate::portfolio::{Cadence, Kind, Portfolio};
use crate::rules::{
    Agenda, Aggregation, Clock, Combine, Comparator, Evidence, Gaps, Part, Program, Reading,
    ReviewEvent, Standing, Tier, Truth, UnknownPolicy, ValueFunction, Window, review_by, round_to,
};
use std::ops::Range;

/// Points beyond this count as this.
const MOST_POINTS: f64 = 1e15;

/// One part of a dimension.
#[derive(Debug, Clone, PartialEq)]
struct Leaf {
    column: usize,
    /// Quarters looked at.
    window: usize,
    aggregation: Aggregation,
    gaps: Gaps,
    minimum_sample: usize,
    bounds: (f64, f64),
    round: Option<u8>,
    value: ValueFunction,
    share: f64,
    if_unknown: f64,
    points_round: Option<u8>,
}

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
    least: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct PlainTier {
    line: Option<(Comparator, f64)>,
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
            if let [leaf] = dimension.leaves.as_slice()
                && dimension.combine == Combine::Sum
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
                *value = if points.is_nan() { *points } else { points.max(least).min(most) };
            }
        }
        self.score(board, partners, sum, known);
        for (tier, rule) in self.tiers.iter().enumerate() {
            let line = rule.line.map_or(if tier == 0 { 0.0 } else { f64::NAN }, |(_, line)| line);
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
        for ((score, sum), known) in score.iter_mut().zip(sum.iter()).zip(known.iter()) {
            let coverage = if total > 0.0 { known / total } else { 0.0 };
            let enough = *known > 0.0 && coverage >= self.minimum_coverage - crate::rules::EPSILON;
            let mean = sum / known;
            let mean = if scaled { mean * self.scale / 100.0 } else { mean };
            *score = match self.round {
                _ if !enough => f64::NAN,
                Some(decimals) => round_to(mean, decimals),
                None => mean,
            };
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
            let truth = tier.truth(score, 0.0, board, partner);
            if truth == Truth::Pass || (lenient && truth == Truth::Unknown) {
                qualifies = position;
            }
            if let Some(slot) = unknown.get_mut(usize::from(position)) {
                *slot = truth == Truth::Unknown;
            }
        }
        let keep = match self.tiers.get(usize::from(held)) {
            Some(tier) if held > 0 => tier.truth(score, self.buffer, board, partner),
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
    fn truth(&self, score: f64, buffer: f64, board: &Board, partner: usize) -> Truth {
        let mut truth = self
            .line
            .map_or(Truth::Pass, |(comparator, line)| comparator.holds(score, line - buffer));
        for minimum in &self.minimums {
            let value = board.value(minimum.dimension, partner);
            truth = truth.and(Comparator::AtLeast.holds(value, minimum.least));
        }
        truth
    }
}

impl Leaf {
    /// Points of some partners.
    fn points(
        &self,
        cells: &Cells,
        quarter: usize,
        partners: &Range<usize>,
        combine: Combine,
        out: &mut [f64],
    ) {
        let from = (quarter + 1).saturating_sub(self.window);
        if self.aggregation == Aggregation::Last {
            self.latest(cells, from..quarter + 1, partners, out);
        } else {
            self.window(cells, from..quarter + 1, partners, out);
        }
        let scale =
            if combine == Combine::Sum { (-MOST_POINTS, MOST_POINTS) } else { (0.0, 100.0) };
        let (least, most) = self.bounds;
        for cell in out.iter_mut() {
            let mut measure = *cell;
            if !measure.is_nan() {
                measure = measure.max(least).min(most);
                if let Some(decimals) = self.round {
                    measure = round_to(measure, decimals);
                }
            }
            let points = self.value.value(measure).clamp(-MOST_POINTS, MOST_POINTS);
            let points = points.clamp(scale.0, scale.1);
            *cell = match self.points_round {
                _ if points.is_nan() => self.if_unknown,
                Some(decimals) => round_to(points, decimals),
                None => points,
            };
        }
    }

    fn latest(
        &self,
        cells: &Cells,
        periods: Range<usize>,
        partners: &Range<usize>,
        out: &mut [f64],
    ) {
        out.fill(f64::NAN);
        let mut missing = true;
        for period in periods.rev() {
            if !missing {
                break;
            }
            missing = false;
            for (slot, value) in out.iter_mut().zip(cells.at(self.column, period, partners.clone()))
            {
                if slot.is_nan() {
                    *slot = *value;
                    missing |= value.is_nan();
                }
            }
        }
    }

    /// Sums, means, largest and counts over the window, whose unknown periods mean what the reading says.
    fn window(
        &self,
        cells: &Cells,
        periods: Range<usize>,
        partners: &Range<usize>,
        out: &mut [f64],
    ) {
        let length = self.window;
        let seen = periods.len();
        for (index, slot) in out.iter_mut().enumerate() {
            let partner = partners.start + index;
            let (mut known, mut sum, mut most, mut above) = (0_usize, 0.0, f64::NAN, 0.0);
            for period in periods.clone() {
                let value = cells.at(self.column, period, partner..partner + 1);
                let Some(value) = value.first().filter(|value| value.is_finite()) else { continue };
                known += 1;
                sum += value;
                most = f64::max(most, *value);
                above += f64::from(u8::from(*value > 0.0));
            }
            let totals = matches!(self.aggregation, Aggregation::Sum | Aggregation::Count);
            let sample = if self.gaps == Gaps::Zero && totals { length } else { known };
            let total = |sum: f64| match self.gaps {
                _ if sample == length => sum,
                Gaps::Zero | Gaps::Unknown => f64::NAN,
                Gaps::Estimate => sum / known as f64 * length as f64,
            };
            *slot = if sample < self.minimum_sample.max(1) || seen == 0 {
                f64::NAN
            } else {
                match self.aggregation {
                    Aggregation::Sum => total(sum),
                    Aggregation::Count => total(above),
                    Aggregation::Mean => sum / known as f64,
                    Aggregation::Max => most,
                    Aggregation::Last => f64::NAN,
                }
            };
        }
    }
}

/// Adds a weighted column where it is known.
#[inline]
fn gather(combine: Combine, share: f64, points: &[f64], sum: &mut [f64], weight: &mut [f64]) {
    for ((points, sum), weight) in points.iter().zip(sum.iter_mut()).zip(weight.iter_mut()) {
        if !points.is_nan() {
            *sum += if combine == Combine::Sum { *points } else { share * points };
            *weight += if combine == Combine::Sum { 1.0 } else { share };
        }
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

fn limits((least, most): (Option<f64>, Option<f64>)) -> (f64, f64) {
    (least.unwrap_or(f64::NEG_INFINITY), most.unwrap_or(f64::INFINITY))
}

fn leaf(part: &Part, combine: Combine, portfolio: &Portfolio) -> Option<Leaf> {
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
        aggregation,
        gaps: reading.gaps,
        minimum_sample: reading.minimum_sample as usize,
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

fn plain_tier(tier: &Tier, program: &Program) -> Option<PlainTier> {
    let usual = tier.keep.is_none()
        && !tier.by_invitation
        && tier.capacity.is_none()
        && tier.reviews.is_none();
    let line = match &tier.threshold {
        Some(threshold) => Some((threshold.comparator, threshold.points.fixed()?)),
        None => None,
    };
    let minimums = tier.gates.iter().map(|gate| {
        let (key, least) = gate.as_dimension()?;
        Some(Minimum { dimension: program.score.dimension_index(key)?, least })
    });
    let minimums = minimums.collect::<Option<Vec<Minimum>>>()?;
    usual.then_some(PlainTier { line, minimums })
}

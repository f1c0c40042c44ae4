//! The tiers of a plain program: which ones partners qualify for, whether they keep theirs, and reviews.
//!
//! Scores and minimums are held against the lines for a column of partners at once; where only the counts of
//! reviews in a row change, that is all. Whoever moves, or has something pending, is reviewed one by one.

use super::board::Board;
use super::record::Event;
use super::standings::Standings;
use super::states::CHUNK;
use super::terms::MOST_TIERS;
use crate::rules::{
    Agenda, Clock, Comparator, Evidence, MovementRules, Program, Tier, Truth, UnknownPolicy,
    review_by,
};
use crate::stats::{MARKED, marked};
use std::ops::Range;

type Column = [f64; CHUNK];

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

/// A plain ladder, lowest tier first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlainLadder {
    tiers: Vec<PlainTier>,
    buffer: f64,
    unknown: UnknownPolicy,
    /// Whether every line is one to be reached or passed.
    rising: bool,
}

impl PlainLadder {
    /// `None` when a tier is not plain.
    pub fn of(program: &Program) -> Option<Self> {
        let tier = |tier: &Tier| plain_tier(tier, program);
        let tiers = program.ladder.tiers.iter().enumerate();
        let tiers = tiers
            .map(|(position, it)| {
                let open = PlainTier { line: None, minimums: Vec::new() };
                if position == 0 { tier(it).map(|_| open) } else { tier(it) }
            })
            .collect::<Option<Vec<PlainTier>>>()?;
        let lines = tiers.iter().filter_map(|tier| tier.line);
        Some(Self {
            rising: lines.map(|line| line.comparator).all(|it| it == Comparator::AtLeast),
            tiers,
            buffer: program.movement.buffer,
            unknown: program.movement.unknown,
        })
    }

    /// Lines of the score; NaN is none.
    pub fn lines(&self) -> impl Iterator<Item = f64> {
        self.tiers.iter().enumerate().map(|(tier, rule)| {
            rule.line.map_or(if tier == 0 { 0.0 } else { f64::NAN }, |line| line.points)
        })
    }

    /// Reviews some partners in place.
    pub fn review(
        &self,
        (standings, events): (&mut Standings, &mut [Event]),
        (rules, clock): (&MovementRules, Clock),
        board: &Board,
        partners: &Range<usize>,
    ) {
        let agenda = Agenda::general(rules, clock);
        let counts = self.rising && rules.counts(clock);
        for (from, events) in partners.clone().step_by(CHUNK).zip(events.chunks_mut(CHUNK)) {
            let chunk = from..from + events.len();
            let left = if counts {
                let balance = self.balance(standings.tiers(&chunk), board, &chunk);
                standings.count(&chunk, rules, &balance, events)
            } else {
                [u64::MAX; CHUNK / MARKED]
            };
            let places = left.into_iter().zip((0..CHUNK).step_by(MARKED));
            for place in places.flat_map(|(marks, from)| marked(marks).map(move |at| from + at)) {
                let (partner, Some(event)) = (from + place, events.get_mut(place)) else { break };
                let mut standing = standings.get(partner);
                let evidence = |held| self.evidence(board, partner, held);
                let seen = review_by(&mut standing, rules, clock, &agenda, evidence);
                standings.put(partner, standing);
                *event = seen.map_or(Event::NoReview, Event::Reviewed);
            }
        }
    }

    /// Of every partner of a chunk: above 0 when it qualifies for more than it holds, below when it does not
    /// and does not keep that either.
    fn balance(&self, tiers: &[u8], board: &Board, chunk: &Range<usize>) -> Column {
        let scores = board.score.get(chunk.clone()).unwrap_or(&[]);
        let (mut held, mut balance) = ([0.0; CHUNK], [0.0; CHUNK]);
        for (held, tier) in held.iter_mut().zip(tiers) {
            *held = f64::from(*tier);
        }
        let (enters, keeps) =
            (self.unknown != UnknownPolicy::Pass, self.unknown == UnknownPolicy::Fail);
        for (position, tier) in (0_u8..).zip(&self.tiers).skip(1) {
            let (place, mut enter, mut keep) = (f64::from(position), [1.0; CHUNK], [1.0; CHUNK]);
            if let Some(line) = tier.line {
                hold_against(scores, line.enter, enters, &mut enter);
                hold_against(scores, line.stay, keeps, &mut keep);
            }
            for minimum in &tier.minimums {
                let values = board.values(minimum.dimension, chunk);
                hold_against(values, minimum.least, enters, &mut enter);
                hold_against(values, minimum.least, keeps, &mut keep);
            }
            for (((balance, held), enter), keep) in
                balance.iter_mut().zip(&held).zip(&enter).zip(&keep)
            {
                let own = (*held - place).abs() < 0.5;
                let lost = if own && *keep < 0.5 { -1.0 } else { *balance };
                *balance = if place > *held && *enter > 0.5 { 1.0 } else { lost };
            }
        }
        balance
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

/// Leaves nothing where a value does not reach the least; an unknown one does not when `strict`. Called once
/// per column: copies of it in every place would be a longer download.
#[inline(never)]
fn hold_against(values: &[f64], least: f64, strict: bool, met: &mut Column) {
    if strict {
        for (met, value) in met.iter_mut().zip(values) {
            *met = if *value >= least { *met } else { 0.0 };
        }
    } else {
        for (met, value) in met.iter_mut().zip(values) {
            *met = if *value < least { 0.0 } else { *met };
        }
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

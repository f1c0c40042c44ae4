//! What moves the sales of a partner in a quarter: levers, ramped; the pull of the tiers; the hangover of a
//! move down; and sales borrowed ahead. Tables are read for partners that have moved, the rest is worked out
//! for a column of them at once.

use super::board::Board;
use super::phase::Phase;
use super::states::{CHUNK, States, put};
use super::terms::Terms;
use super::world::{Driver, World};
use crate::behaviour::{LeverTargets, Parameters, Stake, curve};
use crate::stats::{MARKED, exp, ln, marked, marks};
use std::ops::Range;

/// What is at stake for every partner in the tier it holds; read anew where that has changed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stakes {
    /// Lines of its tier and of the next one; at the top the highest score.
    here: Vec<f64>,
    next: Vec<f64>,
    /// Worth of the next tier above its own, and of its own above the one below: a share of revenue, and
    /// money.
    prize: [Vec<f64>; 2],
    loss: [Vec<f64>; 2],
    levers: Vec<f64>,
    response: Vec<f64>,
}

/// Works out the lift of some partners, at most a chunk of them, in the quarter for which `expected` is what they would sell by their
/// trend alone.
pub(super) fn lift(
    world: &World,
    phase: &Phase,
    board: &Board,
    p: &Parameters,
    states: &mut States,
    (expected, block): (&[f64], &Range<usize>),
) {
    hold(world, phase, board, states, block);
    let expected = expected.get(block.clone()).unwrap_or(&[]);
    if p.pull_power.to_bits() == 2.0_f64.to_bits() {
        pull(&phase.terms, board, p, states, (expected, block), |x| x * x);
    } else {
        pull(&phase.terms, board, p, states, (expected, block), |x| curve(x, p.pull_power));
    }
    add_up(phase, board, p, states, block);
}

impl Stakes {
    pub fn new(world: &World) -> Self {
        let zero = || vec![0.0; world.partners.len()];
        Self {
            here: zero(),
            next: zero(),
            prize: [zero(), zero()],
            loss: [zero(), zero()],
            levers: zero(),
            response: world.partners.iter().map(|subject| subject.response).collect(),
        }
    }

    /// Sums of the lever targets of some partners, and how they respond.
    pub fn of(&self, chunk: &Range<usize>) -> Option<impl Iterator<Item = (&f64, &f64)>> {
        let levers = self.levers.get(chunk.clone())?.iter();
        Some(levers.zip(self.response.get(chunk.clone())?))
    }
}

/// Reads the tables for those whose tier has changed; lines that differ from partner to partner are read for
/// all.
fn hold(world: &World, phase: &Phase, board: &Board, states: &mut States, block: &Range<usize>) {
    let terms = &phase.terms;
    let varied = phase.by_book();
    let tiers = states.standings.tiers(block);
    let held = states.held.get_mut(block.clone()).unwrap_or(&mut []);
    let rows = block.clone().step_by(MARKED).zip(tiers.chunks(MARKED).zip(held.chunks_mut(MARKED)));
    let changed = rows.flat_map(|(from, (tiers, held))| {
        let changed = marks(tiers.iter().zip(&*held).map(|(tier, held)| tier != held || varied));
        held.copy_from_slice(tiers);
        marked(changed).map(move |place| (from + place, tiers.get(place).copied().unwrap_or(0)))
    });
    for (index, tier) in changed {
        let k = usize::from(tier);
        let top = k + 1 >= terms.tiers;
        let step = |k: usize| terms.steps.get(k).copied().unwrap_or_default();
        let (up, down) = (step(k + 1), step(k));
        let reference = world.partners.get(index).map_or(0, |subject| subject.tier);
        let Stakes { here, next, prize: [rate, money], loss, levers, response } =
            &mut states.stakes;
        let [loss_rate, loss_money] = loss;
        put(here, index, board.line(k, index));
        put(next, index, if top { terms.ceiling } else { board.line(k + 1, index) });
        put(rate, index, up.0);
        put(money, index, up.1);
        put(loss_rate, index, down.0);
        put(loss_money, index, down.1);
        put(levers, index, terms.lever_sum(tier, reference));
        let response = response.get(index).copied().unwrap_or(1.0);
        for (driver, column) in states.shifts.iter_mut().enumerate() {
            put(column, index, response * terms.shift(driver, tier, reference));
        }
    }
}

/// Pulls of the tiers to be reached and to be kept.
fn pull(
    terms: &Terms,
    board: &Board,
    p: &Parameters,
    states: &mut States,
    (expected, block): (&[f64], &Range<usize>),
    curve: impl Fn(f64) -> f64,
) {
    let buffer = terms.movement.buffer;
    let of = |column| part(column, block);
    let Stakes { here, next, prize: [rate, money], loss: [loss_rate, loss_money], .. } =
        &states.stakes;
    let lines = of(&board.score).iter().zip(of(here)).zip(of(next));
    let prizes = of(rate).iter().zip(of(money)).zip(of(loss_rate).iter().zip(of(loss_money)));
    let rows = lines.zip(prizes).zip(expected).zip(of(&states.stakes.response));
    let pulls = (states.reach.get_mut(block.clone()), states.keep.get_mut(block.clone()));
    let (Some(reach), Some(keep)) = pulls else { return };
    for (row, (reach, keep)) in rows.zip(reach.iter_mut().zip(keep)) {
        let ((((score, here), next), ((rate, money), (loss_rate, loss_money))), revenue) = row.0;
        let stake = Stake {
            score: *score,
            here: *here,
            next: *next,
            revenue: *revenue,
            prize: rate * revenue + money,
            loss: loss_rate * revenue + loss_money,
        };
        let pulls = stake.pulls(buffer, p, &curve);
        (*reach, *keep) = (row.1 * pulls.0, row.1 * pulls.1);
    }
}

fn part<'a>(column: &'a [f64], block: &Range<usize>) -> &'a [f64] {
    column.get(block.clone()).unwrap_or(&[])
}

/// Adds up what moves the sales of some partners.
fn add_up(phase: &Phase, board: &Board, p: &Parameters, states: &mut States, chunk: &Range<usize>) {
    let (terms, cap) = (&phase.terms, p.lift_cap);
    let mut capability = [0.0; CHUNK];
    if let Some(dimension) = terms.capability {
        let (now, before) = (board.values(dimension, chunk), phase.start.values(dimension, chunk));
        for ((target, now), before) in capability.iter_mut().zip(now).zip(before) {
            // The same offset on both sides: what has not moved gives exactly nothing.
            let log = ln((now + p.capability_offset) / (before + p.capability_offset));
            *target = if log.is_nan() { 0.0 } else { p.capability_elasticity * log };
        }
    }
    let Some(rows) = states.rows(chunk) else { return };
    for (row, capability) in rows.zip(capability) {
        let pull = if row.keep > row.reach { *row.keep } else { *row.reach };
        let target = row.response * p.transfer * (row.levers + capability);
        let lever = *row.lever + p.ramp * (target - *row.lever);
        let (borrowed, dip) = (-p.pull_forward * *row.last_pull, -p.hangover * *row.hangover);
        let lift = lever + pull + borrowed + dip;
        let low = if lift < -cap { -cap } else { lift };
        let lift = if low > cap { cap } else { low };
        *row.lever = lever;
        *row.last_pull = pull;
        *row.borrowed = borrowed;
        *row.dip = dip;
        *row.capability = capability;
        *row.lift = lift;
        *row.factor = exp(lift);
    }
}

/// Lever targets of one partner at full effect, as the quarter began.
pub(super) fn targets(terms: &Terms, states: &States, index: usize, reference: u8) -> LeverTargets {
    let held = states.held.get(index).copied().unwrap_or(0);
    let mut targets = terms.levers(held, reference);
    if let (Some(last), Some(capability)) = (targets.last_mut(), states.capability.get(index)) {
        *last = *capability;
    }
    targets
}

/// The drivers in the order of [`States::shifts`].
pub(super) const DRIVERS: usize = Driver::LEVERS.len();

//! What moves the sales of a partner in a quarter: levers, ramped; the pull of the tiers; the hangover of a
//! move down; and sales borrowed ahead. Tables are read partner by partner, the rest is worked out for a
//! column of them at once.

use super::board::Board;
use super::phase::Phase;
use super::states::States;
use super::terms::Terms;
use super::world::{Driver, World};
use crate::behaviour::{LeverTargets, Parameters, Stake, curve};
use crate::stats::{exp, ln};
use std::ops::Range;

/// Partners that are worked out at once.
const CHUNK: usize = 64;

type Column = [f64; CHUNK];

/// What tables say of some partners.
struct Read {
    score: Column,
    here: Column,
    next: Column,
    prize: [Column; 2],
    loss: [Column; 2],
    levers: Column,
    capability: [Column; 2],
    response: Column,
}

/// Works out the lift of some partners in the quarter for which `expected` is what they would sell by their
/// trend alone.
pub(super) fn lift(
    world: &World,
    phase: &Phase,
    board: &Board,
    p: &Parameters,
    states: &mut States,
    (expected, block): (&[f64], &Range<usize>),
) {
    for from in block.clone().step_by(CHUNK) {
        let chunk = from..(from + CHUNK).min(block.end);
        let read = Read::of(world, phase, board, states, &chunk);
        let expected = expected.get(chunk.clone()).unwrap_or(&[]);
        if p.pull_power.to_bits() == 2.0_f64.to_bits() {
            read.lift(&phase.terms, p, states, (expected, &chunk), |x| x * x);
        } else {
            read.lift(&phase.terms, p, states, (expected, &chunk), |x| curve(x, p.pull_power));
        }
    }
}

impl Read {
    fn of(
        world: &World,
        phase: &Phase,
        board: &Board,
        states: &mut States,
        chunk: &Range<usize>,
    ) -> Self {
        let terms = &phase.terms;
        let none = [f64::NAN; CHUNK];
        let mut read = Self {
            score: none,
            here: none,
            next: none,
            prize: [[0.0; CHUNK]; 2],
            loss: [[0.0; CHUNK]; 2],
            levers: [0.0; CHUNK],
            capability: [none; 2],
            response: [1.0; CHUNK],
        };
        let standings = states.standings.get(chunk.clone()).unwrap_or(&[]);
        let partners = world.partners.get(chunk.clone()).unwrap_or(&[]);
        let held = states.held.get_mut(chunk.clone()).unwrap_or(&mut []);
        for (place, ((standing, subject), held)) in
            standings.iter().zip(partners).zip(held).enumerate()
        {
            let (index, tier) = (chunk.start + place, standing.tier);
            *held = tier;
            let k = usize::from(tier);
            let step = |k: usize| terms.steps.get(k).copied().unwrap_or_default();
            let (up, down) = (step(k + 1), step(k));
            let top = k + 1 >= terms.tiers;
            let put = |column: &mut Column, value: f64| {
                if let Some(slot) = column.get_mut(place) {
                    *slot = value;
                }
            };
            put(&mut read.here, board.line(k, index));
            put(&mut read.next, if top { terms.ceiling } else { board.line(k + 1, index) });
            let ([prize_rate, prize_money], [loss_rate, loss_money]) =
                (&mut read.prize, &mut read.loss);
            put(prize_rate, up.0);
            put(prize_money, up.1);
            put(loss_rate, down.0);
            put(loss_money, down.1);
            put(&mut read.levers, terms.lever_sum(tier, subject.tier));
            put(&mut read.response, subject.response);
            for (driver, column) in states.shifts.iter_mut().enumerate() {
                if let Some(slot) = column.get_mut(index) {
                    *slot = subject.response * terms.shift(driver, tier, subject.tier);
                }
            }
        }
        let copy = |to: &mut Column, from: Option<&[f64]>| {
            for (to, from) in to.iter_mut().zip(from.unwrap_or(&[])) {
                *to = *from;
            }
        };
        copy(&mut read.score, board.score.get(chunk.clone()));
        if let Some(capability) = terms.capability {
            let [now, before] = &mut read.capability;
            copy(now, Some(board.values(capability, chunk)));
            copy(before, Some(phase.start.values(capability, chunk)));
        }
        read
    }

    fn lift(
        &self,
        terms: &Terms,
        p: &Parameters,
        states: &mut States,
        (expected, chunk): (&[f64], &Range<usize>),
        curve: impl Fn(f64) -> f64,
    ) {
        let (buffer, cap) = (terms.movement.buffer, p.lift_cap);
        let ([prize_rate, prize_money], [loss_rate, loss_money]) = (&self.prize, &self.loss);
        let (mut reach, mut keep) = ([0.0; CHUNK], [0.0; CHUNK]);
        for (place, revenue) in expected.iter().enumerate().take(CHUNK) {
            let at = |column: &Column| column.get(place).copied().unwrap_or(0.0);
            let stake = Stake {
                score: at(&self.score),
                here: at(&self.here),
                next: at(&self.next),
                revenue: *revenue,
                prize: at(prize_rate) * revenue + at(prize_money),
                loss: at(loss_rate) * revenue + at(loss_money),
            };
            let pulls = stake.pulls(buffer, p, &curve);
            if let (Some(reach), Some(keep)) = (reach.get_mut(place), keep.get_mut(place)) {
                let response = at(&self.response);
                (*reach, *keep) = (response * pulls.0, response * pulls.1);
            }
        }
        let mut capability = [0.0; CHUNK];
        let [now, before] = &self.capability;
        for ((target, now), before) in capability.iter_mut().zip(now).zip(before) {
            // The same offset on both sides: what has not moved gives exactly nothing.
            let log = ln((now + p.capability_offset) / (before + p.capability_offset));
            *target = if log.is_nan() { 0.0 } else { p.capability_elasticity * log };
        }
        let Some(rows) = states.rows(chunk) else { return };
        let known =
            self.levers.iter().zip(&self.response).zip(&capability).zip(reach.iter().zip(&keep));
        for (row, (((levers, response), capability), (reach, keep))) in rows.zip(known) {
            let pull = if keep > reach { *keep } else { *reach };
            let target = response * p.transfer * (levers + capability);
            let lever = *row.lever + p.ramp * (target - *row.lever);
            let (borrowed, dip) = (-p.pull_forward * *row.last_pull, -p.hangover * *row.hangover);
            let lift = lever + pull + borrowed + dip;
            let low = if lift < -cap { -cap } else { lift };
            let lift = if low > cap { cap } else { low };
            *row.lever = lever;
            *row.last_pull = pull;
            *row.reach = *reach;
            *row.keep = *keep;
            *row.borrowed = borrowed;
            *row.dip = dip;
            *row.capability = *capability;
            *row.lift = lift;
            *row.factor = exp(lift);
        }
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

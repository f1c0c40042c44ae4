//! One replication of one program: the dynamics, quarter by quarter.
//!
//! ```text
//! ln Y = μ + g·t + season + a + β·σ_m·z_m + lift,  a ← φ·a + σ·z
//! x ← clip(x + κ(target − x) + σ_d·z) for what drifts
//! ```
//! Partners run in blocks that fit fast memory, each through all quarters; where a rule looks at
//! several partners, all of them are one block. Reference cases `sim_01` (noise off) and `sim_02`.

use super::account::{earn, leave, place, place_all, refer};
use super::board::Board;
use super::book::Book;
use super::cells::Cells;
use super::columns::QuarterColumns;
use super::joining::{arrive, settle, stay_out};
use super::lift::lift;
use super::phase::{InForce, Judge, Phase, phases};
use super::record::Observer;
use super::shocks::{Noise, Shocks};
use super::states::{CHUNK, NO_TIER, States};
use super::step::Step;
use super::tally::Tally;
use super::world::{Subject, World};
use crate::behaviour::Parameters;
use crate::portfolio::{Month, Portfolio};
use crate::rules::{Clock, Program, Standing};
use crate::stats::exp;
use std::ops::Range;

/// One program, or several after one another, with partners, ready to be run again and again
/// without allocating.
#[derive(Debug, Clone)]
pub struct Replication {
    phases: Vec<Phase>,
    parameters: Parameters,
    /// The month the recorded periods end in.
    recorded: Option<Month>,
    /// Sales expected of each partner by its trend alone, quarter-major.
    expected: Vec<f64>,
    states: States,
    cells: Cells,
    board: Board,
    book: Option<Book>,
    /// The record that the book goes back to.
    portfolio: Option<Portfolio>,
    quarters: u32,
    /// Dimensions of the widest program.
    dimensions: usize,
}

impl Replication {
    /// Programs in the order of their quarters on the partners of `portfolio` that `world` knows;
    /// `reference` is the program in force when the record was made.
    pub fn new(
        world: &World,
        portfolio: &Portfolio,
        programs: &[InForce<'_>],
        reference: &Program,
        parameters: &Parameters,
        quarters: u32,
    ) -> Self {
        let partners = world.partners.len();
        let mut phases = phases(programs, reference, (world, portfolio), parameters);
        let by_book = phases.iter().any(Phase::by_book);
        let width = if by_book { partners } else { CHUNK.min(partners) };
        let mut cells = Cells::new(world, width, quarters as usize, |column, unknown| {
            let reach = phases.iter().map(|phase| phase.reach(column, unknown));
            reach.max().unwrap_or(0)
        });
        let book = by_book.then(|| Book::new(world, portfolio, &cells, quarters as usize));
        for block in blocks(partners, width) {
            cells.load(world, &block);
            for phase in &mut phases {
                let mut start = std::mem::take(&mut phase.start);
                let last = cells.recorded().saturating_sub(1);
                phase.judge((&cells, last), book.as_ref(), 0, &block, &mut start);
                phase.start = start;
            }
        }
        let widest = phases.iter().max_by_key(|phase| phase.start.values.len());
        let longest = phases.iter().map(|phase| phase.terms.tiers).max().unwrap_or(0);
        let dimensions = widest.map_or(0, |phase| phase.program.score.dimensions().len());
        Self {
            expected: expected(world, quarters),
            states: States::new(world, parameters),
            board: Board::new(partners, dimensions, longest),
            dimensions,
            recorded: portfolio.periods().last().and_then(|period| period.last_month()),
            portfolio: book.is_some().then(|| portfolio.clone()),
            phases,
            parameters: *parameters,
            cells,
            book,
            quarters,
        }
    }

    /// Tiers held before the first quarter, on the ladder in force in the end; the number of tiers for those that
    /// join later.
    pub fn first_tiers(&self, world: &World) -> Vec<u8> {
        let Some(phase) = self.phases.first() else { return Vec::new() };
        let outside = self.phases.last().map_or(0, |last| last.terms.tiers);
        let outside = u8::try_from(outside).unwrap_or(u8::MAX);
        let tier = |subject: &Subject| match subject.joined {
            None => place(&phase.told, place(&phase.entered, subject.tier)),
            Some(_) => outside,
        };
        world.partners.iter().map(tier).collect()
    }

    /// Whether all rules are judged the quick way.
    pub fn is_plain(&self) -> bool {
        self.book.is_none()
    }

    /// Judges by the book whatever can be judged the quick way, too; for checks that both agree.
    pub fn by_the_book(&mut self, world: &World, portfolio: &Portfolio) {
        let quarters = self.quarters as usize;
        let all = |_, _| usize::MAX;
        self.cells = Cells::new(world, world.partners.len(), quarters, all);
        let book = Book::new(world, portfolio, &self.cells, quarters);
        for phase in &mut self.phases {
            phase.judge = Judge::Book;
            book.judge(&phase.program, 0, &mut phase.start);
        }
        self.book = Some(book);
        self.portfolio = Some(portfolio.clone());
    }

    /// Runs one replication and tells the observer every record.
    pub fn run(&mut self, world: &World, shocks: &Shocks, observer: &mut impl Observer) {
        self.reset(world);
        let partners = world.partners.len();
        for block in blocks(partners, if self.is_plain() { CHUNK } else { partners }) {
            self.run_block(world, shocks, &block, observer);
        }
    }

    /// Runs the partners of one block through all quarters.
    pub(super) fn run_block(
        &mut self,
        world: &World,
        shocks: &Shocks,
        block: &Range<usize>,
        observer: &mut impl Observer,
    ) {
        self.cells.load(world, block);
        self.enter(block);
        let mut current = 0;
        for quarter in 0..self.quarters as usize {
            let next = self.phases.get(current + 1);
            if next.is_some_and(|next| next.from as usize <= quarter + 1) {
                current += 1;
                self.switch(current, quarter, block);
            }
            self.quarter(world, shocks, (current, quarter), block, observer);
        }
    }

    /// Runs one replication and adds it to a tally.
    pub fn tally(&mut self, world: &World, shocks: &Shocks, replication: u32, tally: &mut Tally) {
        tally.begin(replication);
        self.run(world, shocks, tally);
        tally.end();
    }

    pub(super) fn reset(&mut self, world: &World) {
        let Some(first) = self.phases.first() else { return };
        let states = &mut self.states;
        states.lever.fill(0.0);
        states.hangover.fill(0.0);
        states.last_pull.fill(0.0);
        states.gone.fill(false);
        states.absent.fill(false);
        if self.phases.len() > 1 {
            // Another program's tables were read last.
            states.held.fill(NO_TIER);
        }
        for (partner, subject) in world.partners.iter().enumerate() {
            let out = subject.joined.is_some();
            let held = Standing::holding(place(&first.entered, subject.tier));
            states.standings.put(partner, Standing { out, ..held });
        }
        let first = world.on_record().count();
        for outside in [&mut states.gone, &mut states.absent] {
            outside.get_mut(first..).unwrap_or(&mut []).fill(true);
        }
        if let (Some(book), Some(portfolio)) = (&mut self.book, &self.portfolio) {
            book.reset(world, portfolio);
        }
    }

    /// What the first program says of the record.
    fn enter(&mut self, block: &Range<usize>) {
        if let Some(first) = self.phases.first() {
            self.board.begin(&first.start, first.terms.capability, block);
        }
    }

    /// Carries the partners of a block into a phase: their score is the new program's.
    fn switch(&mut self, current: usize, quarter: usize, block: &Range<usize>) {
        let Some(phase) = self.phases.get_mut(current) else { return };
        self.states.standings.change(block.clone(), |standing| standing.carry(&phase.entered));
        self.states.held.get_mut(block.clone()).unwrap_or(&mut []).fill(NO_TIER);
        let last = (self.cells.recorded() + quarter).saturating_sub(1);
        phase.judge((&self.cells, last), self.book.as_ref(), quarter, block, &mut self.board);
    }

    fn quarter(
        &mut self,
        world: &World,
        shocks: &Shocks,
        (current, quarter): (usize, usize),
        block: &Range<usize>,
        observer: &mut impl Observer,
    ) {
        let chunks = || {
            let chunks = blocks(block.len(), CHUNK);
            chunks.map(|chunk| block.start + chunk.start..block.start + chunk.end)
        };
        for chunk in chunks() {
            if world.joining.is_some() {
                let arrivals = (quarter, shocks.joined(quarter));
                arrive(world, &mut self.states, arrivals, &chunk);
            }
            self.lift(world, (current, quarter), &chunk);
            self.sell(world, shocks, quarter, &chunk);
            self.move_metrics(world, shocks, quarter, &chunk);
            if world.joining.is_some() {
                settle(world, &self.states, &mut self.cells, quarter, &chunk);
            }
        }
        self.review(current, quarter, block);
        for chunk in chunks() {
            self.account(world, shocks, (current, quarter), &chunk, observer);
        }
    }

    /// Levers, pull, hangover and borrowed sales of every partner.
    fn lift(&mut self, world: &World, (current, quarter): (usize, usize), block: &Range<usize>) {
        let Some(phase) = self.phases.get(current) else { return };
        let partners = world.partners.len();
        let expected = self.expected.get(quarter * partners..(quarter + 1) * partners);
        let expected = (expected.unwrap_or(&[]), block);
        lift(world, phase, &self.board, &self.parameters, &mut self.states, expected);
    }

    /// Sales, and the columns they are made of.
    fn sell(&mut self, world: &World, shocks: &Shocks, quarter: usize, block: &Range<usize>) {
        let states = &mut self.states;
        let base = shocks.sales(quarter, block.clone());
        let (Some(revenue), Some(factor)) =
            (states.revenue.get_mut(block.clone()), states.factor.get(block.clone()))
        else {
            return;
        };
        for ((revenue, base), factor) in revenue.iter_mut().zip(base).zip(factor) {
            *revenue = base * factor;
        }
        let now = self.cells.recorded() + quarter;
        let columns = world.sales.iter().flat_map(|sales| &sales.columns);
        for (column, shares) in columns {
            let shares = shares.get(block.clone()).unwrap_or(&[]);
            let cells = self.cells.at_mut(*column, now, block.clone());
            for ((cell, revenue), share) in cells.iter_mut().zip(revenue.iter()).zip(shares) {
                *cell = revenue * share;
            }
        }
    }

    fn move_metrics(
        &mut self,
        world: &World,
        shocks: &Shocks,
        quarter: usize,
        block: &Range<usize>,
    ) {
        let now = self.cells.recorded() + quarter;
        let states = &self.states;
        for (position, (metric, _)) in world.metrics.iter().enumerate() {
            let (past, cells) = self.cells.step(metric.column, now, block.clone());
            let start = metric.start.get(block.clone()).unwrap_or(&[]);
            let past = if quarter == 0 { start } else { past };
            let step = Step {
                metric,
                p: &self.parameters,
                states,
                block,
                quarter,
                noisy: shocks.noise() == Noise::On,
                draw: shocks.metric(quarter, position, block.clone()),
                second: shocks.second(quarter, position, block.clone()),
            };
            step.run(past, cells);
        }
    }

    fn review(&mut self, current: usize, quarter: usize, block: &Range<usize>) {
        let Some(phase) = self.phases.get_mut(current) else { return };
        let states = &mut self.states;
        for hangover in states.hangover.get_mut(block.clone()).unwrap_or(&mut []) {
            *hangover *= self.parameters.hangover_decay;
        }
        if let Some(book) = &mut self.book {
            // Whoever judges this quarter, a later one may look back at it.
            book.write(&self.cells, quarter, &states.gone);
        }
        match &mut phase.judge {
            Judge::Plain(plain) => {
                let now = self.cells.recorded() + quarter;
                plain.judge(&self.cells, now, block, &mut self.board);
                let rules = (&phase.terms.movement, clock(quarter, self.recorded));
                let events = states.events.get_mut(block.clone()).unwrap_or(&mut []);
                plain.ladder.review((&mut states.standings, events), rules, &self.board, block);
            }
            Judge::Book => {
                if let Some(book) = &self.book {
                    let told = (&mut states.events[..], &mut self.board);
                    states.standings.change_all(|all| {
                        book.review(&phase.program, quarter, all, told);
                    });
                }
            }
        }
    }

    /// Referrals, exits, bonuses and margin; tells the observer.
    fn account(
        &mut self,
        world: &World,
        shocks: &Shocks,
        (current, quarter): (usize, usize),
        block: &Range<usize>,
        observer: &mut impl Observer,
    ) {
        let Some(phase) = self.phases.get(current) else { return };
        let tiers = self.phases.last().map_or(0, |last| last.terms.tiers);
        let left = u8::try_from(tiers).unwrap_or(u8::MAX);
        let noisy = shocks.noise() == Noise::On;
        let states = &mut self.states;
        let exits = (shocks.exits(quarter, block.clone()), noisy, block);
        place_all(phase, left, states, block);
        leave(world, left, &self.parameters, states, exits, |index| {
            if let Some(book) = &mut self.book {
                book.hide(index);
            }
        });
        if world.joining.is_some() {
            stay_out(states, block);
        }
        let referrals = noisy.then(|| shocks.referrals(quarter, block.clone()));
        refer(world, phase, states, (referrals, block));
        earn(&phase.terms.incentives, states, block);
        observer.quarters(&QuarterColumns {
            partners: block.clone(),
            quarter: u32::try_from(quarter).unwrap_or(0) + 1,
            world,
            phase,
            states,
            board: &self.board,
            dimensions: self.dimensions,
            month: clock(quarter, self.recorded).month,
        });
    }
}

/// So many partners at a time.
pub(super) fn blocks(partners: usize, width: usize) -> impl Iterator<Item = Range<usize>> {
    (0..partners).step_by(width.max(1)).map(move |from| from..(from + width).min(partners))
}

fn expected(world: &World, quarters: u32) -> Vec<f64> {
    let numbers = (1..=quarters).map(f64::from);
    let of = |number: f64| {
        let trend = world.partners.iter().map(move |s| s.level + s.growth * number);
        trend.map(exp)
    };
    numbers.flat_map(of).collect()
}

fn clock(quarter: usize, recorded: Option<Month>) -> Clock {
    let elapsed = 3 * (u32::try_from(quarter).unwrap_or(0) + 1);
    let month = recorded.map(|month| month.plus(i32::try_from(elapsed).unwrap_or(0)));
    Clock { elapsed, period: 3, month }
}

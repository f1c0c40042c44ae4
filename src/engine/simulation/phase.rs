//! A program from one quarter on, with who judges by it.

use super::board::Board;
use super::book::Book;
use super::cells::Cells;
use super::plain::Plain;
use super::terms::Terms;
use super::world::World;
use crate::behaviour::Parameters;
use crate::portfolio::Portfolio;
use crate::rules::Program;
use crate::stats::poisson_chances;
use std::ops::Range;

/// A program and the first quarter, from 1, in which it is in force.
pub type InForce<'a> = (u32, &'a Program);

/// Who judges: the quick way, or the book.
#[derive(Debug, Clone)]
pub(crate) enum Judge {
    Plain(Box<Plain>),
    Book,
}

/// Numbers of referrals that are told apart by the column; more are rare.
pub(crate) const FEW: usize = 3;

/// A program from one quarter on.
#[derive(Debug, Clone)]
pub(crate) struct Phase {
    pub(crate) from: u32,
    pub(crate) program: Program,
    pub(crate) judge: Judge,
    pub(crate) terms: Terms,
    /// Tier on this ladder for every tier of the ladder before it.
    pub(crate) entered: Vec<u8>,
    /// Tier on the last ladder for every tier of this one.
    pub(crate) told: Vec<u8>,
    /// Whether they are the same.
    pub(crate) told_as_held: bool,
    /// Chances of a quarter with no referral, with one at most, with two at most.
    pub(crate) few: [Vec<f64>; FEW],
    /// What it says of the record.
    pub(crate) start: Board,
}

impl Phase {
    pub fn by_book(&self) -> bool {
        matches!(self.judge, Judge::Book)
    }

    /// Quarters that a column is looked back at; the book sees them all.
    pub fn reach(&self, column: usize, unknown: bool) -> usize {
        match &self.judge {
            Judge::Plain(plain) => plain.reach(column, unknown),
            Judge::Book => usize::MAX,
        }
    }

    /// Says of some partners what the rules say at the end of the quarter `last` of all, which is the one
    /// after `quarters` simulated ones.
    pub fn judge(
        &mut self,
        (cells, last): (&Cells, usize),
        book: Option<&Book>,
        quarters: usize,
        block: &Range<usize>,
        board: &mut Board,
    ) {
        match (&mut self.judge, book) {
            (Judge::Plain(plain), _) => plain.judge(cells, last, block, board),
            (Judge::Book, Some(book)) => book.judge(&self.program, quarters, board),
            (Judge::Book, None) => {}
        }
    }
}

/// Programs in the order of their quarters; `reference` is the one in force when the record was made.
pub(crate) fn phases(
    programs: &[InForce<'_>],
    reference: &Program,
    (world, portfolio): (&World, &Portfolio),
    parameters: &Parameters,
) -> Vec<Phase> {
    let Some((_, last)) = programs.last() else { return Vec::new() };
    let before = std::iter::once(reference).chain(programs.iter().map(|(_, program)| *program));
    let phase = |((from, program), before): (&InForce<'_>, &Program)| {
        let terms = Terms::new(program, reference, parameters);
        let told = program.places_in(last);
        Phase {
            from: *from,
            entered: before.places_in(program),
            told_as_held: told.iter().zip(0_u8..).all(|(told, held)| *told == held),
            told,
            program: (*program).clone(),
            judge: match Plain::of(program, portfolio) {
                Some(plain) => Judge::Plain(Box::new(plain)),
                None => Judge::Book,
            },
            few: few(world, &terms),
            terms,
            start: Board::new(
                world.partners.len(),
                program.score.dimensions().len(),
                program.ladder.tiers.len(),
            ),
        }
    };
    programs.iter().zip(before).map(phase).collect()
}

fn few(world: &World, terms: &Terms) -> [Vec<f64>; FEW] {
    let mut columns = [const { Vec::new() }; FEW];
    for subject in &world.partners {
        let chances: [f64; FEW] = poisson_chances(subject.referral_rate * terms.referral_factor);
        for (column, chance) in columns.iter_mut().zip(chances) {
            column.push(chance);
        }
    }
    columns
}

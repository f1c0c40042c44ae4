//! Evaluation: a program on a scene, for all partners at once, with the trace of every step.
//!
//! Every node of the rules becomes a column with one entry per partner. A column is made once, in
//! the order of the partners, so evaluating ten thousand partners costs one pass per node, relative
//! rules see their whole group, and the trace of a partner is a row through the columns.

mod gates;
mod measures;
mod ranks;
mod scores;
mod settled;
mod standing;
mod tiers;
mod trace;

pub use gates::GateColumn;
pub use scores::{DimensionColumn, PartColumn, ScoreColumn, TrackColumn};
pub use settled::Settled;
pub use standing::{Reviewed, replay, review_all, standings_now};
pub use tiers::{Qualification, TierColumn};
pub use trace::{DimensionTrace, GateTrace, PartTrace, ScoreTrace, TierTrace};

use super::program::Program;
use super::scene::Scene;
use crate::portfolio::Portfolio;
use measures::Made;
use std::cell::{OnceCell, RefCell};

/// A program on a scene. Columns are made when they are first asked for.
#[derive(Debug)]
pub struct Evaluation<'a> {
    program: &'a Program,
    scene: Scene<'a>,
    /// Whether this is a look back from a later time.
    past: bool,
    made: RefCell<Vec<Made>>,
    score: OnceCell<ScoreColumn>,
    tiers: OnceCell<Vec<TierColumn>>,
}

impl<'a> Evaluation<'a> {
    /// Of all that is recorded. The program must have passed [`crate::rules::check`].
    pub fn now(program: &'a Program, portfolio: &'a Portfolio) -> Self {
        Self::new(program, Scene::now(portfolio))
    }

    /// As it stood in a scene.
    pub fn new(program: &'a Program, scene: Scene<'a>) -> Self {
        Self {
            program,
            scene,
            past: false,
            made: RefCell::new(Vec::new()),
            score: OnceCell::new(),
            tiers: OnceCell::new(),
        }
    }

    /// The program.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// The scene.
    pub fn scene(&self) -> Scene<'a> {
        self.scene
    }

    /// The score of every partner, with its parts.
    pub fn score(&self) -> &ScoreColumn {
        self.score.get_or_init(|| self.score_column())
    }

    /// What every tier says of every partner, lowest tier first.
    pub fn tiers(&self) -> &[TierColumn] {
        self.tiers.get_or_init(|| self.tier_columns())
    }

    /// The same program in an earlier scene.
    fn in_scene(&self, scene: Scene<'a>) -> Self {
        Self { past: true, ..Self::new(self.program, scene) }
    }

    /// How many periods of a window a total knows where gaps are zero: all of them, as nothing is
    /// recorded of what did not happen. A look back is about an earlier time, which has to be on record.
    fn periods_known(&self, recorded: usize, length: usize) -> usize {
        if self.past { recorded } else { length }
    }
}

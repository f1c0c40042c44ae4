//! The agenda of a review: which moves are decided at it.
//!
//! The movement rules say when for the whole ladder; a tier with a cadence of its own says when it is
//! decided who enters it and who loses it. A partner enters a tier only when that tier is due, and loses
//! the one it holds only when that one is due. Where it falls to does not have to be: who loses a tier
//! goes to what it qualifies for. Who qualifies for a tier that is not due waits where it is.

use super::ladder::Tier;
use super::movement::{Clock, MovementRules};
use super::program::Program;

/// Which directions are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    /// Whether partners can move up.
    pub up: bool,
    /// Whether partners can move down.
    pub down: bool,
}

/// What is decided at a review. Reviews by the movement rules alone allocate nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// By the movement rules.
    general: Due,
    /// Into and out of every tier, lowest first; empty where none has a cadence of its own.
    tiers: Vec<Due>,
}

impl Due {
    fn any(self) -> bool {
        self.up || self.down
    }
}

impl Agenda {
    /// By the movement rules alone.
    pub fn general(rules: &MovementRules, clock: Clock) -> Self {
        let general = Due { up: rules.up.due(clock), down: rules.down.due(clock) };
        Self { general, tiers: Vec::new() }
    }

    /// By the movement rules, and by the tiers that have a cadence of their own.
    pub fn of(program: &Program, clock: Clock) -> Self {
        let mut agenda = Self::general(&program.movement, clock);
        let tiers = &program.ladder.tiers;
        if tiers.iter().any(|tier| tier.reviews.is_some()) {
            let own = |tier: &Tier| tier.reviews.map(|reviews| reviews.due(clock));
            let mut due: Vec<Due> = tiers
                .iter()
                .map(|tier| own(tier).map_or(agenda.general, |due| Due { up: due, down: due }))
                .collect();
            // A step that ends at a tier by invitation leads to the next one above that is not.
            let mut above = agenda.general.up;
            for (tier, due) in tiers.iter().zip(&mut due).rev() {
                due.up = if tier.by_invitation { above } else { due.up };
                above = due.up;
            }
            agenda.tiers = due;
        }
        agenda
    }

    /// What is decided by the movement rules, tiers with a cadence of their own aside.
    pub(super) fn whole_ladder(&self) -> Due {
        self.general
    }

    /// What is decided on a tier: who enters it, and who loses it.
    pub(super) fn tier(&self, position: u8) -> Due {
        self.tiers.get(usize::from(position)).copied().unwrap_or(self.general)
    }

    /// Whether anything is decided on a partner that holds a tier.
    pub(super) fn concerns(&self, held: u8) -> bool {
        self.general.any() || self.tier(held).down || self.above(held)
    }

    /// Whether it is decided who enters a tier above.
    pub(super) fn above(&self, held: u8) -> bool {
        match self.tiers.get(usize::from(held) + 1..) {
            None | Some([]) => self.general.up,
            Some(above) => above.iter().any(|due| due.up),
        }
    }

    /// Where a partner goes that holds a tier and may enter a higher one: to the highest one that is due
    /// and not more than so many steps away. `None` when it has to wait.
    pub(super) fn step_up(&self, held: u8, enters: u8, steps: u8) -> Option<u8> {
        let reach = enters.min(held.saturating_add(steps));
        (held.saturating_add(1)..=reach).rev().find(|tier| self.tier(*tier).up)
    }
}

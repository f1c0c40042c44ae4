//! Kinds of what needs a look, and whom each is about.

use super::seen::Seen;
use crate::format::plural;
use std::collections::BTreeSet;
use tierlab_engine::portfolio::{Cadence, Portfolio};
use tierlab_engine::report::Cell;

/// A kind of concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Concern {
    Outlier,
    Impossible,
    Negative,
    Stale,
    Duplicate,
    Joined,
    Provisional,
}

impl Concern {
    pub(super) const ALL: [Self; 7] = [
        Self::Outlier,
        Self::Impossible,
        Self::Negative,
        Self::Stale,
        Self::Duplicate,
        Self::Joined,
        Self::Provisional,
    ];

    /// As a mark in the table.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::Outlier => "outlier",
            Self::Impossible => "impossible",
            Self::Negative => "below zero",
            Self::Stale => "stale",
            Self::Duplicate => "twice?",
            Self::Joined => "joined late",
            Self::Provisional => "provisional",
        }
    }

    /// Whether somebody should do something about it.
    pub(super) fn warns(self) -> bool {
        self != Self::Joined
    }

    /// Figures it is about.
    pub(super) fn cells(self, seen: &Seen) -> &[Cell] {
        match self {
            Self::Outlier => &seen.concerns.outliers,
            Self::Impossible => &seen.concerns.impossible,
            Self::Negative => &seen.concerns.negative,
            _ => &[],
        }
    }

    /// Partners it is about, in order.
    pub(super) fn partners(self, seen: &Seen) -> BTreeSet<usize> {
        let of = |pairs: &[(usize, usize)]| pairs.iter().map(|(partner, _)| *partner).collect();
        match self {
            Self::Outlier | Self::Impossible | Self::Negative => {
                self.cells(seen).iter().map(|cell| cell.partner).collect()
            }
            Self::Stale => of(&seen.concerns.stale),
            Self::Duplicate => of(&seen.concerns.duplicates),
            Self::Joined => of(&seen.concerns.joined),
            Self::Provisional => {
                let scores = seen.now.score.iter().enumerate();
                scores.filter(|(_, score)| score.is_nan()).map(|(partner, _)| partner).collect()
            }
        }
    }

    /// How many there are, as a heading.
    pub(super) fn heading(self, partners: usize, seen: &Seen) -> String {
        let figures = self.cells(seen).len();
        match self {
            Self::Outlier => plural(figures, "outlier", "outliers"),
            Self::Impossible => plural(figures, "impossible figure", "impossible figures"),
            Self::Negative => plural(figures, "amount below zero", "amounts below zero"),
            Self::Stale => format!("{partners} stale"),
            Self::Duplicate => plural(partners, "possible duplicate", "possible duplicates"),
            Self::Joined => format!("{partners} joined after the record begins"),
            Self::Provisional => {
                plural(partners, "partner is provisional", "partners are provisional")
            }
        }
    }

    /// What it means.
    pub(super) fn detail(self, portfolio: &Portfolio) -> String {
        match self {
            Self::Outlier if portfolio.cadence() == Cadence::Snapshot => {
                "Figures far from those of all other partners."
            }
            Self::Outlier => "Figures far from the partner's own other periods.",
            Self::Impossible => "Shares outside 0 to 100 %, or counts and days below 0.",
            Self::Negative => "A credit note, or a wrong sign.",
            Self::Stale => "No figure in the last half year on record.",
            Self::Duplicate => "The same name or the same figures under another id.",
            Self::Joined => "Their earlier periods are unknown; growth is taken from the group.",
            Self::Provisional => "Too little is known for a score; they sit in the lowest tier.",
        }
        .to_owned()
    }
}

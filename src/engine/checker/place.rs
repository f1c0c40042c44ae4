//! Where a finding is: something a screen can go to, and that has a name.

use crate::rules::Program;
use serde::{Deserialize, Serialize};

/// One place of a program. Positions count from 0 in the order of the program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceRef {
    /// The program as a whole.
    Program,
    /// The score as a whole.
    Score,
    /// One track of the score.
    Track(usize),
    /// One dimension.
    Dimension {
        /// Position of its track.
        track: usize,
        /// Its position in the track.
        index: usize,
    },
    /// One part of a dimension, with its measure, its value function and its condition.
    Part {
        /// Position of the track.
        track: usize,
        /// Position of the dimension.
        dimension: usize,
        /// Its position in the dimension.
        index: usize,
    },
    /// One tier, and its line of the score.
    Tier(usize),
    /// A condition for entering a tier.
    Gate {
        /// Position of the tier.
        tier: usize,
        /// First the position among the gates of the tier, then in the order of
        /// [`crate::rules::Gate::inner`], level by level.
        path: Vec<usize>,
    },
    /// What keeping a tier asks.
    Keep {
        /// Position of the tier.
        tier: usize,
        /// As in [`Self::Gate`]; empty is all of it.
        path: Vec<usize>,
    },
    /// The movement rules.
    Movement,
    /// One benefit with terms.
    Benefit(usize),
    /// One status.
    Status(usize),
    /// The levers of a tier: commission, discount, funds, hours.
    Lever {
        /// Position of the tier.
        tier: usize,
    },
}

/// One value function of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ValueRef {
    /// Position of the track.
    pub track: usize,
    /// Position of the dimension.
    pub dimension: usize,
    /// Position of the part.
    pub part: usize,
    /// Position among the measures that multiply; `None` is the part's own.
    pub factor: Option<usize>,
}

impl ValueRef {
    /// The part it belongs to.
    pub fn place(self) -> PlaceRef {
        PlaceRef::Part { track: self.track, dimension: self.dimension, index: self.part }
    }
}

impl PlaceRef {
    /// The place of a condition inside the one here; where paths are not kept, the place itself.
    pub(super) fn inside(&self, position: usize) -> Self {
        let deeper = |path: &[usize]| path.iter().copied().chain([position]).collect();
        match self {
            Self::Gate { tier, path } => Self::Gate { tier: *tier, path: deeper(path) },
            Self::Keep { tier, path } => Self::Keep { tier: *tier, path: deeper(path) },
            other => other.clone(),
        }
    }

    /// The name of the thing, as people call it.
    pub fn name(&self, program: &Program) -> String {
        let tier = |index: &usize| program.ladder.tiers.get(*index).map(|tier| tier.name.clone());
        let dimension = |track: &usize, index: &usize| {
            program.score.tracks.get(*track).and_then(|track| track.dimensions.get(*index))
        };
        let name = match self {
            Self::Program => Some(program.name.clone()),
            Self::Score => None,
            Self::Track(index) => program.score.tracks.get(*index).map(|track| track.name.clone()),
            Self::Dimension { track, index } => dimension(track, index).map(|d| d.name.clone()),
            Self::Part { track, dimension: d, index } => {
                dimension(track, d).and_then(|d| d.parts.get(*index)).map(|part| part.name.clone())
            }
            Self::Tier(index)
            | Self::Gate { tier: index, .. }
            | Self::Keep { tier: index, .. }
            | Self::Lever { tier: index } => tier(index),
            Self::Movement => Some("Movement rules".to_owned()),
            Self::Benefit(index) => {
                program.incentives.benefits.get(*index).map(|benefit| benefit.name.clone())
            }
            Self::Status(index) => program.statuses.get(*index).map(|status| status.name.clone()),
        };
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Score".to_owned())
    }
}

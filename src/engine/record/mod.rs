//! What people agree about a scenario and nobody simulates: the question a group works on, what it may move,
//! who decides what by when, and who is treated otherwise and until when.

mod levers;

pub use levers::Levers;

use serde::{Deserialize, Serialize};

/// What stands beside a scenario; empty for most.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Record {
    /// What is to be decided, as the facilitator puts it; empty when nobody said.
    pub question: String,
    /// What those who take part may move; none when everything may be moved.
    pub free: Option<Vec<Levers>>,
    /// Whether this is the version of somebody who takes part: then only [`Self::free`] moves.
    pub taking_part: bool,
    /// What is decided, by whom and by when, in the order it was written.
    pub decisions: Vec<Decision>,
    /// Partners that are treated otherwise than the rules say.
    pub exceptions: Vec<Exception>,
}

/// One decision of the log. Texts are as typed; dates `2026-11-24`, or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided.
    pub what: String,
    /// Who sees to it.
    pub owner: String,
    /// Who decides.
    pub decides: String,
    /// Who approves.
    pub approves: String,
    /// By when; empty when not said.
    pub by: String,
}

/// A partner that is treated otherwise than the rules say, for a reason and for a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Exception {
    /// Id of the partner.
    pub partner: String,
    /// Name of the tier it holds meanwhile.
    pub tier: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved: String,
    /// Last day it holds, `2026-11-24`; empty when not said.
    pub until: String,
}

impl Exception {
    /// Whether it still holds on a day, `2026-11-24`.
    pub fn holds_on(&self, day: &str) -> bool {
        self.until.is_empty() || self.until.as_str() >= day
    }
}

impl Record {
    /// Most characters of one text.
    pub const LONGEST: usize = 300;
    /// Most decisions, and most exceptions.
    pub const MOST: usize = 200;

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a link may carry: the question and what may be moved, no names of people or partners.
    #[must_use]
    pub fn public(&self) -> Self {
        Self { decisions: Vec::new(), exceptions: Vec::new(), ..self.clone() }
    }

    /// Whether a group works on it: somebody asks a question, or frees some levers only.
    pub fn is_round(&self) -> bool {
        self.free.is_some() || !self.question.is_empty()
    }

    /// Whether a group of levers stays where it is.
    pub fn holds(&self, levers: Levers) -> bool {
        self.taking_part && self.free.as_ref().is_some_and(|free| !free.contains(&levers))
    }
}

//! The partner view: what one partner is shown of a program, and of itself.
//!
//! [`PartnerView::of`] takes out of a portfolio and a program what this partner may see, field by field: its own
//! figures as far as rules look at them, and the rules as they hold for it. Numbers by segment become its number,
//! what compares partners becomes its present cut or its present points, and comments, money that is internal and
//! everything about others stay behind. Whoever has such a view can work out the rest with the same
//! [`crate::rules::Evaluation`] as the designer: standing, requirements, the cheapest way, what a plan would do.
//!
//! Not in it, and not to be found out from it: other partners and their number, costs and margins, assumptions.

mod ahead;
mod chances;
mod levers;
mod make;
mod notice;
mod plan;
mod plan_words;
mod public_rules;
mod requirements;
mod score;
mod standing;
mod words;

pub use ahead::{Ahead, ahead, ahead_after, months_ahead};
pub use chances::{Band, QuarterChance, chance_in_words, chances_of};
pub use levers::{Lever, levers};
pub use notice::{Agreed, Came, Notice, NoticeKind, NoticeSetting, notice};
pub use plan::{PlanStep, WayUp, keeping, way_looking, way_to};
pub use plan_words::{ToldWay, step_sentence, told_way};
pub use requirements::{Requirement, Requirements, requirements_of, requirements_to_keep};
pub use score::{OwnScore, ScorePart, ScoreRow, own_score};
pub use standing::{Move, State, next_review, next_review_after, standing, standing_after};
pub use words::{Told, review_after, told};

use crate::explain::Offered;
use crate::portfolio::{Partner, Period, Portfolio};
use crate::rules::Program;

/// Longest text on whom to ask.
pub const LONGEST_CONTACT: usize = 300;

/// How often a simulation came to what, by the quarters that it looked ahead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chances {
    /// How many futures were simulated.
    pub runs: u32,
    /// Per quarter, and per tier from the lowest up, in how many of them the partner has held this tier or a
    /// higher one by then.
    pub reached: Vec<Vec<u32>>,
    /// Per quarter, and per tier from the lowest up, in how many of them the partner holds it as the quarter ends.
    pub held: Vec<Vec<u32>>,
}

/// What one partner is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerView {
    /// The rules as they hold for this partner.
    pub program: Program,
    /// The partner alone, with the figures and texts that the rules look at.
    pub portfolio: Portfolio,
    /// Position of the tier it holds.
    pub tier: usize,
    /// The period since which its figures have led to that tier without a break; `None` when that is not on record.
    pub since: Option<Period>,
    /// Tiers that have room for a limited number of partners, by position.
    pub few_places: Vec<usize>,
    /// Names of what compares partners, and stands here as it was at the last review.
    pub relative: Vec<String>,
    /// What it gets.
    pub offered: Offered,
    /// What was simulated; `None` when nothing was.
    pub chances: Option<Chances>,
    /// Whom to ask about a figure; empty when nobody is named.
    pub contact: String,
}

impl PartnerView {
    /// The partner.
    pub fn partner(&self) -> Option<&Partner> {
        self.portfolio.partners().first()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.partner().map_or("", |partner| partner.name.as_str())
    }

    /// The name of a tier.
    pub fn tier_name(&self, position: usize) -> &str {
        self.program.ladder.tiers.get(position).map_or("", |tier| tier.name.as_str())
    }

    /// The next tier up that a review can lead to.
    pub fn next_tier(&self) -> Option<usize> {
        let tiers = self.program.ladder.tiers.iter().enumerate().skip(self.tier + 1);
        tiers.filter(|(_, tier)| !tier.by_invitation).map(|(position, _)| position).next()
    }

    /// The last period of its figures.
    pub fn last(&self) -> Period {
        self.portfolio.periods().last().copied().unwrap_or_else(Period::snapshot)
    }
}

//! The review: one evaluation of a partner's standing, with hysteresis (a Schmitt trigger).
//!
//! Order: 1 a decided move takes effect when its time has come; 2 a partner that qualifies for more
//! counts up and moves after `consecutive_up` reviews in a row; 3 one that does not keep its tier
//! counts down and moves after more than `grace` reviews in a row; 4 else both counts start again.
//! With one cadence, one step and no delays this is reference case `markov_04`.

use super::movement::{Clock, MovementRules};
use serde::{Deserialize, Serialize};

/// A move that is decided and not yet in effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Position of the tier it leads to.
    pub to: u8,
    /// Months since the start at which it takes effect.
    pub due: u32,
}

/// A partner's tier with its counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Position of the tier held.
    pub tier: u8,
    /// Good reviews in a row.
    pub up: u32,
    /// Reviews below the line in a row.
    pub down: u32,
    /// Months since the start at which the tier was reached; `None` when it was held before.
    pub since: Option<u32>,
    /// A move that is decided and not yet in effect.
    pub pending: Option<Pending>,
    /// Months in the program before the start.
    pub tenure: u32,
}

/// What the numbers say at a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Position of the highest tier that can be entered.
    pub qualifies: u8,
    /// Whether the tier held is kept, buffer included.
    pub keeps: bool,
}

/// What a review did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReviewEvent {
    /// Moved up.
    Promote,
    /// Qualifies for more, not yet long enough.
    Building,
    /// Stays.
    Hold,
    /// Below the line, within the grace reviews.
    Grace,
    /// Moved down.
    Demote,
    /// A move is decided and takes effect later.
    Notice,
    /// Below the line, and protected by validity, a floor or grandfathering.
    Protected,
    /// Stayed low for too long, and leaves.
    Out,
}

impl ReviewEvent {
    /// How many there are.
    pub const COUNT: usize = 8;
}

impl Standing {
    /// Holds a tier from before the start.
    pub fn holding(tier: u8) -> Self {
        Self { tier, ..Self::default() }
    }

    fn move_to(&mut self, tier: u8, clock: Clock) {
        self.tier = tier;
        self.since = Some(clock.elapsed);
        self.pending = None;
    }

    fn settle(&mut self, clock: Clock) -> Option<ReviewEvent> {
        let pending = self.pending.filter(|pending| pending.due <= clock.elapsed)?;
        let up = pending.to > self.tier;
        self.move_to(pending.to, clock);
        Some(if up { ReviewEvent::Promote } else { ReviewEvent::Demote })
    }

    fn rise(&mut self, rules: &MovementRules, clock: Clock, qualifies: u8) -> ReviewEvent {
        self.up += 1;
        self.down = 0;
        if self.up < rules.consecutive_up {
            return ReviewEvent::Building;
        }
        self.up = 0;
        let to = qualifies.min(self.tier.saturating_add(steps(rules.steps_up)));
        if rules.lag > 0 {
            self.pending = Some(Pending { to, due: clock.elapsed + rules.lag });
            return ReviewEvent::Notice;
        }
        self.move_to(to, clock);
        ReviewEvent::Promote
    }

    fn fall(&mut self, rules: &MovementRules, clock: Clock, qualifies: u8) -> ReviewEvent {
        if self.protected(rules, clock) {
            return ReviewEvent::Protected;
        }
        self.down += 1;
        if self.down <= rules.grace {
            return ReviewEvent::Grace;
        }
        self.down = 0;
        // At least one step: the tier held is not kept, even where it could be entered anew.
        let to = qualifies
            .min(self.tier.saturating_sub(1))
            .max(self.tier.saturating_sub(steps(rules.steps_down)));
        if rules.notice > 0 {
            self.pending = Some(Pending { to, due: clock.elapsed + rules.notice });
            return ReviewEvent::Notice;
        }
        self.move_to(to, clock);
        ReviewEvent::Demote
    }

    fn protected(&self, rules: &MovementRules, clock: Clock) -> bool {
        let before = |limit: Option<crate::portfolio::Month>| matches!((limit, clock.month), (Some(limit), Some(now)) if now < limit);
        let held = clock.elapsed - self.since.unwrap_or(0).min(clock.elapsed);
        held < rules.validity
            || before(rules.floor_until)
            || (self.since.is_none() && before(rules.grandfathered_until))
    }
}

fn steps(most: Option<u32>) -> u8 {
    most.and_then(|most| u8::try_from(most).ok()).unwrap_or(u8::MAX)
}

/// Reviews one standing in place; `None` when nothing is due.
#[inline]
pub fn review(
    standing: &mut Standing,
    rules: &MovementRules,
    clock: Clock,
    evidence: Evidence,
) -> Option<ReviewEvent> {
    if rules.frozen(clock) {
        return None;
    }
    if let Some(event) = standing.settle(clock) {
        return Some(event);
    }
    let (up_due, down_due) = (rules.up.due(clock), rules.down.due(clock));
    if !up_due && !down_due {
        return None;
    }
    let rising = evidence.qualifies > standing.tier;
    if let Some(rule) = rules.up_or_out
        && down_due
        && standing.tier < rule.tier
        && !rising
    {
        let tenure = standing.tenure + clock.elapsed;
        if tenure >= rule.within + rule.notice {
            return Some(ReviewEvent::Out);
        }
        if tenure >= rule.within {
            return Some(ReviewEvent::Notice);
        }
    }
    if let Some(pending) = standing.pending {
        let recovered = pending.to < standing.tier && evidence.keeps && down_due;
        if recovered {
            standing.pending = None;
            return Some(ReviewEvent::Hold);
        }
        return Some(ReviewEvent::Notice);
    }
    if rising {
        standing.down = 0;
        let risen = up_due.then(|| standing.rise(rules, clock, evidence.qualifies));
        return Some(risen.unwrap_or(ReviewEvent::Hold));
    }
    if up_due {
        standing.up = 0;
    }
    if standing.tier > 0 && !evidence.keeps {
        let fallen = down_due.then(|| standing.fall(rules, clock, evidence.qualifies));
        return Some(fallen.unwrap_or(ReviewEvent::Hold));
    }
    if down_due {
        standing.down = 0;
    }
    Some(ReviewEvent::Hold)
}

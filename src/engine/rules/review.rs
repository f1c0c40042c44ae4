//! The review: one evaluation of a partner's standing, with hysteresis (a Schmitt trigger).
//!
//! Order: 1 a good review takes back a notice, up to the day it would take effect; 2 a decided move
//! takes effect when its time has come; 3 up-or-out gives notice, and ends what had its notice; 4 a
//! partner that qualifies for more counts up and moves after `consecutive_up` reviews in a row; 5 one
//! that does not keep its tier counts down and moves after more than `grace` reviews in a row; 6 else
//! both counts start again. In a period in which a move down takes effect nothing else is reviewed, and
//! where one up does, the new tier is not reviewed downward.
//! What is due, for the whole ladder and for tiers with a cadence of their own, is the [`Agenda`].
//! With one cadence, one step and no delays this is reference case `markov_04`.

use super::agenda::Agenda;
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
    /// Whether the tier was reached under the program in force; one that was not can be
    /// grandfathered.
    pub changed: bool,
    /// Months since the start at which up-or-out ends it; `None` without notice.
    pub leaving: Option<u32>,
    /// Whether it has left; nothing is reviewed any more.
    pub out: bool,
}

/// What the numbers say at a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Position of the highest tier that it qualifies for.
    pub qualifies: u8,
    /// Position of the highest tier that it qualifies for of those that are due.
    pub enters: u8,
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

    /// All of them, in their order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Promote,
        Self::Building,
        Self::Hold,
        Self::Grace,
        Self::Demote,
        Self::Notice,
        Self::Protected,
        Self::Out,
    ];
}

impl Standing {
    /// Holds a tier from before the start.
    pub fn holding(tier: u8) -> Self {
        Self { tier, ..Self::default() }
    }

    /// Takes it, and a move that is decided, into another program: what is held was reached before that.
    /// `places` are the tiers there, see [`super::Program::places_in`].
    pub fn carry(&mut self, places: &[u8]) {
        let place = |tier: u8| places.get(usize::from(tier)).copied().unwrap_or(0);
        self.tier = place(self.tier);
        let pending = self.pending.map(|pending| Pending { to: place(pending.to), ..pending });
        self.pending = pending.filter(|pending| pending.to != self.tier);
        self.changed = false;
    }

    fn move_to(&mut self, tier: u8, clock: Clock) {
        self.tier = tier;
        self.since = Some(clock.elapsed);
        self.pending = None;
        self.changed = true;
    }

    fn take_back(&mut self, evidence: Evidence) {
        let good = evidence.keeps || evidence.qualifies > self.tier;
        if good && self.pending.is_some_and(|pending| pending.to < self.tier) {
            self.pending = None;
            self.down = 0;
        }
    }

    fn settle(&mut self, clock: Clock) -> Option<ReviewEvent> {
        let pending = self.pending.filter(|pending| pending.due <= clock.elapsed)?;
        let up = pending.to > self.tier;
        self.move_to(pending.to, clock);
        Some(if up { ReviewEvent::Promote } else { ReviewEvent::Demote })
    }

    /// Whether it leaves now.
    fn up_or_out(&mut self, rules: &MovementRules, clock: Clock, qualifies: u8, due: bool) -> bool {
        let Some(rule) = rules.up_or_out.filter(|rule| self.tier < rule.tier) else {
            self.leaving = None;
            return false;
        };
        if qualifies >= rule.tier {
            return false;
        }
        if self.leaving.is_none() && due && self.tenure + clock.elapsed >= rule.within {
            self.leaving = Some(clock.elapsed + rule.notice);
        }
        self.out = self.leaving.is_some_and(|end| end <= clock.elapsed);
        self.out
    }

    /// One review: what counts up, what counts down, and what follows from it.
    fn weigh(
        &mut self,
        rules: &MovementRules,
        clock: Clock,
        seen: Evidence,
        agenda: &Agenda,
    ) -> ReviewEvent {
        if self.pending.is_some() {
            return ReviewEvent::Notice;
        }
        if seen.qualifies > self.tier {
            self.down = 0;
            let to = agenda.step_up(self.tier, seen.enters, steps(rules.steps_up));
            let risen = to.map(|to| self.rise(rules, clock, to));
            return risen.unwrap_or(ReviewEvent::Hold);
        }
        if agenda.above(self.tier) {
            self.up = 0;
        }
        let down_due = agenda.tier(self.tier).down;
        if self.tier > 0 && !seen.keeps {
            let fallen = down_due.then(|| self.fall(rules, clock, seen.qualifies));
            return fallen.unwrap_or(ReviewEvent::Hold);
        }
        if down_due {
            self.down = 0;
        }
        ReviewEvent::Hold
    }

    fn rise(&mut self, rules: &MovementRules, clock: Clock, to: u8) -> ReviewEvent {
        self.up += 1;
        self.down = 0;
        if self.up < rules.consecutive_up {
            return ReviewEvent::Building;
        }
        self.up = 0;
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
            // Reached in this very period.
            || self.since == Some(clock.elapsed)
            || before(rules.floor_until)
            || (!self.changed && before(rules.grandfathered_until))
    }
}

fn steps(most: Option<u32>) -> u8 {
    most.and_then(|most| u8::try_from(most).ok()).unwrap_or(u8::MAX)
}

/// Reviews one standing in place, by the movement rules alone; `None` when nothing is due.
#[inline]
pub fn review(
    standing: &mut Standing,
    rules: &MovementRules,
    clock: Clock,
    evidence: Evidence,
) -> Option<ReviewEvent> {
    review_by(standing, rules, clock, &Agenda::general(rules, clock), |_| evidence)
}

/// Reviews one standing in place; `None` when nothing is due. `evidence` is asked for the tier held:
/// again for the new one when a decided move takes effect before the review.
#[inline]
pub fn review_by(
    standing: &mut Standing,
    rules: &MovementRules,
    clock: Clock,
    agenda: &Agenda,
    evidence: impl Fn(u8) -> Evidence,
) -> Option<ReviewEvent> {
    if standing.out || rules.frozen(clock) {
        return None;
    }
    if standing.pending.is_some() && agenda.concerns(standing.tier) {
        standing.take_back(evidence(standing.tier));
    }
    let settled = standing.settle(clock);
    let due = agenda.concerns(standing.tier);
    if settled == Some(ReviewEvent::Demote) || (!due && standing.leaving.is_none()) {
        return settled;
    }
    let seen = evidence(standing.tier);
    if standing.up_or_out(rules, clock, seen.qualifies, agenda.whole_ladder().down) {
        return Some(ReviewEvent::Out);
    }
    if !due {
        return settled;
    }
    let event = standing.weigh(rules, clock, seen, agenda);
    Some(match event {
        ReviewEvent::Promote | ReviewEvent::Demote => event,
        _ if settled.is_some() => ReviewEvent::Promote,
        _ if standing.leaving.is_some() => ReviewEvent::Notice,
        _ => event,
    })
}

//! Movement rules: when standings are reviewed, and how fast and how easily partners move.

use crate::about::About;
use crate::portfolio::Month;
use serde::{Deserialize, Serialize};

/// When reviews take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    /// Months from one review to the next; 0 is as soon as met, at the end of every period.
    pub every: u32,
    /// Month of the year, 1 to 12, that one of the reviews falls in; without it they are counted
    /// from the start.
    pub in_month: Option<u32>,
}

/// A point in time as a review sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Months since the start, at the end of the period.
    pub elapsed: u32,
    /// Months of the period, at least 1.
    pub period: u32,
    /// The month the period ends in; `None` when undated.
    pub month: Option<Month>,
}

/// What happens to a partner that stays low for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpOrOut {
    /// Position of the tier to be reached.
    pub tier: u8,
    /// Months in the program within which it is to be reached.
    pub within: u32,
    /// Months from the notice to the end.
    pub notice: u32,
}

/// What a gate with too little known means at a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum UnknownPolicy {
    /// It neither moves a partner up nor down.
    #[default]
    Hold,
    /// It is not met.
    Fail,
    /// It is met.
    Pass,
}

/// How fast and how easily partners move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MovementRules {
    /// Where they come from.
    pub about: About,
    /// When partners can move up; a tier can have a cadence of its own.
    pub up: Cadence,
    /// When partners can move down; a tier can have a cadence of its own.
    pub down: Cadence,
    /// Good reviews in a row before moving up, ≥ 1.
    pub consecutive_up: u32,
    /// Reviews below the line that change nothing, ≥ 0.
    pub grace: u32,
    /// Points below the line that are still tolerated, ≥ 0.
    pub buffer: f64,
    /// Most tiers up at one review; `None` is any.
    pub steps_up: Option<u32>,
    /// Most tiers down at one review; `None` is any, down to what the partner qualifies for.
    pub steps_down: Option<u32>,
    /// Months from the decision to move up until it takes effect.
    pub lag: u32,
    /// Months from the decision to move down until it takes effect; a good review in between
    /// takes it back.
    pub notice: u32,
    /// Months a tier is held at least, once reached.
    pub validity: u32,
    /// No partner moves down before this month.
    pub floor_until: Option<Month>,
    /// A partner that held its tier at the start keeps it until this month.
    pub grandfathered_until: Option<Month>,
    /// Meeting a tier's conditions at any period of the last so many months is enough; 0 is only
    /// at the review.
    pub attainment: u32,
    /// What happens to a partner that stays low for too long.
    pub up_or_out: Option<UpOrOut>,
    /// Nothing is reviewed from the first of these months to the second.
    pub freeze: Option<(Month, Month)>,
    /// What too little known means.
    pub unknown: UnknownPolicy,
}

impl Cadence {
    /// Every so many months, counted from the start.
    pub fn every(months: u32) -> Self {
        Self { every: months, in_month: None }
    }

    /// Whether a review falls into the period that ends now.
    pub fn due(self, clock: Clock) -> bool {
        if self.every <= clock.period {
            return true;
        }
        let (Some(start), Some(month)) = (self.in_month, clock.month) else {
            let before = clock.elapsed.saturating_sub(clock.period);
            return clock.elapsed / self.every > before / self.every;
        };
        let start = i32::try_from(start).unwrap_or(1);
        let every = i32::try_from(self.every).unwrap_or(i32::MAX);
        let back = i32::try_from(clock.period).unwrap_or(1);
        (0..back).any(|ago| {
            // Months since year 0, so that reviews less often than yearly keep their beat.
            let seen = month.plus(-ago);
            (seen.year() * 12 + seen.number() - start).rem_euclid(every) == 0
        })
    }
}

impl MovementRules {
    /// Reviews every so many months, one tier at a time, nothing special.
    pub fn simple(every: u32, consecutive_up: u32, grace: u32, buffer: f64) -> Self {
        Self {
            about: About::default(),
            up: Cadence::every(every),
            down: Cadence::every(every),
            consecutive_up,
            grace,
            buffer,
            steps_up: Some(1),
            steps_down: Some(1),
            lag: 0,
            notice: 0,
            validity: 0,
            floor_until: None,
            grandfathered_until: None,
            attainment: 0,
            up_or_out: None,
            freeze: None,
            unknown: UnknownPolicy::Hold,
        }
    }

    /// Whether nothing is reviewed now.
    pub fn frozen(&self, clock: Clock) -> bool {
        matches!((self.freeze, clock.month), (Some((from, to)), Some(now)) if from <= now && now <= to)
    }

    /// Whether a review now comes down to counting, for whoever has nothing pending: moves up and down are
    /// due, take effect at once, and nothing protects or ends a standing.
    pub(crate) fn counts(&self, clock: Clock) -> bool {
        let at_once = self.lag == 0 && self.notice == 0 && self.steps_up != Some(0);
        let open = self.validity == 0
            && self.floor_until.is_none()
            && self.grandfathered_until.is_none()
            && self.up_or_out.is_none()
            && self.freeze.is_none();
        at_once && open && self.up.due(clock) && self.down.due(clock)
    }
}

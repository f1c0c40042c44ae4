//! One partner through a script of reviews.

use super::program;
use serde_json::{Value, json};
use tierlab_engine::portfolio::Month;
use tierlab_engine::rules::{Clock, Evidence, MovementRules, ReviewEvent, Standing, review};

/// Movement rules as a document has them, for four tiers T0 to T3.
#[track_caller]
pub fn rules(movement: &Value) -> MovementRules {
    let tiers = ["T0", "T1", "T2", "T3"].map(|name| json!({"name": name}));
    let open = |tier: &Value| {
        let mut tier = tier.clone();
        let metric = json!({"metric": "x", "take": "last", "months": 1});
        if tier["name"] != "T0" {
            tier["gates"] = json!([{"measure": metric, "at_least": 0}]);
        }
        tier
    };
    let tiers: Vec<Value> = tiers.iter().map(open).collect();
    program(json!({"movement": movement, "tiers": tiers})).movement
}

pub fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// What the numbers say in a period: the tier qualified for, and whether the tier held is kept.
pub type Seen = (u8, bool);

/// Qualifies for this tier and keeps what it holds, if that is not above it.
pub fn at(tier: u8) -> Seen {
    (tier, true)
}

/// Qualifies for this tier and does not keep a higher one.
pub fn low(tier: u8) -> Seen {
    (tier, false)
}

/// Follows one partner through periods of so many months that begin after January 2025 began: the
/// event and the tier after each, `-` when nothing was due.
pub struct Walk {
    pub standing: Standing,
    rules: MovementRules,
    period: u32,
    elapsed: u32,
}

impl Walk {
    #[track_caller]
    pub fn from(tier: u8, period: u32, movement: &Value) -> Self {
        Self { standing: Standing::holding(tier), rules: rules(movement), period, elapsed: 0 }
    }

    fn step(&mut self, (qualifies, keeps): Seen) -> String {
        self.elapsed += self.period;
        let start = month("2024-12");
        let clock = Clock {
            elapsed: self.elapsed,
            period: self.period,
            month: Some(start.plus(i32::try_from(self.elapsed).expect("small"))),
        };
        let keeps = keeps || qualifies >= self.standing.tier;
        let seen = Evidence { qualifies, enters: qualifies, keeps };
        let event = review(&mut self.standing, &self.rules, clock, seen);
        let word = match event {
            None => "-",
            Some(ReviewEvent::Promote) => "up",
            Some(ReviewEvent::Building) => "building",
            Some(ReviewEvent::Hold) => "hold",
            Some(ReviewEvent::Grace) => "grace",
            Some(ReviewEvent::Demote) => "down",
            Some(ReviewEvent::Notice) => "notice",
            Some(ReviewEvent::Protected) => "protected",
            Some(ReviewEvent::Out) => "out",
        };
        format!("{word}{}", self.standing.tier)
    }

    #[track_caller]
    pub fn goes(&mut self, script: &[(Seen, &str)]) {
        let told: Vec<String> = script.iter().map(|(seen, _)| self.step(*seen)).collect();
        let expected: Vec<&str> = script.iter().map(|(_, expected)| *expected).collect();
        assert_eq!(told, expected);
    }
}

#[track_caller]
pub fn quarters(tier: u8, movement: &Value, script: &[(Seen, &str)]) {
    Walk::from(tier, 3, movement).goes(script);
}

#[track_caller]
pub fn months(tier: u8, movement: &Value, script: &[(Seen, &str)]) {
    Walk::from(tier, 1, movement).goes(script);
}

//! From outcomes to what people read: series and tables as plain numbers, no words, no colours.

mod agreement;
mod assumptions;
mod break_even;
mod comparison;
mod concerns;
mod contest;
mod fates;
mod ledger;
mod levers;
mod migration;
mod movers;
mod notices;
mod own_return;
mod partners_now;
mod rule_counts;
mod score_steps;
mod series;
mod static_view;
mod value_curve;

pub use agreement::{Choices, Picked, TierLines, choices, tier_lines};
pub use assumptions::assumptions_that_differ;
pub use break_even::{BreakEven, break_even};
pub use comparison::{Band, Headline, headline};
pub use concerns::{Cell, Concerns, ENOUGH, Effect, FAR, concerns, effect};
pub use contest::{Compared, Contender, Quantity, Unpaired, compared};
pub use fates::{Direction, Fate, expected_place, fates};
pub use ledger::{Hours, Ledger, TierCost, ledger, tier_costs};
pub use levers::held;
pub use migration::{Due, Migrant, NOTICE_DAYS, migration, switch};
pub use movers::{Mover, Obstacle, movers};
pub use notices::{Announcement, PartnerNotice};
pub use own_return::{OwnReturn, own_returns};
pub use partners_now::PartnersNow;
pub use rule_counts::{GateCounts, RuleCounts, TierCounts, rule_counts};
pub use score_steps::{ScoreSteps, score_steps};
pub use series::{
    NetSeries, TierSeries, Transitions, net_series, start_to_end, tier_series, transitions,
};
pub use static_view::{
    PartnerScore, Scores, TodaysMix, histogram, partner_scores, passing, tier_counts, tiers_on,
};
pub use value_curve::{ValueCurve, value_curve};

//! From outcomes to what people read: series and tables as plain numbers, no words, no colours.

mod comparison;
mod movers;
mod series;
mod static_view;

pub use comparison::{Band, Headline, headline};
pub use movers::{Mover, Obstacle, movers};
pub use series::{NetSeries, TierSeries, Transitions, net_series, tier_series, transitions};
pub use static_view::{PartnerScore, histogram, partner_scores, passing, tier_counts};

//! Numbers, money and dates for people: one way to print each.

mod levers;
mod money;
mod number;
mod period;
mod words;

pub use levers::lever_name;
pub use money::{money, money_change, symbol};
pub use number::{change, compact, count, decimal, field, percent, share_in_words, typographic};
pub use period::{horizon, period_axis, simulated};
pub use words::{capital, join, plural};

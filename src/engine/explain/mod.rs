//! Words: every rule and every decision as sentences that a reader can check by hand.
//!
//! Values in, sentences out. Comparators are always spoken ("at least", "more than", "at most",
//! "less than"), numbers of a rule are never rounded, numbers of a partner are rounded so far that
//! they still lie on the right side of the line they are held against. A partner moves "higher" or
//! "lower"; nobody is called names.

mod conditions;
mod difference;
mod lexicon;
mod names;
mod numbers;
mod offered;
mod partner;
mod route;
mod sentence;
mod sheet;
mod tiers;

pub use conditions::{comparator_words, gate_sentence, gate_sentence_was};
pub use difference::{Change, Setting, SettingRow, difference, differences, rules_that_differ};
pub use lexicon::Lexicon;
pub use names::{MeasureName, definition, measure_name};
pub use numbers::{MINUS, Scale};
pub use offered::{Offered, OfferedRow, offered};
pub use partner::{Explanation, Gap, Step, explain_partner, review_sentence};
pub use route::{Effort, Moves, Plan, Route, RouteStep, route, route_looking};
pub use sentence::{Piece, Sentence};
pub use sheet::{Cell, RuleSheet, Section, Table, rule_sheet};
pub use tiers::{enter_sentence, keep_sentence, reviews_sentence, room_sentence};

//! One cell of a matrix of moves: shaded by its share, with the direction as a second cue.

use crate::format::decimal;
use leptos::prelude::*;
use std::cmp::Ordering;

/// The share of those in the row's tier that are in the column's; `bounds` are the percentages from which the
/// second to the fourth shade end. Places from `tiers` on are outside of the ladder.
pub(super) fn heat_cell(
    (from, to): (usize, usize),
    tiers: usize,
    rate: f64,
    empty: bool,
    bounds: [f64; 3],
) -> impl IntoView {
    let percent = 100.0 * rate;
    let [light, middle, dark] = bounds;
    let shade = match percent {
        p if p < 0.05 => "h0",
        p if p < light => "h1",
        p if p < middle => "h2",
        p if p < dark => "h3",
        _ => "h4",
    };
    let direction = match to.cmp(&from) {
        Ordering::Equal => " diag",
        _ if percent < 0.05 || to >= tiers => "",
        Ordering::Greater => " up",
        Ordering::Less => " down",
    };
    let text = match percent {
        _ if empty => "–".to_owned(),
        0.0 => "0".to_owned(),
        p if p < 0.05 => "<0.1".to_owned(),
        p => decimal(p, 1),
    };
    view! { <td class=format!("{shade}{direction}")>{text}</td> }
}

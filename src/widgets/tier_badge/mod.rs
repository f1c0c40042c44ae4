//! A tier's name with ascending bars, so that the order reads without colour.

pub(super) mod gallery;

use leptos::prelude::*;

/// Bars: x, y and height within a box of 14 × 12.
const BARS: [(f64, f64, f64); 4] =
    [(0.5, 9.0, 2.5), (4.0, 6.4, 5.1), (7.5, 3.8, 7.7), (11.0, 1.2, 10.3)];

/// Tier `index` (from 0) of `of`, by name; an index of `of` is a partner that left.
#[component]
pub(crate) fn TierBadge(index: usize, of: usize, name: String) -> impl IntoView {
    // More than four tiers share the four bars.
    let lit = if index >= of { 0 } else { (index * 4 / of.max(1) + 1).min(4) };
    let bars = BARS
        .iter()
        .enumerate()
        .map(|(place, (x, y, height))| {
            let class = if place < lit { "on" } else { "" };
            view! { <rect class=class x=*x y=*y width="2.6" height=*height rx=".4"></rect> }
        })
        .collect_view();
    view! {
        <span class=format!("tier tier--{}", lit.max(1))>
            <svg viewBox="0 0 14 12" aria-hidden="true">{bars}</svg>
            {name}
        </span>
    }
}

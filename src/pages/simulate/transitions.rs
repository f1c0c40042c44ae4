//! How often partners move in a quarter, from each tier to each tier.

use super::{Answer, AnswerSignal, words};
use crate::pages::heat::heat_cell;
use leptos::prelude::*;

/// Percentages at which the shades of one quarter end.
const SHADES: [f64; 3] = [2.0, 10.0, 50.0];

#[component]
pub(super) fn TransitionMatrix(answer: AnswerSignal) -> impl IntoView {
    let title = move || answer.with(|a| a.as_deref().map_or_else(String::new, words::transitions));
    view! {
        <section class="panel" aria-labelledby="transitions">
            <div class="panel__head">
                <div>
                    <h2 id="transitions">{title}</h2>
                    <p class="panel__sub">
                        "Percent per quarter, from the row's tier to the column's. Alternative."
                    </p>
                </div>
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Transition matrix, scrolls sideways">
                {move || answer.with(|a| a.as_deref().map(matrix))}
            </div>
        </section>
    }
}

fn matrix(answer: &Answer) -> impl IntoView + use<> {
    let tiers = answer.tier_count();
    let head = (0..=tiers)
        .map(|tier| view! { <th scope="col">{answer.tier_name(tier)}</th> })
        .collect_view();
    let rows = answer
        .transitions
        .rates
        .iter()
        .zip(&answer.transitions.counts)
        .enumerate()
        .map(|(from, (row, count))| {
            let empty = *count == 0;
            let cells = row
                .iter()
                .enumerate()
                .map(|(to, rate)| heat_cell((from, to), tiers, *rate, empty, SHADES))
                .collect_view();
            view! { <tr data-tier=from + 1><th scope="row">{answer.tier_name(from)}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="heat">
            <caption class="visually-hidden">
                "Transition matrix: percent per quarter, from the row's tier to the column's tier"
            </caption>
            <thead><tr><th scope="col">"From"</th>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

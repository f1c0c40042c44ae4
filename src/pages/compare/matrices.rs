//! From start to end: one small matrix per scenario, the baseline first.

use super::seen::{Seen, tier_name};
use super::{SeenSignal, mark, words};
use crate::pages::heat::heat_cell;
use leptos::prelude::*;
use tierlab_engine::report::{Transitions, start_to_end};
use tierlab_engine::rules::Program;

/// Percentages at which the shades of a whole horizon end.
const SHADES: [f64; 3] = [5.0, 20.0, 60.0];

#[component]
pub(super) fn Matrices(seen: SeenSignal) -> impl IntoView {
    let title = move || {
        seen.with(|seen| {
            let seen = seen.as_ref()?;
            let (_, base) = seen.base.as_ref()?;
            Some(words::matrices(seen, &start_to_end(&base.outcome.alternative)))
        })
    };
    let subtitle = move || {
        seen.with(|seen| seen.as_ref().map(|seen| {
        format!("Percent of the partners of the row's tier now that are in the column's at the end, {}. Rows add up to 100.", seen.period(seen.quarters()))
    }))
    };
    view! {
        <section class="panel" aria-labelledby="matrices">
            <div class="panel__head">
                <div>
                    <h2 id="matrices">{title}</h2>
                    <p class="panel__sub">{subtitle}</p>
                </div>
            </div>
            <div class="compare__matrices">{move || seen.with(|seen| seen.as_deref().map(all))}</div>
        </section>
    }
}

fn all(seen: &Seen) -> impl IntoView + use<> {
    let base = seen.base.as_ref().map(|(name, base)| {
        let matrix = start_to_end(&base.outcome.alternative);
        one(None, name, &base.program, &matrix)
    });
    let others = seen.sides.iter().map(|side| {
        let matrix = start_to_end(&side.outcome.alternative);
        one(Some(&side.letter), &side.name, &side.program, &matrix)
    });
    let others = others.collect_view();
    view! { {base} {others} }
}

fn one(
    letter: Option<&str>,
    name: &str,
    program: &Program,
    matrix: &Transitions,
) -> impl IntoView + use<> {
    let tiers = program.ladder.tiers.len();
    let head = (0..=tiers).map(|tier| view! { <th scope="col">{tier_name(program, tier)}</th> });
    let head = head.collect_view();
    let rows = matrix.rates.iter().zip(&matrix.counts).enumerate().map(|(from, (row, count))| {
        let cells = row.iter().enumerate();
        let cells =
            cells.map(|(to, rate)| heat_cell((from, to), tiers, *rate, *count == 0, SHADES));
        let cells = cells.collect_view();
        view! { <tr data-tier=from + 1><th scope="row">{tier_name(program, from)}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    let label = format!("From start to end under {name}, scrolls sideways");
    view! {
        <section class="compare__matrix">
            <h3>{mark(letter)} " " {name.to_owned()}</h3>
            <div class="scroll-x" tabindex="0" role="region" aria-label=label>
                <table class="heat">
                    <caption class="visually-hidden">
                        {format!("From start to end under {name}, percent of partners")}
                    </caption>
                    <thead><tr><th scope="col">"From \\ to, %"</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

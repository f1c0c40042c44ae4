//! What the partner gets: now, and in the tiers above.

use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::explain::OfferedRow;
use tierlab_engine::partner_view::PartnerView;

/// Most tiers side by side.
const MOST_TIERS: usize = 3;

#[component]
pub(super) fn Benefits(view: Arc<PartnerView>) -> impl IntoView {
    let held = view.tier;
    let tiers: Vec<usize> = (held..view.program.ladder.tiers.len()).take(MOST_TIERS).collect();
    let offered = &view.offered;
    let level = |row: &OfferedRow, tier: usize| row.levels.get(tier).cloned().unwrap_or_default();
    let there = |row: &&OfferedRow| tiers.iter().any(|tier| level(row, *tier) != "–");
    let shown: Vec<&OfferedRow> = offered.rows.iter().filter(there).collect();
    let next = view.next_tier();
    let more =
        |tier: usize| shown.iter().filter(|row| level(row, tier) != level(row, held)).count();
    let title = match next.map(|tier| (view.tier_name(tier), more(tier))) {
        Some((name, 1)) => format!("{name} changes 1 of your benefits"),
        Some((name, count)) if count > 0 => format!("{name} changes {count} of your benefits"),
        _ => format!("What {} gives you", view.tier_name(held)),
    };
    let nothing = shown.is_empty() && offered.for_all.is_empty();
    let heads = tiers.iter().map(|tier| {
        let now = if *tier == held { ", now" } else { "" };
        view! { <th scope="col" class="num">{format!("{}{now}", view.tier_name(*tier))}</th> }
    });
    let rows = shown.iter().map(|row| {
        let cells = tiers.iter().map(|tier| {
            let class = if *tier == held { "num muted" } else { "num" };
            view! { <td class=class>{level(row, *tier)}</td> }
        });
        let terms =
            row.terms.iter().map(|term| view! { <small class="faint">{term.clone()}</small> });
        view! {
            <tr>
                <th scope="row">{row.name.clone()} {terms.collect_view()}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let table = (!shown.is_empty()).then(|| {
        view! {
            <table class="data-table own-gets">
                <caption class="visually-hidden">"Benefits by tier"</caption>
                <thead>
                    <tr><th scope="col">"Benefit"</th>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    });
    let for_all = offered.for_all.iter().map(|text| view! { <li>{text.clone()}</li> });
    (!nothing).then(|| {
        view! {
            <section class="panel" aria-labelledby="own-gets">
                <h2 id="own-gets">{title}</h2>
                {table}
                <ul class="reading">{for_all.collect_view()}</ul>
            </section>
        }
    })
}

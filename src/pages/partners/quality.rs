//! How complete the data is, metric by metric.

use super::Seen;
use crate::format::{decimal, plural};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;

#[component]
pub(super) fn Quality(seen: Seen) -> impl IntoView {
    let portfolio = &seen.portfolio;
    let shares: Vec<(String, f64)> = portfolio
        .metrics()
        .iter()
        .enumerate()
        .map(|(index, metric)| (metric.name.clone(), portfolio.coverage(index)))
        .collect();
    let mean = shares.iter().map(|(_, share)| share).sum::<f64>() / shares.len().max(1) as f64;
    let provisional = seen.rows.iter().filter(|row| row.score.is_nan()).count();
    let bars = shares
        .into_iter()
        .map(|(name, share)| {
            let width = format!("{:.1}%", 100.0 * share);
            view! {
                <dt>{name}</dt>
                <dd class="meter__bar">
                    <span class="meter__fill" style:width=width></span>
                </dd>
                <dd class="num">{format!("{} %", decimal(100.0 * share, 1))}</dd>
            }
        })
        .collect_view();
    let finding = if provisional == 0 {
        view! {
            <li>
                <span class="is-ok"><Icon glyph=Glyph::Check/></span>
                <p><strong>"Every partner has a score"</strong></p>
            </li>
        }
        .into_any()
    } else {
        view! {
            <li>
                <span class="is-warn"><Icon glyph=Glyph::Warning/></span>
                <p>
                    <strong>{plural(provisional, "partner is provisional", "partners are provisional")}</strong>
                    <br/>
                    "Too little is known for a score; they sit in the lowest tier."
                </p>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="quality">
            <h2 class="panel__title" id="quality">{format!("Data is {} % complete", decimal(100.0 * mean, 0))}</h2>
            <p class="panel__sub">"Known cells per metric. Unknown is never counted as zero."</p>
            <dl class="quality">{bars}</dl>
            <ul class="findings">{finding}</ul>
        </section>
    }
}

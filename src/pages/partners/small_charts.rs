//! Partners as small charts of their history, each on a scale of its own.

use super::column::amount;
use super::seen::Seen;
use super::view::View;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::format::decimal;
use crate::widgets::TierBadge;
use leptos::prelude::*;
use tierlab_engine::portfolio::Unit;

/// Charts shown at first, and added by each "more".
const PAGE: usize = 60;

#[component]
pub(super) fn SmallCharts(seen: Seen, view: View, chosen: Memo<Vec<usize>>) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let charts = {
        let seen = seen.clone();
        move || {
            let shown =
                chosen.with(|chosen| chosen.iter().take(limit.get()).copied().collect::<Vec<_>>());
            shown.into_iter().map(|partner| small(&seen, view, partner)).collect_view()
        }
    };
    view! {
        <ul class="small-charts">{charts}</ul>
        <Show when=move || { chosen.with(Vec::len) > limit.get() }>
            <button
                type="button"
                class="btn btn--small small-charts__more"
                on:click=move |_| limit.update(|limit| *limit += PAGE)
            >
                "Show more"
            </button>
        </Show>
    }
}

fn small(seen: &Seen, view: View, partner: usize) -> impl IntoView + use<> {
    let name = seen.partner(partner).map_or_else(String::new, |data| data.name.clone());
    let series = SparkSeries { values: seen.history(partner) };
    let svg = to_svg(150, 40, |area, palette, frame| spark::draw(area, &series, palette, frame));
    let (held, of) = (seen.standing(partner), seen.program.ladder.tiers.len());
    let score = seen.now.score.get(partner).copied().unwrap_or(f64::NAN);
    let revenue = seen.now.revenue.get(partner).copied().unwrap_or(f64::NAN);
    let revenue = amount(revenue, Unit::Money, &seen.program.currency);
    view! {
        <li>
            <button
                type="button"
                class="link"
                id=format!("partner-{partner}")
                on:click=move |_| view.looking.set(Some(partner))
            >
                {name}
            </button>
            <span class="small-charts__line" inner_html=svg></span>
            <span class="faint">
                <TierBadge index=held of=of name=seen.tier(held)/>
                {format!(" {} points, {revenue} in 12 months", decimal(score, 1))}
            </span>
        </li>
    }
}

//! Who flows where under the scenario that is looked at: from the tiers held now to those at the end.

use super::SeenSignal;
use super::contest::Contest;
use super::seen::Side;
use crate::charts::{FlowSeries, flows, to_svg};
use crate::format::count;
use crate::widgets::{ChartPanel, Drawing};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Flows(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let read = move |say: fn(&Side) -> String| {
        Signal::derive(move || {
            let looked = contest.looked.get();
            seen.with(|s| s.as_ref().and_then(|s| s.looked(looked).map(say)).unwrap_or_default())
        })
    };
    let series = Memo::new(move |_| {
        let looked = contest.looked.get();
        seen.with(|s| s.as_ref().and_then(|s| s.looked(looked).map(series)).unwrap_or_default())
    });
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| flows::draw(area, &series, palette, frame))
        }))
    });
    view! {
        <ChartPanel
            name="Flows"
            title=read(title)
            subtitle="Expected partners, from the tier held now to the one held at the end."
            summary=Signal::derive(move || series.with(summary))
            height=240
            drawing=drawing
            table=ViewFn::from(move || series.with(table))
        />
    }
}

/// Places from the highest tier down, then those that left.
fn series(side: &Side) -> FlowSeries {
    let tally = &side.outcome.alternative;
    let (tiers, runs) = (side.tiers(), side.outcome.replications().max(1) as f64);
    let order: Vec<usize> = (0..tiers).rev().chain([tiers]).collect();
    let number = |from: usize, to: usize| {
        tally.flows.get(from * (tiers + 1) + to).map_or(0.0, |count| *count as f64 / runs)
    };
    let row = |from: &usize| order.iter().map(|to| number(*from, *to)).collect();
    let counts: Vec<Vec<f64>> = order.iter().map(row).collect();
    let labels = (0..order.len()).map(|place| {
        let start: f64 = counts.get(place).map_or(0.0, |row| row.iter().sum());
        let end: f64 = counts.iter().filter_map(|row| row.get(place)).sum();
        (count(start), count(end))
    });
    let labels = labels.collect();
    // Some come from outside, where partners join.
    let name = |place: usize| match side.outcome.joining {
        Some(_) if place >= tiers => "Outside".to_owned(),
        _ => side.tier(place),
    };
    let role = |place: usize| if place < tiers { place + 1 } else { 0 };
    let places = order.iter().map(|place| (name(*place), role(*place))).collect();
    FlowSeries { places, counts, labels }
}

fn title(side: &Side) -> String {
    let (up, down) = (side.headline.up, side.headline.down);
    format!(
        "{}: {} end higher than they began, {} lower; {} and {} in the baseline",
        side.title(),
        count(up.0),
        count(down.0),
        count(up.1),
        count(down.1)
    )
}

fn summary(series: &FlowSeries) -> String {
    let rows = series.places.iter().zip(&series.counts);
    let moves: Vec<String> = rows
        .flat_map(|((from, _), row)| {
            let cells = series.places.iter().zip(row);
            let moved = cells.filter(move |((to, _), number)| to != from && **number >= 0.5);
            moved.map(move |((to, _), number)| format!("{from} to {to}: {}", count(*number)))
        })
        .collect();
    format!(
        "Bands between two columns of tiers, as wide as there are partners. {}.",
        moves.join("; ")
    )
}

fn table(series: &FlowSeries) -> impl IntoView + use<> {
    let head = series
        .places
        .iter()
        .map(|(name, _)| view! { <th scope="col" class="num">{name.clone()}</th> });
    let rows = series.places.iter().zip(&series.counts).map(|((name, _), row)| {
        let cells = row.iter().map(|number| view! { <td class="num">{count(*number)}</td> });
        view! { <tr><th scope="row">{name.clone()}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="data-table">
            <caption>"Expected partners from the row's tier now to the column's at the end"</caption>
            <thead><tr><th scope="col">"From"</th>{head.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

//! Who flows where: from the tiers held now to those held at the end.

use super::{Answer, AnswerSignal};
use crate::charts::{FlowSeries, flows, to_svg};
use crate::format::count;
use crate::widgets::{ChartPanel, Drawing};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Flows(answer: AnswerSignal) -> impl IntoView {
    let series = Memo::new(move |_| answer.with(|a| a.as_deref().map(series).unwrap_or_default()));
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| flows::draw(area, &series, palette, frame))
        }))
    });
    let title = move || answer.with(|a| a.as_deref().map_or_else(String::new, title));
    let summary = move || series.with(summary);
    view! {
        <ChartPanel
            name="Flows"
            title=Signal::derive(title)
            subtitle="Expected partners, from the tier held now to the one held at the end. Alternative."
            summary=Signal::derive(summary)
            height=240
            drawing=drawing
            table=ViewFn::from(move || series.with(table))
        />
    }
}

/// Places from the highest tier down, then those that left.
fn series(answer: &Answer) -> FlowSeries {
    let tally = &answer.outcome.alternative;
    let (tiers, runs) = (answer.tier_count(), answer.headline.replications.max(1) as f64);
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
    let role = |place: &usize| if *place < tiers { place + 1 } else { 0 };
    // Some come from outside, where partners join.
    let name = |place: usize| match answer.outcome.joining {
        Some(_) if place >= tiers => "Outside".to_owned(),
        _ => answer.tier_name(place),
    };
    let places = order.iter().map(|place| (name(*place), role(place))).collect();
    FlowSeries { places, counts, labels }
}

fn title(answer: &Answer) -> String {
    let (up, down) = (answer.headline.up.0, answer.headline.down.0);
    let stay = answer.outcome.positions.len() as f64 - up - down;
    let left: f64 = series(answer).counts.iter().filter_map(|row| row.last()).sum();
    format!(
        "{} end higher, {} lower, {} where they are; {} leave",
        count(up),
        count(down),
        count((stay - left).max(0.0)),
        count(left)
    )
}

fn summary(series: &FlowSeries) -> String {
    let moves: Vec<String> = pairs(series)
        .filter(|(from, to, number)| from != to && *number >= 0.5)
        .map(|(from, to, number)| format!("{from} to {to}: {}", count(number)))
        .collect();
    format!(
        "Bands between two columns of tiers, as wide as there are partners. {}.",
        moves.join("; ")
    )
}

fn pairs(series: &FlowSeries) -> impl Iterator<Item = (&str, &str, f64)> {
    let rows = series.places.iter().zip(&series.counts);
    rows.flat_map(|((from, _), row)| {
        let cells = series.places.iter().zip(row);
        cells.map(move |((to, _), number)| (from.as_str(), to.as_str(), *number))
    })
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

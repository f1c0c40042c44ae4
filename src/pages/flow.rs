//! Flows between tiers: what is drawn, in words and as a table.

use crate::charts::{FlowSeries, Frame, flows};
use crate::format::count;
use crate::widgets::{Reading, Readings, Spot};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::protocol::Outcome;

/// Expected partners by the tier held now and at the end under the alternative: places from the highest tier down,
/// then those that left.
pub(super) fn flow_series(
    outcome: &Outcome,
    tiers: usize,
    tier: impl Fn(usize) -> String,
) -> FlowSeries {
    let tally = &outcome.alternative;
    let runs = outcome.replications().max(1) as f64;
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
    let name = |place: usize| match outcome.joining {
        Some(_) if place >= tiers => "Outside".to_owned(),
        _ => tier(place),
    };
    let role = |place: usize| if place < tiers { place + 1 } else { 0 };
    let places = order.iter().map(|place| (name(*place), role(*place))).collect();
    FlowSeries { places, counts, labels }
}

/// The bands in words: every move of at least half a partner.
pub(super) fn flow_summary(series: &FlowSeries) -> String {
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

/// What can be read off the column of now: who stays, rises, falls and leaves, tier by tier.
pub(super) fn flow_readings(series: FlowSeries) -> Readings {
    Readings(Arc::new(move |width, height| {
        let places = flows::places(&series, Frame::svg(width, height)).into_iter();
        let rows = series.places.iter().zip(&series.labels).zip(&series.counts).enumerate();
        let reading = |(share, (own, ((place, labels), row))): (f64, (usize, _))| {
            let ((name, role), (now, then)): (&(String, usize), &(String, String)) =
                (place, labels);
            let row: &Vec<f64> = row;
            // Places run from the highest tier down.
            let sum = |keep: &dyn Fn(usize, usize) -> bool| {
                let cells = row.iter().zip(&series.places).enumerate();
                let kept = cells.filter(|(at, (_, (_, role)))| keep(*at, *role));
                count(kept.map(|(_, (number, _))| *number).sum())
            };
            let lines = [
                ("Now", now.clone()),
                ("At the end", then.clone()),
                ("Stay", sum(&|at, _| at == own)),
                ("Higher", sum(&|at, role| at < own && role > 0)),
                ("Lower", sum(&|at, role| at > own && role > 0)),
                ("Leave", sum(&|at, role| at != own && role == 0)),
            ];
            Reading {
                at: Spot::Down(share),
                place: name.clone(),
                lines: lines.map(|(what, number)| (what.to_owned(), number)).to_vec(),
                tier: u8::try_from(*role).ok().filter(|role| *role > 0),
            }
        };
        places.zip(rows).map(reading).collect()
    }))
}

/// The bands as a table.
pub(super) fn flow_table(series: &FlowSeries) -> impl IntoView + use<> {
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

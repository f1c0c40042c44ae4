//! Score against revenue: where everyone stands at a glance.

use super::seen::Seen;
use crate::charts::scale::log_ticks;
use crate::charts::{Frame, SVG_MARK_LIMIT, ScatterSeries, scatter, to_svg};
use crate::format::{compact, count, decimal, money, plural};
use crate::state::Workspace;
use crate::widgets::{ChartPanel, Drawing, Reading, Readings, Spot};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Overview(seen: Seen) -> impl IntoView {
    let workspace = Workspace::here();
    let series = Arc::new(series(&seen));
    let many = series.marks() > SVG_MARK_LIMIT;
    let drawing = {
        let series = series.clone();
        Signal::derive(move || {
            let series = series.clone();
            // A canvas holds colours, not tokens: paint it anew when the theme turns.
            workspace.theme_turns.track();
            if many {
                Drawing::Canvas(Arc::new(move |area, palette, frame| {
                    scatter::draw(area, &series, palette, frame)
                }))
            } else {
                Drawing::Svg(Arc::new(move |width, height| {
                    to_svg(width, height, |area, palette, frame| {
                        scatter::draw(area, &series, palette, frame)
                    })
                }))
            }
        })
    };
    let readings = {
        let (series, seen) = (series.clone(), seen.clone());
        Readings(Arc::new(move |width, height| readings(&series, &seen, (width, height))))
    };
    let counts = counts(&seen);
    let largest = counts.iter().max_by_key(|(_, count)| *count).cloned().unwrap_or_default();
    let title = format!(
        "{} of {} are in {}",
        count(largest.1 as f64),
        plural(seen.portfolio.partners().len(), "partner", "partners"),
        largest.0
    );
    let summary =
        format!("{title}. Score against revenue of the last 12 months, one dot per partner.");
    view! {
        <ChartPanel
            name="Score against revenue"
            title=title
            subtitle="One dot per partner; lines are the thresholds."
            summary=summary
            height=240
            drawing=drawing
            readings=Signal::stored(readings)
            table=ViewFn::from(move || {
                let rows = counts
                    .iter()
                    .map(|(name, number)| {
                        view! {
                            <tr>
                                <th scope="row">{name.clone()}</th>
                                <td class="num">{count(*number as f64)}</td>
                            </tr>
                        }
                    })
                    .collect_view();
                view! {
                    <table class="data-table">
                        <caption>"How many are in each tier now"</caption>
                        <thead><tr><th scope="col">"Tier"</th><th scope="col" class="num">"Partners"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
            })
        />
    }
}

/// One reading per partner, from the smallest revenue to the largest; none where dots are too many to be told.
fn readings(series: &ScatterSeries, seen: &Seen, (width, height): (u32, u32)) -> Vec<Reading> {
    if series.marks() > SVG_MARK_LIMIT {
        return Vec::new();
    }
    let scored = (0..seen.now.score.len())
        .filter(|partner| seen.now.score.get(*partner).is_some_and(|score| !score.is_nan()));
    let places = scatter::places(series, Frame::svg(width, height)).into_iter();
    let reading =
        |(partner, ((revenue, score, tier), (x, share))): (usize, (&(f64, f64, usize), _))| {
            let name = seen.partner(partner).map_or_else(String::new, |data| data.name.clone());
            let lines = [
                ("Score", decimal(*score, 1)),
                ("Revenue", money(*revenue, &seen.program.currency)),
                ("Tier now", seen.tier(tier - 1)),
            ];
            Reading {
                at: Spot::At(x, share),
                place: name,
                lines: lines.map(|(what, said)| (what.to_owned(), said)).to_vec(),
                tier: u8::try_from(*tier).ok(),
            }
        };
    let mut all: Vec<Reading> = scored.zip(series.points.iter().zip(places)).map(reading).collect();
    let left = |reading: &Reading| match reading.at {
        Spot::Across(x) | Spot::At(x, _) => x,
        Spot::Down(_) => 0.0,
    };
    all.sort_by(|a, b| left(a).total_cmp(&left(b)));
    all
}

fn counts(seen: &Seen) -> Vec<(String, usize)> {
    seen.program
        .ladder
        .tiers
        .iter()
        .enumerate()
        .map(|(index, tier)| {
            (tier.name.clone(), seen.now.standing.iter().filter(|held| **held == index).count())
        })
        .collect()
}

fn series(seen: &Seen) -> ScatterSeries {
    let columns = seen.now.score.iter().zip(&seen.now.revenue).zip(&seen.now.standing);
    let points: Vec<(f64, f64, usize)> = columns
        .filter(|((score, _), _)| !score.is_nan())
        .map(|((score, revenue), standing)| {
            (if revenue.is_nan() { 0.0 } else { *revenue }, *score, standing + 1)
        })
        .collect();
    let positive = points.iter().map(|(x, _, _)| *x).filter(|x| *x > 0.0);
    let (low, high) =
        positive.fold((f64::MAX, 0.0_f64), |(low, high), x| (low.min(x), high.max(x)));
    let ticks = if high > 0.0 { log_ticks(low, high, 3) } else { Vec::new() };
    let currency = &seen.program.currency;
    ScatterSeries {
        points,
        x_ticks: ticks.into_iter().map(|tick| (tick, money(tick, currency))).collect(),
        y_ticks: [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
            .map(|share| share * seen.program.score.scale)
            .map(|tick| (tick, compact(tick)))
            .to_vec(),
        thresholds: seen
            .program
            .ladder
            .tiers
            .iter()
            .filter(|tier| tier.threshold.is_some())
            .map(|tier| (tier.line(), format!("{} {}", tier.name, compact(tier.line()))))
            .collect(),
        x_label: "Revenue, 12 months".to_owned(),
        y_label: "Score".to_owned(),
        zero_label: "none".to_owned(),
    }
}

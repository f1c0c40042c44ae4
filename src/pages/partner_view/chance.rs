//! How likely each tier above is, quarter by quarter.

use super::shown::Shown;
use crate::charts::lines::{self, Line, LinesSeries};
use crate::charts::{Role, to_svg};
use crate::format::{percent, period_axis, simulated};
use crate::widgets::{ChartPanel, Drawing};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::partner_view::{Band, PartnerView, QuarterChance, chance_in_words, chances_of};

/// Tiers that are drawn: the next ones.
const MOST_TIERS: usize = 2;

#[component]
pub(super) fn Chance(shown: Shown) -> impl IntoView {
    let there = {
        let shown = shown.clone();
        Memo::new(move |_| shown.chances.with(Option::is_some))
    };
    let waits = {
        let shown = shown.clone();
        move || match shown.failed.get() {
            Some(why) => view! { <p class="field-error" role="alert">{why}</p> }.into_any(),
            None if shown.back.is_some() => {
                view! { <p class="muted" role="status">"Simulating what may come"</p> }.into_any()
            }
            None => {
                view! { <p class="muted">"Nothing was simulated for this view."</p> }.into_any()
            }
        }
    };
    view! {
        <Show
            when=move || there.get()
            fallback=move || view! { <section class="panel">{waits()}</section> }
        >
            <Panel shown=shown.clone()/>
        </Show>
    }
}

/// A tier that is told, and whether it is about holding it rather than reaching it.
#[derive(Clone, Copy)]
struct Asked {
    tier: usize,
    holds: bool,
}

impl Asked {
    fn all(view: &PartnerView) -> Vec<Self> {
        let above = (view.tier + 1..view.program.ladder.tiers.len()).take(MOST_TIERS);
        let above: Vec<Self> = above.map(|tier| Self { tier, holds: false }).collect();
        if above.is_empty() { vec![Self { tier: view.tier, holds: true }] } else { above }
    }

    fn of(self, quarter: &QuarterChance) -> Band {
        if self.holds { quarter.held } else { quarter.reached }
    }
}

#[component]
fn Panel(shown: Shown) -> impl IntoView {
    let view = Arc::new(shown.now());
    let asked = Asked::all(&view);
    let series = series(&view, &asked);
    let drawing: Arc<dyn Fn(u32, u32) -> String + Send + Sync> = Arc::new(move |width, height| {
        to_svg(width, height, |area, palette, frame| lines::draw(area, &series, palette, frame))
    });
    let runs = view.chances.as_ref().map_or(0, |chances| chances.runs);
    let what = if asked.iter().any(|one| one.holds) {
        "To hold it at the end of a quarter"
    } else {
        "To have reached it by the end of a quarter"
    };
    let subtitle = format!(
        "{what}, if you carry on as before. Band: what {runs} simulated futures leave open, nine times in ten."
    );
    let title = title(&view, &asked);
    let summary = title.clone();
    let table = {
        let view = view.clone();
        ViewFn::from(move || table(&view))
    };
    view! {
        <ChartPanel
            name="Chances"
            title=Signal::stored(title)
            subtitle=Signal::stored(subtitle)
            summary=Signal::stored(summary)
            height=150
            drawing=Signal::derive(move || Drawing::Svg(drawing.clone()))
            table=table
        />
    }
}

fn title(view: &PartnerView, asked: &[Asked]) -> String {
    let told = asked.first().and_then(|one| {
        let last = chances_of(view, one.tier).pop()?;
        let end = simulated(view.last(), last.quarter);
        let verb = if one.holds { "held as" } else { "by" };
        let ends = if one.holds { " ends" } else { "" };
        let name = view.tier_name(one.tier);
        Some(format!("{name} {verb} {end}{ends}: {}", chance_in_words(one.of(&last))))
    });
    told.unwrap_or_else(|| "No chances are known".to_owned())
}

fn series(view: &PartnerView, asked: &[Asked]) -> LinesSeries {
    let roles = [Role::SeriesAlt, Role::SeriesBase];
    let mut series = LinesSeries {
        y_ticks: [0.0, 0.5, 1.0].map(|share| (share, percent(share))).to_vec(),
        ..LinesSeries::default()
    };
    for (place, (one, role)) in asked.iter().zip(roles).enumerate() {
        let quarters = chances_of(view, one.tier);
        let start = f64::from(u8::from(one.holds));
        let x = |quarter: &QuarterChance| quarter.quarter as f64;
        if place == 0 {
            series.x_ticks = std::iter::once((0.0, "Now".to_owned()))
                .chain(
                    quarters.iter().map(|q| (x(q), period_axis(simulated(view.last(), q.quarter)))),
                )
                .collect();
            let band = |q: &QuarterChance| (x(q), one.of(q).low, one.of(q).high);
            series.bands = vec![
                std::iter::once((0.0, start, start)).chain(quarters.iter().map(band)).collect(),
            ];
        }
        let ends = quarters.iter().map(|q| (x(q), one.of(q).share));
        let last = quarters.last().map_or(start, |quarter| one.of(quarter).share);
        series.lines.push(Line {
            points: std::iter::once((0.0, start)).chain(ends).collect(),
            role,
            dashed: place > 0,
            label: format!("{} {}", view.tier_name(one.tier), percent(last)),
        });
    }
    series
}

fn table(view: &PartnerView) -> impl IntoView + use<> {
    let above: Vec<usize> = (view.tier + 1..view.program.ladder.tiers.len()).collect();
    let held = chances_of(view, view.tier);
    let reached: Vec<Vec<QuarterChance>> =
        above.iter().map(|tier| chances_of(view, *tier)).collect();
    let told = |band: Band| {
        format!("{} ({} to {})", percent(band.share), percent(band.low), percent(band.high))
    };
    let columns = above.iter().map(|tier| {
        view! { <th scope="col" class="num">{format!("{} reached", view.tier_name(*tier))}</th> }
    });
    let rows = held.iter().enumerate().map(|(place, quarter)| {
        let cells = reached.iter().filter_map(|tier| tier.get(place)).map(|quarter| {
            view! { <td class="num">{told(quarter.reached)}</td> }
        });
        let period = simulated(view.last(), quarter.quarter).to_string();
        view! {
            <tr>
                <th scope="row">{period}</th>
                {cells.collect_view()}
                <td class="num">{told(quarter.held)}</td>
            </tr>
        }
    });
    let stays = format!("{} or higher held", view.tier_name(view.tier));
    view! {
        <table class="data-table">
            <caption>"Chance by the end of a quarter, with the band that holds nine times in ten"</caption>
            <thead>
                <tr>
                    <th scope="col">"Quarter"</th>
                    {columns.collect_view()}
                    <th scope="col" class="num">{stays}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

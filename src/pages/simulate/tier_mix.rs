//! How many partners are in each tier, when.

use super::{Answer, AnswerSignal, words};
use crate::charts::{Frame, TierBand, TierMixSeries, scale::share_ticks, tier_mix, to_svg};
use crate::format::{count, join, period_axis};
use crate::widgets::{ChartPanel, Drawing, Reading, Readings};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::TierSeries;

#[component]
pub(super) fn TierMix(answer: AnswerSignal) -> impl IntoView {
    let series = Memo::new(move |_| answer.with(|a| a.as_deref().map(series).unwrap_or_default()));
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| {
                tier_mix::draw(area, &series, palette, frame)
            })
        }))
    });
    let readings = Signal::derive(move || {
        let series = series.get();
        Readings(Arc::new(move |width, height| readings(&series, width, height)))
    });
    let title = move || answer.with(|a| a.as_deref().map_or_else(String::new, words::tier_mix));
    let summary = move || answer.with(|a| a.as_deref().map_or_else(String::new, summary));
    view! {
        <ChartPanel
            name="Tier mix"
            title=Signal::derive(title)
            subtitle="Expected partners. Dashed: baseline. Whisker: 9 in 10 runs."
            summary=Signal::derive(summary)
            height=212
            drawing=drawing
            readings=readings
            table=ViewFn::from(move || answer.with(|a| a.as_deref().map(table)))
        />
    }
}

fn series(answer: &Answer) -> TierMixSeries {
    let total = answer.outcome.positions.len() as f64;
    let band = |(tier, series): (usize, &TierSeries)| {
        let column = |of: fn(&tierlab_engine::report::Band) -> f64| {
            series.alternative.iter().map(of).collect::<Vec<f64>>()
        };
        let last = |values: &[f64]| values.last().copied().unwrap_or(0.0);
        let mean = column(|band| band.mean);
        let few = !answer.has_band();
        TierBand {
            name: answer.tier_name(tier),
            role: tier + 1,
            p5: if few { mean.clone() } else { column(|band| band.p5) },
            p95: if few { mean.clone() } else { column(|band| band.p95) },
            value_label: count(last(&mean)),
            baseline_label: format!("baseline {}", count(last(&series.baseline))),
            baseline: series.baseline.clone(),
            mean,
        }
    };
    TierMixSeries {
        periods: periods(answer),
        tiers: answer.tiers.iter().enumerate().map(band).collect(),
        total,
        ticks: share_ticks(total).into_iter().map(|tick| (tick, count(tick))).collect(),
    }
}

fn readings(series: &TierMixSeries, width: u32, height: u32) -> Vec<Reading> {
    let places = tier_mix::places(series, Frame::svg(width, height));
    let at = |values: &[f64], index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    let reading = |(index, (place, at_x)): (usize, (&String, f64))| {
        let tiers = series.tiers.iter().rev().map(|tier| {
            let (now, base) = (at(&tier.mean, index), at(&tier.baseline, index));
            (tier.name.clone(), format!("{}, baseline {}", count(now), count(base)))
        });
        Reading::across(at_x, place.clone(), tiers.collect())
    };
    series.periods.iter().zip(places).enumerate().map(reading).collect()
}

/// Axis labels: now, then every simulated quarter.
pub(super) fn periods(answer: &Answer) -> Vec<String> {
    std::iter::once("Now".to_owned())
        .chain((1..=answer.quarters()).map(|quarter| period_axis(answer.period(quarter))))
        .collect()
}

fn summary(answer: &Answer) -> String {
    let ends: Vec<String> = answer
        .tiers
        .iter()
        .enumerate()
        .filter_map(|(tier, series)| {
            let (now, base) = (series.alternative.last()?.mean, *series.baseline.last()?);
            Some(format!("{} {} (baseline {})", answer.tier_name(tier), count(now), count(base)))
        })
        .collect();
    format!("Stacked columns of partners per tier by quarter. At the end: {}.", join(&ends))
}

fn table(answer: &Answer) -> impl IntoView + use<> {
    let head = (0..answer.tier_count())
        .map(|tier| view! { <th scope="col" class="num">{answer.tier_name(tier)}</th> })
        .collect_view();
    let rows = (0..=answer.quarters())
        .map(|quarter| {
            let name =
                if quarter == 0 { "Now".to_owned() } else { answer.period(quarter).to_string() };
            let cells = answer
                .tiers
                .iter()
                .filter_map(|series| {
                    let (band, base) =
                        (series.alternative.get(quarter)?, series.baseline.get(quarter)?);
                    let range = if answer.has_band() && quarter > 0 {
                        format!(", {} to {}", count(band.p5), count(band.p95))
                    } else {
                        String::new()
                    };
                    let text = format!("{}{range} ({})", count(band.mean), count(*base));
                    Some(view! { <td class="num">{text}</td> })
                })
                .collect_view();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="data-table">
            <caption>"Partners per tier and quarter: expected, P5 to P95 (baseline)"</caption>
            <thead><tr><th scope="col">"Quarter"</th>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

//! Does it pay, and when.

use super::tier_mix::periods;
use super::{Answer, AnswerSignal, words};
use crate::charts::scale::enclosing_ticks;
use crate::charts::{EndLabels, Frame, NetBandSeries, Payback, net_band, to_svg};
use crate::format::money_change;
use crate::widgets::{ChartPanel, Drawing, Reading, Readings};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::Band;

#[component]
pub(super) fn NetBenefit(answer: AnswerSignal) -> impl IntoView {
    let series =
        Memo::new(move |_| answer.with(|a| a.as_deref().map(self::drawing).unwrap_or_default()));
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| {
                net_band::draw(area, &series, palette, frame)
            })
        }))
    });
    let readings = Signal::derive(move || {
        let currency = answer.with(|a| a.as_deref().map(|a| a.currency().to_owned()));
        let (series, currency) = (series.get(), currency.unwrap_or_default());
        Readings(Arc::new(move |width, height| readings(&series, &currency, (width, height))))
    });
    let title = move || answer.with(|a| a.as_deref().map_or_else(String::new, words::net));
    let subtitle = move || {
        let band = answer.with(|a| a.as_deref().is_some_and(Answer::has_band));
        if band {
            "Cumulative; 50 % and 90 % bands."
        } else {
            "Cumulative; too few runs for bands."
        }
        .to_owned()
    };
    view! {
        <ChartPanel
            name="Net benefit"
            title=Signal::derive(title)
            subtitle=Signal::derive(subtitle)
            summary=Signal::derive(move || answer.with(|a| a.as_deref().map_or_else(String::new, summary)))
            height=236
            drawing=drawing
            readings=readings
            table=ViewFn::from(move || answer.with(|a| a.as_deref().map(table)))
        />
    }
}

/// The bands as they are drawn.
pub(in crate::pages) fn drawing(answer: &Answer) -> NetBandSeries {
    let bands = &answer.net.bands;
    let column = |of: fn(&Band) -> f64| bands.iter().map(of).collect::<Vec<f64>>();
    let currency = answer.currency();
    let show_band = answer.has_band();
    let end = bands.last().copied().unwrap_or_else(|| Band::of(Vec::new()));
    let (low, high) = bands.iter().fold((0.0_f64, 0.0_f64), |(low, high), band| {
        if show_band {
            (low.min(band.p5), high.max(band.p95))
        } else {
            (low.min(band.mean), high.max(band.mean))
        }
    });
    let ticks = enclosing_ticks(low, high, 4);
    let percentile = |name: &str, value: f64| {
        if show_band { format!("{name} {}", money_change(value, currency)) } else { String::new() }
    };
    NetBandSeries {
        periods: periods(answer),
        mean: column(|band| band.mean),
        p5: column(|band| band.p5),
        p25: column(|band| band.p25),
        p75: column(|band| band.p75),
        p95: column(|band| band.p95),
        ticks: ticks.into_iter().map(|tick| (tick, money_change(tick, currency))).collect(),
        payback: answer.net.payback.filter(|_| end.mean > 0.0).map(|period| Payback {
            period,
            label: ["Pays back in".to_owned(), answer.period(period).to_string()],
        }),
        end: EndLabels {
            p95: percentile("P95", end.p95),
            mean: money_change(end.mean, currency),
            zero: "baseline".to_owned(),
            p5: percentile("P5", end.p5),
        },
        show_band,
    }
}

fn readings(series: &NetBandSeries, currency: &str, (width, height): (u32, u32)) -> Vec<Reading> {
    let places = net_band::places(series, Frame::svg(width, height));
    let say = |values: &[f64], index: usize| {
        money_change(values.get(index).copied().unwrap_or(f64::NAN), currency)
    };
    let reading = |(index, (place, at)): (usize, (&String, f64))| {
        let mut lines = vec![("Mean".to_owned(), say(&series.mean, index))];
        if series.show_band {
            lines.insert(0, ("P95".to_owned(), say(&series.p95, index)));
            lines.push(("P5".to_owned(), say(&series.p5, index)));
        }
        Reading::across(at, place.clone(), lines)
    };
    series.periods.iter().zip(places).enumerate().map(reading).collect()
}

fn summary(answer: &Answer) -> String {
    let net = &answer.headline.net;
    let say = |value: f64| money_change(value, answer.currency());
    format!(
        "Cumulative net benefit against the baseline: mean {} at the end, 9 in 10 runs from {} to {}.",
        say(net.mean),
        say(net.p5),
        say(net.p95)
    )
}

fn table(answer: &Answer) -> impl IntoView + use<> {
    let rows = answer
        .net
        .bands
        .iter()
        .enumerate()
        .skip(1)
        .map(|(quarter, band)| {
            let say = |value: f64| money_change(value, answer.currency());
            view! {
                <tr>
                    <th scope="row">{answer.period(quarter).to_string()}</th>
                    <td class="num">{say(band.p5)}</td>
                    <td class="num">{say(band.mean)}</td>
                    <td class="num">{say(band.p95)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="data-table">
            <caption>"Cumulative net benefit against the baseline"</caption>
            <thead>
                <tr>
                    <th scope="col">"Quarter"</th>
                    <th scope="col" class="num">"P5"</th>
                    <th scope="col" class="num">"Mean"</th>
                    <th scope="col" class="num">"P95"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

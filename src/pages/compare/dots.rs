//! One quantity of all scenarios on one axis: a dot and its range per scenario.

use super::contest::Contest;
use super::seen::Seen;
use super::{SeenSignal, words};
use crate::charts::scale::enclosing_ticks;
use crate::charts::{DotRow, DotSeries, Frame, dots, to_svg};
use crate::widgets::{ChartPanel, Choice, Drawing, Reading, Readings, Spot};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::Quantity;

#[component]
pub(super) fn Dots(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let shown = RwSignal::new(Quantity::Net);
    let read = move |say: fn(&Seen, Quantity) -> String| {
        Signal::derive(move || {
            seen.with(|s| s.as_deref().map_or_else(String::new, |s| say(s, shown.get())))
        })
    };
    let series = Memo::new(move |_| {
        let looked = contest.looked.get();
        seen.with(|s| {
            s.as_deref().map_or_else(DotSeries::default, |s| {
                let strong = s.looked(looked).map(|side| side.key);
                series(s, shown.get(), |key| Some(key) == strong)
            })
        })
    });
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, _| {
            let series = series.clone();
            to_svg(width, series.height(width), |area, palette, frame| {
                dots::draw(area, &series, palette, frame)
            })
        }))
    });
    let readings = Signal::derive(move || {
        let (series, quantity) = (series.get(), shown.get());
        let currency = seen.with(|s| s.as_deref().map(|s| s.currency().to_owned()));
        let currency = currency.unwrap_or_default();
        Readings(Arc::new(move |width, _| readings(&series, quantity, &currency, width)))
    });
    let position =
        move || Quantity::ALL.iter().position(|other| *other == shown.get()).unwrap_or(0);
    let pick = move |place: usize| {
        if let Some(quantity) = Quantity::ALL.get(place) {
            shown.set(*quantity);
        }
    };
    let under = move || {
        view! {
            <div class="panel__under no-print">
                <span>"Difference in"</span>
                <Choice
                    label="What is drawn"
                    help="The result of which the differences are drawn."
                    options=Signal::derive(|| Quantity::ALL.map(|q| words::name(q).to_owned()).to_vec())
                    chosen=Signal::derive(position)
                    disabled=false
                    on_change=pick
                />
            </div>
        }
    };
    view! {
        <ChartPanel
            name="Differences"
            title=read(words::dots)
            subtitle=read(subtitle)
            summary=read(summary)
            height=96
            drawing=drawing
            readings=readings
            table=ViewFn::from(move || seen.with(|s| s.as_deref().map(|s| table(s, shown.get()))))
            under=ViewFn::from(under)
        />
    }
}

fn series(
    seen: &Seen,
    quantity: Quantity,
    strong: impl Fn(super::candidates::Key) -> bool,
) -> DotSeries {
    let currency = seen.currency();
    let show_band = seen.has_band();
    let rows = seen.sides.iter().filter_map(|side| {
        let change = side.of(quantity)?.change;
        Some(DotRow {
            name: side.title(),
            mean: change.mean,
            wide: (change.p5, change.p95),
            mid: (change.p25, change.p75),
            label: words::changed(quantity, change.mean, currency),
            strong: strong(side.key),
        })
    });
    let rows: Vec<DotRow> = rows.collect();
    let ends = |row: &DotRow| {
        if show_band { [row.wide.0, row.wide.1] } else { [row.mean; 2] }
    };
    let (low, high) = rows
        .iter()
        .flat_map(ends)
        .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let ticks = enclosing_ticks(low, high, 5).into_iter();
    let ticks = ticks.map(|tick| (tick, words::changed(quantity, tick, currency))).collect();
    DotSeries { rows, ticks, zero: seen.base_name().to_owned(), show_band }
}

fn readings(series: &DotSeries, quantity: Quantity, currency: &str, width: u32) -> Vec<Reading> {
    let say = |value: f64| words::changed(quantity, value, currency);
    let between = |(low, high): (f64, f64)| format!("{} to {}", say(low), say(high));
    let reading = |(row, share): (&DotRow, f64)| {
        let mut lines = vec![("Mean".to_owned(), row.label.clone())];
        if series.show_band {
            lines.push(("Half of the runs".to_owned(), between(row.mid)));
            lines.push(("Nine in ten".to_owned(), between(row.wide)));
        }
        Reading { at: Spot::Down(share), place: row.name.clone(), lines, tier: None }
    };
    let places = dots::places(series, Frame::svg(width, series.height(width)));
    series.rows.iter().zip(places).map(reading).collect()
}

fn subtitle(seen: &Seen, quantity: Quantity) -> String {
    let unit = words::unit(quantity, seen.currency());
    let band = if seen.has_band() {
        "Dot: mean. Thick: half of the runs. Thin: nine in ten."
    } else {
        "Too few runs for ranges."
    };
    format!("Difference from {}, {unit}, {} quarters. {band}", seen.base_name(), seen.quarters())
}

fn summary(seen: &Seen, quantity: Quantity) -> String {
    let said: Vec<String> = seen
        .sides
        .iter()
        .filter_map(|side| {
            let compared = side.of(quantity)?;
            let mean = words::changed(quantity, compared.change.mean, seen.currency());
            let range = words::range(compared, seen.currency());
            Some(format!("{}: {mean}, nine in ten runs {range}", side.title()))
        })
        .collect();
    format!("{}, difference from {}. {}.", words::name(quantity), seen.base_name(), said.join("; "))
}

fn table(seen: &Seen, quantity: Quantity) -> impl IntoView + use<> {
    let currency = seen.currency();
    let say = |value: f64| words::changed(quantity, value, currency);
    let rows = seen.sides.iter().filter_map(|side| {
        let change = side.of(quantity)?.change;
        let cells = [change.p5, change.p25, change.mean, change.p75, change.p95];
        let cells = cells.into_iter().map(|value| view! { <td class="num">{say(value)}</td> });
        let cells = cells.collect_view();
        Some(view! { <tr><th scope="row">{side.title()}</th>{cells}</tr> })
    });
    let rows = rows.collect_view();
    let caption = format!(
        "{}: difference from {}, {}",
        words::name(quantity),
        seen.base_name(),
        words::unit(quantity, currency)
    );
    view! {
        <table class="data-table">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Scenario"</th>
                    <th scope="col" class="num">"P5"</th>
                    <th scope="col" class="num">"P25"</th>
                    <th scope="col" class="num">"Mean"</th>
                    <th scope="col" class="num">"P75"</th>
                    <th scope="col" class="num">"P95"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

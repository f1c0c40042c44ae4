//! Outcomes side by side: every quantity of every scenario, and by how much it differs from the baseline.

use super::seen::{Seen, Side};
use super::{SeenSignal, mark, words};
use crate::format::{change, decimal, money, percent};
use leptos::prelude::*;
use tierlab_engine::report::{Compared, Quantity};

#[component]
pub(super) fn Results(seen: SeenSignal) -> impl IntoView {
    let title = move || seen.with(|s| s.as_deref().map_or_else(String::new, words::results));
    let subtitle = move || seen.with(|s| s.as_deref().map_or_else(String::new, subtitle));
    view! {
        <section class="panel panel--flush" aria-labelledby="results">
            <div class="panel__head">
                <div>
                    <h2 id="results">{title}</h2>
                    <p class="panel__sub">{subtitle}</p>
                </div>
            </div>
            <div class="scroll-x compare__scroll" tabindex="0" role="region" aria-label="Results, scrolls">
                {move || seen.with(|seen| seen.as_deref().map(table))}
            </div>
        </section>
    }
}

fn subtitle(seen: &Seen) -> String {
    let worth = match seen.scenario.settings.discount {
        0 => "not discounted".to_owned(),
        rate => {
            format!("as worth today, {} % a year", crate::format::field(f64::from(rate) / 10.0))
        }
    };
    let band = if seen.has_band() {
        "Below: change from the baseline, run by run, and its range in nine of ten runs."
    } else {
        "Below: change from the baseline, run by run."
    };
    format!("{} quarters; money in {}, {worth}. {band}", seen.quarters(), seen.currency())
}

fn table(seen: &Seen) -> impl IntoView + use<> {
    let head = seen.sides.iter().map(|side| {
        view! { <th scope="col" class="num">{mark(Some(&side.letter))} " " {side.name.clone()}</th> }
    });
    let head = head.collect_view();
    let body = Quantity::ALL.into_iter().map(|quantity| row(seen, quantity)).collect_view();
    view! {
        <table class="data-table compare__results">
            <caption class="visually-hidden">"Results of every scenario with paired differences from the baseline"</caption>
            <thead>
                <tr>
                    <th scope="col">"Result"</th>
                    <th scope="col" class="num">{mark(None)} " " {seen.base_name().to_owned()}</th>
                    {head}
                </tr>
            </thead>
            <tbody>
                {body} {more(seen, "Chance net > 0", "", &chance)}
                {more(seen, "Tier inflation, points", &inflation_of_base(seen), &inflation)}
                {more(seen, "Simulation error of net, 95 %", "", &|seen, side| error(seen, side))}
            </tbody>
        </table>
    }
}

fn row(seen: &Seen, quantity: Quantity) -> impl IntoView + use<> {
    let currency = seen.currency();
    let first = seen.sides.first().and_then(|side| side.of(quantity));
    let base = first
        .map_or_else(String::new, |compared| words::level(quantity, compared.baseline, currency));
    let cells =
        seen.sides.iter().filter_map(|side| side.of(quantity)).map(|compared| cell(seen, compared));
    let cells = cells.collect_view();
    let unit = words::unit(quantity, currency);
    view! {
        <tr>
            <th scope="row">{words::name(quantity)} <span class="faint compare__unit">", " {unit}</span></th>
            <td class="num">{base}</td>
            {cells}
        </tr>
    }
}

fn cell(seen: &Seen, compared: &Compared) -> impl IntoView + use<> {
    let currency = seen.currency();
    let level = words::level(compared.quantity, compared.level, currency);
    let change = words::changed(compared.quantity, compared.change.mean, currency);
    let range = seen.has_band().then(|| format!("{} ", words::range(compared, currency)));
    let class = if seen.has_band() && compared.is_clear() { "strong" } else { "" };
    view! {
        <td class="num">
            {level}
            <span class="compare__change">
                <span class=class>{change}</span>
                {range.map(|range| view! { <span class="faint nowrap">{range}</span> })}
            </span>
        </td>
    }
}

fn more(
    seen: &Seen,
    name: &'static str,
    base: &str,
    of: &dyn Fn(&Seen, &Side) -> String,
) -> impl IntoView + use<> {
    let cells = seen.sides.iter().map(|side| view! { <td class="num">{of(seen, side)}</td> });
    let cells = cells.collect_view();
    view! { <tr><th scope="row">{name}</th><td class="num">{base.to_owned()}</td>{cells}</tr> }
}

fn chance(_: &Seen, side: &Side) -> String {
    percent(side.headline.net_positive as f64 / side.headline.replications.max(1) as f64)
}

fn inflation(_: &Seen, side: &Side) -> String {
    change(side.headline.inflation.0, 1)
}

fn inflation_of_base(seen: &Seen) -> String {
    seen.sides.first().map_or_else(String::new, |side| change(side.headline.inflation.1, 1))
}

/// Half the width of the interval of the mean, and what it would be without common shocks.
fn error(seen: &Seen, side: &Side) -> String {
    let amount = 1.96 * side.headline.net_error;
    if amount < 0.005 { decimal(0.0, 0) } else { format!("± {}", money(amount, seen.currency())) }
}

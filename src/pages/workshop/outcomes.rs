//! What every version comes to, in one table: all on the same partners, assumptions and chance.

use super::round::Round;
use crate::format::{money_change, percent, plural};
use crate::pages::compare::{Failed, Progress, Seen, Side, words};
use crate::platform::files;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::report::Quantity;

/// The columns, in their order.
const SHOWN: [Quantity; 5] =
    [Quantity::MovesUp, Quantity::MovesDown, Quantity::Cost, Quantity::Margin, Quantity::Net];

#[component]
pub(super) fn Outcomes(round: Round) -> impl IntoView {
    let seen = round.seen;
    let with = move |say: fn(&Seen) -> String| {
        move || seen.with(|seen| seen.as_deref().map(say)).unwrap_or_default()
    };
    let download = move |_| {
        if let Some(text) = seen.with_untracked(|seen| seen.as_deref().map(file)) {
            files::download("tierlab-workshop-outcomes.csv", "text/csv;charset=utf-8", &text);
        }
    };
    view! {
        <Progress contest=round.contest/>
        <Failed seen=seen/>
        <section class="panel panel--flush" aria-labelledby="outcomes">
            <div class="panel__head">
                <div>
                    <h2 id="outcomes">{with(title)}</h2>
                    <p class="panel__sub">{with(subtitle)}</p>
                </div>
                <button type="button" class="btn btn--small no-print" on:click=download>
                    <Icon glyph=Glyph::Download/>
                    "CSV"
                </button>
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Outcomes, scrolls">
                {move || seen.with(|seen| seen.as_deref().map(table))}
            </div>
        </section>
    }
}

fn net(side: &Side) -> f64 {
    side.headline.net.mean
}

fn title(seen: &Seen) -> String {
    let best = seen.sides.iter().max_by(|one, other| net(one).total_cmp(&net(other)));
    let least = seen.sides.iter().min_by(|one, other| net(one).total_cmp(&net(other)));
    let currency = seen.currency();
    match (least, best) {
        (Some(least), Some(best)) if seen.sides.len() > 1 => {
            let positive = seen.sides.iter().filter(|side| side.headline.net.p5 > 0.0).count();
            let surely = match positive {
                _ if !seen.has_band() => String::new(),
                0 => "; none is above zero in 19 of 20 runs".to_owned(),
                some if some == seen.sides.len() => {
                    "; all are above zero in 19 of 20 runs or more".to_owned()
                }
                some => format!("; {some} above zero in 19 of 20 runs or more"),
            };
            format!(
                "Net benefit goes from {} ({}) to {} ({}){surely}",
                money_change(net(least), currency),
                least.name,
                money_change(net(best), currency),
                best.name
            )
        }
        (_, Some(one)) => format!("{} nets {}", one.name, money_change(net(one), currency)),
        _ => "Outcomes".to_owned(),
    }
}

fn subtitle(seen: &Seen) -> String {
    let band = if seen.has_band() {
        " Ranges hold nine of ten runs: what the future may make of each."
    } else {
        " Too few runs for ranges."
    };
    format!(
        "Change from {} over {}, the open scenario's partners and assumptions, the same chance for all.{band}",
        seen.base_name(),
        plural(seen.quarters(), "quarter", "quarters")
    )
}

fn table(seen: &Seen) -> impl IntoView + use<> {
    let currency = seen.currency();
    let head = SHOWN.map(|quantity| {
        view! {
            <th scope="col" class="num">
                {words::name(quantity)} <span class="faint compare__unit">", " {words::unit(quantity, currency)}</span>
            </th>
        }
    });
    let rows = seen.sides.iter().map(|side| row(seen, side)).collect_view();
    view! {
        <table class="data-table workshop__outcomes">
            <caption class="visually-hidden">"Outcome of every version, as a difference from the program in force"</caption>
            <thead>
                <tr>
                    <th scope="col">"Version"</th>
                    {head.collect_view()}
                    <th scope="col" class="num">"Chance net > 0"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(seen: &Seen, side: &Side) -> impl IntoView + use<> {
    let currency = seen.currency();
    let cells = SHOWN.map(|quantity| {
        let compared = side.of(quantity);
        let mean = compared.map(|it| words::changed(quantity, it.change.mean, currency));
        let range = compared.filter(|_| seen.has_band()).map(|it| words::range(it, currency));
        view! {
            <td class="num">
                {mean}
                {range.map(|range| view! { <span class="workshop__range nowrap">{range}</span> })}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{side.title()}</th>
            {cells.collect_view()}
            <td class="num">{chance(side)}</td>
        </tr>
    }
}

fn chance(side: &Side) -> String {
    percent(side.headline.net_positive as f64 / side.headline.replications.max(1) as f64)
}

fn file(seen: &Seen) -> String {
    let mut headers = vec!["Version".to_owned()];
    for quantity in SHOWN {
        let name = format!("{}, {}", words::name(quantity), words::unit(quantity, seen.currency()));
        headers.extend([format!("{name}: mean"), format!("{name}: P5"), format!("{name}: P95")]);
    }
    headers.push("Runs with net above 0".to_owned());
    headers.push("Runs".to_owned());
    let rows = seen.sides.iter().map(|side| {
        let mut cells = vec![Cell::text(side.name.clone())];
        for quantity in SHOWN {
            let change = side.of(quantity).map(|it| it.change);
            let values = change.map(|it| [it.mean, it.p5, it.p95]);
            for at in 0..3 {
                let value = values.and_then(|values| values.get(at).copied());
                cells.push(Cell::Number(value.unwrap_or(f64::NAN), 2));
            }
        }
        let (hits, runs) = (side.headline.net_positive, side.headline.replications);
        cells.extend([Cell::Number(hits as f64, 0), Cell::Number(runs as f64, 0)]);
        cells
    });
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    write_csv(&headers, rows)
}

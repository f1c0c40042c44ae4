//! What moves its sales: parts that add up, in percent as logarithms, in the last quarter.

use super::{Close, Seen, drawing};
use crate::charts::to_svg;
use crate::charts::waterfall::{self, Step, WaterfallSeries};
use crate::format::{change, money};
use crate::widgets::Plot;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::simulation::{LIFT_PARTS, WatchedQuarter};

#[component]
pub(super) fn SalesParts(seen: Seen, close: Arc<Close>) -> impl IntoView {
    let (first, last) = (close.alternative.first()?, close.alternative.last()?);
    if !first.log_unlifted.is_finite() || !last.log_unlifted.is_finite() {
        return None;
    }
    let trend = 100.0 * (last.log_unlifted - first.log_unlifted);
    let parts = |quarter: &WatchedQuarter| quarter.lift.map(|part| 100.0 * part);
    let own = parts(last);
    let before = close.baseline.last().map_or([0.0; LIFT_PARTS.len()], parts);
    let response: f64 = own.iter().sum();
    let difference = response - before.iter().sum::<f64>();
    let step = |name: &str, by: f64| Step {
        name: name.to_owned(),
        by,
        label: format!("{}\u{a0}%", change(by, 1)),
    };
    let steps = std::iter::once(step("Growth, season, chance", trend))
        .chain(LIFT_PARTS.iter().zip(own).map(|(name, by)| step(name, by)))
        .filter(|step| step.by.abs() >= 0.05)
        .collect();
    let period = seen.answer.period(seen.answer.quarters());
    let series = WaterfallSeries {
        start: ("First quarter".to_owned(), 0.0, "0".to_owned()),
        steps,
        end: (format!("Sales {period}"), format!("{}\u{a0}%", change(trend + response, 1))),
        line: None,
    };
    let title = format!(
        "Programs move its sales by {}\u{a0}%, {} points against the baseline",
        change(response, 1),
        change(difference, 1)
    );
    let height = series.height();
    let summary = series
        .steps
        .iter()
        .map(|step| format!("{} {}", step.name, step.label))
        .collect::<Vec<_>>()
        .join(", ");
    let drawing = drawing(move |width, height| {
        to_svg(width, height, |area, palette, frame| waterfall::draw(area, &series, palette, frame))
    });
    let rows = LIFT_PARTS.iter().zip(own.iter().zip(before)).map(|(name, (is, was))| {
        view! {
            <tr>
                <th scope="row">{*name}</th>
                <td class="num">{change(*is, 1)}</td>
                <td class="num">{change(was, 1)}</td>
                <td class="num">{change(is - was, 1)}</td>
            </tr>
        }
    });
    let sales = money(last.revenue, seen.answer.currency());
    Some(view! {
        <section>
            <h3>{title}</h3>
            <p class="panel__sub">
                {format!("Expected sales in {period}: {sales}. Parts add up, in percent as logarithms.")}
            </p>
            <Plot height=height drawing=drawing summary=summary/>
            <details class="lever__more">
                <summary>"Part by part, against the baseline"</summary>
                <table class="data-table">
                    <thead>
                        <tr>
                            <th scope="col">"Part, %"</th>
                            <th scope="col" class="num">"Alternative"</th>
                            <th scope="col" class="num">"Baseline"</th>
                            <th scope="col" class="num">"Difference"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </details>
        </section>
    })
}

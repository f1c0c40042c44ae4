//! One partner closely: standing, what is open, the score's dimensions, and the history of every metric.

use super::column::{amount, marks};
use super::seen::Seen;
use super::view::View;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::format::{capital, decimal, percent, period_axis};
use crate::pages::address;
use crate::pages::names::metric_name;
use crate::pages::partner_view::SeeWhatTheySee;
use crate::platform::dom;
use crate::widgets::{Drawer, TierBadge};
use leptos::prelude::*;
use tierlab_engine::rules::Evaluation;

#[component]
pub(super) fn Close(seen: Seen, view: View, partner: usize) -> impl IntoView {
    let shut = move || {
        view.looking.set(None);
        dom::focus(&format!("partner-{partner}"));
    };
    let data = seen.partner(partner);
    let name = data.map_or_else(String::new, |data| data.name.clone());
    let id = data.map_or_else(String::new, |data| data.id.clone());
    let texts = 0..seen.portfolio.attributes().len();
    let about: Vec<String> = texts
        .filter_map(|column| seen.portfolio.attribute(column, partner))
        .map(ToOwned::to_owned)
        .collect();
    let (held, of) = (seen.standing(partner), seen.program.ladder.tiers.len());
    view! {
        <Drawer
            title=name
            about=format!("{id}. {}", about.join(", "))
            of=Some(partner)
            on_close=shut
        >
            <p class="note note--info">
                <TierBadge index=held of=of name=seen.tier(held)/>
                {format!(" {}", standing(&seen, partner))}
            </p>
            <Score seen=seen.clone() partner=partner/>
            <SeeWhatTheySee position=partner back=address::PARTNERS/>
            <Concerns seen=seen.clone() partner=partner/>
            <History seen=seen partner=partner/>
        </Drawer>
    }
}

fn standing(seen: &Seen, partner: usize) -> String {
    let score = seen.now.score.get(partner).copied().unwrap_or(f64::NAN);
    let points = if score.is_nan() {
        "without a score".to_owned()
    } else {
        format!("with {} points", decimal(score, 1))
    };
    match seen.open(partner).as_str() {
        "top tier" => format!("{points}. There is no tier above."),
        "none" => {
            format!("{points}. Everything for {} is met.", seen.tier(seen.standing(partner) + 1))
        }
        open => format!("{points}. Open for {}: {open}.", seen.tier(seen.standing(partner) + 1)),
    }
}

/// Every dimension of the track that counts.
#[component]
fn Score(seen: Seen, partner: usize) -> impl IntoView {
    let trace = Evaluation::now(&seen.program, &seen.portfolio).trace(partner);
    let dimensions =
        seen.program.score.tracks.get(trace.track).map_or(&[][..], |track| &track.dimensions);
    let full = seen.program.score.scale.max(f64::MIN_POSITIVE);
    let rows = dimensions
        .iter()
        .zip(&trace.dimensions)
        .map(|(dimension, trace)| {
            let value = trace.value.unwrap_or(f64::NAN);
            let width = format!("{:.1}%", (100.0 * value / full).clamp(0.0, 100.0));
            let told = if value.is_nan() { "unknown".to_owned() } else { decimal(value, 1) };
            view! {
                <dt>{dimension.name.clone()}</dt>
                <dd class="meter__bar"><span class="meter__fill" style:width=width></span></dd>
                <dd class="num">{told}</dd>
            }
        })
        .collect_view();
    let known = percent(trace.coverage);
    view! {
        <section>
            <h3>"Score by dimension, points"</h3>
            <dl class="quality">{rows}</dl>
            <p class="panel__sub">{format!("{known} of the score's weight is known.")}</p>
        </section>
    }
}

/// What in its data needs a look.
#[component]
fn Concerns(seen: Seen, partner: usize) -> impl IntoView {
    let mut told = Vec::new();
    for concern in marks(&seen, partner) {
        let cells = concern.cells(&seen).iter().filter(|cell| cell.partner == partner);
        let figures: Vec<String> = cells
            .filter_map(|cell| {
                let metric = seen.portfolio.metrics().get(cell.metric)?;
                let value = seen.portfolio.value(cell.metric, partner, cell.period)?;
                let name = metric_name(&metric.key, &seen.program, Some(&seen.portfolio));
                let value = amount(value, metric.unit, &seen.program.currency);
                let period = seen.portfolio.periods().get(cell.period)?;
                Some(format!("{name} {value} in {}", period_axis(*period)))
            })
            .collect();
        let detail = concern.detail(&seen.portfolio);
        let text = if figures.is_empty() {
            format!("{}: {detail}", capital(concern.mark()))
        } else {
            format!("{}: {}. {detail}", capital(concern.mark()), figures.join("; "))
        };
        told.push(view! { <li>{text}</li> });
    }
    (!told.is_empty()).then(|| {
        view! {
            <section>
                <h3>"Needs a look"</h3>
                <ul class="bare">{told}</ul>
            </section>
        }
    })
}

/// Every metric as a small chart, with its latest figure.
#[component]
fn History(seen: Seen, partner: usize) -> impl IntoView {
    let portfolio = seen.portfolio.clone();
    let charts = (0..portfolio.metrics().len())
        .filter_map(|position| {
            let metric = portfolio.metrics().get(position)?;
            let values = portfolio.history(position, partner).to_vec();
            let latest = values.iter().rposition(|value| !value.is_nan());
            let name = metric_name(&metric.key, &seen.program, Some(&portfolio));
            let told = latest.map_or_else(
                || "unknown".to_owned(),
                |at| {
                    let value = values.get(at).copied().unwrap_or(f64::NAN);
                    let period = portfolio.periods().get(at).copied().map(period_axis);
                    let value = amount(value, metric.unit, &seen.program.currency);
                    format!("{value}, {}", period.unwrap_or_default())
                },
            );
            let series = SparkSeries { values };
            let svg = (series.values.len() > 1).then(|| {
                to_svg(150, 40, |area, palette, frame| spark::draw(area, &series, palette, frame))
            });
            Some(view! {
                <li>
                    <strong>{name}</strong>
                    {svg.map(|svg| view! { <span class="small-charts__line" inner_html=svg></span> })}
                    <span class="faint">{told}</span>
                </li>
            })
        })
        .collect_view();
    let title = match (portfolio.periods().first(), portfolio.periods().last()) {
        (Some(first), Some(last)) if portfolio.periods().len() > 1 => {
            format!("History, {} to {}", period_axis(*first), period_axis(*last))
        }
        _ => "Figures".to_owned(),
    };
    view! {
        <section>
            <h3>{title}</h3>
            <ul class="small-charts">{charts}</ul>
        </section>
    }
}

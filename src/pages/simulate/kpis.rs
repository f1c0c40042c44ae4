//! The answer in one line of numbers.

use super::{Answer, AnswerSignal};
use crate::format::{change, count, decimal, money, money_change, percent};
use leptos::prelude::*;

/// One number: name, mark before it, value, unit, note.
struct Kpi {
    name: &'static str,
    mark: Option<(&'static str, &'static str)>,
    value: String,
    unit: &'static str,
    note: String,
    hero: bool,
}

#[component]
pub(super) fn Kpis(answer: AnswerSignal) -> impl IntoView {
    let label = move || {
        let quarters = answer.with(|a| a.as_ref().map_or(0, |a| a.quarters()));
        format!("Results against baseline, {quarters} quarters")
    };
    let list = move || {
        answer
            .with(|a| a.as_deref().map(|answer| kpis(answer).into_iter().map(show).collect_view()))
    };
    view! { <dl class="kpis" aria-label=label>{list}</dl> }
}

fn show(kpi: Kpi) -> impl IntoView {
    let class = if kpi.hero { "kpi kpi--hero" } else { "kpi" };
    let mark = kpi.mark.map(|(class, glyph)| {
        view! { <span class=format!("kpi__mark {class}") aria-hidden="true">{glyph}</span> }
    });
    let unit = (!kpi.unit.is_empty()).then(|| view! { " " <small>{kpi.unit}</small> });
    view! {
        <div class=class>
            <dt>{kpi.name}</dt>
            <dd>
                <output class="kpi__value" aria-live="off">{mark}{kpi.value}{unit}</output>
            </dd>
            <dd class="kpi__note">{kpi.note}</dd>
        </div>
    }
}

fn kpis(answer: &Answer) -> Vec<Kpi> {
    let h = &answer.headline;
    let currency = answer.currency();
    let of = |part: f64, whole: f64| {
        let share = if whole > 0.0 { 100.0 * part / whole } else { 0.0 };
        if share.abs() < 0.05 && part.abs() >= 0.5 {
            return format!("<0.1\u{a0}% of {}", money(whole, currency));
        }
        format!("{}\u{a0}% of {}", change(share, 1), money(whole, currency))
    };
    let same = h.net.p5.abs() < 0.5 && h.net.p95.abs() < 0.5;
    let net_note = if same {
        "no difference in any run".to_owned()
    } else if answer.has_band() {
        format!(
            "9 in 10 runs: {} to {}; mean known to ±{}",
            money_change(h.net.p5, currency),
            money_change(h.net.p95, currency),
            money(1.96 * h.net_error, currency)
        )
    } else {
        format!("preview of {} runs, no range yet", h.replications)
    };
    let plain = |name, value: String, note: String| Kpi {
        name,
        mark: None,
        value,
        unit: "",
        note,
        hero: false,
    };
    vec![
        Kpi {
            mark: Some(("is-up", "▲ ")),
            ..plain("Moves up", count(h.up.0), format!("baseline {}", count(h.up.1)))
        },
        Kpi {
            mark: Some(("is-down", "▼ ")),
            ..plain("Moves down", count(h.down.0), format!("baseline {}", count(h.down.1)))
        },
        plain(
            "Program cost Δ",
            money_change(h.cost.mean, currency),
            of(h.cost.mean, h.cost_baseline),
        ),
        plain(
            "Margin Δ",
            money_change(h.margin.mean, currency),
            of(h.margin.mean, h.margin_baseline),
        ),
        Kpi { hero: true, ..plain("Net benefit Δ", money_change(h.net.mean, currency), net_note) },
        plain(
            "Chance net > 0",
            if same {
                "–".to_owned()
            } else {
                percent(h.net_positive as f64 / h.replications.max(1) as f64)
            },
            if same {
                "both programs alike".to_owned()
            } else {
                format!("{} of {} runs", h.net_positive, h.replications)
            },
        ),
        Kpi {
            unit: "pts",
            ..plain(
                "Tier inflation",
                change(h.inflation.0, 1),
                format!("baseline {}", signed(h.inflation.1)),
            )
        },
    ]
}

fn signed(points: f64) -> String {
    if points.abs() < 0.05 { decimal(0.0, 0) } else { change(points, 1) }
}

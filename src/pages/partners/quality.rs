//! How good the data is: how much is known, what needs a look, and what it changes.

use super::concern::Concern;
use super::seen::Seen;
use super::view::View;
use crate::format::{decimal, join, plural};
use crate::pages::names::metric_name;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::collections::BTreeSet;
use tierlab_engine::report::{Effect, effect};

#[component]
pub(super) fn Quality(seen: Seen, view: View) -> impl IntoView {
    let portfolio = &seen.portfolio;
    let shares: Vec<(String, f64)> = portfolio
        .metrics()
        .iter()
        .enumerate()
        .map(|(index, metric)| {
            let name = metric_name(&metric.key, &seen.program, Some(portfolio));
            (name, portfolio.coverage(index))
        })
        .collect();
    let mean = shares.iter().map(|(_, share)| share).sum::<f64>() / shares.len().max(1) as f64;
    let bars = shares
        .into_iter()
        .map(|(name, share)| {
            let width = format!("{:.1}%", 100.0 * share);
            view! {
                <dt>{name}</dt>
                <dd class="meter__bar">
                    <span class="meter__fill" style:width=width></span>
                </dd>
                <dd class="num">{format!("{} %", decimal(100.0 * share, 1))}</dd>
            }
        })
        .collect_view();
    let about: Vec<(Concern, BTreeSet<usize>)> = Concern::ALL
        .into_iter()
        .map(|concern| (concern, concern.partners(&seen)))
        .filter(|(_, partners)| !partners.is_empty())
        .collect();
    let look: BTreeSet<usize> = about
        .iter()
        .filter(|(concern, _)| concern.warns())
        .flat_map(|(_, partners)| partners.iter().copied())
        .collect();
    let complete = decimal(100.0 * mean, 0);
    let title = match look.len() {
        0 => format!("Data is {complete} % complete; nobody needs a look"),
        1 => format!("Data is {complete} % complete; 1 partner needs a look"),
        many => format!("Data is {complete} % complete; {many} partners need a look"),
    };
    let mut findings: Vec<AnyView> = about
        .into_iter()
        .map(|(concern, partners)| {
            view! { <Finding seen=seen.clone() view=view concern=concern partners=partners.len()/> }
                .into_any()
        })
        .collect();
    if seen.now.score.iter().all(|score| !score.is_nan()) {
        findings.push(told(Glyph::Check, "is-ok", "Every partner has a score".to_owned(), ""));
    }
    let foreign = foreign_tiers(&seen);
    if !foreign.is_empty() {
        let names = format!("The file's tiers {} are not in this program", join(&foreign));
        let detail = "Those partners start where their score puts them.";
        findings.push(told(Glyph::Warning, "is-warn", names, detail));
    }
    view! {
        <section class="panel" aria-labelledby="quality">
            <h2 id="quality">{title}</h2>
            <p class="panel__sub">"Known cells per metric. Unknown is never counted as zero."</p>
            <dl class="quality">{bars}</dl>
            <ul class="findings">{findings}</ul>
        </section>
    }
}

fn told(glyph: Glyph, class: &'static str, what: String, detail: &'static str) -> AnyView {
    view! {
        <li>
            <span class=class><Icon glyph=glyph/></span>
            <p>
                <strong>{what}</strong>
                <br/>
                {detail}
            </p>
        </li>
    }
    .into_any()
}

/// One kind of concern, whom it is about, and what leaving the figures out would change.
#[component]
fn Finding(seen: Seen, view: View, concern: Concern, partners: usize) -> impl IntoView {
    let (class, glyph) =
        if concern.warns() { ("is-warn", Glyph::Warning) } else { ("is-ok", Glyph::Check) };
    let heading = concern.heading(partners, &seen);
    let detail = concern.detail(&seen.portfolio);
    let changes = RwSignal::new(None::<String>);
    let has_cells = !concern.cells(&seen).is_empty();
    let ask = move |_| {
        let cells = concern.cells(&seen);
        changes.set(Some(told_effect(effect(&seen.program, &seen.portfolio, &seen.now, cells))));
    };
    let shows = move || view.concern.get() == Some(concern);
    let show = move |_| {
        let next = if shows() { None } else { Some(concern) };
        view.concern.set(next);
    };
    view! {
        <li>
            <span class=class><Icon glyph=glyph/></span>
            <p>
                <strong>{heading.clone()}</strong>
                <br/>
                {detail}
                <Show when=move || has_cells && changes.with(Option::is_none)>
                    " "
                    <button type="button" class="link" on:click=ask.clone()>
                        "What if they were left out?"
                    </button>
                </Show>
                <span role="status">{move || changes.get().map(|text| format!(" {text}"))}</span>
            </p>
            <button
                type="button"
                class="link"
                aria-pressed=move || shows().to_string()
                aria-label=format!("Show {heading}")
                on:click=show
            >
                {move || if shows() { "Show all" } else { "Show" }}
            </button>
        </li>
    }
}

fn told_effect(effect: Effect) -> String {
    if effect.scores == 0 {
        return "Without them no score changes.".to_owned();
    }
    let verb = if effect.scores == 1 { "changes" } else { "change" };
    let tiers = match effect.tiers {
        0 => "nobody changes tier".to_owned(),
        1 => "1 partner changes tier".to_owned(),
        many => format!("{many} partners change tier"),
    };
    format!(
        "Without them {} {verb}, by up to {} points; {tiers}.",
        plural(effect.scores, "score", "scores"),
        decimal(effect.largest, 1)
    )
}

/// Tier names of the source that the ladder does not have, in alphabetical order, at most four.
fn foreign_tiers(seen: &Seen) -> Vec<String> {
    let known = |name: &str| {
        seen.program.ladder.tiers.iter().any(|tier| tier.name.eq_ignore_ascii_case(name))
    };
    let named = seen.portfolio.partners().iter().filter_map(|p| p.first_tier.clone());
    let foreign: BTreeSet<String> = named.filter(|name| !known(name)).collect();
    let mut shown: Vec<String> = foreign.iter().take(4).cloned().collect();
    if foreign.len() > shown.len() {
        shown.push("others".to_owned());
    }
    shown
}

//! How complete the data is, metric by metric.

use super::Seen;
use crate::format::{decimal, join, plural};
use crate::pages::names::metric_name;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub(super) fn Quality(seen: Seen) -> impl IntoView {
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
    let provisional = seen.rows.iter().filter(|row| row.score.is_nan()).count();
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
    let mut findings = vec![if provisional == 0 {
        finding(false, "Every partner has a score".to_owned(), "")
    } else {
        let many = plural(provisional, "partner is provisional", "partners are provisional");
        finding(true, many, "Too little is known for a score; they sit in the lowest tier.")
    }];
    let foreign = foreign_tiers(&seen);
    if !foreign.is_empty() {
        let names = format!("The file's tiers {} are not in this program", join(&foreign));
        findings.push(finding(true, names, "Those partners start where their score puts them."));
    }
    view! {
        <section class="panel" aria-labelledby="quality">
            <h2 class="panel__title" id="quality">{format!("Data is {} % complete", decimal(100.0 * mean, 0))}</h2>
            <p class="panel__sub">"Known cells per metric. Unknown is never counted as zero."</p>
            <dl class="quality">{bars}</dl>
            <ul class="findings">{findings}</ul>
        </section>
    }
}

fn finding(warns: bool, what: String, detail: &'static str) -> impl IntoView {
    let (class, glyph) = if warns { ("is-warn", Glyph::Warning) } else { ("is-ok", Glyph::Check) };
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

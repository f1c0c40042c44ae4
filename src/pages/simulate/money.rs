//! Where the money goes: cost by tier and line, what a partner receives, hours promised.

use super::{Answer, AnswerSignal};
use crate::format::{count, money, money_change};
use leptos::prelude::*;
use tierlab_engine::finance::COST_LINES;
use tierlab_engine::report::{Ledger, ledger};

#[component]
pub(super) fn Money(answer: AnswerSignal) -> impl IntoView {
    let shown = move || answer.with(|a| a.as_deref().map(panel));
    view! { <section class="panel" aria-labelledby="money">{shown}</section> }
}

fn panel(answer: &Answer) -> impl IntoView + use<> {
    let ledger = ledger(&answer.outcome, &answer.scenario);
    let currency = answer.currency();
    let costliest =
        ledger.tiers.iter().enumerate().max_by(|a, b| a.1.total().total_cmp(&b.1.total()));
    let total: f64 = ledger.tiers.iter().map(tierlab_engine::report::TierCost::total).sum();
    let title = costliest.map_or_else(String::new, |(tier, cost)| {
        let share = crate::format::percent(cost.total() / total.max(1.0));
        format!(
            "{} costs most: {}, {share} of the program",
            answer.tier_name(tier),
            money(cost.total(), currency)
        )
    });
    let lines: Vec<usize> = (0..COST_LINES.len())
        .filter(|line| {
            ledger.tiers.iter().any(|tier| tier.lines.get(*line).is_some_and(|cost| *cost != 0.0))
        })
        .collect();
    let head = lines.iter().filter_map(|line| COST_LINES.get(*line));
    let head = head.map(|name| view! { <th scope="col" class="num">{*name}</th> }).collect_view();
    let rows = ledger.tiers.iter().enumerate().rev().map(|(tier, cost)| {
        let cells = lines.iter().map(|line| {
            let value = cost.lines.get(*line).copied().unwrap_or(0.0);
            view! { <td class="num">{money(value, currency)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{answer.tier_name(tier)}</th>
                {cells.collect_view()}
                <td class="num"><strong>{money(cost.total(), currency)}</strong></td>
                <td class="num">{money_change(cost.total() - cost.baseline, currency)}</td>
                <td class="num">{money(cost.received(), currency)}</td>
            </tr>
        }
    });
    view! {
        <div class="panel__head">
            <div>
                <h2 id="money">{title}</h2>
                <p class="panel__sub">
                    "Expected cost over the whole horizon by the tier held, alternative; change against the baseline; \
                     what one partner of the tier receives in a quarter, hours apart."
                </p>
            </div>
        </div>
        <div class="scroll-x" tabindex="0" role="region" aria-label="Cost by tier, scrolls sideways">
            <table class="data-table">
                <thead>
                    <tr>
                        <th scope="col">"Tier"</th>
                        {head}
                        <th scope="col" class="num">"Total"</th>
                        <th scope="col" class="num">"Change"</th>
                        <th scope="col" class="num">"Per partner, quarter"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="panel__sub">{hours(&ledger)}</p>
    }
}

/// What the partner managers are promised away for.
fn hours(ledger: &Ledger) -> String {
    let (Some(first), Some(last)) = (ledger.hours.first(), ledger.hours.last()) else {
        return String::new();
    };
    format!(
        "Partner-manager hours promised: {} in the first quarter and {} in the last (baseline {} and {}).",
        count(first.alternative),
        count(last.alternative),
        count(first.baseline),
        count(last.baseline)
    )
}

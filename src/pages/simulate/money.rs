//! Where the money goes: cost by tier and line, what a partner gains and puts in, hours promised and short.

use super::{Answer, AnswerSignal};
use crate::format::{count, decimal, money, money_change, percent};
use leptos::prelude::*;
use tierlab_engine::finance::COST_LINES;
use tierlab_engine::report::{Ledger, OwnReturn, TierCost, ledger, own_returns};

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
    let total: f64 = ledger.tiers.iter().map(TierCost::total).sum();
    let title = costliest.map_or_else(String::new, |(tier, cost)| {
        let share = percent(cost.total() / total.max(1.0));
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
    let benefits = &answer.scenario.alternative.incentives.tiers;
    let returns = own_returns(&ledger.tiers, benefits, &answer.scenario.parameters);
    let rows = ledger.tiers.iter().enumerate().rev().map(|(tier, cost)| {
        let cells = lines.iter().map(|line| {
            let value = cost.lines.get(*line).copied().unwrap_or(0.0);
            view! { <td class="num">{money(value, currency)}</td> }
        });
        view! {
            <tr data-tier=tier + 1>
                <th scope="row">{answer.tier_name(tier)}</th>
                {cells.collect_view()}
                <td class="num"><strong>{money(cost.total(), currency)}</strong></td>
                <td class="num">{money_change(cost.total() - cost.baseline, currency)}</td>
            </tr>
        }
    });
    view! {
        <div class="panel__head">
            <div>
                <h2 id="money">{title}</h2>
                <p class="panel__sub">
                    "Expected cost over the whole horizon by the tier held, alternative; change against the baseline."
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
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {own_return(answer, &returns)}
        <p class="panel__sub">{hours(&ledger)}</p>
        {short(answer, &ledger)}
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

/// What a partner of each tier gains in a quarter, what it puts in, and how many times that is.
fn own_return(answer: &Answer, returns: &[Option<OwnReturn>]) -> impl IntoView + use<> {
    let currency = answer.currency();
    let rows = returns.iter().enumerate().rev().map(|(tier, own)| {
        let say = |of: &dyn Fn(&OwnReturn) -> String| own.as_ref().map_or("–".to_owned(), of);
        let times = |own: &OwnReturn| {
            own.ratio().map_or("–".to_owned(), |ratio| format!("{}×", decimal(ratio, 1)))
        };
        view! {
            <tr data-tier=tier + 1>
                <th scope="row">{answer.tier_name(tier)}</th>
                <td class="num">{say(&|own| money(own.gains, currency))}</td>
                <td class="num">{say(&|own| money(own.puts_in, currency))}</td>
                <td class="num">{say(&times)}</td>
            </tr>
        }
    });
    view! {
        <table class="data-table">
            <caption>
                "One partner of the tier in an average quarter: what the program brings it, and its share of campaigns and \
                 hours of training; what it earns on its sales apart"
            </caption>
            <thead>
                <tr>
                    <th scope="col">"Tier"</th>
                    <th scope="col" class="num">"Partner gains"</th>
                    <th scope="col" class="num">"Partner puts in"</th>
                    <th scope="col" class="num">"Return"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// The quarter in which most hours are missing, where somebody said how many there are.
fn short(answer: &Answer, ledger: &Ledger) -> Option<impl IntoView + use<>> {
    let there = answer.scenario.manager_hours?;
    let quarters = ledger.hours.iter().enumerate();
    let (quarter, worst) = quarters.max_by(|a, b| a.1.short.total_cmp(&b.1.short))?;
    let period = answer.period(quarter + 1);
    let said = if worst.short > 0.0 {
        format!(
            "Of {} hours there are, {} are missing in {period}, the worst quarter: more are promised in {} of \
             runs. The simulation gives them all the same, so its benefits are too high by as much.",
            count(there),
            count(worst.short),
            percent(worst.chance_short)
        )
    } else {
        format!("{} hours there are, enough in every quarter and run.", count(there))
    };
    let class = if worst.short > 0.0 { "tag tag--warn" } else { "tag" };
    let word = if worst.short > 0.0 { "short" } else { "enough" };
    Some(view! { <p class="panel__sub"><span class=class>{word}</span> " " {said}</p> })
}

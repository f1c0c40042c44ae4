//! Why it would speed up, coast or give up: a partner that looks ahead, with the prize it has in front of it.
//! It explains; nothing in the simulation rests on it.

use super::Seen;
use crate::format::money;
use leptos::prelude::*;
use tierlab_engine::behaviour::{Drive, Effort, EffortModel, EffortPolicy};

/// Quarters until the prize is decided.
const QUARTERS: usize = 4;
/// Notches that are missing at most.
const MOST: usize = 8;
/// Notches missing that are shown.
const SHOWN: [usize; 6] = [1, 2, 3, 4, 6, 8];
/// A notch, as a share of a quarter's sales.
const NOTCH: f64 = 0.05;
/// Least that a notch is taken to earn, as a share of its sales: what effort costs is measured by it.
const LEAST_RATE: f64 = 0.05;
/// What the first notch and two notches in one quarter cost, in what one notch earns: the toy of the cited
/// papers, in which effort does not pay for itself.
const COSTS: [f64; 2] = [1.2, 3.4];
/// Worth of money a quarter later.
const DISCOUNT: f64 = 0.975;

/// What is at stake for the partner, money.
struct Stakes {
    /// Worth of a year in the tier, above the one next to it.
    prize: f64,
    /// What one notch of sales earns it.
    notch: f64,
    /// The tier to be reached, or to be kept at the top.
    tier: usize,
    at_top: bool,
}

#[component]
pub(super) fn Pace(seen: Seen) -> impl IntoView {
    let stakes = stakes(&seen)?;
    let policy = solve(&stakes)?;
    let currency = seen.answer.currency();
    let name = seen.answer.tier_name(stakes.tier);
    let aim = if stakes.at_top { format!("keep {name}") } else { format!("reach {name}") };
    let title = title(&policy, &aim);
    let text = format!(
        "A year of {name} is worth {} to it, one notch of sales ({} % of a quarter) earns {}. With four \
         quarters to decide it, a partner that looks ahead:",
        money(stakes.prize, currency),
        100.0 * NOTCH,
        money(stakes.notch, currency)
    );
    let head = SHOWN.map(|missing| view! { <th scope="col" class="num">{missing}</th> });
    let rows = (1..=QUARTERS).rev().map(|left| {
        let cells = SHOWN.map(|missing| cell(policy.drive(QUARTERS - left, MOST - missing)));
        view! { <tr><th scope="row">{left}</th>{cells.into_iter().collect_view()}</tr> }
    });
    Some(view! {
        <section>
            <h3>{title}</h3>
            <p class="panel__sub">{text}</p>
            <table class="data-table pace">
                <caption class="visually-hidden">
                    "What it does, by quarters left and notches of sales missing"
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Quarters left \\ notches missing"</th>
                        {head.into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <p class="panel__sub">
                "▲ speeds up, – coasts (it gets there anyway, or can wait), ▽ gives up. The cost of effort is a \
                 judgement after Misra & Nair (2011) and Chung, Steenburgh & Sudhir (2014); the simulation uses the \
                 pull of the tiers instead."
            </p>
        </section>
    })
}

fn cell(drive: Option<Drive>) -> impl IntoView {
    let (glyph, class, word) = match drive {
        Some(Drive::SpeedsUp) => ("▲", "is-up", "speeds up"),
        Some(Drive::Coasts) => ("–", "faint", "coasts"),
        Some(Drive::GivesUp) => ("▽", "is-down", "gives up"),
        None => ("", "faint", "unknown"),
    };
    view! {
        <td class="num">
            <span class=class aria-hidden="true" title=word>{glyph}</span>
            <span class="visually-hidden">{word}</span>
        </td>
    }
}

fn stakes(seen: &Seen) -> Option<Stakes> {
    let (answer, mover) = (&seen.answer, &seen.mover);
    let tiers = &answer.scenario.alternative.incentives.tiers;
    let at_top = mover.now + 1 >= tiers.len();
    let tier = if at_top { mover.now } else { mover.now + 1 };
    let (above, below) = (tiers.get(tier)?, tiers.get(tier.checked_sub(1)?)?);
    let p = &answer.scenario.parameters;
    let sales = mover.revenue / answer.quarters().max(1) as f64;
    let rate = (above.commission + above.discount) - (below.commission + below.discount);
    let prize = 4.0 * (rate * sales + above.fixed_cost(&p.rates) - below.fixed_cost(&p.rates));
    let earns = tiers.get(mover.now)?.commission.max(LEAST_RATE);
    (sales > 0.0).then(|| Stakes {
        prize: prize.max(0.0),
        notch: earns * NOTCH * sales,
        tier,
        at_top,
    })
}

fn solve(stakes: &Stakes) -> Option<EffortPolicy> {
    let effort = |sales, times: f64| Effort { sales, cost: times * stakes.notch };
    let [one, two] = COSTS;
    let model = EffortModel {
        periods: QUARTERS,
        efforts: vec![effort(0, 0.0), effort(1, one), effort(2, two)],
        noise: vec![(0, 0.5), (1, 0.5)],
        commission: stakes.notch,
        bonus: stakes.prize,
        target: MOST,
        discount: DISCOUNT,
        cap: MOST,
    };
    model.solve().ok()
}

fn title(policy: &EffortPolicy, aim: &str) -> String {
    let furthest = |left: usize| {
        let pushes = |missing: &usize| {
            policy.drive(QUARTERS - left, MOST - missing) == Some(Drive::SpeedsUp)
        };
        (1..=MOST).rev().find(pushes)
    };
    match (furthest(QUARTERS), furthest(1)) {
        (None, None) => format!("The prize is too small to make it push to {aim}"),
        (Some(early), Some(late)) => format!(
            "It pushes to {aim} from {early} notches away with a year to go, from {late} in the last quarter"
        ),
        (Some(early), None) => {
            format!(
                "It pushes to {aim} early, from {early} notches away, and not in the last quarter"
            )
        }
        (None, Some(late)) => {
            format!("It pushes to {aim} only in the last quarter, from {late} notches away")
        }
    }
}

//! Winners and losers: what every partner may expect under the scenario that is looked at, and why.

use super::contest::Contest;
use super::list_end::list_end;
use super::seen::{Seen, Side, tier_name};
use super::{SeenSignal, words};
use crate::format::{change, count, decimal, money, money_change};
use crate::platform::{clock, dom};
use crate::widgets::{Glyph, Icon, Segmented, TierBadge};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::explain::explain_partner;
use tierlab_engine::report::{Direction, Fate, fates};
use tierlab_engine::rules::Evaluation;

/// Rows shown at first, and added by each "more".
const PAGE: usize = 25;
/// How long typing must rest before it is searched for, in milliseconds.
const REST: i32 = 150;

/// The filter: everyone whose fate differs, or one direction.
const DIRECTIONS: [(Option<Direction>, &str); 4] = [
    (None, "Changed"),
    (Some(Direction::Better), "Better"),
    (Some(Direction::Worse), "Worse"),
    (Some(Direction::Mixed), "Both"),
];

/// What the list is shown with.
#[derive(Clone, Copy)]
struct List {
    all: Memo<Arc<Vec<Fate>>>,
    direction: RwSignal<Option<Direction>>,
    search: RwSignal<String>,
    limit: RwSignal<usize>,
}

#[component]
pub(super) fn Fates(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let list = List {
        all: Memo::new(move |_| {
            let looked = contest.looked.get();
            seen.with(|seen| {
                let seen = seen.as_deref();
                Arc::new(seen.and_then(|s| Some(all(s, s.looked(looked)?))).unwrap_or_default())
            })
        }),
        direction: RwSignal::new(None),
        search: RwSignal::new(String::new()),
        limit: RwSignal::new(PAGE),
    };
    let said = move |say: fn(&Seen, &Side, &[Fate]) -> String| {
        move || {
            let looked = contest.looked.get();
            seen.with(|seen| {
                let seen = seen.as_deref()?;
                let side = seen.looked(looked)?;
                Some(list.all.with(|all| say(seen, side, all)))
            })
        }
    };
    let rows = move || {
        let looked = contest.looked.get();
        seen.with(|seen| {
            let seen = seen.as_deref()?;
            Some(table(seen, seen.looked(looked)?, list))
        })
    };
    view! {
        <section class="panel panel--flush" aria-labelledby="fates">
            <div class="panel__head">
                <div>
                    <h2 id="fates">{said(|seen, side, all| words::fates(side, seen.base_name(), all))}</h2>
                    <p class="panel__sub">{said(subtitle)}</p>
                </div>
            </div>
            <div class="filters no-print">
                <Search list=list/>
                <Segmented
                    label="Direction"
                    options=Signal::derive(move || {
                        DIRECTIONS
                            .map(|(direction, name)| {
                                let fits = |fate: &&Fate| fits(fate, direction);
                                let many = list.all.with(|all| all.iter().filter(fits).count());
                                format!("{name} {}", count(many as f64))
                            })
                            .to_vec()
                    })
                    chosen=Signal::derive(move || {
                        let now = list.direction.get();
                        DIRECTIONS.iter().position(|(direction, _)| *direction == now).unwrap_or(0)
                    })
                    on_change=move |at| {
                        list.limit.set(PAGE);
                        if let Some((direction, _)) = DIRECTIONS.get(at) {
                            list.direction.set(*direction);
                        }
                    }
                />
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Winners and losers, scrolls sideways">
                {rows}
            </div>
        </section>
    }
}

fn all(seen: &Seen, side: &Side) -> Vec<Fate> {
    let pair = (&*side.program, seen.base_program());
    fates(&side.outcome, pair, &seen.scenario.parameters)
}

fn subtitle(seen: &Seen, side: &Side, _: &[Fate]) -> String {
    let lowest = side.tier(0);
    format!(
        "Against {}, {}. Place: mean step of the ladder, 1 is {lowest}, 0 is out of the program. Benefit: {} a quarter, commission, discount and funds at the tiers it may end in. The largest change first.",
        seen.base_name(),
        seen.period(seen.quarters()),
        seen.currency()
    )
}

#[component]
fn Search(list: List) -> impl IntoView {
    let keys = StoredValue::new(0_u32);
    let typed = move |event: web_sys::Event| {
        let text = dom::value_of(&event).trim().to_lowercase();
        keys.update_value(|keys| *keys += 1);
        let key = keys.get_value();
        clock::after(REST, move || {
            // More may have been typed, or the screen left.
            if keys.try_get_value() == Some(key) {
                list.limit.set(PAGE);
                list.search.set(text);
            }
        });
    };
    view! {
        <label class="search">
            <Icon glyph=Glyph::Search/>
            <input type="search" class="input" placeholder="Find a partner" aria-label="Find a partner" aria-description="Lists the partners whose name or id contains what you type." on:input=typed/>
        </label>
    }
}

fn fits(fate: &Fate, direction: Option<Direction>) -> bool {
    match direction {
        None => fate.direction() != Direction::Same,
        Some(direction) => fate.direction() == direction,
    }
}

fn table(seen: &Seen, side: &Side, list: List) -> impl IntoView + use<> {
    let (direction, search) = (list.direction.get(), list.search.get());
    let all = list.all.get();
    let named = |fate: &&Fate| {
        search.is_empty()
            || seen.portfolio.partners().get(fate.position).is_some_and(|partner| {
                partner.name.to_lowercase().contains(&search)
                    || partner.id.to_lowercase().contains(&search)
            })
    };
    // Who is searched for is found, whatever becomes of it.
    let everyone = direction.is_none() && !search.is_empty();
    let chosen: Vec<&Fate> =
        all.iter().filter(|fate| everyone || fits(fate, direction)).filter(named).collect();
    let shown = chosen.len().min(list.limit.get());
    let (now, before) = (
        Evaluation::now(&side.program, &seen.portfolio),
        Evaluation::now(seen.base_program(), &seen.portfolio),
    );
    let rows = chosen.iter().take(shown).map(|fate| row(seen, side, fate, (&now, &before)));
    let rows = rows.collect_view();
    let said = ("Nobody here", "Choose another direction, or search for another name.");
    let end = list_end((shown, chosen.len()), said, list.limit, 4 * PAGE);
    view! {
        <table class="data-table compare__list">
            <caption class="visually-hidden">
                "Winners and losers: expected place and benefit at the end against the baseline, and the reason"
            </caption>
            <thead>
                <tr>
                    <th scope="col">"Partner"</th>
                    <th scope="col">"Most likely ends in"</th>
                    <th scope="col" class="num">"Place"</th>
                    <th scope="col" class="num">"Benefit a quarter"</th>
                    <th scope="col">"What the rules say today"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {end}
    }
}

fn row(
    seen: &Seen,
    side: &Side,
    fate: &Fate,
    (now, before): (&Evaluation<'_>, &Evaluation<'_>),
) -> impl IntoView + use<> {
    let partner = seen.portfolio.partners().get(fate.position);
    let name = partner.map_or_else(String::new, |partner| partner.name.clone());
    let (class, glyph, word) = match fate.direction() {
        Direction::Better => ("move move--up", "▲", "better"),
        Direction::Worse => ("move move--down", "▼", "worse"),
        Direction::Mixed => ("move move--stay", "◆", "both"),
        Direction::Same => ("move move--stay", "–", "same"),
    };
    let currency = seen.currency();
    let said = |evaluation: &Evaluation<'_>| {
        let found = explain_partner(evaluation, fate.position);
        let headline = found.headline.to_string();
        let tier = tier_name(evaluation.program(), found.tier);
        if headline.starts_with("Qualifies") { headline } else { format!("Now {tier}. {headline}") }
    };
    let (is, was) = (said(now), said(before));
    let was = (was != is).then(|| {
        view! { <span class="faint compare__was">{format!("{}: {was}", seen.base_name())}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                {name} <span class=class><span aria-hidden="true">{glyph}</span>{word}</span>
            </th>
            <td data-name="Ends in">
                <TierBadge index=fate.likely.0 of=side.tiers() name=side.tier(fate.likely.0)/>
                <span class="faint compare__was">"baseline " {side.tier(fate.likely.1)}</span>
            </td>
            <td class="num" data-name="Place">
                <span class="strong">{change(fate.steps(), 2)}</span>
                <span class="faint compare__was">
                    {format!("{} → {}", decimal(fate.place.1, 2), decimal(fate.place.0, 2))}
                </span>
            </td>
            <td class="num" data-name="Benefit a quarter">
                <span class="strong">{money_change(fate.gain(), currency)}</span>
                <span class="faint compare__was">
                    {format!("{} → {}", money(fate.benefit.1, currency), money(fate.benefit.0, currency))}
                </span>
            </td>
            <td data-name="Today">{is} {was}</td>
        </tr>
    }
}

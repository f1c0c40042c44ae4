//! From the old rules to the new: every partner's way, when it has to be told, and the list as a file.

use super::SeenSignal;
use super::contest::Contest;
use super::list_end::list_end;
use super::seen::{Seen, Side, tier_name};
use crate::format::{count, percent, plural};
use crate::platform::files;
use crate::widgets::{Glyph, Icon, NumberField, Segmented, TierBadge};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::csv::{Cell, write_csv};

use tierlab_engine::report::{Due, Migrant, NOTICE_DAYS, migration, switch};

/// Rows shown at first, and added by each "more".
const PAGE: usize = 25;
/// Longest notice that can be asked for, in days.
const MOST_DAYS: f64 = 730.0;
/// Names of the columns of the file.
const HEADERS: [&str; 10] = [
    "Partner id",
    "Partner",
    "Old rules",
    "Tier under the old rules",
    "New rules",
    "Tier under the new rules on day one",
    "Expected tier at the end",
    "Chance of it, percent",
    "New rules in force from",
    "Notice due from",
];

/// What the list is shown with.
#[derive(Clone, Copy)]
struct List {
    all: Memo<Arc<Vec<Migrant>>>,
    /// Days of notice.
    days: RwSignal<f64>,
    everyone: RwSignal<bool>,
    limit: RwSignal<usize>,
}

#[component]
pub(super) fn Migration(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let list = List {
        all: Memo::new(move |_| {
            let looked = contest.looked.get();
            seen.with(|seen| {
                let seen = seen.as_deref();
                Arc::new(seen.and_then(|s| Some(way(s, s.looked(looked)?))).unwrap_or_default())
            })
        }),
        days: RwSignal::new(f64::from(NOTICE_DAYS)),
        everyone: RwSignal::new(false),
        limit: RwSignal::new(PAGE),
    };
    let wrong = RwSignal::new(None::<String>);
    let said = move |say: fn(&Seen, &Side, List) -> String| {
        move || {
            let looked = contest.looked.get();
            seen.with(|s| s.as_deref().and_then(|s| Some(say(s, s.looked(looked)?, list))))
        }
    };
    let rows = move || {
        let looked = contest.looked.get();
        seen.with(|s| s.as_deref().and_then(|s| Some(table(s, s.looked(looked)?, list))))
    };
    let listed = Signal::derive(move || {
        let looked = contest.looked.get();
        let tiers = seen.with(|s| s.as_deref().and_then(|s| s.looked(looked).map(Side::tiers)));
        list.all.with(|all| {
            let told = all.iter().filter(|one| one.needs_notice(tiers.unwrap_or(0))).count();
            let named = [("To be told", told), ("All", all.len())];
            named.map(|(name, many)| format!("{name} {}", count(many as f64))).to_vec()
        })
    });
    let download = move |_| {
        let looked = contest.looked.get_untracked();
        let text = seen.with_untracked(|s| {
            let seen = s.as_deref()?;
            Some(file(seen, seen.looked(looked)?, list))
        });
        if let Some(text) = text {
            files::download("tierlab-migration.csv", "text/csv;charset=utf-8", &text);
        }
    };
    view! {
        <section class="panel panel--flush" aria-labelledby="migration">
            <div class="panel__head">
                <div>
                    <h2 id="migration">{said(title)}</h2>
                    <p class="panel__sub">{said(subtitle)}</p>
                </div>
                <button type="button" class="btn no-print" on:click=download>
                    <Icon glyph=Glyph::Download/>
                    "Download CSV"
                </button>
            </div>
            <div class="filters no-print">
                <label class="input-unit">
                    "Notice "
                    <NumberField
                        label="Days of notice"
                        help="Every partner is told of its new tier so many days before the switch."
                        value=list.days
                        least=0.0
                        most=MOST_DAYS
                        whole=true
                        disabled=false
                        on_change=move |value| list.days.set(value)
                        on_done=|| {}
                        on_error=move |hint| wrong.set(hint)
                    />
                    " days before the switch"
                </label>
                <Segmented
                    label="Who is listed"
                    options=listed
                    chosen=Signal::derive(move || usize::from(list.everyone.get()))
                    on_change=move |at| {
                        list.limit.set(PAGE);
                        list.everyone.set(at == 1);
                    }
                />
                {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Migration, scrolls sideways">
                {rows}
            </div>
        </section>
    }
}

fn way(seen: &Seen, side: &Side) -> Vec<Migrant> {
    migration(&side.outcome, (&side.program, seen.base_program()), &seen.portfolio)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number of days within the field's range"
)]
fn dates(seen: &Seen, days: f64) -> (Due, Due) {
    let days = days.clamp(0.0, MOST_DAYS) as u32;
    switch(&seen.portfolio, seen.scenario.settings.starts, days)
}

fn title(seen: &Seen, side: &Side, list: List) -> String {
    let tiers = side.tiers();
    let (other, told) = list.all.with(|all| {
        let other = all.iter().filter(|one| one.day_one != one.carried).count();
        (other, all.iter().filter(|one| one.needs_notice(tiers)).count())
    });
    if told == 0 {
        return format!("Nobody's tier changes from {} to {}", seen.base_name(), side.name);
    }
    format!(
        "{} another tier on day one under {}; {} to be told",
        plural(other, "partner has", "partners have"),
        side.name,
        count(told as f64)
    )
}

fn subtitle(seen: &Seen, _: &Side, list: List) -> String {
    let (from, notice) = dates(seen, list.days.get());
    format!(
        "New rules in force from {}; notice is due from {}. Day one: by the numbers on record, before any grace or buffer. The file holds every partner.",
        spoken(from),
        spoken(notice)
    )
}

/// A day as people say it: `3 Oct 2026`.
fn spoken(due: Due) -> String {
    match due {
        Due::On(day) => day.in_words(),
        Due::Before(..) => due.to_string(),
    }
}

fn table(seen: &Seen, side: &Side, list: List) -> impl IntoView + use<> {
    let (tiers, everyone) = (side.tiers(), list.everyone.get());
    let all = list.all.get();
    let chosen: Vec<&Migrant> =
        all.iter().filter(|one| everyone || one.needs_notice(tiers)).collect();
    let shown = chosen.len().min(list.limit.get());
    let notice = spoken(dates(seen, list.days.get()).1);
    let rows = chosen.iter().take(shown).map(|one| row(seen, side, one, &notice)).collect_view();
    let said = (
        "Nobody has to be told of another tier",
        "Everybody holds on day one what it held before, and nobody is expected to end lower.",
    );
    let end = list_end((shown, chosen.len()), said, list.limit, 4 * PAGE);
    view! {
        <table class="data-table compare__list">
            <caption class="visually-hidden">
                "Migration: tier under the old rules, under the new rules on day one and at the end, and when notice is due"
            </caption>
            <thead>
                <tr>
                    <th scope="col">"Partner"</th>
                    <th scope="col">"Old rules"</th>
                    <th scope="col">"New rules, day one"</th>
                    <th scope="col">"At the end"</th>
                    <th scope="col">"Notice due from"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {end}
    }
}

fn row(seen: &Seen, side: &Side, one: &Migrant, notice: &str) -> impl IntoView + use<> {
    let partner = seen.portfolio.partners().get(one.position);
    let name = partner.map_or_else(String::new, |partner| partner.name.clone());
    let (class, glyph, word) = match one.day_one.cmp(&one.carried) {
        std::cmp::Ordering::Greater => ("move move--up", "▲", "higher"),
        std::cmp::Ordering::Less => ("move move--down", "▼", "lower"),
        std::cmp::Ordering::Equal => ("move move--stay", "–", "same"),
    };
    let old = seen.base_program();
    let end = match one.end {
        None => view! { <span class="faint">"not simulated"</span> }.into_any(),
        Some((tier, chance)) => view! {
            <TierBadge index=tier of=side.tiers() name=side.tier(tier)/>
            <span class="faint compare__was">{percent(chance)} " of runs"</span>
        }
        .into_any(),
    };
    let notice =
        if one.needs_notice(side.tiers()) { notice.to_owned() } else { "not needed".to_owned() };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-name="Old rules">
                <TierBadge index=one.old of=old.ladder.tiers.len() name=tier_name(old, one.old)/>
            </td>
            <td data-name="Day one">
                <TierBadge index=one.day_one of=side.tiers() name=side.tier(one.day_one)/>
                " "
                <span class=class><span aria-hidden="true">{glyph}</span>{word}</span>
            </td>
            <td data-name="At the end">{end}</td>
            <td class="nowrap" data-name="Notice due from">{notice}</td>
        </tr>
    }
}

/// Every partner as a row of a file.
fn file(seen: &Seen, side: &Side, list: List) -> String {
    let (from, notice) = dates(seen, list.days.get_untracked());
    let old = seen.base_program();
    let rows = list.all.get_untracked();
    let rows = rows.iter().map(|one| {
        let partner = seen.portfolio.partners().get(one.position);
        let id = partner.map_or("", |partner| partner.id.as_str());
        let name = partner.map_or("", |partner| partner.name.as_str());
        let told = one.needs_notice(side.tiers());
        let end = one.end.map_or_else(|| "not simulated".to_owned(), |(tier, _)| side.tier(tier));
        vec![
            Cell::text(id),
            Cell::text(name),
            Cell::text(&old.name),
            Cell::text(tier_name(old, one.old)),
            Cell::text(&side.name),
            Cell::text(side.tier(one.day_one)),
            Cell::text(end),
            Cell::Number(one.end.map_or(f64::NAN, |(_, chance)| 100.0 * chance), 1),
            Cell::text(from.to_string()),
            Cell::text(if told { notice.to_string() } else { "not needed".to_owned() }),
        ]
    });
    write_csv(&HEADERS, rows)
}

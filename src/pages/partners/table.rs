//! The table: search, filter by tier, sort by any column.

use super::Seen;
use super::rows::Row;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::format::{change, count, decimal, money, percent, plural};
use crate::platform::dom;
use crate::widgets::{Glyph, Icon, TierBadge};
use leptos::prelude::*;
use std::cmp::Ordering;

/// Rows shown at first, and added by each "more".
const PAGE: usize = 100;

/// What the rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Tier,
    Score,
    Gap,
    Revenue,
}

impl Column {
    fn compare(self, a: &Row, b: &Row) -> Ordering {
        match self {
            Self::Name => a.name.to_lowercase().cmp(&b.name.to_lowercase()),
            Self::Tier => a.standing.cmp(&b.standing),
            Self::Score => known(a.score, b.score),
            Self::Gap => known(a.gap.unwrap_or(f64::NAN), b.gap.unwrap_or(f64::NAN)),
            Self::Revenue => known(a.revenue, b.revenue),
        }
    }
}

/// Unknown comes before everything, so that it ends up last where large values come first.
fn known(a: f64, b: f64) -> Ordering {
    match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.total_cmp(&b),
    }
}

#[derive(Clone, Copy)]
struct View {
    search: RwSignal<String>,
    tier: RwSignal<Option<usize>>,
    sort: RwSignal<(Column, bool)>,
    limit: RwSignal<usize>,
}

#[component]
pub(super) fn PartnerTable(seen: Seen) -> impl IntoView {
    let view = View {
        search: RwSignal::new(String::new()),
        tier: RwSignal::new(None),
        sort: RwSignal::new((Column::Score, false)),
        limit: RwSignal::new(PAGE),
    };
    let rows = seen.rows.clone();
    let chosen = Memo::new(move |_| {
        let wanted = view.search.get().trim().to_lowercase();
        let (column, ascending) = view.sort.get();
        let tier = view.tier.get();
        let mut chosen: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| tier.is_none_or(|tier| row.standing == tier))
            .filter(|(_, row)| {
                wanted.is_empty()
                    || row.name.to_lowercase().contains(&wanted)
                    || row.id.to_lowercase().contains(&wanted)
            })
            .map(|(index, _)| index)
            .collect();
        chosen.sort_by(|a, b| match (rows.get(*a), rows.get(*b)) {
            (Some(a), Some(b)) if ascending => column.compare(a, b),
            (Some(a), Some(b)) => column.compare(b, a),
            _ => Ordering::Equal,
        });
        chosen
    });
    let body = {
        let seen = seen.clone();
        move || {
            let (chosen, limit) = (chosen.get(), view.limit.get());
            chosen
                .iter()
                .take(limit)
                .filter_map(|index| seen.rows.get(*index))
                .map(|row| show(&seen, row))
                .collect_view()
        }
    };
    let total = seen.rows.len();
    let dated = seen.portfolio.periods().len() > 1;
    view! {
        <section class="panel panel--flush" aria-label="Partners">
            <Filters seen=seen.clone() view=view/>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Partners, scrolls sideways">
                <table class="data-table data-table--middle" aria-rowcount=move || chosen.with(Vec::len) + 1>
                    <caption class="visually-hidden">"Partners"</caption>
                    <Head view=view dated=dated/>
                    <tbody>{body}</tbody>
                </table>
                <Show when=move || chosen.with(Vec::is_empty)>
                    <div class="empty">
                        <Icon glyph=Glyph::Search/>
                        <strong>"No partner matches"</strong>
                        <span>"Change the search or choose all tiers."</span>
                    </div>
                </Show>
            </div>
            <Foot shown=Signal::derive(move || chosen.with(Vec::len)) total=total limit=view.limit/>
        </section>
    }
}

#[component]
fn Filters(seen: Seen, view: View) -> impl IntoView {
    let tiers = seen
        .program
        .ladder
        .tiers
        .iter()
        .enumerate()
        .map(|(index, tier)| view! { <option value=index.to_string()>{tier.name.clone()}</option> })
        .collect_view();
    let search = move |event: web_sys::Event| {
        view.search.set(dom::value_of(&event));
        view.limit.set(PAGE);
    };
    let filter = move |event: web_sys::Event| {
        view.tier.set(dom::value_of(&event).parse().ok());
        view.limit.set(PAGE);
    };
    view! {
        <div class="filters" role="search">
            <span class="search">
                <Icon glyph=Glyph::Search/>
                <input
                    class="input"
                    type="search"
                    aria-label="Search name or id"
                    placeholder="Search name or id"
                    on:input=search
                />
            </span>
            <select class="select" aria-label="Tier now" on:change=filter>
                <option value="">"All tiers"</option>
                {tiers}
            </select>
        </div>
    }
}

#[component]
fn Head(view: View, dated: bool) -> impl IntoView {
    let heading = move |column: Column, name: &'static str, class: &'static str| {
        let sorted = move || {
            let (by, ascending) = view.sort.get();
            (by == column).then_some(if ascending { "ascending" } else { "descending" })
        };
        let arrow = move || match sorted() {
            Some("ascending") => "▲",
            Some(_) => "▼",
            None => "",
        };
        let sort = move |_| {
            view.sort.update(|(by, ascending)| {
                // Names read best from A, numbers from the largest.
                *ascending = if *by == column { !*ascending } else { column == Column::Name };
                *by = column;
            });
        };
        view! {
            <th scope="col" class=class aria-sort=sorted>
                <button type="button" class="sort" on:click=sort>
                    {name}
                    <span aria-hidden="true">{arrow}</span>
                </button>
            </th>
        }
    };
    view! {
        <thead>
            <tr>
                {heading(Column::Name, "Partner", "")}
                {heading(Column::Tier, "Tier now", "")}
                {heading(Column::Score, "Score", "num")}
                {heading(Column::Gap, "To next", "num")}
                <th scope="col">"Open for the next tier"</th>
                {heading(Column::Revenue, "Revenue, 12 months", "num")}
                {dated.then(|| view! { <th scope="col">"History"</th> })}
                <th scope="col" class="num">"Known"</th>
            </tr>
        </thead>
    }
}

fn show(seen: &Seen, row: &Row) -> impl IntoView + use<> {
    let tiers = &seen.program.ladder.tiers;
    let tier = tiers.get(row.standing).map_or_else(String::new, |tier| tier.name.clone());
    let series = SparkSeries { values: row.history.clone() };
    let drawing = (row.history.len() > 1)
        .then(|| to_svg(76, 22, |area, palette, frame| spark::draw(area, &series, palette, frame)));
    let revenue = if row.revenue.is_nan() {
        "unknown".to_owned()
    } else {
        money(row.revenue, &seen.program.currency)
    };
    let gap = row.gap.map_or_else(String::new, |gap| change(-gap, 1));
    let unlike = row.name != row.id;
    view! {
        <tr>
            <th scope="row">
                {row.name.clone()}
                {unlike.then(|| view! { " " <span class="faint partner-id">{row.id.clone()}</span> })}
            </th>
            <td><TierBadge index=row.standing of=tiers.len() name=tier/></td>
            <td class="num"><strong>{decimal(row.score, 1)}</strong></td>
            <td class="num">{gap}</td>
            <td class="muted">{row.open.clone()}</td>
            <td class="num">{revenue}</td>
            {drawing.map(|svg| view! { <td><span class="spark" inner_html=svg></span></td> })}
            <td class="num">{percent(row.coverage)}</td>
        </tr>
    }
}

#[component]
fn Foot(#[prop(into)] shown: Signal<usize>, total: usize, limit: RwSignal<usize>) -> impl IntoView {
    let text = move || {
        let partners = plural(total, "partner", "partners");
        let matching = shown.get();
        let visible = matching.min(limit.get());
        format!("{} shown, {} of {partners} match", count(visible as f64), count(matching as f64))
    };
    view! {
        <footer class="table-foot">
            <span role="status">{text}</span>
            <Show when=move || { shown.get() > limit.get() }>
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| limit.update(|limit| *limit += PAGE)
                >
                    "Show more"
                </button>
            </Show>
        </footer>
    }
}

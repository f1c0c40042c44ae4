//! The table: a plain one, of which only the rows in sight are on the page; scrolling makes those that come into sight.

use super::column::Column;
use super::seen::Seen;
use super::view::View;
use crate::platform::dom;
use crate::widgets::{Glyph, Icon};
use leptos::{html, prelude::*};

/// Rows kept on the page above and below those in sight.
const AROUND: usize = 12;
/// Height of a row until it can be measured, in CSS pixels.
const ROW: f64 = 36.0;

/// What is in sight: the first row and how many, and how high each is.
#[derive(Clone, Copy, PartialEq)]
struct Sight {
    first: usize,
    many: usize,
    row: f64,
}

#[component]
pub(super) fn Table(seen: Seen, view: View, chosen: Memo<Vec<usize>>) -> impl IntoView {
    let sight = RwSignal::new(Sight { first: 0, many: 40, row: ROW });
    let element = NodeRef::<html::Div>::new();
    let look = move || {
        let Some(element) = element.get_untracked() else { return };
        let row = dom::height_within(&element, "tbody tr[aria-rowindex]").unwrap_or(ROW);
        let (from, height) = dom::scrolled(&element);
        let now = Sight { first: rows(from / row), many: rows(height / row) + 1, row };
        if sight.get_untracked() != now {
            sight.set(now);
        }
    };
    // Another order or filter is read from its beginning.
    Effect::new(move |before: Option<usize>| {
        let many = chosen.with(Vec::len);
        if let Some(element) = element.get().filter(|_| before.is_some()) {
            element.set_scroll_top(0);
        }
        look();
        many
    });
    Effect::new(move |_| {
        view.sort.track();
        if let Some(element) = element.get() {
            element.set_scroll_top(0);
        }
    });
    let range = Memo::new(move |_| {
        let (sight, many) = (sight.get(), chosen.with(Vec::len));
        let from = sight.first.min(many).saturating_sub(AROUND);
        (from, (sight.first + sight.many + AROUND).min(many))
    });
    let row_height = move || sight.with(|sight| sight.row);
    let above = move || format!("{:.0}px", range.get().0 as f64 * row_height());
    let below = move || {
        let rest = chosen.with(Vec::len) - range.get().1.min(chosen.with(Vec::len));
        format!("{:.0}px", rest as f64 * row_height())
    };
    // A row that stays in sight stays as it is: its place, its partner and the columns are its key.
    let columns = Memo::new(move |before: Option<&(u32, Vec<Column>)>| {
        let columns = view.columns.get();
        match before {
            Some((turn, same)) if *same == columns => (*turn, columns),
            Some((turn, _)) => (turn + 1, columns),
            None => (0, columns),
        }
    });
    let rows_in_sight = move || {
        let (from, to) = range.get();
        let turn = columns.with(|(turn, _)| *turn);
        chosen.with(|chosen| {
            let rows = chosen.iter().enumerate().skip(from).take(to - from);
            rows.map(|(index, partner)| (index, *partner, turn)).collect::<Vec<_>>()
        })
    };
    let made = {
        let seen = seen.clone();
        move |(index, partner, _): (usize, usize, u32)| {
            columns.with_untracked(|(_, columns)| row(&seen, view, columns, index, partner))
        }
    };
    view! {
        <div
            class="scroll-x window"
            tabindex="0"
            role="region"
            aria-label="Partners, scrolls"
            node_ref=element
            on:scroll=move |_| look()
        >
            <table
                class="data-table data-table--middle data-table--window"
                aria-rowcount=move || chosen.with(Vec::len) + 1
            >
                <caption class="visually-hidden">"Partners"</caption>
                <Head seen=seen view=view chosen=chosen/>
                <tbody>
                    <tr aria-hidden="true" style:height=above></tr>
                    <For each=rows_in_sight key=|row| *row children=made/>
                    <tr aria-hidden="true" style:height=below></tr>
                </tbody>
            </table>
            <Show when=move || chosen.with(Vec::is_empty)>
                <div class="empty">
                    <Icon glyph=Glyph::Search/>
                    <strong>"No partner matches"</strong>
                    <button type="button" class="btn btn--small" on:click=move |_| view.clear()>
                        "Clear filters"
                    </button>
                </div>
            </Show>
        </div>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a table on a screen, not negative"
)]
fn rows(heights: f64) -> usize {
    heights.max(0.0) as usize
}

fn row(seen: &Seen, view: View, columns: &[Column], index: usize, partner: usize) -> AnyView {
    let name = seen.partner(partner).map_or_else(String::new, |data| data.name.clone());
    let marked = move || view.marked.with(|marked| marked.contains(&partner));
    let mark = move |_| {
        view.marked.update(|marked| {
            if !marked.remove(&partner) {
                marked.insert(partner);
            }
        });
    };
    let cells = columns.iter().filter(|column| **column != Column::Name);
    let cells = cells.map(|column| column.cell(seen, partner)).collect_view();
    view! {
        <tr aria-rowindex=index + 2 aria-selected=move || marked().to_string()>
            <td>
                <input
                    type="checkbox"
                    aria-label=format!("Mark {name}")
                    aria-description="Marked partners can be exported alone."
                    prop:checked=marked
                    on:change=mark
                />
            </td>
            <th scope="row" title=name.clone()>
                <button
                    type="button"
                    class="link"
                    id=format!("partner-{partner}")
                    on:click=move |_| view.looking.set(Some(partner))
                >
                    {name.clone()}
                </button>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

#[component]
fn Head(seen: Seen, view: View, chosen: Memo<Vec<usize>>) -> impl IntoView {
    let all = Memo::new(move |_| {
        let marked = view.marked.get();
        chosen.with(|chosen| !chosen.is_empty() && chosen.iter().all(|p| marked.contains(p)))
    });
    let mark_all = move |_| {
        let marks = !all.get_untracked();
        let chosen = chosen.get_untracked();
        view.marked.update(|marked| {
            for partner in chosen {
                if marks {
                    marked.insert(partner);
                } else {
                    marked.remove(&partner);
                }
            }
        });
    };
    let headings = move || {
        let columns = view.columns.get();
        columns.iter().map(|column| heading(&seen, view, *column)).collect_view()
    };
    view! {
        <thead>
            <tr aria-rowindex="1">
                <th scope="col">
                    <input
                        type="checkbox"
                        aria-label="Mark all that match"
                        aria-description="Marks every partner that the filters leave, or takes their marks away."
                        prop:checked=move || all.get()
                        on:change=mark_all
                    />
                </th>
                {headings}
            </tr>
        </thead>
    }
}

fn heading(seen: &Seen, view: View, column: Column) -> AnyView {
    let name = column.name(seen);
    let class = if column.is_number() { "num" } else { "" };
    if !column.sorts() {
        return view! { <th scope="col" class=class>{name}</th> }.into_any();
    }
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
            // Names read best from A, numbers and tiers from the largest.
            let first = !(column.is_number() || column == Column::Tier);
            *ascending = if *by == column { !*ascending } else { first };
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
    .into_any()
}

//! The table of partners.

use super::column::Column;
use super::seen::Seen;
use super::view::View;
use crate::widgets::{Glyph, Icon, RowKey, WindowTable};
use leptos::prelude::*;

#[component]
pub(super) fn Table(seen: Seen, view: View, chosen: Memo<Vec<usize>>) -> impl IntoView {
    // With other columns every row is made anew.
    let columns = Memo::new(move |before: Option<&(u32, Vec<Column>)>| {
        let columns = view.columns.get();
        match before {
            Some((turn, same)) if *same == columns => (*turn, columns),
            Some((turn, _)) => (turn + 1, columns),
            None => (0, columns),
        }
    });
    let order = Memo::new(move |before: Option<&u32>| {
        view.sort.track();
        before.map_or(0, |turn| turn + 1)
    });
    let rows = move |range: std::ops::Range<usize>| {
        let turn = columns.with(|(turn, _)| *turn);
        chosen.with(|chosen| {
            let rows = chosen.iter().enumerate().skip(range.start).take(range.len());
            rows.map(|(place, partner)| (place, *partner, turn)).collect()
        })
    };
    let made = {
        let seen = seen.clone();
        move |(place, partner, _): RowKey| {
            columns.with_untracked(|(_, columns)| row(&seen, view, columns, place, partner))
        }
    };
    let empty = move || {
        view! {
            <div class="empty">
                <Icon glyph=Glyph::Search/>
                <strong>"No partner matches"</strong>
                <button type="button" class="btn btn--small" on:click=move |_| view.clear()>
                    "Clear filters"
                </button>
            </div>
        }
    };
    view! {
        <WindowTable
            name="Partners"
            many=Signal::derive(move || chosen.with(Vec::len))
            order=order
            rows=rows
            row=made
            head=ViewFn::from(move || view! { <Head seen=seen.clone() view=view chosen=chosen/> })
            empty=ViewFn::from(empty)
        />
    }
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

//! What part of the partners is shown, what it adds up to, and who is marked; and a file of them.

use super::column::Column;
use super::seen::Seen;
use super::view::View;
use crate::format::{count, money, plural};
use crate::platform::files;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::collections::BTreeSet;
use tierlab_engine::formats::csv::{Cell, write_csv};

/// Offers those marked, or else those that match, in the columns shown.
#[component]
pub(super) fn Export(seen: Seen, view: View, chosen: Memo<Vec<usize>>) -> impl IntoView {
    let marked = move || view.marked.with(|marked| !marked.is_empty());
    let download = move |_| {
        let marks = view.marked.get_untracked();
        let mut partners = chosen.get_untracked();
        if !marks.is_empty() {
            // Marks outlive a filter: all that are marked go along, those in sight first.
            partners.retain(|partner| marks.contains(partner));
            let sight: BTreeSet<usize> = partners.iter().copied().collect();
            partners.extend(marks.difference(&sight));
        }
        let columns = view.columns.get_untracked();
        let text = file(&seen, &columns, &partners);
        files::download("tierlab-partners.csv", "text/csv;charset=utf-8", &text);
    };
    view! {
        <button type="button" class="btn" on:click=download>
            <Icon glyph=Glyph::Download/>
            {move || if marked() { "CSV of those marked" } else { "CSV of this view" }}
        </button>
    }
}

/// The partners as a table; their id is always there.
fn file(seen: &Seen, columns: &[Column], partners: &[usize]) -> String {
    let rest = columns.iter().filter(|column| **column != Column::Id);
    let columns: Vec<Column> = std::iter::once(Column::Id).chain(rest.copied()).collect();
    let names: Vec<String> = columns.iter().map(|column| column.name(seen)).collect();
    let heads: Vec<&str> = names.iter().map(String::as_str).collect();
    let row = |partner: &usize| {
        let cell = |column: &Column| {
            let plain = column.plain(seen, *partner);
            match plain.parse::<f64>() {
                // As exact as it is.
                Ok(value) if column.is_number() => Cell::Number(value, decimals(&plain)),
                _ => Cell::Text(plain),
            }
        };
        columns.iter().map(cell).collect::<Vec<_>>()
    };
    write_csv(&heads, partners.iter().map(row))
}

/// Decimals of a number as it is written.
fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, after)| after.len())
}

#[component]
pub(super) fn Foot(seen: Seen, view: View, chosen: Memo<Vec<usize>>) -> impl IntoView {
    let total = seen.portfolio.partners().len();
    let currency = seen.program.currency.clone();
    let revenue = {
        let now = seen.now.clone();
        move |partners: &mut dyn Iterator<Item = usize>| -> f64 {
            let known = partners.filter_map(|p| now.revenue.get(p)).filter(|r| !r.is_nan());
            known.sum()
        }
    };
    let shown = {
        let (revenue, currency) = (revenue.clone(), currency.clone());
        move || {
            let all = revenue(&mut (0..total));
            let (matching, here) =
                chosen.with(|chosen| (chosen.len(), revenue(&mut chosen.iter().copied())));
            format!(
                "{} of {} match. Their revenue in 12 months: {} of {}.",
                count(matching as f64),
                plural(total, "partner", "partners"),
                money(here, &currency),
                money(all, &currency)
            )
        }
    };
    let marked = move || {
        view.marked.with(|marked| {
            (!marked.is_empty()).then(|| {
                let here = revenue(&mut marked.iter().copied());
                let (many, here) = (count(marked.len() as f64), money(here, &currency));
                format!("{many} marked, {here}.")
            })
        })
    };
    view! {
        <footer class="table-foot">
            <span role="status">{shown}</span>
            <span>
                {marked}
                <Show when=move || view.marked.with(|marked| !marked.is_empty())>
                    " "
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| view.marked.update(BTreeSet::clear)
                    >
                        "Unmark all"
                    </button>
                </Show>
            </span>
        </footer>
    }
}

//! A matrix of fields: a row per thing, a column per number. Up and down go to the same column of the next row.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::prelude::*;

#[component]
pub(crate) fn Matrix(
    /// What it holds, for those who do not see it.
    caption: &'static str,
    /// What the rows are, for those who do not see it.
    corner: &'static str,
    /// Heads of the columns, two short lines each.
    heads: Vec<[Signal<String>; 2]>,
    /// Names of the rows.
    #[prop(into)]
    rows: Signal<Vec<String>>,
    /// Head of a row: its place, how many there are, its name.
    head: impl Fn(usize, usize, &str) -> AnyView + Send + 'static,
    /// A cell with its own `td`: row, column, name of the row.
    cell: impl Fn(usize, usize, &str) -> AnyView + Send + 'static,
) -> impl IntoView {
    let columns = heads.len();
    let heads = heads.into_iter().map(|[first, second]| {
        view! { <th scope="col">{move || first.get()} <br/> {move || second.get()}</th> }
    });
    let heads = heads.collect_view();
    let body = move || {
        let names = rows.get();
        let of = names.len();
        let row = |(at, name): (usize, String)| {
            let cells = (0..columns).map(|column| cell(at, column, &name)).collect_view();
            view! { <tr><th scope="row">{head(at, of, &name)}</th>{cells}</tr> }
        };
        names.into_iter().enumerate().map(row).collect_view()
    };
    let keyed = move |event: web_sys::KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        if dom::focus_in_column(&event, down) {
            event.prevent_default();
        }
    };
    view! {
        <table class="matrix" on:keydown=keyed>
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col"><span class="visually-hidden">{corner}</span></th>
                    {heads}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
}

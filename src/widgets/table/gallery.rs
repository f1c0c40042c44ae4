//! The long table on the gallery page.

use super::{RowKey, WindowTable};
use crate::format::count;
use leptos::prelude::*;

/// As many rows as are hard to scroll.
const MANY: usize = 100_000;

pub(in crate::widgets) fn entry() -> AnyView {
    let row = |(at, number, _): RowKey| {
        view! {
            <tr aria-rowindex=at + 2>
                <th scope="row">{format!("Row {}", count((number + 1) as f64))}</th>
                <td class="num">{count((number * 37 % 1000) as f64)}</td>
            </tr>
        }
        .into_any()
    };
    let head = || {
        view! {
            <thead>
                <tr aria-rowindex="1">
                    <th scope="col">"Row"</th>
                    <th scope="col" class="num">"Number"</th>
                </tr>
            </thead>
        }
    };
    view! {
        <div class="gallery__table">
            <WindowTable
                name="Long table"
                many=Signal::derive(|| MANY)
                order=Signal::derive(|| 0)
                rows=|range| range.map(|at| (at, at, 0)).collect()
                row=row
                head=ViewFn::from(head)
                empty=ViewFn::from(|| ())
            />
        </div>
    }
    .into_any()
}

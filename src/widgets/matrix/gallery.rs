//! The matrix on the gallery page.

use super::Matrix;
use crate::widgets::{NumberField, TierBadge};
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let values = RwSignal::new([[8.0, 0.0], [11.0, 3.0], [15.0, 5.0]]);
    let at = move |row: usize, column: usize| {
        values.with(|all| all.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0))
    };
    let set = move |row: usize, column: usize, value: f64| {
        values.update(|all| {
            if let Some(cell) = all.get_mut(row).and_then(|row| row.get_mut(column)) {
                *cell = value;
            }
        });
    };
    let told = |text: &'static str| Signal::derive(move || text.to_owned());
    let cell = move |row: usize, column: usize, name: &str| {
        let what = if column == 0 { "commission %" } else { "discount %" };
        view! {
            <td class="num">
                <NumberField
                    label=format!("{name} {what}")
                    help="Up and down go to the row above or below."
                    value=Signal::derive(move || at(row, column))
                    least=0.0
                    most=100.0
                    disabled=false
                    on_change=move |value| set(row, column, value)
                    on_done=|| {}
                    on_error=|_| {}
                />
            </td>
        }
        .into_any()
    };
    view! {
        <Matrix
            caption="Example of a matrix, editable"
            corner="Tier"
            heads=vec![[told("Comm."), told("%")], [told("Disc."), told("%")]]
            rows=Signal::derive(|| ["Entry", "Growth", "Strategic"].map(str::to_owned).to_vec())
            head=|at, of, name| view! { <TierBadge index=at of=of name=name.to_owned()/> }.into_any()
            cell=cell
        />
    }
    .into_any()
}

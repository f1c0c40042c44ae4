//! What part of the partners is shown, what it adds up to, and who is marked.

use super::seen::Seen;
use super::view::View;
use crate::format::{count, money, plural};
use leptos::prelude::*;

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
                        on:click=move |_| view.marked.update(std::collections::BTreeSet::clear)
                    >
                        "Unmark all"
                    </button>
                </Show>
            </span>
        </footer>
    }
}

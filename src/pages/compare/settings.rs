//! Only what differs: a row per rule or setting that is not the same, a column per scenario.

use super::seen::Seen;
use super::{SeenSignal, mark, words};
use crate::format::{capital, plural};
use leptos::prelude::*;
use tierlab_engine::explain::{SettingRow, rules_that_differ};

#[component]
pub(super) fn Settings(seen: SeenSignal) -> impl IntoView {
    let rows = Memo::new(move |_| seen.with(|seen| seen.as_deref().map_or_else(Vec::new, rows)));
    let title = move || match rows.with(Vec::len) {
        0 => "No rule differs".to_owned(),
        many => plural(many, "rule or setting differs", "rules and settings differ"),
    };
    view! {
        <section class="panel panel--flush" aria-labelledby="differ">
            <div class="panel__head">
                <div>
                    <h2 id="differ">{title}</h2>
                    <p class="panel__sub">"Everything else is the same in all of them. Bold: not as in the baseline."</p>
                </div>
            </div>
            <div class="scroll-x compare__scroll" tabindex="0" role="region" aria-label="Settings that differ, scrolls">
                {move || seen.with(|seen| seen.as_ref().map(|seen| table(seen, &rows.get())))}
            </div>
        </section>
    }
}

fn rows(seen: &Seen) -> Vec<SettingRow> {
    let others: Vec<_> = seen.sides.iter().map(|side| &*side.program).collect();
    rules_that_differ(seen.base_program(), &others, Some(&seen.portfolio))
}

fn table(seen: &Seen, rows: &[SettingRow]) -> impl IntoView + use<> {
    let head = seen.sides.iter().map(|side| {
        view! { <th scope="col">{mark(Some(&side.letter))} " " {side.name.clone()}</th> }
    });
    let body = rows.iter().map(|row| {
        let name = words::rule(&row.place, &row.name);
        let base = if row.base.is_empty() { "–".to_owned() } else { row.base.clone() };
        let cells = row.values.iter().map(|value| match value {
            None => view! { <td class="faint">"same"</td> }.into_any(),
            Some(value) => view! { <td><strong>{value.clone()}</strong></td> }.into_any(),
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{name}</th><td>{base}</td>{cells}</tr> }
    });
    let (head, body) = (head.collect_view(), body.collect_view());
    view! {
        <table class="data-table compare__settings">
            <caption class="visually-hidden">"Settings that differ from the baseline"</caption>
            <thead>
                <tr>
                    <th scope="col">"Setting"</th>
                    <th scope="col">{mark(None)} " " {capital(seen.base_name())}</th>
                    {head}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
}

//! Lines that were not plain, and what was done with each; nothing is dropped silently.

use super::Preview;
use crate::format::{count, plural};
use crate::platform::files;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::formats::table::RowNote;

/// Notes shown on the page; the file has them all.
const MOST: usize = 200;

#[component]
pub(super) fn Notes(preview: Preview) -> impl IntoView {
    let preview = preview.clone();
    preview.as_ref().as_ref().ok().map(|imported| {
        let counts = imported.counts;
        let equation = format!(
            "{} = {} header + {} used + {} set aside + {} blank",
            plural(counts.lines, "line", "lines"),
            counts.header,
            count(counts.used as f64),
            count(counts.set_aside as f64),
            count(counts.blank as f64)
        );
        let notes = imported.notes.clone();
        let title = match notes.len() {
            0 => "Every line was plain".to_owned(),
            1 => "1 line was not plain; here is what was done".to_owned(),
            many => format!("{} notes on lines; here is what was done", count(many as f64)),
        };
        view! {
            <section class="panel panel--flush" aria-labelledby="notes">
                <div class="panel__head">
                    <div>
                        <h2 id="notes">{title}</h2>
                        <p class="panel__sub">{equation}</p>
                    </div>
                    {(!notes.is_empty()).then(|| view! { <Download notes=notes.clone()/> })}
                </div>
                {(!notes.is_empty()).then(|| list(&notes))}
            </section>
        }
    })
}

#[component]
fn Download(notes: Vec<RowNote>) -> impl IntoView {
    let download =
        move |_| files::download("tierlab-import-notes.csv", "text/csv", &as_csv(&notes));
    view! {
        <button type="button" class="btn btn--quiet btn--small" on:click=download>
            <Icon glyph=Glyph::Download/>
            "CSV"
        </button>
    }
}

fn list(notes: &[RowNote]) -> impl IntoView + use<> {
    let rows = notes
        .iter()
        .take(MOST)
        .map(|note| {
            let line = if note.line == 0 { "–".to_owned() } else { count(note.line as f64) };
            view! {
                <tr>
                    <th scope="row" class="num">{line}</th>
                    <td>{note.column.clone()}</td>
                    <td><code>{note.value.clone()}</code></td>
                    <td>{note.done.clone()} <span class="faint">" " {note.remedy.clone()}</span></td>
                </tr>
            }
        })
        .collect_view();
    let rest = notes.len().saturating_sub(MOST);
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Lines with notes, scrolls sideways">
            <table class="data-table issues">
                <caption class="visually-hidden">"Lines with notes"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">"Line"</th>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"What was done"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(rest > 0).then(|| view! { <p class="table-foot">{format!("{rest} more in the CSV")}</p> })}
    }
}

fn as_csv(notes: &[RowNote]) -> String {
    let row = |note: &RowNote| {
        let texts = [&note.column, &note.value, &note.done, &note.remedy];
        let line = Cell::Number(note.line as f64, 0);
        std::iter::once(line).chain(texts.map(|text| Cell::text(text.to_owned()))).collect()
    };
    write_csv(&["line", "column", "value", "what was done", "what to do"], notes.iter().map(row))
}

//! What the keyboard does.

use leptos::prelude::*;

/// Keys, and what they do.
const KEYS: [(&str, &str); 10] = [
    ("Ctrl Z, Ctrl Shift Z", "Undo and redo, from anywhere but a field being typed in"),
    (
        "Tab, Shift Tab",
        "To the next and the last control; the first Tab offers a way past the navigation",
    ),
    ("Tab to a field", "A sentence of help stands beside it; typing or Escape takes it away"),
    (
        "Arrow keys on a threshold",
        "Move it by a small step; with Shift, or Page Up and Page Down, by ten",
    ),
    (
        "Home, End, Delete on a threshold",
        "As low and as high as its neighbours let it; back to the baseline",
    ),
    ("Escape while dragging", "Takes the drag back"),
    ("Arrow keys on a chart", "Read it place by place"),
    ("Escape", "Closes a dialog, a drawer or a menu; the focus goes back to where it was opened"),
    ("Enter in a number field", "Takes the number; Escape takes it back"),
    ("Page Up, Page Down in a table", "A screen up or down"),
];

#[component]
pub(super) fn Keys() -> impl IntoView {
    let rows = KEYS.iter().map(|(keys, what)| {
        view! {
            <tr>
                <th scope="row">{*keys}</th>
                <td>{*what}</td>
            </tr>
        }
    });
    view! {
        <section class="panel" aria-labelledby="keys">
            <h2 id="keys">"Keys"</h2>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Keys, scrolls sideways">
                <table class="data-table data-table--tall">
                    <caption class="visually-hidden">"Keys"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Key"</th>
                            <th scope="col">"What it does"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

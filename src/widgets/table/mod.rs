//! A table of any length: a plain one, of which only the rows in sight are on the page. Scrolling makes those that
//! come into sight and leaves the others as they are.

pub(super) mod gallery;

use crate::platform::dom;
use leptos::{html, prelude::*};
use std::ops::Range;

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

/// A row is known by a key of its place, what it shows, and which columns: while that is the same, it stays.
pub(crate) type RowKey = (usize, usize, u32);

#[component]
pub(crate) fn WindowTable(
    /// What it holds, in a word: its caption.
    name: &'static str,
    /// How many rows there are.
    #[prop(into)]
    many: Signal<usize>,
    /// With another order or filter it is read from its beginning.
    #[prop(into)]
    order: Signal<u32>,
    /// Keys of the rows at these places.
    rows: impl Fn(Range<usize>) -> Vec<RowKey> + Copy + Send + Sync + 'static,
    /// Makes a row, with its own `tr` and an `aria-rowindex` of its place and 2.
    row: impl Fn(RowKey) -> AnyView + Clone + Send + 'static,
    /// The head of the table, with its own `thead`.
    head: ViewFn,
    /// What stands where there are no rows.
    empty: ViewFn,
) -> impl IntoView {
    let sight = RwSignal::new(Sight { first: 0, many: 40, row: ROW });
    let element = NodeRef::<html::Div>::new();
    let look = move || {
        let Some(element) = element.get_untracked() else { return };
        let row = dom::height_within(&element, "tbody tr[aria-rowindex]").unwrap_or(ROW);
        let (from, height) = dom::scrolled(&element);
        let now = Sight { first: whole(from / row), many: whole(height / row) + 1, row };
        if sight.get_untracked() != now {
            sight.set(now);
        }
    };
    Effect::new(move |before: Option<usize>| {
        let many = many.get();
        order.track();
        if let Some(element) = element.get().filter(|_| before.is_some()) {
            element.set_scroll_top(0);
        }
        look();
        many
    });
    let range = Memo::new(move |_| {
        let (sight, many) = (sight.get(), many.get());
        let from = sight.first.min(many).saturating_sub(AROUND);
        (from, (sight.first + sight.many + AROUND).min(many))
    });
    let height = move || sight.with(|sight| sight.row);
    let above = move || format!("{:.0}px", range.get().0 as f64 * height());
    let below = move || {
        let rest = many.get() - range.get().1.min(many.get());
        format!("{:.0}px", rest as f64 * height())
    };
    let in_sight = move || {
        let (from, to) = range.get();
        rows(from..to)
    };
    view! {
        <div
            class="scroll-x window"
            tabindex="0"
            role="region"
            aria-label=format!("{name}, scrolls")
            node_ref=element
            on:scroll=move |_| look()
        >
            <table
                class="data-table data-table--middle data-table--window"
                aria-rowcount=move || many.get() + 1
            >
                <caption class="visually-hidden">{name}</caption>
                {head.run()}
                <tbody>
                    <tr aria-hidden="true" style:height=above></tr>
                    <For each=in_sight key=|row| *row children=row/>
                    <tr aria-hidden="true" style:height=below></tr>
                </tbody>
            </table>
            <Show when=move || many.get() == 0>{empty.run()}</Show>
        </div>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a table on a screen, not negative"
)]
fn whole(heights: f64) -> usize {
    heights.max(0.0) as usize
}

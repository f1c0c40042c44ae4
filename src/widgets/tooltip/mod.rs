//! The sentence of help of a field, shown beside it while it has the keyboard focus or a mouse rests on it.
//!
//! Every field says what it is for in its `aria-description`; whoever does not hear it reads it here. Where the
//! sentence stands beside
//! the field anyway, `data-said` keeps it from being shown twice.
//! It goes when typing begins, and on Escape.

pub(super) mod gallery;

use crate::platform::beside::{self, Described};
use crate::platform::{clock, dom};
use leptos::{html, prelude::*};

/// Until the help of a field that got the focus shows, in milliseconds: who passes by is not held up.
const FOCUSED: i32 = 250;
/// Until that of a field that a mouse rests on shows.
const RESTED: i32 = 600;

/// Why help is wanted.
#[derive(Clone, Copy, PartialEq)]
enum Why {
    Focus,
    Pointer,
}

/// Shows the help of every field of the page.
#[component]
pub(crate) fn HelpTip() -> impl IntoView {
    let note = NodeRef::<html::Div>::new();
    // What help is wanted for; later than this nothing else may show.
    let wanted = StoredValue::new_local(None::<(Described, Why)>);
    let hide = move || {
        wanted.set_value(None);
        if let Some(note) = note.get_untracked() {
            beside::hide(&note);
        }
    };
    let want = move |what: Described, why: Why| {
        if wanted.with_value(|now| now.as_ref().is_some_and(|(now, _)| *now == what)) {
            return;
        }
        hide();
        wanted.set_value(Some((what.clone(), why)));
        clock::after(if why == Why::Focus { FOCUSED } else { RESTED }, move || {
            let still = wanted.with_value(|now| *now == Some((what.clone(), why)));
            if let (true, Some(note)) = (still, note.get_untracked()) {
                note.set_text_content(Some(&what.text()));
                beside::show(&note, &what);
            }
        });
    };
    beside::on_any(&["focusin"], move |event| match Described::of(&event) {
        Some(what) => want(what, Why::Focus),
        None => hide(),
    });
    beside::on_any(&["focusout", "input"], move |_| hide());
    dom::on_key(move |event| {
        if event.key() == "Escape" {
            hide();
        }
    });
    beside::on_any(&["pointerover"], move |event| {
        let over = note.get_untracked().is_some_and(|note| beside::is_over(&note, &event));
        if over || !beside::is_mouse(&event) {
            return;
        }
        match Described::of(&event) {
            Some(what) => want(what, Why::Pointer),
            None if wanted.with_value(|now| matches!(now, Some((_, Why::Pointer)))) => hide(),
            None => {}
        }
    });
    view! { <div class="help-tip no-print" popover="manual" aria-hidden="true" node_ref=note></div> }
}

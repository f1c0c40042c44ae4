//! Where the numbers come from, how sure they are, and what they leave out.

use crate::pages::limits::LEFT_OUT;
use leptos::prelude::*;

const FROM: [&str; 4] = [
    "Each partner goes on from its own history: level, growth, seasons and swings are estimated from your file and \
     drawn towards the group where the history is short. What was estimated and what was taken for granted stands \
     under How partners respond.",
    "Both programs run on the same chances, partner by partner and quarter by quarter. What differs between them is \
     the program, not luck.",
    "The same scenario on the same partners gives the same numbers, on every machine, to the last digit. The seed is \
     part of the scenario.",
    "A lever that costs no more than before changes nothing. Partners respond to changes of what they receive, to a \
     tier that is near, and to one they may lose.",
];

const SURE: [&str; 3] = [
    "The band shows chance: half of the runs lie in the inner one, nine in ten in the outer one.",
    "The simulation error says how much the mean would differ if it were simulated again. More runs make it smaller; \
     they do not make the band narrower.",
    "Uncalibrated means that response parameters are assumed. Confirm or replace them, or have them drawn from their \
     ranges, and the band says what not knowing them is worth.",
];

#[component]
pub(super) fn Numbers() -> impl IntoView {
    let list = |sentences: &'static [&'static str]| {
        let items = sentences.iter().map(|sentence| view! { <li>{*sentence}</li> });
        view! { <ul class="help__list">{items.collect_view()}</ul> }
    };
    view! {
        <section class="panel" aria-labelledby="numbers">
            <h2 id="numbers">"About the numbers"</h2>
            <h3>"Where they come from"</h3>
            {list(&FROM)}
            <h3>"How sure they are"</h3>
            {list(&SURE)}
            <h3>"What the model does not include"</h3>
            {list(&LEFT_OUT)}
        </section>
    }
}

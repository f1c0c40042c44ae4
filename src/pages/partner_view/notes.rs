//! How the page is made, and what to do when a figure looks wrong.

use super::shown::Shown;
use crate::format::{join, plural};
use crate::state::Workspace;
use leptos::prelude::*;
use tierlab_engine::partner_view::PartnerView;
use tierlab_engine::rules::MovementRules;

#[component]
pub(super) fn Notes(shown: Shown) -> impl IntoView {
    let workspace = Workspace::here();
    let view = shown.view.clone();
    let lines = lines(&view).into_iter().map(|(head, text)| {
        view! { <li><strong>{head}</strong> " " {text}</li> }
    });
    let asked = move || {
        let contact = workspace.partner_side().contact.get();
        // A designer sees what is being written; a partner what was.
        let view = if shown.back.is_some() { shown.whole(&contact) } else { (*shown.view).clone() };
        format!("Ask {}. Name the figure, its period, and what it should be.", view.whom_to_ask())
    };
    view! {
        <section class="panel" aria-labelledby="own-notes">
            <h2 id="own-notes">"How to read this page"</h2>
            <ul class="reading reading--columns">
                {lines.collect_view()}
                <li><strong>"A figure looks wrong?"</strong> " " {asked}</li>
            </ul>
        </section>
    }
}

fn lines(view: &PartnerView) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        (
            "Your standing",
            "is worked out from your own figures and the rules as they hold for you, on this page.".to_owned(),
        ),
        ("Reviews.", movement(&view.program.movement)),
        (
            "A forecast, not a promise.",
            "It repeats your own past ups and downs many times under these rules, and counts what happens.".to_owned(),
        ),
        ("Only your data.", "No other partner is shown, and none is shown yours.".to_owned()),
    ];
    if !view.relative.is_empty() {
        let (names, verb) =
            (join(&view.relative), if view.relative.len() == 1 { "compares" } else { "compare" });
        let text = format!(
            "{names} {verb} partners. Here the cut of the last review stands for it; it moves when others do."
        );
        lines.push(("A moving line.", text));
    }
    if !view.few_places.is_empty() {
        let names: Vec<String> =
            view.few_places.iter().map(|tier| view.tier_name(*tier).to_owned()).collect();
        let has = if names.len() == 1 { "has" } else { "have" };
        let text = format!("{} {has} room for a limited number of partners.", join(&names));
        lines.push(("Limited places.", text));
    }
    lines
}

fn movement(rules: &MovementRules) -> String {
    let every = |months: u32| match months {
        0 => "at the end of every period".to_owned(),
        1 => "every month".to_owned(),
        12 => "once a year".to_owned(),
        n => format!("every {n} months"),
    };
    let count = |number: u32, one: &str, many: &str| plural(number as usize, one, many);
    let when = if rules.up.every == rules.down.every {
        format!("They take place {}.", every(rules.up.every))
    } else {
        format!("Upward {}, downward {}.", every(rules.up.every), every(rules.down.every))
    };
    let up = match rules.consecutive_up {
        0 | 1 => "One good review is enough to move higher".to_owned(),
        n => format!("{n} good reviews in a row move you higher"),
    };
    let down = match rules.grace {
        0 => "a review below the line counts at once".to_owned(),
        n => format!("{} below the line in a row change nothing", count(n, "review", "reviews")),
    };
    format!("{when} {up}; {down}.")
}

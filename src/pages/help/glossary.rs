//! The words, as screens, files and documents use them.

use crate::platform::dom;
use leptos::prelude::*;

/// Word and meaning, in alphabetical order.
const WORDS: [(&str, &str); 24] = [
    (
        "Alternative",
        "The program you are designing. It is always compared with a baseline, under the same luck.",
    ),
    (
        "Assumptions",
        "How partners respond to what they are offered. Each has a value, a range, a unit, a source, and says whether it is your data, published or assumed.",
    ),
    (
        "Band",
        "Where the results of the runs lie: half of them in the inner band, nine in ten in the outer one.",
    ),
    ("Baseline", "The program you compare with, as a rule the one in force today."),
    (
        "Benefit",
        "What a tier gives: commission, discount, market development funds, hours of partner managers and of training, and further benefits with terms of their own.",
    ),
    (
        "Coverage",
        "The share of a score's weight that is known. Below the minimum there is no score; unknown is never counted as zero.",
    ),
    (
        "Dimension",
        "A named group of what is measured, such as revenue or capability, with a weight or points.",
    ),
    (
        "Exception",
        "A partner that holds a tier for a reason and until a day, whatever the rules say. It is written under Report; nothing of it is simulated.",
    ),
    (
        "Gate",
        "A condition besides the score: a minimum, a growth, a share of a group, a status, or a combination of such.",
    ),
    ("Grace", "Reviews that a partner may miss its tier's conditions before it moves down."),
    ("Ladder", "The tiers in their order."),
    (
        "Measure",
        "What a rule looks at: a metric over a window of time, added up, averaged, or taken last.",
    ),
    (
        "Metric",
        "One column of numbers: a flow adds up (revenue), a stock stands at the end of a period (certified staff), a rating is on a scale (satisfaction).",
    ),
    (
        "Movement rules",
        "How often partners are reviewed, how many reviews in a row lift or lower them, and what protects them meanwhile.",
    ),
    (
        "Net benefit",
        "Additional margin less additional cost of the alternative against the baseline.",
    ),
    (
        "Notice",
        "What a partner reads when rules change: its tier now and then, the figures that decide, the way on, the next review, whom to ask.",
    ),
    ("Portfolio", "Partners by periods by metrics. A cell is a number or unknown."),
    (
        "Program",
        "Score, tiers, movement rules and benefits, with name, currency, edition and source.",
    ),
    (
        "Review",
        "One look at every partner: moves up, is building up, holds, has grace, moves down or leaves, each with the rule that decided it.",
    ),
    ("Run", "One possible future of all partners under both programs. Many runs make the bands."),
    ("Scenario", "Two programs, assumptions, horizon, number of runs and seed, on a portfolio."),
    ("Score", "The dimensions put together, with a trace of how every part came out."),
    ("Standing", "The tier a partner holds, since when, and what counts for or against it."),
    ("Threshold", "The score a tier asks for. A partner needs it and every gate of the tier."),
];

#[component]
pub(super) fn Glossary() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let found = move || {
        let wanted = search.get().trim().to_lowercase();
        let matches = |(word, meaning): &&(&str, &str)| {
            word.to_lowercase().contains(&wanted) || meaning.to_lowercase().contains(&wanted)
        };
        WORDS.iter().filter(matches).copied().collect::<Vec<_>>()
    };
    let list = move || {
        let found = found();
        if found.is_empty() {
            return view! { <p class="muted">"No word matches."</p> }.into_any();
        }
        let rows = found.into_iter().map(|(word, meaning)| {
            view! {
                <dt>{word}</dt>
                <dd>{meaning}</dd>
            }
        });
        view! { <dl class="help__words">{rows.collect_view()}</dl> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="glossary">
            <div class="spread">
                <h2 id="glossary">"Words"</h2>
                <input
                    class="input"
                    type="search"
                    aria-label="Search the words"
                    aria-description="Shows the words that contain what you type, in name or meaning."
                    placeholder="Search the words"
                    on:input=move |event| search.set(dom::value_of(&event))
                />
            </div>
            {list}
        </section>
    }
}

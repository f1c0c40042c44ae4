//! How to run a round, on one page that can be printed.

use crate::platform::dom;
use leptos::prelude::*;

/// Title of a step and what to do in it.
const STEPS: [(&str, &[&str]); 7] = [
    (
        "Before the group meets",
        &[
            "Open the scenario and look at it yourself: what moves, what it costs, what is uncalibrated.",
            "Write the question. One question makes one round.",
            "Choose what participants may move. Two groups of levers are enough; hold assumptions and runs, so that \
             everyone plays the same game.",
            "In Share, decide what leaves: the design alone for the sample, partners under codes for your own. Open the \
             link on your phone once.",
        ],
    ),
    (
        "Show it together",
        &[
            "Press \"Presentation size\" at the top right and open Simulate.",
            "Say what is in force, what the numbers rest on, and which of them are assumed.",
            "Move one threshold together. Let everyone guess first who moves and what it costs; then look.",
        ],
    ),
    (
        "Hand out the link",
        &[
            "Show the QR code large, or put the link into the group's chat.",
            "Everyone opens it, types a name and takes part. What they change stays in their browser; nothing is sent to \
             a server.",
        ],
    ),
    (
        "Let them work",
        &[
            "One change at a time. After each: who moves up, who moves down, what does it net, how wide is the range?",
            "In pairs is better than alone. Whoever is done writes down a reason in one sentence.",
        ],
    ),
    (
        "Collect",
        &[
            "\"Send your version\" makes a link. It goes into the chat, by mail, or as a file.",
            "Paste the whole chat into Collect. Versions are found, read here, and kept with your scenario.",
        ],
    ),
    (
        "Compare",
        &[
            "Begin with the lines where the dots lie on each other: that is settled.",
            "Take the rule at the top of \"who chose what\". Ask the lowest and the highest for their reasons before \
             anybody argues.",
            "In the outcomes, read the lower end of a range before its mean, and ask whom each version hurts.",
        ],
    ),
    (
        "Decide and keep",
        &[
            "Adopt a version, or move the levers to what was agreed; every step can be undone.",
            "In Report, write down the decision: who owns it, who approves it, by when.",
            "Keep a version of the scenario, and send the paper to those who were not there.",
        ],
    ),
];

#[component]
pub(super) fn Guide(shown: RwSignal<bool>) -> impl IntoView {
    let steps = STEPS.into_iter().map(|(title, points)| {
        let points = points.iter().map(|point| view! { <li>{*point}</li> }).collect_view();
        view! {
            <li>
                <h2>{title}</h2>
                <ul>{points}</ul>
            </li>
        }
    });
    let steps = steps.collect_view();
    view! {
        <article class="panel workshop__guide" aria-labelledby="guide">
            <header class="spread">
                <h1 id="guide" tabindex="-1">"Facilitator guide"</h1>
                <div class="cluster no-print">
                    <button type="button" class="btn" on:click=move |_| dom::print()>
                        "Print"
                    </button>
                    <button type="button" class="btn btn--primary" on:click=move |_| shown.set(false)>
                        "Back to the workshop"
                    </button>
                </div>
            </header>
            <p class="muted">
                "A group looks at one program, each plays with it alone, and all see where they agree. You need a \
                 projector, a link, and no account."
            </p>
            <ol class="workshop__steps">{steps}</ol>
        </article>
    }
}

//! The tour: five steps over the screens, left at any point.

use crate::pages::address;
use crate::platform::{clock, dom, location};
use crate::state::{Session, Workspace, sample_portfolio};
use leptos::{html, prelude::*};
use tierlab_engine::sample::sample_scenario;

struct Step {
    screen: &'static str,
    /// What is pointed at.
    at: &'static str,
    title: &'static str,
    text: &'static str,
}

const STEPS: [Step; 5] = [
    Step {
        screen: address::SIMULATE,
        at: ".levers",
        title: "Move a lever",
        text: "Drag the line of a tier, use its arrow keys, or type a number. Incentives, demand and how partners \
               respond are below. Every change can be taken back.",
    },
    Step {
        screen: address::SIMULATE,
        at: "main h1",
        title: "Read the answer",
        text: "One sentence says what changes against the baseline; the numbers below it come with their range and \
               the chance that it pays.",
    },
    Step {
        screen: address::SIMULATE,
        at: ".movers",
        title: "See who moves, and why",
        text: "Open a partner to see how its score changes, which rule decides, and what it would take.",
    },
    Step {
        screen: address::PROGRAM,
        at: "main h1",
        title: "Write the rules down",
        text: "Scores, gates, movement and benefits, each with a plain sentence beside it; what probably is not meant \
               is pointed out, with a repair.",
    },
    Step {
        screen: address::SIMULATE,
        at: ".topbar .btn--primary",
        title: "Share it",
        text: "A link carries the design and shows others the same numbers. Partners stay in this browser unless you \
               say so.",
    },
];

/// How long a screen may take to show what a step points at, in steps of 100 milliseconds.
const TRIES: u32 = 60;
/// How long it is looked at anyway: the screen before may have one like it, and goes a moment later.
const SETTLED: u32 = 15;

#[component]
pub(in crate::pages) fn Tour() -> impl IntoView {
    let workspace = Workspace::here();
    let element = NodeRef::<html::Section>::new();
    let step = move || workspace.touring.get().and_then(|at| Some((at, STEPS.get(at)?)));
    Effect::new(move |_| {
        let Some((_, step)) = step() else {
            dom::point_at(None);
            return;
        };
        if workspace.session.with_untracked(Option::is_none) {
            workspace.open_own(Session::own(sample_portfolio(), sample_scenario()));
        }
        location::go(step.screen);
        point(workspace, step, 0);
        if let Some(element) = element.get() {
            let _refused = element.focus();
        }
    });
    on_cleanup(|| {
        dom::point_at(None);
    });
    let leave = move || workspace.touring.set(None);
    let go = move |at: usize| workspace.touring.set((at < STEPS.len()).then_some(at));
    move || {
        step().map(|(at, step)| {
            let last = at + 1 == STEPS.len();
            view! {
                <section
                    class="tour no-print"
                    role="dialog"
                    aria-labelledby="tour"
                    tabindex="-1"
                    node_ref=element
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            leave();
                        }
                    }
                >
                    <p class="faint">{format!("Step {} of {}", at + 1, STEPS.len())}</p>
                    <h2 id="tour">{step.title}</h2>
                    <p>{step.text}</p>
                    <div class="spread">
                        <button type="button" class="btn btn--quiet" on:click=move |_| leave()>
                            "Leave the tour"
                        </button>
                        <span class="cluster">
                            {(at > 0)
                                .then(|| {
                                    view! {
                                        <button type="button" class="btn" on:click=move |_| go(at - 1)>
                                            "Back"
                                        </button>
                                    }
                                })}
                            <button type="button" class="btn btn--primary" on:click=move |_| go(at + 1)>
                                {if last { "Done" } else { "Next" }}
                            </button>
                        </span>
                    </div>
                </section>
            }
        })
    }
}

/// Points at what is there, again and again until the screen has come and stays, or another step is taken.
fn point(workspace: Workspace, step: &'static Step, tries: u32) {
    let now = workspace.touring.get_untracked().and_then(|at| STEPS.get(at));
    if !now.is_some_and(|now| std::ptr::eq(now, step)) {
        return;
    }
    let there = dom::point_at(Some(step.at));
    if tries < SETTLED || (!there && tries < TRIES) {
        clock::after(100, move || point(workspace, step, tries + 1));
    }
}

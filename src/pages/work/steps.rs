//! The steps of the open scenario: choosing one goes there.

use crate::platform::{clock, dom};
use crate::state::Workspace;
use leptos::prelude::*;

/// Steps, each with the moment it was made at, and how many of them are made.
type Steps = (Vec<(String, Option<String>)>, usize);

#[component]
pub(in crate::pages) fn StepList() -> impl IntoView {
    let workspace = Workspace::here();
    let steps = Memo::new(move |_| {
        workspace.session.with(|session| {
            session.as_ref().map_or_else(Steps::default, |session| {
                let steps = session.history.steps();
                let steps = steps.map(|step| (step.name.clone(), step.made.clone())).collect();
                (steps, session.history.made())
            })
        })
    });
    let made = steps.with_untracked(|(_, made)| *made);
    clock::after(0, move || dom::focus(&id_of(made)));
    let key = move |event: web_sys::KeyboardEvent| {
        let count = steps.with_untracked(|(names, _)| names.len());
        let here = (0..=count).find(|place| dom::has_focus(&id_of(*place)));
        let Some(here) = here else { return };
        let to = match event.key().as_str() {
            "ArrowUp" => (here + 1).min(count),
            "ArrowDown" => here.saturating_sub(1),
            "Home" => count,
            "End" => 0,
            _ => return,
        };
        event.prevent_default();
        dom::focus(&id_of(to));
    };
    let rows = move || {
        let (names, made) = steps.get();
        let opened = ("As it was when opened".to_owned(), None);
        let places = std::iter::once(opened).chain(names).enumerate();
        let rows: Vec<_> = places.map(|(place, step)| row(workspace, place, step, made)).collect();
        rows.into_iter().rev().collect_view()
    };
    view! {
        <ol class="history" aria-label="Steps, the newest first" on:keydown=key>
            {rows}
        </ol>
        <p class="faint">"Choosing a step goes there. Undone steps stay until the next change."</p>
    }
}

fn row(
    workspace: Workspace,
    place: usize,
    (name, moment): (String, Option<String>),
    made: usize,
) -> impl IntoView {
    let undone = place > made;
    let moment = moment.map(|moment| {
        view! { <time class="faint nowrap" datetime=moment.clone()>{clock::told(&moment)}</time> }
    });
    view! {
        <li class:undone=undone aria-current=(place == made).then_some("step")>
            <button
                type="button"
                id=id_of(place)
                on:click=move |_| {
                    workspace.go_to_step(place);
                    clock::after(0, move || dom::focus(&id_of(place)));
                }
            >
                <span>{name}</span>
                {moment}
                {undone.then(|| view! { <span class="visually-hidden">", undone"</span> })}
            </button>
        </li>
    }
}

fn id_of(place: usize) -> String {
    format!("step-{place}")
}

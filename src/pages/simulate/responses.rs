//! Segments that respond to programs more or less than everyone.

use super::ScenarioSignal;
use super::segment::{SegmentChoice, first_segment};
use crate::state::{Edit, Workspace};
use crate::widgets::NumberField;
use leptos::prelude::*;
use tierlab_engine::simulation::Response;

#[component]
pub(super) fn Responses(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let all = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.responses.clone()))
    });
    let count = Memo::new(move |_| all.with(Vec::len));
    let wrong = RwSignal::new(None::<String>);
    let add = move |_| {
        let Some(segment) = first_segment(workspace) else {
            wrong.set(Some("The partners have no text column that makes segments.".to_owned()));
            return;
        };
        let mut changed = all.get_untracked();
        changed.push(Response { segment, factor: 1.5 });
        workspace.edit(&Edit::Responses(changed));
        workspace.seal();
    };
    let rows = move || {
        (0..count.get())
            .map(|index| view! { <Row all=all index=index locked=locked wrong=wrong/> })
            .collect_view()
    };
    view! {
        <details class="lever__more">
            <summary>"Who responds more, or less"</summary>
            {rows}
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
            <button
                type="button"
                class="btn btn--small"
                disabled=move || locked.get()
                on:click=add
            >
                "Add a segment"
            </button>
        </details>
    }
}

#[component]
fn Row(
    all: Memo<Vec<Response>>,
    index: usize,
    locked: Memo<bool>,
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let change = move |change: &dyn Fn(&mut Response)| {
        let mut changed = all.get_untracked();
        if let Some(response) = changed.get_mut(index) {
            change(response);
        }
        workspace.edit(&Edit::Responses(changed));
    };
    let remove = move |_| {
        let mut changed = all.get_untracked();
        if index < changed.len() {
            changed.remove(index);
        }
        workspace.edit(&Edit::Responses(changed));
        workspace.seal();
    };
    let segment = Memo::new(move |_| all.with(|all| all.get(index).map(|one| one.segment.clone())));
    let factor = Memo::new(move |_| all.with(|all| all.get(index).map_or(1.0, |one| one.factor)));
    let name = move || {
        let who = segment.get().map_or_else(String::new, |segment| segment.value);
        format!("Factor on the response of {who}")
    };
    view! {
        <p class="sentence-form">
            <SegmentChoice
                label=format!("Segment {}", index + 1)
                help="The partners whose response differs from everyone's."
                chosen=segment
                locked=locked
                on_change=move |to| {
                    if let Some(to) = to {
                        change(&|response| response.segment.clone_from(&to));
                        workspace.seal();
                    }
                }
            />
            " responds "
            <NumberField
                label=Signal::derive(name)
                help="1 is as everyone; at 2 the same benefits move them twice as far."
                value=factor
                least=0.0
                most=5.0
                disabled=locked
                on_change=move |to| change(&|response| response.factor = to)
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
            " times as strongly "
            <button
                type="button"
                class="btn btn--quiet btn--small"
                disabled=move || locked.get()
                on:click=remove
            >
                "Remove"
            </button>
        </p>
    }
}

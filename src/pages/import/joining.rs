//! Is a file a new set of partners, or the next periods of those that are open?

use super::Preview;
use crate::format::{count, join as listed, plural};
use crate::platform::dom;
use crate::state::{Incoming, Session, Workspace};
use leptos::prelude::*;
use tierlab_engine::Problems;
use tierlab_engine::formats::import::{Joined, Manner, join};

/// Names told of those that are new or missing.
const NAMED: usize = 5;

/// The partners that are open and the file, put together as it was chosen; `None` when they are not to be.
pub(super) fn joined(
    workspace: Workspace,
    preview: &Preview,
    manner: Option<Manner>,
) -> Option<Result<Joined, Problems>> {
    let (manner, imported) = (manner?, preview.as_ref().as_ref().ok()?);
    workspace.session.with_untracked(|session| {
        let session = session.as_ref().filter(|session| session.is_own())?;
        Some(join(&session.portfolio, &imported.portfolio, manner))
    })
}

#[component]
pub(super) fn Joining(preview: Preview, manner: Option<Manner>) -> impl IntoView {
    let workspace = Workspace::here();
    let open = workspace.session.with_untracked(|session| {
        let session = session.as_ref().filter(|session| session.is_own())?;
        Some(session.portfolio.partners().len())
    })?;
    let choose = move |event: web_sys::Event| {
        let chosen = match dom::value_of(&event).as_str() {
            "append" => Some(Manner::Append),
            "replace" => Some(Manner::Replace),
            _ => None,
        };
        workspace.incoming.update(|incoming| {
            if let Some(Incoming::File { manner, .. }) = incoming {
                *manner = chosen;
            }
        });
    };
    let told = joined(workspace, &preview, manner).map(|joined| match joined {
        Ok(joined) => sentences(&joined, open),
        Err(Problems(list)) => list.iter().map(ToString::to_string).collect(),
    });
    let told = told.unwrap_or_else(|| {
        vec!["What is open now is put among your earlier scenarios.".to_owned()]
    });
    let items = told.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    Some(view! {
        <section class="panel stack" aria-labelledby="joining">
            <h2 id="joining">"The partners that are open"</h2>
            <label class="field">
                <span>"Use this file as"</span>
                <select
                    class="select"
                    id="manner"
                    aria-description="Whether the file stands alone or its periods are put onto the partners that are open."
                    on:change=choose
                >
                    <option value="new" selected=manner.is_none()>"new partners"</option>
                    <option value="append" selected=manner == Some(Manner::Append)>
                        "later periods, added to those that are open"
                    </option>
                    <option value="replace" selected=manner == Some(Manner::Replace)>
                        "its periods in place of those that are open"
                    </option>
                </select>
            </label>
            <ul class="stack muted" role="status">{items}</ul>
        </section>
    })
}

/// Who is matched, new and missing, and what becomes of the numbers.
pub(super) fn sentences(joined: &Joined, open: usize) -> Vec<String> {
    let matched = joined.by_id + joined.by_name;
    let by_name = match joined.by_name {
        0 => String::new(),
        some => format!(", {} of them by name alone", count(some as f64)),
    };
    let mut told = vec![format!(
        "{} of {} are in the file{by_name}. {}.",
        count(matched as f64),
        plural(open, "open partner", "open partners"),
        match joined.added {
            0 => "No period is added".to_owned(),
            1 => "One period is added".to_owned(),
            many => format!("{many} periods are added"),
        }
    )];
    if !joined.new.is_empty() {
        told.push(format!("New: {}.", some_of(&joined.new)));
    }
    if !joined.missing.is_empty() {
        told.push(format!(
            "Not in the file: {}. They keep what they have; later periods stay unknown.",
            some_of(&joined.missing)
        ));
    }
    if joined.different > 0 {
        told.push(format!(
            "{} of the file differ from what is open in periods that both have.",
            plural(joined.different, "number", "numbers")
        ));
    }
    if !joined.absent.is_empty() {
        told.push(format!("Without a column in the file: {}.", some_of(&joined.absent)));
    }
    told
}

fn some_of(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
    let rest = names.len().saturating_sub(NAMED);
    if rest > 0 {
        shown.push(format!("{} more", count(rest as f64)));
    }
    listed(&shown)
}

/// The session that is open with the joined partners in it; its scenario stays.
pub(super) fn session_of(workspace: Workspace, joined: Joined) -> Option<Session> {
    let scenario = workspace
        .session
        .with_untracked(|session| session.as_ref().map(|session| session.scenario().clone()))?;
    Some(Session::own(std::sync::Arc::new(joined.portfolio), scenario))
}

//! A saved scenario in the list.

use crate::format::plural;
use crate::pages::address;
use crate::platform::{clock, dom, location};
use crate::state::Workspace;
use crate::state::work::{self, Entry};
use leptos::{html, prelude::*};

#[component]
pub(super) fn SavedRow(entry: Entry) -> impl IntoView {
    let workspace = Workspace::here();
    let renaming = RwSignal::new(false);
    let partners = plural(entry.partners.count, "partner", "partners");
    let file = entry.partners.file.clone().unwrap_or_else(|| "the sample".to_owned());
    let changed = clock::told(&entry.changed);
    let shown = entry.clone();
    view! {
        <tr>
            <th scope="row">
                {move || {
                    if renaming.get() {
                        view! { <NameField entry=shown.clone() renaming=renaming/> }.into_any()
                    } else {
                        view! { <Name entry=shown.clone()/> }.into_any()
                    }
                }}
            </th>
            <td>{partners}<br/><span class="faint">{file}</span></td>
            <td class="nowrap">{changed}</td>
            <td><Actions entry=entry renaming=renaming workspace=workspace/></td>
        </tr>
    }
}

#[component]
fn Name(entry: Entry) -> impl IntoView {
    let workspace = Workspace::here();
    if entry.damaged {
        return view! {
            <strong>{entry.name}</strong>
            <br/>
            <span class="faint">"Cannot be read. It was set aside, not deleted."</span>
        }
        .into_any();
    }
    let id = entry.id;
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        work::open(workspace, id.clone(), || location::go(address::SIMULATE));
    };
    view! {
        <a href=format!("#{}", address::SIMULATE) on:click=open>
            {entry.name}
        </a>
        <br/>
        <span class="faint">{format!("vs {}", entry.baseline)}</span>
    }
    .into_any()
}

/// The name as a field: Enter takes it, Escape leaves it.
#[component]
fn NameField(entry: Entry, renaming: RwSignal<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _refused = field.focus();
            field.select();
        }
    });
    let (id, before) = (entry.id, entry.name.clone());
    let take = move |event: web_sys::Event| {
        let name: String = dom::value_of(&event).trim().chars().take(60).collect();
        if renaming.get_untracked() && !name.is_empty() && name != before {
            work::rename(workspace, id.clone(), name);
        }
        renaming.set(false);
    };
    let key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => renaming.set(false),
        "Enter" => {
            if let Some(field) = field.get_untracked() {
                let _refused = field.blur();
            }
        }
        _ => {}
    };
    view! {
        <input
            class="input"
            node_ref=field
            maxlength="60"
            aria-label=format!("New name of {}", entry.name)
            aria-description="Enter keeps the name, Escape leaves it as it was."
            prop:value=entry.name.clone()
            on:blur=move |event| take(event.into())
            on:keydown=key
        />
    }
}

#[component]
fn Actions(entry: Entry, renaming: RwSignal<bool>, workspace: Workspace) -> impl IntoView {
    let button = |verb: &'static str, act: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                class="btn btn--quiet btn--small"
                aria-label=format!("{verb} {}", entry.name)
                on:click=move |_| act()
            >
                {verb}
            </button>
        }
    };
    let id = || entry.id.clone();
    let (copied, taken, deleted) = (id(), id(), id());
    let sound = (!entry.damaged).then(|| {
        (
            button("Rename", Box::new(move || renaming.set(true))),
            button("Duplicate", Box::new(move || work::duplicate(workspace, copied.clone()))),
            button("Download", Box::new(move || work::export(workspace, Some(taken.clone())))),
        )
    });
    let delete = button("Delete", Box::new(move || work::delete(workspace, deleted.clone())));
    view! { <span class="cluster">{sound} {delete}</span> }
}

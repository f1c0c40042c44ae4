//! The versions of the open scenario: keep one now, put one back, rename, delete.

use crate::platform::{clock, dom};
use crate::state::work;
use crate::state::{Session, Workspace};
use crate::widgets::{NamedRow, UndoToast};
use leptos::prelude::*;
use tierlab_engine::formats::documents::Version;

#[component]
pub(in crate::pages) fn VersionsBody() -> impl IntoView {
    let workspace = Workspace::here();
    let versions = Memo::new(move |_| {
        workspace.work().turns.track();
        work::versions(workspace)
    });
    let deleted = RwSignal::new(None::<(usize, Version)>);
    let own = workspace.session.with_untracked(|it| it.as_ref().is_some_and(Session::is_own));
    view! {
        <div class="dialog__body stack">
            {own.then(|| view! { <Keep/> })}
            {move || workspace.refused.get().map(|why| view! { <p role="alert">{why}</p> })}
            {move || {
                let list = versions.get();
                if list.is_empty() {
                    return view! {
                        <p class="muted">
                            "No version is kept yet. A version remembers the scenario as it is now, \
                             under a name such as \"Before the workshop\"."
                        </p>
                    }
                        .into_any();
                }
                let rows = list
                    .into_iter()
                    .map(|version| {
                        let remark = clock::told(&version.kept);
                        let open = opens(workspace, version.clone());
                        view! { <VersionRow version=version remark=remark verb="Open" on_open=open deleted=deleted/> }
                    })
                    .collect_view();
                view! { <ul class="version-list" aria-label="Versions, the newest first">{rows}</ul> }
                    .into_any()
            }}
            <VersionBack deleted=deleted/>
        </div>
    }
}

/// Keeps a version now.
#[component]
fn Keep() -> impl IntoView {
    let workspace = Workspace::here();
    let name = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        let name_now = if typed.is_empty() { clock::told(&clock::moment()) } else { typed };
        work::keep_version(workspace, name_now);
        name.set(String::new());
    };
    view! {
        <form class="field" on:submit=keep>
            <label for="version-name">"Keep it as it is now, under the name"</label>
            <div class="cluster cluster--nowrap">
                <input
                    class="input input--grow"
                    id="version-name"
                    aria-description="A word that tells you later what it was; the time is kept with it."
                    maxlength="60"
                    autocomplete="off"
                    placeholder="Before the workshop"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(dom::value_of(&event))
                />
                <button type="submit" class="btn btn--primary">"Keep version"</button>
            </div>
        </form>
    }
}

/// A version that was deleted, with its place from the oldest on.
pub(in crate::pages) type Deleted = RwSignal<Option<(usize, Version)>>;

/// A version: its name to type over, a remark, what opens it, and the way to delete it.
#[component]
pub(in crate::pages) fn VersionRow(
    version: Version,
    remark: String,
    /// The word on the button that does something with it.
    verb: &'static str,
    on_open: impl Fn() + 'static,
    deleted: Deleted,
) -> impl IntoView {
    let workspace = Workspace::here();
    let name = version.name.clone();
    let (renamed, gone) = (version.clone(), version);
    let rename = move |other: String| {
        work::rename_version(workspace, &renamed, other);
        true
    };
    let delete = move || {
        if let Some(place) = work::delete_version(workspace, &gone) {
            deleted.set(Some((place, gone.clone())));
        }
    };
    view! {
        <NamedRow
            kind="version"
            name=name
            remark=remark
            verb=verb
            on_open=on_open
            on_rename=rename
            on_delete=delete
        />
    }
}

/// The way back from the last deletion.
#[component]
pub(in crate::pages) fn VersionBack(deleted: Deleted) -> impl IntoView {
    let workspace = Workspace::here();
    move || {
        deleted.get().map(|(place, version)| {
            let told = format!("Deleted version {}.", version.name);
            let undo = move || {
                work::undelete_version(workspace, place, version.clone());
                deleted.set(None);
            };
            view! { <UndoToast told=told id="undo-version" undo=undo/> }
        })
    }
}

/// What puts a version in place of what is open.
fn opens(workspace: Workspace, version: Version) -> impl Fn() + 'static {
    move || match work::restore(workspace, &version) {
        Ok(()) => workspace.work().versioning.set(false),
        Err(problems) => workspace.refused.set(Some(problems.to_string())),
    }
}

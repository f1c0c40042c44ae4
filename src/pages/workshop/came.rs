//! The versions that are here: names to type over, a way to adopt one, and to remove it.

use super::round::{Round, on_others};
use crate::pages::compare::letter;
use crate::platform::{clock, dom};
use crate::state::work::{self, Collected};
use crate::widgets::{NamedRow, UndoToast};
use leptos::prelude::*;
use tierlab_engine::formats::documents::Version;

#[component]
pub(super) fn Versions(round: Round) -> impl IntoView {
    let deleted = RwSignal::new(None::<(usize, Version)>);
    let fingerprint = Memo::new(move |_| {
        round.workspace().session.with(|it| it.as_ref().map_or(0, |it| it.portfolio.fingerprint()))
    });
    let rows = move || {
        let came = round.came.get();
        let rows = came.into_iter().enumerate().map(|(place, one)| {
            view! { <Row round=round place=place one=one fingerprint=fingerprint.get() deleted=deleted/> }
        });
        rows.collect_view()
    };
    let undo = move || {
        deleted.get().map(|(place, version)| {
            let told = format!("Removed {}.", version.name);
            let workspace = round.workspace();
            let undo = move || {
                work::undelete_version(workspace, place, version.clone());
                deleted.set(None);
            };
            view! { <UndoToast told=told id="undo-collected" undo=undo/> }
        })
    };
    let empty = move || round.came.with(Vec::is_empty);
    view! {
        <Show when=empty>
            <p class="faint">"Nobody has sent a version yet."</p>
        </Show>
        <ul class="version-list workshop__list" aria-label="Versions that came in">{rows}</ul>
        {undo}
    }
}

#[component]
fn Row(
    round: Round,
    place: usize,
    one: Collected,
    fingerprint: u64,
    deleted: RwSignal<Option<(usize, Version)>>,
) -> impl IntoView {
    let workspace = round.workspace();
    let Collected { version, saved } = one;
    let remark = match &saved {
        Err(_) => "cannot be read".to_owned(),
        Ok(saved) if on_others(saved, fingerprint) => {
            format!("{}, made on other partners", clock::told(&version.kept))
        }
        Ok(_) => clock::told(&version.kept),
    };
    let remark = format!("{}, {remark}", letter(place));
    let program = saved.ok().map(|saved| saved.scenario.alternative);
    let name = version.name.clone();
    let adopt = {
        let name = name.clone();
        move || {
            let Some(program) = program.clone() else { return };
            workspace.seal();
            let adopted =
                workspace.revise("adopt", &format!("version of {name} adopted"), |open| {
                    // The scenario keeps its name.
                    let own = std::mem::take(&mut open.name);
                    *open = program;
                    open.name = own;
                });
            workspace.seal();
            workspace.refused.set(adopted.err().map(|problems| problems.to_string()));
            dom::focus("collect");
        }
    };
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
            verb="Adopt"
            on_open=adopt
            on_rename=rename
            on_delete=delete
        />
    }
}

//! Named arrangements of what a screen shows, kept in this browser and recalled on that screen.
//!
//! The list is one document, read anew before every change: another tab may have changed it.

use super::Workspace;
use super::work::{Browser, Texts, VIEWS};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most views that are kept.
pub const MOST: usize = 40;
/// Longest name, in characters.
const LONGEST: usize = 60;
/// The present version of the document.
const VERSION: u32 = 1;

/// What a screen shows: the state of each part of it that can be arranged, by the name of the part. What is
/// as usual is left out.
pub type Shown = BTreeMap<String, String>;

/// A view that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// Name for people.
    pub name: String,
    /// The screen it is of: its address.
    pub screen: String,
    /// What that shows.
    pub shown: Shown,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    tierlab: String,
    version: u32,
    views: Vec<SavedView>,
}

/// Writes the list as a document.
pub fn write_views(views: &[SavedView]) -> String {
    let document =
        Document { tierlab: "views".to_owned(), version: VERSION, views: views.to_vec() };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads such a document; `None` when it is damaged or of another version.
pub fn read_views(text: &str) -> Option<Vec<SavedView>> {
    let document: Document = serde_json::from_str(text).ok()?;
    let known = document.tierlab == "views" && document.version == VERSION;
    known.then_some(document.views)
}

/// The list in a place where text is kept; what cannot be read is set aside, not deleted.
pub fn kept(texts: &impl Texts) -> Vec<SavedView> {
    let Some(text) = texts.load(VIEWS) else { return Vec::new() };
    read_views(&text).unwrap_or_else(|| {
        texts.set_aside(VIEWS);
        Vec::new()
    })
}

/// Puts a view into a list, in place of the one of that name on that screen; its place.
///
/// # Errors
/// A sentence, when there are too many.
pub fn put(views: &mut Vec<SavedView>, mut view: SavedView) -> Result<usize, String> {
    view.name = name(&view.name);
    let same = |other: &SavedView| other.name == view.name && other.screen == view.screen;
    if let Some(place) = views.iter().position(same) {
        views.splice(place..=place, [view]);
        return Ok(place);
    }
    if views.len() >= MOST {
        return Err(format!("{MOST} views at most are kept. Delete one first."));
    }
    views.push(view);
    Ok(views.len() - 1)
}

/// A name as it is kept.
fn name(typed: &str) -> String {
    let short: String = typed.trim().chars().take(LONGEST).collect();
    if short.is_empty() { "View".to_owned() } else { short }
}

/// Changes the list that is kept in this browser.
fn change<T>(
    workspace: Workspace,
    change: impl FnOnce(&mut Vec<SavedView>) -> Result<T, String>,
) -> Result<T, String> {
    let mut views = kept(&Browser);
    let done = change(&mut views)?;
    Browser.save(VIEWS, &write_views(&views)).map_err(|_| {
        "This browser keeps nothing more for this page, so the view is not kept.".to_owned()
    })?;
    workspace.work().views.update(|turns| *turns += 1);
    Ok(done)
}

/// The views of this browser.
pub(crate) fn views(workspace: Workspace) -> Vec<SavedView> {
    workspace.work().views.track();
    kept(&Browser)
}

/// Keeps a view.
pub(crate) fn keep_view(workspace: Workspace, view: SavedView) -> Result<usize, String> {
    change(workspace, |views| put(views, view))
}

/// Gives a view another name.
pub(crate) fn rename_view(workspace: Workspace, view: &SavedView, to: &str) -> Result<(), String> {
    change(workspace, |views| {
        let taken = views.iter().any(|other| other.name == name(to) && other.screen == view.screen);
        if taken {
            return Err(format!("There is a view named {} of this screen already.", name(to)));
        }
        if let Some(found) = views.iter_mut().find(|other| *other == view) {
            found.name = name(to);
        }
        Ok(())
    })
}

/// Deletes a view; the place it had.
pub(crate) fn delete_view(workspace: Workspace, view: &SavedView) -> Result<Option<usize>, String> {
    change(workspace, |views| {
        let place = views.iter().position(|other| other == view);
        Ok(place.inspect(|place| {
            views.remove(*place);
        }))
    })
}

/// Brings a deleted view back to its place.
pub(crate) fn undelete_view(
    workspace: Workspace,
    place: usize,
    view: SavedView,
) -> Result<(), String> {
    change(workspace, |views| {
        views.insert(place.min(views.len()), view);
        Ok(())
    })
}

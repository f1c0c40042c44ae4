//! The menu of named views of a screen: keep what is shown, recall it, rename, delete with the way back.

use super::address;
use crate::platform::{clock, dom, location};
use crate::state::views::{delete_view, keep_view, rename_view, undelete_view, views};
use crate::state::{SavedView, Workspace};
use crate::widgets::{Arrangement, Glyph, Icon, Menu, NamedRow, UndoToast};
use leptos::prelude::*;

/// Marks of what can be folded open; menus are not part of a view.
const FOLDS: &str = "details.tools, details.lever__more";

/// Makes a screen one that can be arranged, and shows the view it was opened for.
pub(super) fn arranged(screen: &'static str) -> Arrangement {
    let workspace = Workspace::here();
    let arrangement = Arrangement::here();
    Effect::new(move |_| {
        let wanted = workspace.work().recalling.get().filter(|view| view.screen == screen);
        if let Some(view) = wanted {
            workspace.work().recalling.set(None);
            // What stands on the screen is there by then.
            clock::after(0, move || arrangement.arrange(&view.shown));
        }
    });
    arrangement
}

/// Makes what is folded open on a screen part of its views.
pub(super) fn folds(arrangement: Arrangement) {
    arrangement.part(
        "open",
        || {
            let open = dom::open_details(FOLDS);
            (!open.is_empty()).then(|| open.join("\n"))
        },
        |wanted| {
            let wanted = wanted.unwrap_or_default().to_owned();
            clock::after(0, move || {
                dom::set_open_details(FOLDS, &wanted.lines().collect::<Vec<_>>());
            });
        },
    );
}

/// The menu.
#[component]
pub(super) fn ViewMenu(
    /// Address of the screen.
    screen: &'static str,
    arrangement: Arrangement,
) -> impl IntoView {
    let workspace = Workspace::here();
    let open = RwSignal::new(false);
    let told = RwSignal::new(None::<String>);
    let deleted = RwSignal::new(None::<(usize, SavedView)>);
    let rows = move || {
        let list = views(workspace);
        if list.is_empty() {
            return view! { <p class="muted">"No view is kept yet."</p> }.into_any();
        }
        let row = |view: SavedView| {
            view! { <Row view=view screen=screen arrangement=arrangement told=told deleted=deleted/> }
        };
        view! { <ul class="views__list">{list.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let way_back = move || {
        deleted.get().map(|(place, view)| {
            let said = format!("Deleted {}.", view.name);
            let undo = move || {
                told.set(undelete_view(workspace, place, view.clone()).err());
                deleted.set(None);
                dom::focus("views");
            };
            view! { <UndoToast told=said id="undo-view" undo=undo/> }
        })
    };
    view! {
        <div class="views">
            <Menu
                open=open
                label="Views"
                id="views"
                button=ViewFn::from(|| view! { <Icon glyph=Glyph::Screen/> "Views" })
            >
                {rows}
                {way_back}
                <Keep screen=screen arrangement=arrangement told=told/>
                {move || told.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
                <p class="faint">"A view keeps what is shown, not the design."</p>
            </Menu>
        </div>
    }
}

/// What a screen is called.
fn screen_name(address: &str) -> &'static str {
    match address {
        address::SIMULATE => "Simulate",
        address::PROGRAM => "Program",
        address::PARTNERS => "Partners",
        _ => "Another screen",
    }
}

#[component]
fn Row(
    view: SavedView,
    screen: &'static str,
    arrangement: Arrangement,
    told: RwSignal<Option<String>>,
    deleted: RwSignal<Option<(usize, SavedView)>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let name = view.name.clone();
    let (shown, renamed, gone) = (view.clone(), view.clone(), view.clone());
    let show = move || {
        if shown.screen == screen {
            arrangement.arrange(&shown.shown);
        } else {
            workspace.work().recalling.set(Some(shown.clone()));
            location::go(&shown.screen);
        }
    };
    let rename = move |other: String| {
        let why = rename_view(workspace, &renamed, &other).err();
        let taken = why.is_none();
        told.set(why);
        taken
    };
    let delete = move || match delete_view(workspace, &gone) {
        Ok(place) => {
            told.set(None);
            deleted.set(place.map(|place| (place, gone.clone())));
            clock::after(0, || dom::focus("undo-view"));
        }
        Err(why) => told.set(Some(why)),
    };
    view! {
        <NamedRow
            kind="view"
            name=name
            remark=screen_name(&view.screen).to_owned()
            verb="Show"
            on_open=show
            on_rename=rename
            on_delete=delete
        />
    }
}

/// Keeps what is shown now.
#[component]
fn Keep(
    screen: &'static str,
    arrangement: Arrangement,
    told: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let name = RwSignal::new(String::new());
    let keep = move || {
        let typed = name.get_untracked();
        let name_now = if typed.trim().is_empty() { clock::told(&clock::moment()) } else { typed };
        let view =
            SavedView { name: name_now, screen: screen.to_owned(), shown: arrangement.shown() };
        match keep_view(workspace, view) {
            Ok(_) => {
                told.set(None);
                name.set(String::new());
            }
            Err(why) => told.set(Some(why)),
        }
    };
    let entered = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            keep();
        }
    };
    view! {
        <span class="cluster cluster--nowrap views__keep">
            <input
                class="input input--grow"
                maxlength="60"
                autocomplete="off"
                aria-label="Name of the new view"
                aria-description="A word that tells you later what it shows; the same name takes the place of the one before."
                placeholder="Close to Strategic"
                prop:value=move || name.get()
                on:input=move |event| name.set(dom::value_of(&event))
                on:keydown=entered
            />
            <button type="button" class="btn btn--small btn--primary" on:click=move |_| keep()>
                "Keep this view"
            </button>
        </span>
    }
}

//! The shell: which screen shows, what frames it, and how a visit begins.

mod banners;
mod opening;
mod rail;
mod route;
mod topbar;
mod update;

use crate::pages::{
    ShareDialog, StartPage, UnlockDialog, VersionsDialog, compare_page, fetch_all, gallery_page,
    help_page, import_page, partner_page, partners_page, program_page, report_page, simulate_page,
    tour, workshop_page,
};
use crate::platform::{clock, dom, parts};
use crate::state::{Stored, Workspace, fetch_documents, fetch_library, start_sync};
use crate::widgets::{HelpTip, in_a_moment, missing};
use banners::Banners;
use leptos::prelude::*;
use rail::Rail;
use route::Route;
use topbar::Topbar;
use update::keep_offline;

/// Mounts the app on the page.
pub fn start() {
    console_error_panic_hook::set_once();
    let workspace = Workspace::new();
    if !opening::needs_documents() {
        return show(move || {
            view! { <App workspace=workspace stored=Stored::Nothing/> }.into_any()
        });
    }
    parts::aside(async move {
        // Without what was kept nothing may begin: it would be overwritten.
        match fetch_documents().await {
            Ok(()) => {
                let stored = opening::stored(workspace).await;
                show(move || view! { <App workspace=workspace stored=stored/> }.into_any());
            }
            Err(_) => show(missing),
        }
    });
}

fn show(view: impl FnOnce() -> AnyView + 'static) {
    dom::remove("loading");
    mount_to_body(view);
}

#[component]
fn App(workspace: Workspace, stored: Stored) -> impl IntoView {
    provide_context(workspace);
    let route = RwSignal::new(Route::Start);
    start_sync(workspace);
    opening::begin(workspace, route, stored);
    keys(workspace);
    fetch_the_rest(workspace);
    keep_offline(workspace);
    // These need something open.
    let shown = Memo::new(move |_| {
        let open = workspace.session.with(Option::is_some);
        match route.get() {
            Route::Simulate
            | Route::Partners
            | Route::Program
            | Route::Compare
            | Route::Report
            | Route::Workshop
                if !open =>
            {
                Route::Start
            }
            route => route,
        }
    });
    // What opens over a screen comes in a task of its own, so that the first one is short.
    let settled = in_a_moment();
    let touring = Memo::new(move |_| workspace.touring.with(Option::is_some));
    let class = move || match shown.get() {
        Route::Start | Route::Partner => "app app--plain",
        Route::Simulate => "app app--lab",
        Route::Partners
        | Route::Program
        | Route::Compare
        | Route::Report
        | Route::Workshop
        | Route::Import
        | Route::Help
        | Route::Gallery => "app",
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip>"Skip to results"</a>
        <div class=class>
            <Topbar route=shown/>
            <Show when=move || !matches!(shown.get(), Route::Start | Route::Partner)>
                <Rail route=shown/>
            </Show>
            {move || match shown.get() {
                Route::Start => view! { <StartPage banners=|| view! { <Banners shows_scenario=false/> }.into_any()/> }.into_any(),
                Route::Simulate => simulate_page(|| view! { <Banners/> }.into_any()),
                Route::Partners => partners_page(|| view! { <Banners/> }.into_any()),
                Route::Program => program_page(|| view! { <Banners/> }.into_any()),
                Route::Compare => compare_page(|| view! { <Banners/> }.into_any()),
                Route::Gallery => gallery_page(|| view! { <Banners shows_scenario=false/> }.into_any()),
                Route::Help => help_page(|| view! { <Banners shows_scenario=false/> }.into_any()),
                Route::Report => report_page(|| view! { <Banners/> }.into_any()),
                Route::Workshop => workshop_page(|| view! { <Banners/> }.into_any()),
                Route::Partner => partner_page(|| view! { <Banners shows_scenario=false/> }.into_any()),
                Route::Import => import_page(|| view! { <Banners/> }.into_any()),
            }}
        </div>
        <Show when=move || settled.get()>
            <ShareDialog/>
            <UnlockDialog/>
            {move || touring.get().then(tour)}
            <VersionsDialog/>
            <HelpTip/>
        </Show>
    }
}

/// Moves the focus without touching the fragment, which chooses the screen.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    dom::focus("main");
}

/// Once the first answer is on screen, what other screens need is fetched in idle time.
fn fetch_the_rest(workspace: Workspace) {
    let answered = Memo::new(move |_| workspace.run.with(|run| run.answer.is_some()));
    Effect::new(move |begun: Option<bool>| {
        let begins = begun != Some(true) && answered.get();
        if begins {
            clock::when_idle(|| {
                parts::aside(async {
                    let _later = fetch_documents().await;
                    fetch_all().await;
                    let _later = fetch_library().await;
                });
            });
        }
        begins || begun == Some(true)
    });
}

/// Undo and redo from anywhere but a field being typed in.
fn keys(workspace: Workspace) {
    dom::on_key(move |event| {
        let command = event.ctrl_key() || event.meta_key();
        if !command || dom::is_typing(&event) {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => workspace.undo(),
            ("z", true) | ("y", _) => workspace.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

//! The top bar: product, scenario, saved state, undo and redo, share, size, theme.

use super::route::Route;
use crate::pages::step_list;
use crate::platform::dom;
use crate::state::{Edit, Saved, Session, Workspace, keep_theme};
use crate::widgets::{Glyph, Icon, Menu};
use leptos::prelude::*;

#[component]
pub(super) fn Topbar(#[prop(into)] route: Signal<Route>) -> impl IntoView {
    let workspace = Workspace::here();
    let open = Memo::new(move |_| {
        // A partner is shown nothing of what a designer has open.
        let own = !matches!(route.get(), Route::Start | Route::Partner);
        own && workspace.session.with(Option::is_some)
    });
    view! {
        <header class="topbar no-print">
            <a class="topbar__brand" href=format!("#{}", Route::Start.fragment()) aria-label="Tierlab, start">
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <rect class="brand-1" x="1" y="13" width="4" height="6" rx="1"></rect>
                    <rect class="brand-2" x="5.7" y="9.5" width="4" height="9.5" rx="1"></rect>
                    <rect class="brand-3" x="10.4" y="5.5" width="4" height="13.5" rx="1"></rect>
                    <rect class="brand-4" x="15.1" y="1" width="4" height="18" rx="1"></rect>
                </svg>
                <span>"Tierlab"</span>
            </a>
            <Show when=move || open.get()>
                <ScenarioName/>
            </Show>
            <div class="topbar__end">
                <Show when=move || open.get()>
                    <Steps/>
                    <span class="topbar__sep" aria-hidden="true"></span>
                    <button
                        type="button"
                        class="btn btn--primary"
                        on:click=move |_| workspace.linking().sharing.set(true)
                    >
                        <Icon glyph=Glyph::Share/>
                        "Share"
                    </button>
                    <span class="topbar__sep" aria-hidden="true"></span>
                </Show>
                <Appearance/>
            </div>
        </header>
    }
}

#[component]
fn ScenarioName() -> impl IntoView {
    let workspace = Workspace::here();
    let name = Memo::new(move |_| {
        workspace.session.with(|s| s.as_ref().map(|s| s.scenario().alternative.name.clone()))
    });
    let baseline = Memo::new(move |_| {
        workspace.session.with(|s| s.as_ref().map(|s| s.scenario().baseline.name.clone()))
    });
    let own =
        Memo::new(move |_| workspace.session.with(|s| s.as_ref().is_some_and(Session::is_own)));
    let saved = move || match (own.get(), workspace.saved.get()) {
        (false, _) => "Read only".to_owned(),
        (_, Saved::Nothing | Saved::Pending) => "Saving".to_owned(),
        (_, Saved::At(time)) => format!("Saved in this browser {time}"),
        (_, Saved::Failed(_)) => "Not saved".to_owned(),
    };
    let rename = move |event: web_sys::Event| {
        let text = dom::value_of(&event).trim().chars().take(60).collect::<String>();
        if text.is_empty() {
            dom::set_value_of(&event, &name.get_untracked().unwrap_or_default());
        } else {
            workspace.edit(&Edit::Rename(text));
            workspace.seal();
        }
    };
    view! {
        <span class="topbar__sep" aria-hidden="true"></span>
        <div class="scenario-name">
            <input
                class="scenario-name__field"
                aria-label="Scenario name"
                aria-description="The name of your design; links and files carry it too."
                maxlength="60"
                prop:value=move || name.get().unwrap_or_default()
                size=move || name.get().unwrap_or_default().chars().count().clamp(8, 32)
                disabled=move || !own.get()
                on:change=rename
            />
            <span class="saved" role="status">{saved}</span>
        </div>
        <span class="muted hide-phone nowrap">
            "vs " {move || baseline.get().unwrap_or_default()}
        </span>
    }
}

#[component]
fn Steps() -> impl IntoView {
    let workspace = Workspace::here();
    let step = |name: fn(&crate::state::History) -> Option<&str>| {
        Memo::new(move |_| {
            workspace.session.with(|session| {
                session.as_ref().and_then(|session| name(&session.history).map(str::to_owned))
            })
        })
    };
    let undo = step(crate::state::History::undo_name);
    let redo = step(crate::state::History::redo_name);
    let label = |verb: &'static str, step: Memo<Option<String>>| {
        move || match step.get() {
            Some(name) => format!("{verb}: {name}"),
            None => format!("{verb}, nothing to {}", verb.to_lowercase()),
        }
    };
    let listed = RwSignal::new(false);
    let off = |step: Memo<Option<String>>| move || step.get().is_none().then_some("true");
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--icon"
            aria-label=label("Undo", undo)
            aria-disabled=off(undo)
            title="Undo (Ctrl+Z)"
            on:click=move |_| workspace.undo()
        >
            <Icon glyph=Glyph::Undo/>
        </button>
        <button
            type="button"
            class="btn btn--quiet btn--icon hide-phone"
            aria-label=label("Redo", redo)
            aria-disabled=off(redo)
            title="Redo (Ctrl+Shift+Z)"
            on:click=move |_| workspace.redo()
        >
            <Icon glyph=Glyph::Redo/>
        </button>
        <AllSteps open=listed/>
        <button
            type="button"
            class="btn btn--quiet hide-phone"
            on:click=move |_| workspace.work().versioning.set(true)
        >
            "Versions"
        </button>
        <More redo=redo listed=listed/>
    }
}

/// What has no room of its own on a phone.
#[component]
fn More(redo: Memo<Option<String>>, listed: RwSignal<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let open = RwSignal::new(false);
    let item = move |name: &'static str, act: fn(Workspace, RwSignal<bool>)| {
        view! {
            <button
                type="button"
                class="btn btn--quiet"
                on:click=move |_| {
                    open.set(false);
                    act(workspace, listed);
                }
            >
                {name}
            </button>
        }
    };
    view! {
        <span class="only-phone">
            <Menu
                open=open
                label="More"
                name="More"
                id="more"
                look="btn--quiet btn--icon"
                button=ViewFn::from(|| view! { <Icon glyph=Glyph::More/> })
            >
                <Show when=move || redo.get().is_some()>
                    {item("Redo", |workspace, _| workspace.redo())}
                </Show>
                {item("Steps", |_, listed| listed.set(true))}
                {item("Versions", |workspace, _| workspace.work().versioning.set(true))}
            </Menu>
        </span>
    }
}

/// The list of all steps, below its button; Escape closes it.
#[component]
fn AllSteps(open: RwSignal<bool>) -> impl IntoView {
    let key = move |event: web_sys::KeyboardEvent| {
        if open.get_untracked() && event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
            // Of the two ways here only one is to be seen.
            dom::focus("more");
            dom::focus("all-steps");
        }
    };
    view! {
        <span class="popover-anchor" on:keydown=key>
            <button
                type="button"
                id="all-steps"
                class="btn btn--quiet hide-phone"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Steps"
            </button>
            <Show when=move || open.get()>
                <div class="popover stack" role="group" aria-label="Undo history">
                    {step_list()}
                </div>
            </Show>
        </span>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let workspace = Workspace::here();
    let size = move |_| {
        let large = dom::root_data("density").is_some();
        dom::set_root_data("density", (!large).then_some("presentation"));
    };
    let theme = move |_| {
        let dark =
            dom::root_data("theme").map_or_else(dom::system_is_dark, |theme| theme == "dark");
        let next = if dark { "light" } else { "dark" };
        dom::set_root_data("theme", Some(next));
        keep_theme(next);
        workspace.theme_turns.update(|turns| *turns += 1);
    };
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--icon hide-phone"
            aria-label="Presentation size"
            title="Presentation size"
            on:click=size
        >
            <Icon glyph=Glyph::Screen/>
        </button>
        <button
            type="button"
            class="btn btn--quiet btn--icon"
            aria-label="Switch light or dark theme"
            title="Theme"
            on:click=theme
        >
            <Icon glyph=Glyph::Theme/>
        </button>
    }
}

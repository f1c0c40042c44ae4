//! Writing down what is agreed: the record of the open scenario, changed step by step, and its fields.

use crate::platform::dom;
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::record::Record;

/// The record of the open scenario; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Agree {
    workspace: StoredValue<Workspace, LocalStorage>,
    /// What is written.
    pub record: Memo<Record>,
    /// Whether it can only be read: it is somebody else's.
    pub locked: Memo<bool>,
}

impl Agree {
    /// That of the open scenario.
    pub fn of(workspace: Workspace) -> Self {
        Self {
            workspace: StoredValue::new_local(workspace),
            record: workspace.record(),
            locked: workspace.locked(),
        }
    }

    /// Makes a change as an undo step of its own.
    pub fn change(self, name: &str, change: impl FnOnce(&mut Record)) {
        self.workspace.get_value().note(name, change);
    }

    /// A text of the record.
    pub fn text(
        self,
        read: impl Fn(&Record) -> Option<&String> + Send + Sync + 'static,
    ) -> Memo<String> {
        Memo::new(move |_| self.record.with(|record| read(record).cloned().unwrap_or_default()))
    }
}

/// A text of the record under its name. It counts when the field is left, or on Enter.
#[component]
pub(super) fn AgreeField(
    /// Name over the field.
    name: &'static str,
    /// Name of the field by itself: `Owner of decision 2`.
    label: String,
    /// What it is for, in a sentence.
    help: &'static str,
    /// The text now.
    value: Memo<String>,
    /// Whether it can only be read.
    locked: Memo<bool>,
    /// Id, where the keyboard is sent there.
    #[prop(optional)]
    id: Option<String>,
    on_change: impl Fn(String) + 'static,
) -> impl IntoView {
    let change = move |event: web_sys::Event| {
        let typed: String = dom::value_of(&event).trim().chars().take(Record::LONGEST).collect();
        dom::set_value_of(&event, &typed);
        if typed != value.get_untracked() {
            on_change(typed);
        }
    };
    view! {
        <label class="field">
            <span>{name}</span>
            <input
                class="input"
                id=id
                aria-label=label
                aria-description=help
                maxlength=Record::LONGEST.to_string()
                disabled=move || locked.get()
                prop:value=move || value.get()
                on:change=change
            />
        </label>
    }
}

/// A date of the record; empty when not said.
#[component]
pub(super) fn AgreeDate(
    /// Name over the field.
    name: &'static str,
    /// Name of the field by itself.
    label: String,
    /// What it is for, in a sentence.
    help: &'static str,
    /// The date now, `2026-11-24`.
    value: Memo<String>,
    /// Whether it can only be read.
    locked: Memo<bool>,
    on_change: impl Fn(String) + 'static,
) -> impl IntoView {
    let change = move |event: web_sys::Event| {
        let typed = dom::value_of(&event);
        // Browsers take years of more digits.
        if !typed.is_empty() && typed.len() != 10 {
            dom::set_value_of(&event, &value.get_untracked());
        } else if typed != value.get_untracked() {
            on_change(typed);
        }
    };
    view! {
        <label class="field">
            <span>{name}</span>
            <input
                type="date"
                class="input"
                aria-label=label
                aria-description=help
                min="1900-01-01"
                max="9999-12-31"
                disabled=move || locked.get()
                prop:value=move || value.get()
                on:change=change
            />
        </label>
    }
}

/// Takes an entry of the record away.
#[component]
pub(super) fn AgreeRemove(
    /// Which one: `decision 2`.
    #[prop(into)]
    what: Signal<String>,
    locked: Memo<bool>,
    on_remove: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <Show when=move || !locked.get()>
            <button
                type="button"
                class="btn btn--quiet btn--icon"
                aria-label=move || format!("Remove {}", what.get())
                title="Remove"
                on:click=move |_| on_remove()
            >
                <Icon glyph=Glyph::Close/>
                <span class="only-phone">"Remove"</span>
            </button>
        </Show>
    }
}

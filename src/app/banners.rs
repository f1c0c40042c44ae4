//! Messages above the content: a shared design, storage trouble, the worker's state.

use super::route::Route;
use super::update::{NEWER, NEWER_ELSEWHERE, use_newer};
use crate::format::{join, lever_name};
use crate::platform::{files, location};
use crate::state::{
    Conflict, Notice, NoticeKind, Offer, Origin, Shared, Workspace, documents, with_documents,
};
use crate::widgets::{Glyph, Icon};
use leptos::{html, prelude::*};
use tierlab_engine::record::Record;

/// Longest name of a copy, in letters.
const LONGEST_NAME: usize = 60;

#[component]
pub(super) fn Banners(
    /// Whether the screen shows the open scenario.
    #[prop(default = true)]
    shows_scenario: bool,
) -> impl IntoView {
    let workspace = Workspace::here();
    let shared = Memo::new(move |_| {
        workspace.session.with(|session| session.as_ref().is_some_and(|s| !s.is_own()))
    });
    let taking_part = Memo::new(move |_| {
        workspace.session.with(|session| {
            session.as_ref().is_some_and(|s| s.is_own() && s.scenario().record.taking_part)
        })
    });
    view! {
        <Show when=move || shows_scenario && shared.get()>
            <SharedBanner/>
        </Show>
        <Show when=move || shows_scenario && taking_part.get()>
            <RoundBanner/>
        </Show>
        {move || workspace.work().conflict.get().map(|conflict| view! { <ConflictBanner conflict=conflict/> })}
        <For each=move || workspace.notices.get() key=|notice| (notice.key, notice.text.clone()) let:notice>
            <NoticeBanner notice=notice/>
        </For>
    }
}

#[component]
fn SharedBanner() -> impl IntoView {
    let workspace = Workspace::here();
    let name = NodeRef::<html::Input>::new();
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().map(|input| input.value()).unwrap_or_default();
        let typed: String = typed.trim().chars().take(LONGEST_NAME).collect();
        workspace.keep_copy(&typed);
        location::go(Route::Simulate.fragment());
    };
    let close = move |_| {
        workspace.close_shared();
        location::go(Route::Start.fragment());
    };
    let agrees = move || {
        let sent = workspace.session.with(|session| match session.as_ref()?.origin {
            Origin::Shared(shared) => shared.outcome,
            Origin::Own => None,
        });
        let here = workspace.run.with(|run| run.fingerprint);
        (sent.is_some() && sent == here).then_some("These are the numbers its sender saw. ")
    };
    let shared = Memo::new(move |_| {
        workspace.session.with(|session| match session.as_ref().map(|session| session.origin) {
            Some(Origin::Shared(shared)) => shared,
            _ => Shared::default(),
        })
    });
    let record = workspace.record();
    let in_round = Memo::new(move |_| record.with(Record::is_round));
    let program = Memo::new(move |_| {
        workspace
            .session
            .with(|it| it.as_ref().map(|it| it.scenario().alternative.name.clone()))
            .unwrap_or_default()
    });
    let round = move || in_round.get().then(|| record.with(round_told));
    let partners = move || {
        let Shared { codes, short, .. } = shared.get();
        match (codes, short) {
            (false, false) => "",
            (true, false) => {
                "Its partners stand under codes, so chance falls otherwise and results come close to the \
                 sender's. "
            }
            (true, true) => {
                "Its partners stand under codes, with figures of their last year to three digits, so \
                 results come close to the sender's. "
            }
            (false, true) => {
                "Its partners have figures of their last year to three digits, so results come close to the \
                 sender's. "
            }
        }
    };
    let own = move || {
        if workspace.parked.with(Option::is_some) {
            "Your own work is untouched and stays on the start screen."
        } else if shared.get().read_only {
            "Its sender asks that no copy is kept."
        } else {
            "Keep a copy to change it."
        }
    };
    view! {
        <div class="banner banner--info no-print" role="status">
            <Icon glyph=Glyph::Lock/>
            <p>
                <strong>"You are looking at a shared design. "</strong>
                "It is read only. "
                {round}
                {agrees}
                {partners}
                {own}
            </p>
            <Show when=move || !shared.get().read_only>
                <form class="banner__form" autocomplete="off" on:submit=keep>
                    <input
                        class="input"
                        aria-label="Name of your copy"
                        aria-description="What your copy is called, in your lists and beside the versions of others."
                        maxlength=LONGEST_NAME.to_string()
                        placeholder=move || if in_round.get() { "Your name or table" } else { "Name of your copy" }
                        prop:value=move || if in_round.get() { String::new() } else { program.get() }
                        node_ref=name
                    />
                    <button type="submit" class="btn btn--primary btn--small">
                        {move || if in_round.get() { "Take part" } else { "Keep a copy" }}
                    </button>
                </form>
            </Show>
            <button type="button" class="btn btn--small" on:click=close>
                "Close it"
            </button>
        </div>
    }
}

/// The question of a round and what may be moved: "The question: where does Strategic begin? You may move thresholds."
fn round_told(record: &Record) -> String {
    let question = record.question.trim();
    let end = if question.ends_with(['.', '?', '!']) { "" } else { "." };
    let asked = match question {
        "" => String::new(),
        question => format!("The question: {question}{end} "),
    };
    let free = match &record.free {
        None => "Everything may be moved. ".to_owned(),
        Some(free) if free.is_empty() => "Nothing is to be moved. ".to_owned(),
        Some(free) => {
            let names: Vec<String> =
                free.iter().map(|levers| lever_name(*levers).to_owned()).collect();
            format!("You may move {}; the rest is held. ", join(&names))
        }
    };
    format!("{asked}{free}")
}

/// One's own version in a facilitator's round.
#[component]
fn RoundBanner() -> impl IntoView {
    let workspace = Workspace::here();
    let record = workspace.record();
    let told = move || record.with(round_told);
    let leave = move |_| workspace.note("left the round", |record| record.taking_part = false);
    view! {
        <div class="banner banner--info no-print" role="status">
            <Icon glyph=Glyph::Partners/>
            <p>
                <strong>"This is your version. "</strong>
                {told}
            </p>
            <button
                type="button"
                class="btn btn--primary btn--small"
                on:click=move |_| workspace.linking().sharing.set(true)
            >
                "Send your version"
            </button>
            <button type="button" class="btn btn--small" on:click=leave>
                "Move everything"
            </button>
        </div>
    }
}

/// Another tab has changed what is open here.
#[component]
fn ConflictBanner(conflict: Conflict) -> impl IntoView {
    let workspace = Workspace::here();
    let here = if conflict.parted {
        "Nothing was overwritten: what you have here is saved as a scenario of its own."
    } else {
        "Nothing was overwritten, and what you have here is untouched."
    };
    let resolve = move |take: bool| {
        if let Ok(documents) = documents() {
            (if take { documents.take_other } else { documents.keep_mine })(workspace);
        }
    };
    view! {
        <div class="banner banner--warn no-print" role="alert">
            <Icon glyph=Glyph::Warning/>
            <p>
                <strong>{format!("{} was changed in another tab. ", conflict.name)}</strong>
                {here}
            </p>
            <button
                type="button"
                class="btn btn--primary btn--small"
                on:click=move |_| resolve(false)
            >
                "Keep mine as a copy"
            </button>
            <button type="button" class="btn btn--small" on:click=move |_| resolve(true)>
                "Take the other one"
            </button>
        </div>
    }
}

#[component]
fn NoticeBanner(notice: Notice) -> impl IntoView {
    let workspace = Workspace::here();
    let Notice { key, kind, text, offer } = notice;
    let offers = offer != Offer::Nothing;
    let (class, role, glyph) = match kind {
        NoticeKind::Info => ("banner banner--info no-print", "status", Glyph::Circle),
        NoticeKind::Warning => ("banner banner--warn no-print", "alert", Glyph::Warning),
    };
    let download = move |_| {
        let offer = offer.clone();
        with_documents(move || {
            let session = match offer {
                Offer::Earlier(session) => Some(*session),
                _ => workspace.session.get_untracked(),
            };
            let text = documents()
                .ok()
                .zip(session)
                .map(|(documents, session)| (documents.file_of)(workspace, &session));
            if let Some(text) = text {
                files::download("tierlab-scenario.json", "application/json", &text);
            }
        });
    };
    let reload = move |_| location::reload();
    let update = move |_| use_newer(workspace);
    view! {
        <div class=class role=role>
            <Icon glyph=glyph/>
            <p>{text}</p>
            {offers
                .then(|| {
                    view! {
                        <button type="button" class="btn btn--primary btn--small" on:click=download>
                            <Icon glyph=Glyph::Download/>
                            "Download scenario"
                        </button>
                    }
                })}
            {(key == NEWER)
                .then(|| {
                    view! {
                        <button type="button" class="btn btn--primary btn--small" on:click=update>
                            "Use the new version"
                        </button>
                    }
                })}
            {(key == "worker" || key == NEWER_ELSEWHERE)
                .then(|| {
                    view! {
                        <button type="button" class="btn btn--small" on:click=reload>
                            "Reload"
                        </button>
                    }
                })}
            <button
                type="button"
                class="btn btn--quiet btn--icon btn--small"
                aria-label="Dismiss this message"
                on:click=move |_| workspace.dismiss(key)
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </div>
    }
}

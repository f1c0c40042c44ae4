//! What the design checker finds, each with a way to the place it speaks of and, where there is one,
//! a repair that is one undo step.

use super::design::Design;
use crate::format::plural;
use crate::platform::dom;
use crate::state::{Checked, Workspace};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::checker::{Finding, PlaceRef, Severity};

#[component]
pub(super) fn Checks(design: Design) -> impl IntoView {
    let workspace = Workspace::here();
    workspace.watch_design(true);
    on_cleanup(move || workspace.watch_design(false));
    let checked = workspace.checked;
    let title = move || checked.with(|c| c.as_deref().map_or_else(waiting, title));
    let rows = move || {
        checked.get().map(|checked| {
            let found = checked.findings.iter().cloned();
            let rows =
                found.map(|finding| view! { <Row design=design finding=finding/> }).collect_view();
            view! { {rows} <Passed checked=checked/> }
        })
    };
    view! {
        <section class="panel panel--flush" id="checks" tabindex="-1" aria-labelledby="h-checks">
            <div class="panel__head">
                <div>
                    <h2 id="h-checks">{title}</h2>
                    <p class="panel__sub">"Design checks, run on every edit; they advise and never block."</p>
                </div>
            </div>
            <ol class="lint">{rows}</ol>
        </section>
    }
}

fn waiting() -> String {
    "Checking the design".to_owned()
}

/// The finding: what should be mended, what deserves a look.
fn title(checked: &Checked) -> String {
    let of = |severity: Severity| {
        checked.findings.iter().filter(|finding| finding.severity == severity).count()
    };
    let look = |number: usize, more: &str| match number {
        1 => format!("One{more} deserves a look"),
        many => format!("{many}{more} deserve a look"),
    };
    match (of(Severity::Fix), of(Severity::Look)) {
        (0, 0) => "The design checks find nothing to mend".to_owned(),
        (0, looks) => look(looks, if looks == 1 { " rule" } else { " rules" }),
        (fixes, looks) => {
            let first =
                format!("{} the intent", plural(fixes, "rule contradicts", "rules contradict"));
            if looks == 0 {
                first
            } else {
                format!("{first}; {}", look(looks, " more").to_lowercase())
            }
        }
    }
}

#[component]
fn Row(design: Design, finding: Finding) -> impl IntoView {
    let (class, glyph, word) = match finding.severity {
        Severity::Fix => ("lint__level lint__level--error", Glyph::Cross, "Fix"),
        Severity::Look => ("lint__level lint__level--warn", Glyph::Warning, "Check"),
        Severity::Note => ("lint__level", Glyph::Circle, "Note"),
    };
    let (id, name) = design.now.with_untracked(|now| target(now, &finding.place));
    let repair = finding.fix.map(|fix| {
        let label = fix.label.clone();
        let apply = move |_| {
            design.step("repair", &fix.label.to_lowercase(), |program| {
                *program = fix.repair.apply(program);
            });
        };
        view! {
            <button
                type="button"
                class="btn btn--small"
                disabled=move || design.locked.get()
                on:click=apply
            >
                {label}
            </button>
        }
    });
    view! {
        <li>
            <span class=class>
                <Icon glyph=glyph/>
                {word}
            </span>
            <div>
                <strong>{finding.title}</strong>
                <p>{finding.sentence}</p>
            </div>
            <span class="cluster lint__ways">
                {repair}
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    on:click=move |_| dom::reveal(&id)
                >
                    {format!("Go to {name}")}
                </button>
            </span>
        </li>
    }
}

/// Where a finding is on this page, and how the place is called.
fn target(program: &tierlab_engine::rules::Program, place: &PlaceRef) -> (String, String) {
    let part = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    let dimension = |track: usize, index: usize| {
        let found = program.score.tracks.get(track).and_then(|track| track.dimensions.get(index));
        let name = found.map_or_else(|| "the score".to_owned(), |found| found.name.clone());
        (format!("dimension-{track}-{index}"), name)
    };
    let tier = |position: usize| {
        let found = program.ladder.tiers.get(position);
        let name = found.map_or_else(|| "the tiers".to_owned(), |found| found.name.clone());
        (format!("tier-{position}"), name)
    };
    match place {
        PlaceRef::Program => part("main", "the program"),
        PlaceRef::Score | PlaceRef::Track(_) => part("score", "the score"),
        PlaceRef::Dimension { track, index } | PlaceRef::Part { track, dimension: index, .. } => {
            dimension(*track, *index)
        }
        PlaceRef::Tier(position)
        | PlaceRef::Gate { tier: position, .. }
        | PlaceRef::Keep { tier: position, .. } => tier(*position),
        PlaceRef::Status(_) => part("tiers", "the tiers"),
        PlaceRef::Movement => part("movement", "movement"),
        PlaceRef::Benefit(_) | PlaceRef::Lever { .. } => part("benefits", "benefits"),
    }
}

/// The checks that found nothing, listed on demand.
#[component]
fn Passed(checked: Arc<Checked>) -> impl IntoView {
    let others = checked.findings.iter().any(|finding| finding.severity != Severity::Note);
    let title = plural(
        checked.passed.len(),
        if others { "other check" } else { "check" },
        if others { "other checks" } else { "checks" },
    );
    let list = checked.passed.join(". ");
    view! {
        <li>
            <span class="lint__level lint__level--ok">
                <Icon glyph=Glyph::Check/>
                "Passed"
            </span>
            <details>
                <summary><strong>{title}</strong></summary>
                <p>{format!("{list}.")}</p>
            </details>
            <span></span>
        </li>
    }
}

//! The library: published programs and neutral templates, each with invented partners to try it on.

use crate::format::{compact, plural};
use crate::pages::address;
use crate::platform::{location, parts};
use crate::state::{Session, Workspace, open_program, sample_seed};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::library::{self, Entry};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::{Confidence, Program};
use tierlab_engine::simulation::{Scenario, Settings};

#[component]
pub(super) fn Library() -> impl IntoView {
    let group = |templates: bool| {
        let chosen = library::entries()
            .iter()
            .filter(move |entry| (entry.confidence == Confidence::Template) == templates);
        chosen.map(|entry| view! { <li><Card entry=entry/></li> }).collect_view()
    };
    view! {
        <section class="stack" aria-labelledby="start-library">
            <div class="spread spread--wrap">
                <h2 id="start-library">"Or begin with the rules of a public program"</h2>
                <p class="muted">
                    "Taken from public sources, named on each card. Check the current text with the vendor before you rely on it."
                </p>
            </div>
            <ul class="grid-3 library">{group(false)}</ul>
            <h2>"Or with a neutral template"</h2>
            <ul class="grid-3 library">{group(true)}</ul>
        </section>
    }
}

#[component]
fn Card(entry: &'static Entry) -> impl IntoView {
    let workspace = Workspace::here();
    let own = move || [workspace.session, workspace.parked].into_iter().find_map(own_partners);
    let count = Memo::new(move |_| own().map(|portfolio| portfolio.partners().len()));
    let loading = RwSignal::new(false);
    let open = move |on: Option<Arc<Portfolio>>| {
        loading.set(true);
        parts::aside(async move {
            let opened = open_program(entry).await;
            // The screen may have been left meanwhile.
            let _left = loading.try_set(false);
            match opened {
                Ok(Ok((program, invented))) => {
                    begin(workspace, program, on.unwrap_or_else(|| Arc::new(invented)));
                }
                Ok(Err(problems)) => workspace.refused.set(Some(problems.to_string())),
                Err(_) => workspace.refused.set(Some(parts::MISSING.to_owned())),
            }
        });
    };
    let open_as_published = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        open(None);
    };
    let try_on_own = move |_| {
        if let Some(portfolio) = untrack(own) {
            open(Some(portfolio));
        }
    };
    let tiers = entry.tiers.len();
    let bars = (1..=tiers)
        .map(|tier| {
            // More than four tiers share the four colours.
            let colour = (tier * 4).div_ceil(tiers.max(1)).clamp(1, 4);
            let class = format!("t{colour}");
            view! { <i class=class style:height=format!("{}%", 20 + 80 * tier / tiers.max(1))></i> }
        })
        .collect_view();
    let facts = format!("{} · {} · {}", plural(tiers, "tier", "tiers"), entry.source, entry.as_of);
    let second_hand = entry.confidence == Confidence::Secondary;
    view! {
        <article class="card template">
            <span class="spread template__head">
                <h3>
                    <a href=format!("#{}", address::PROGRAM) on:click=open_as_published>{entry.title}</a>
                </h3>
                <span class="ladder" aria-hidden="true">{bars}</span>
            </span>
            <p class="muted">{entry.shows}</p>
            <p class="template__steps">{steps(entry)}</p>
            <p class="card__meta">
                {facts}
                {second_hand
                    .then(|| view! { " " <span class="tag tag--warn">"some figures second-hand"</span> })}
            </p>
            {move || loading.get().then(|| view! { <p class="muted" role="status">"Loading"</p> })}
            {move || {
                count
                    .get()
                    .map(|partners| {
                        view! {
                            <button type="button" class="btn btn--small" on:click=try_on_own>
                                {format!("Try on my {}", plural(partners, "partner", "partners"))}
                            </button>
                        }
                    })
            }}
        </article>
    }
}

/// The partners of a session that is one's own.
fn own_partners(session: RwSignal<Option<Session>>) -> Option<Arc<Portfolio>> {
    session.with(|session| {
        session.as_ref().filter(|session| session.is_own()).map(|session| session.portfolio.clone())
    })
}

/// Its tiers with their lines, as far as they have some.
fn steps(entry: &Entry) -> String {
    let tiers = entry.tiers.iter().map(|(name, line)| match line {
        Some(line) => format!("{name} {}", compact(*line)),
        None => (*name).to_owned(),
    });
    tiers.collect::<Vec<_>>().join(" › ")
}

/// Opens a program on partners as one's own scenario: the same program in force and under design.
fn begin(workspace: Workspace, program: Program, portfolio: Arc<Portfolio>) {
    let mut alternative = program.clone();
    alternative.name = format!("{} redesigned", program.name);
    let scenario = Scenario::of(
        program,
        alternative,
        Parameters::default(),
        Settings::of(8, 200, Seed(sample_seed())),
    );
    workspace.open_own(Session::own(portfolio, scenario));
    location::go(address::PROGRAM);
}

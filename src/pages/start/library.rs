//! The library: published programs and neutral templates, each with invented partners to try it on.

use crate::format::{compact, plural};
use crate::pages::address;
use crate::platform::location;
use crate::state::{Session, Workspace, sample_seed};
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
    // Reading all of them takes a moment: not before the first picture.
    let all = Memo::new(move |_| {
        let read = library::entries().iter().filter_map(|entry| {
            let (program, _) = library::open(entry.key).ok()?;
            Some((entry.key, Arc::new(program)))
        });
        read.collect::<Vec<_>>()
    });
    let group = move |templates: bool| {
        all.get()
            .into_iter()
            .filter(|(_, program)| (program.confidence == Confidence::Template) == templates)
            .filter_map(|(key, program)| {
                let entry = library::entries().iter().find(|entry| entry.key == key)?;
                Some(view! { <li><Card entry=entry program=program/></li> })
            })
            .collect_view()
    };
    view! {
        <section class="stack" aria-labelledby="start-library">
            <div class="spread spread--wrap">
                <h2 id="start-library">"Or begin with the rules of a public program"</h2>
                <p class="muted">
                    "Taken from public sources, named on each card. Check the current text with the vendor before you rely on it."
                </p>
            </div>
            <ul class="grid-3 library">{move || group(false)}</ul>
            <h2>"Or with a neutral template"</h2>
            <ul class="grid-3 library">{move || group(true)}</ul>
        </section>
    }
}

#[component]
fn Card(entry: &'static Entry, program: Arc<Program>) -> impl IntoView {
    let workspace = Workspace::here();
    let own = Memo::new(move |_| {
        [workspace.session, workspace.parked].into_iter().find_map(|place| {
            place.with(|session| {
                let session = session.as_ref().filter(|session| session.is_own())?;
                Some(session.portfolio.partners().len())
            })
        })
    });
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        match library::open(entry.key) {
            Ok((program, portfolio)) => begin(workspace, program, Arc::new(portfolio)),
            Err(problems) => workspace.refused.set(Some(problems.to_string())),
        }
    };
    let tried = program.clone();
    let try_on_own = move |_| {
        let portfolio = [workspace.session, workspace.parked].into_iter().find_map(|place| {
            place.with_untracked(|s| s.as_ref().filter(|s| s.is_own()).map(|s| s.portfolio.clone()))
        });
        if let Some(portfolio) = portfolio {
            begin(workspace, (*tried).clone(), portfolio);
        }
    };
    let tiers = program.ladder.tiers.len();
    let bars = (1..=tiers)
        .map(|tier| {
            // More than four tiers share the four colours.
            let colour = (tier * 4).div_ceil(tiers.max(1)).clamp(1, 4);
            let class = format!("t{colour}");
            view! { <i class=class style:height=format!("{}%", 20 + 80 * tier / tiers.max(1))></i> }
        })
        .collect_view();
    let facts = format!("{} · {} · {}", plural(tiers, "tier", "tiers"), entry.source, entry.as_of);
    let mark = match program.confidence {
        Confidence::Secondary => Some("some figures second-hand"),
        _ => None,
    };
    view! {
        <article class="card template">
            <span class="spread template__head">
                <h3>
                    <a href=format!("#{}", address::PROGRAM) on:click=open>{entry.title}</a>
                </h3>
                <span class="ladder" aria-hidden="true">{bars}</span>
            </span>
            <p class="muted">{entry.shows}</p>
            <p class="template__steps">{steps(&program)}</p>
            <p class="card__meta">
                {facts}
                {mark.map(|mark| view! { " " <span class="tag tag--warn">{mark}</span> })}
            </p>
            {move || {
                let try_on_own = try_on_own.clone();
                own.get()
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

/// Its tiers with their lines, as far as they have some.
fn steps(program: &Program) -> String {
    let tiers = program.ladder.tiers.iter().map(|tier| match &tier.threshold {
        Some(_) => format!("{} {}", tier.name, compact(tier.line())),
        None => tier.name.clone(),
    });
    tiers.collect::<Vec<_>>().join(" › ")
}

/// Opens a program on partners as one's own scenario: the same program in force and under design.
fn begin(workspace: Workspace, program: Program, portfolio: Arc<Portfolio>) {
    let mut alternative = program.clone();
    alternative.name = format!("{} redesigned", program.name);
    let scenario = Scenario {
        baseline: program,
        alternative,
        parameters: Parameters::default(),
        settings: Settings { quarters: 8, starts: 1, replications: 200, seed: Seed(sample_seed()) },
    };
    workspace.open_own(Session::own(portfolio, scenario));
    location::go(address::PROGRAM);
}

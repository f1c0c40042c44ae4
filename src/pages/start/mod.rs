//! Start: the sample in one click, a file, a link, or where one left off.

mod continue_card;
mod import_card;
mod library;
mod link_card;

pub(super) use import_card::ImportCard;

use super::{Banners, address, parts};
use crate::format::plural;
use crate::platform::location;
use crate::state::{Incoming, Session, Workspace, is_anything_kept, sample_portfolio};
use crate::widgets::{Glyph, Icon, in_a_moment};
use continue_card::ContinueCard;
use leptos::prelude::*;
use library::Library;
use link_card::MissingPartners;
use tierlab_engine::report::tier_counts;
use tierlab_engine::sample::{PARTNERS, sample_scenario};

#[component]
pub(crate) fn StartPage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    let missing = move || match workspace.incoming.get() {
        Some(Incoming::Link(saved, shared)) => {
            Some(view! { <MissingPartners saved=*saved shared=shared/> })
        }
        _ => None,
    };
    // What stands below comes in a task of its own, so that the first one is short.
    let rest = in_a_moment();
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page start stack">
                {banners()}
                <Refusal/>
                {missing}
                <header class="start__head">
                    <div class="stack">
                        <h1>"See how partners would move before you change the rules"</h1>
                        <p class="muted start__lead">
                            "Load partners, edit tiers and incentives, and simulate eight quarters. "
                            "Every result comes with its range and its reason."
                        </p>
                    </div>
                    <p class="promise panel">
                        <Icon glyph=Glyph::Lock/>
                        <span>
                            <strong>"Nothing leaves this browser. "</strong>
                            <span class="muted">
                                "No account, no server, no tracking. Share links carry the program "
                                "design; partner rows only if you say so."
                            </span>
                        </span>
                    </p>
                </header>
                <div class="start__grid">
                    <SampleCard/>
                    <ImportCard/>
                    <ContinueCard/>
                </div>
                <Show when=move || rest.get()>
                    <Saved/>
                    <Library/>
                </Show>
            </div>
        </main>
    }
}

/// The saved scenarios, if there are any; their code is fetched only then.
#[component]
fn Saved() -> impl IntoView {
    let workspace = Workspace::here();
    let any = Memo::new(move |_| {
        workspace.work().turns.track();
        is_anything_kept()
    });
    move || any.get().then(parts::saved_work)
}

/// Why the last file or link could not be opened.
#[component]
pub(super) fn Refusal() -> impl IntoView {
    let workspace = Workspace::here();
    move || {
        workspace.refused.get().map(|why| {
            view! {
                <div class="banner banner--warn" role="alert">
                    <Icon glyph=Glyph::Warning/>
                    <p>{why}</p>
                </div>
            }
        })
    }
}

/// Opens the sample as one's own scenario.
fn open_sample(workspace: Workspace) {
    workspace.open_own(Session::own(sample_portfolio(), sample_scenario()));
    location::go(address::SIMULATE);
}

#[component]
fn SampleCard() -> impl IntoView {
    let workspace = Workspace::here();
    // They are drawn and counted in a task of its own.
    let drawn = in_a_moment();
    let mix = Memo::new(move |_| if drawn.get() { sample_mix() } else { Vec::new() });
    let strip = move || {
        let tiers = mix.get().into_iter().enumerate();
        let tier = |(tier, (_, count)): (usize, (String, usize))| {
            view! { <i class=format!("t{}", tier + 1) style:flex=count.to_string()></i> }
        };
        tiers.map(tier).collect_view()
    };
    let names = move || {
        let names = mix.get().into_iter();
        // The line keeps its height before they are there.
        let blank = mix.with(Vec::is_empty).then_some("\u{a0}");
        let names = names.map(|(name, count)| view! { <span>{format!("{name} {count}")}</span> });
        (blank, names.collect_view())
    };
    view! {
        <section class="card card--hero" aria-labelledby="start-sample">
            <h2 id="start-sample">"Start with the sample"</h2>
            <p class="muted">
                {plural(PARTNERS, "invented partner", "invented partners")}
                ", four tiers, a baseline and one alternative. Synthetic data; opens ready to drag."
            </p>
            <p class="sample-strip" aria-hidden="true">{strip}</p>
            <p class="card__meta spread spread--wrap">{names}</p>
            <ol class="muted first-steps">
                <li>"Drag the Strategic line and watch who moves"</li>
                <li>"Change an incentive and see what it costs and earns"</li>
                <li>"Share the scenario as a link"</li>
            </ol>
            <button
                type="button"
                class="btn btn--primary btn--tall"
                on:click=move |_| open_sample(workspace)
            >
                "Open the sample"
            </button>
            <p class="card__meta">
                <button type="button" class="link" on:click=move |_| workspace.touring.set(Some(0))>
                    "Take the tour, five steps"
                </button>
                ", or read "
                <a href="#/help">"what the words and numbers mean"</a>
                "."
            </p>
        </section>
    }
}

/// Tier names of the sample with the number of partners in each now.
fn sample_mix() -> Vec<(String, usize)> {
    let portfolio = sample_portfolio();
    let program = sample_scenario().baseline;
    let names = program.ladder.tiers.iter().map(|tier| tier.name.clone());
    names.zip(tier_counts(&program, &portfolio)).collect()
}

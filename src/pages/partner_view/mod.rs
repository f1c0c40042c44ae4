//! Partner view: what one partner is shown of a program, and of itself. Everything on it is made of a
//! [`PartnerView`], which holds nothing else.

mod bar;
mod benefits;
mod chance;
mod notes;
mod requirements;
mod score;
mod see;
mod shown;
mod standing;
mod try_plan;
mod way;

pub(in crate::pages) use bar::file_name;
pub(in crate::pages) use see::SeeWhatTheySee;

use super::{Banners, address};
use crate::platform::{dom, location};
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon};
use bar::Bar;
use benefits::Benefits;
use chance::Chance;
use leptos::{html, prelude::*};
use notes::Notes;
use requirements::{Further, Next};
use score::Score;
use shown::{Made, Shown};
use standing::Standing;
use try_plan::TryPlan;
use way::Way;

/// Part of this screen, so that a first visit does not load it.
const STYLE: &str = include_str!("../../../style/partner.css");

#[component]
pub(super) fn PartnerViewPage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    dom::adopt_style("partner", STYLE);
    let made = shown::made(workspace);
    let element = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            let _refused = element.focus();
        }
    });
    let back = move || {
        made.with_untracked(|made| match made {
            Made::There(shown) => shown.back,
            _ => None,
        })
    };
    let state = move || {
        made.with(|made| match made {
            Made::There(shown) if shown.waits() => "waiting",
            Made::There(_) => "complete",
            _ => "empty",
        })
    };
    view! {
        <main
            id="main"
            tabindex="-1"
            class="app__main"
            node_ref=element
            data-state=state
            on:keydown=move |event| {
                if event.key() == "Escape" && let Some(back) = back() {
                    location::go(back);
                }
            }
        >
            <div class="page stack own-view">
                {banners()}
                {move || match made.get() {
                    Made::Waiting => view! { <p class="muted" role="status">"Preparing the view"</p> }.into_any(),
                    Made::Nothing => view! { <Nothing/> }.into_any(),
                    Made::Refused(why) => view! { <Refused why=why/> }.into_any(),
                    Made::There(shown) => view! { <Content shown=shown/> }.into_any(),
                }}
            </div>
        </main>
    }
}

#[component]
fn Content(shown: Shown) -> impl IntoView {
    let title = format!("{} · {}", shown.view.name(), shown.view.program.name);
    if shown.back.is_none() {
        dom::set_title(&title);
    }
    view! {
        <Bar shown=shown.clone()/>
        <Standing shown=shown.clone()/>
        <div class="own-grid">
            <div class="stack">
                <Next view=shown.view.clone()/>
                <Score view=shown.view.clone()/>
            </div>
            <div class="stack">
                <Way view=shown.view.clone()/>
                <Benefits view=shown.view.clone()/>
                <Chance shown=shown.clone()/>
            </div>
        </div>
        <TryPlan view=shown.view.clone()/>
        <Further view=shown.view.clone()/>
        <Notes shown=shown/>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <section class="panel stack">
            <h1>"No partner is open here"</h1>
            <p>
                "This screen shows one partner where it stands. Open the file you were sent on the start \
                 screen, or, as the designer of a program, choose a partner under Partners."
            </p>
            <p class="cluster">
                <a class="btn btn--primary" href=format!("#{}", address::START)>"To the start screen"</a>
                <a class="btn" href=format!("#{}", address::PARTNERS)>"To the partners"</a>
            </p>
        </section>
    }
}

#[component]
fn Refused(why: String) -> impl IntoView {
    view! {
        <div class="banner banner--warn" role="alert">
            <Icon glyph=Glyph::Warning/>
            <p>{format!("{why} Nothing was opened or changed.")}</p>
            <a class="btn btn--small" href=format!("#{}", address::START)>"To the start screen"</a>
        </div>
    }
}

//! Partners: who is where, how they score, what is open, how good the data is.

mod arranged;
mod close;
mod column;
mod concern;
mod filters;
mod foot;
mod overview;
mod quality;
mod seen;
mod small_charts;
mod table;
mod view;

use super::views::{ViewMenu, arranged};
use super::{Banners, address};
use crate::format::{count, plural};
use crate::platform::location;
use crate::state::Workspace;
use crate::widgets::{Arrangement, Glyph, Icon, Lit};
use arranged::parts;
use close::Close;
use filters::Filters;
use foot::{Export, Foot};
use leptos::prelude::*;
use overview::Overview;
use quality::Quality;
use seen::Seen;
use small_charts::SmallCharts;
use std::sync::Arc;
use table::Table;
use tierlab_engine::portfolio::{Cadence, Origin};
use view::{Near, View};

/// Points around a line that count as close in the title.
const CLOSE: f64 = 3.0;

#[component]
pub(super) fn PartnersPage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    let seen = Memo::new(move |before: Option<&Option<Seen>>| {
        workspace.session.with(|session| {
            let session = session.as_ref()?;
            let program = session.scenario().alternative.clone();
            let before = before.and_then(Option::as_ref);
            Some(Seen::new(session.portfolio.clone(), program, before))
        })
    });
    let view = View::new();
    Effect::new(move |before: Option<Option<Seen>>| {
        let now = seen.get();
        let before = before.flatten();
        if let Some(now) = &now {
            let same = before.is_some_and(|b| Arc::ptr_eq(&b.portfolio, &now.portfolio));
            if !same {
                view.begin(now);
                // Back from what this partner is shown.
                view.looking.set(workspace.looked_at_from(address::PARTNERS));
            }
        }
        now
    });
    let lit = Lit::here();
    let arrangement = arranged(address::PARTNERS);
    parts(arrangement, view, seen);
    let close = move || {
        let partner = view.looking.get()?;
        let seen = seen.get()?;
        seen.partner(partner)?;
        Some(view! { <Close seen=seen view=view partner=partner/> })
    };
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div
                class="page page--full stack"
                data-lit=move || lit.mark()
                on:pointermove=move |event| lit.point(&event)
                on:pointerleave=move |_| lit.set(None)
            >
                {banners()}
                {move || seen.get().map(|seen| view! { <Content seen=seen view=view arrangement=arrangement/> })}
            </div>
        </main>
        {close}
    }
}

#[component]
fn Content(seen: Seen, view: View, arrangement: Arrangement) -> impl IntoView {
    let chosen = {
        let seen = seen.clone();
        Memo::new(move |_| view.chosen(&seen))
    };
    let title = {
        let seen = seen.clone();
        move || title(&seen, view.near.get())
    };
    view! {
        <div class="spread page-head">
            <div>
                <h1>{title}</h1>
                <p class="muted">{subtitle(&seen)}</p>
            </div>
            <div class="cluster">
                <ViewMenu screen=address::PARTNERS arrangement=arrangement/>
                <button type="button" class="btn" on:click=|_| location::go(address::IMPORT)>
                    <Icon glyph=Glyph::Upload/>
                    "Import"
                </button>
                <Export seen=seen.clone() view=view chosen=chosen/>
            </div>
        </div>
        <div class="with-aside">
            <section class="panel panel--flush" aria-label="Partners">
                <Filters seen=seen.clone() view=view/>
                {
                    let seen = seen.clone();
                    move || if view.charts.get() {
                        view! { <SmallCharts seen=seen.clone() view=view chosen=chosen/> }.into_any()
                    } else {
                        view! { <Table seen=seen.clone() view=view chosen=chosen/> }.into_any()
                    }
                }
                <Foot seen=seen.clone() view=view chosen=chosen/>
            </section>
            <div class="stack">
                <Overview seen=seen.clone()/>
                <Quality seen=seen view=view/>
            </div>
        </div>
    }
}

/// How many are close to a line: to the one that is asked for, or to the next one of each.
fn title(seen: &Seen, near: Option<Near>) -> String {
    let partners = seen.portfolio.partners().len();
    let all = plural(partners, "partner", "partners");
    let Some(Near { points, tier }) = near else {
        let close = (0..partners).filter(|p| seen.now.above_next(*p).abs() <= CLOSE).count();
        return format!("{} of {all} sit within 3 points of their next line", count(close as f64));
    };
    let above = (0..partners).map(|partner| seen.now.above(tier, partner));
    let close: Vec<f64> = above.filter(|above| above.abs() <= points).collect();
    let below = close.iter().filter(|above| **above < 0.0).count();
    let verb = if below == 1 { "is" } else { "are" };
    format!(
        "{} of {all} sit within {} points of {}; {} {verb} below the line",
        count(close.len() as f64),
        crate::format::compact(points),
        seen.tier(tier),
        count(below as f64)
    )
}

fn subtitle(seen: &Seen) -> String {
    let data = match seen.portfolio.origin() {
        Origin::Sample => "Invented sample data".to_owned(),
        Origin::File(name) => format!("Data from {name}"),
    };
    let last = seen.portfolio.periods().last();
    let until = last.map_or_else(String::new, |last| match last.cadence() {
        Cadence::Snapshot => ", one undated look".to_owned(),
        _ => format!(" to {last}"),
    });
    let gates = match seen.now.held.iter().filter(|held| **held).count() {
        0 => "Nobody who clears a line misses a gate.".to_owned(),
        1 => "1 partner clears a line but misses a gate.".to_owned(),
        many => format!("{} partners clear a line but miss a gate.", count(many as f64)),
    };
    format!("Rules of {}. {data}{until}. {gates}", seen.program.name)
}

//! Partners: who is where, how they score, what is open, how good the data is.

mod overview;
mod quality;
mod rows;
mod table;

use super::{Banners, address};
use crate::format::{count, plural};
use crate::platform::location;
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use overview::Overview;
use quality::Quality;
use rows::{Row, rows};
use std::sync::Arc;
use table::PartnerTable;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::rules::Program;

/// The partners with the program they are seen under.
#[derive(Clone)]
struct Seen {
    portfolio: Arc<Portfolio>,
    program: Program,
    rows: Arc<Vec<Row>>,
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.portfolio, &other.portfolio) && self.program == other.program
    }
}

#[component]
pub(super) fn PartnersPage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    let seen = Memo::new(move |_| {
        workspace.session.with(|session| {
            let session = session.as_ref()?;
            let program = session.scenario().alternative.clone();
            let rows = Arc::new(rows(&program, &session.portfolio));
            Some(Seen { portfolio: session.portfolio.clone(), program, rows })
        })
    });
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page page--full stack">
                {banners()}
                {move || seen.get().map(|seen| view! { <Content seen=seen/> })}
            </div>
        </main>
    }
}

#[component]
fn Content(seen: Seen) -> impl IntoView {
    let near = seen.rows.iter().filter(|row| row.gap.is_some_and(|gap| gap.abs() <= 3.0)).count();
    let partners = plural(seen.rows.len(), "partner", "partners");
    let title = format!("{} of {partners} sit within 3 points of a line", count(near as f64));
    let data = match seen.portfolio.origin() {
        Origin::Sample => "Invented sample data".to_owned(),
        Origin::File(name) => format!("Data from {name}"),
    };
    let until =
        seen.portfolio.periods().last().map_or_else(String::new, |last| match last.cadence() {
            tierlab_engine::portfolio::Cadence::Snapshot => ", one undated look".to_owned(),
            _ => format!(" to {last}"),
        });
    let held = seen.rows.iter().filter(|row| row.held).count();
    let gates = match held {
        0 => "Nobody who clears a line misses a gate.".to_owned(),
        1 => "1 partner clears a line but misses a gate.".to_owned(),
        many => format!("{} partners clear a line but miss a gate.", count(many as f64)),
    };
    let subtitle = format!("Rules of {}. {data}{until}. {gates}", seen.program.name);
    view! {
        <div class="spread page-head">
            <div>
                <h1>{title}</h1>
                <p class="muted">{subtitle}</p>
            </div>
            <button type="button" class="btn" on:click=|_| location::go(address::IMPORT)>
                <Icon glyph=Glyph::Upload/>
                "Import"
            </button>
        </div>
        <div class="with-aside">
            <PartnerTable seen=seen.clone()/>
            <div class="stack">
                <Overview seen=seen.clone()/>
                <Quality seen=seen/>
            </div>
        </div>
    }
}

//! Import: was the file understood, and what happened to each odd line?

mod joining;
mod mapping;
mod notes;
mod recognised;
mod totals;

use super::start::{ImportCard, Refusal};
use super::{Banners, address};
use crate::format::{count, join, money, plural};
use crate::platform::location;
use crate::state::{
    Incoming, Notice, NoticeKind, Offer, Session, Source, Workspace, keep_columns, sample_seed,
};
use joining::{Joining, joined, sentences, session_of};
use leptos::prelude::*;
use mapping::Mapping;
use notes::Notes;
use recognised::Recognised;
use std::sync::Arc;
use tierlab_engine::Problems;
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::formats::import::{ImportPlan, Imported, Joined, Manner, Match, import};
use tierlab_engine::formats::table::Table;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::report::tier_counts;
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::{Program, starter_program};
use tierlab_engine::simulation::{Scenario, Settings};
use totals::Totals;

/// A file under consideration.
#[derive(Clone)]
pub(super) struct Candidate {
    pub name: String,
    pub bytes: u64,
    pub table: Arc<Table>,
    pub plan: ImportPlan,
    pub currency: String,
    pub source: Arc<Source>,
    pub manner: Option<Manner>,
    pub keep: bool,
}

/// What the file gives under the present plan.
type Preview = Arc<Result<Imported, Problems>>;

#[component]
pub(super) fn ImportPage(banners: Banners) -> impl IntoView {
    let workspace = Workspace::here();
    let candidate = move || {
        workspace.incoming.with(|incoming| match incoming {
            Some(Incoming::File { name, bytes, source, table, plan, currency, manner, keep }) => {
                Some(Candidate {
                    name: name.clone(),
                    bytes: *bytes,
                    table: table.clone(),
                    plan: plan.clone(),
                    currency: currency.clone(),
                    source: source.clone(),
                    manner: *manner,
                    keep: *keep,
                })
            }
            _ => None,
        })
    };
    view! {
        <main id="main" tabindex="-1" class="app__main">
            {move || match candidate() {
                Some(candidate) => view! { <Review candidate=candidate banners=banners/> }.into_any(),
                None => view! { <Choose banners=banners/> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Choose(banners: Banners) -> impl IntoView {
    view! {
        <div class="page stack">
            {banners()}
            <Refusal/>
            <h1>"Import your partners"</h1>
            <ImportCard/>
            <p class="note">
                "A table with column names, in text or in an Excel workbook. Wide: one row per partner, periods in the column names. Long: "
                "one row per partner and period. Or one row per partner without periods. Empty cells stay "
                "unknown and are never read as zero."
            </p>
        </div>
    }
}

#[component]
fn Review(candidate: Candidate, banners: Banners) -> impl IntoView {
    let origin = Origin::File(candidate.name.clone());
    let preview: Preview = Arc::new(import(&candidate.table, &candidate.plan, origin));
    let open =
        candidate.plan.columns.iter().filter(|column| column.matched == Match::Check).count();
    let title = match preview.as_ref() {
        Ok(imported) => {
            let used = imported.counts.used;
            let rows = used + imported.counts.set_aside;
            let are = if rows == 1 { "is" } else { "are" };
            let ready =
                format!("{} of {} {are} ready", count(used as f64), plural(rows, "row", "rows"));
            match open {
                0 => ready,
                1 => format!("{ready}; one column needs a look"),
                many => format!("{ready}; {many} columns need a look"),
            }
        }
        Err(problems) => {
            format!("{} to settle before the import", plural(problems.0.len(), "thing", "things"))
        }
    };
    let known = if candidate.source.recalled {
        " You imported these columns before, so they are taken as you corrected them then."
    } else {
        ""
    };
    let subtitle = format!(
        "{}, {}. Read in this browser; nothing has been imported yet.{known}",
        candidate.name,
        size(candidate.bytes)
    );
    view! {
        <div class="page-with-foot">
            <div class="page-scroll">
                <div class="page page--wide stack">
                    {banners()}
                    <Refusal/>
                    <header>
                        <h1>{title}</h1>
                        <p class="muted">{subtitle} " " <AnotherFile/></p>
                    </header>
                    <Failures preview=preview.clone()/>
                    <Recognised candidate=candidate.clone() preview=preview.clone()/>
                    <div class="grid-12-7">
                        <Mapping candidate=candidate.clone()/>
                        <div class="stack">
                            <Joining preview=preview.clone() manner=candidate.manner/>
                            <Totals preview=preview.clone()/>
                            <Notes preview=preview.clone()/>
                        </div>
                    </div>
                </div>
            </div>
            <Confirm candidate=candidate preview=preview open=open/>
        </div>
    }
}

/// `214 kB`: three figures, as money is printed.
fn size(bytes: u64) -> String {
    let text = money(bytes as f64, "");
    let (number, unit) = match text.strip_suffix(['k', 'M', 'B']) {
        Some(number) if text.ends_with('k') => (number, "kB"),
        Some(number) if text.ends_with('M') => (number, "MB"),
        Some(number) => (number, "GB"),
        None => (text.as_str(), "bytes"),
    };
    format!("{number} {unit}")
}

#[component]
fn AnotherFile() -> impl IntoView {
    let workspace = Workspace::here();
    let choose = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        workspace.incoming.set(None);
    };
    view! { <a href=format!("#{}", address::IMPORT) on:click=choose>"Choose another file"</a> }
}

#[component]
fn Failures(preview: Preview) -> impl IntoView {
    preview.as_ref().as_ref().err().map(|problems| {
        let items = problems
            .0
            .iter()
            .map(|problem| view! { <li>{problem.to_string()}</li> })
            .collect_view();
        view! { <ul class="note note--warn stack import__failures" role="alert">{items}</ul> }
    })
}

#[component]
fn Confirm(candidate: Candidate, preview: Preview, open: usize) -> impl IntoView {
    let workspace = Workspace::here();
    let (partners, summary) = match preview.as_ref() {
        Ok(imported) => {
            let portfolio = &imported.portfolio;
            let partners = portfolio.partners().len();
            let text = format!(
                "{}, {}, {}.",
                plural(partners, "partner", "partners"),
                plural(portfolio.periods().len(), "period", "periods"),
                plural(portfolio.metrics().len(), "metric", "metrics")
            );
            (Some(partners), text)
        }
        Err(_) => (None, "Nothing can be imported yet.".to_owned()),
    };
    let waits = (open > 0)
        .then(|| format!(" {}.", plural(open, "column to look at", "columns to look at")));
    let label = partners.map_or_else(
        || "Import".to_owned(),
        |partners| format!("Import {}", plural(partners, "partner", "partners")),
    );
    let onto = joined(workspace, &preview, candidate.manner);
    let ready = partners.is_some() && open == 0 && !matches!(onto, Some(Err(_)));
    let keep = candidate.keep;
    let accept = move |_| {
        let Ok(imported) = preview.as_ref() else { return };
        keep_columns(&candidate.table, &candidate.plan, candidate.keep);
        match &onto {
            Some(Ok(joined)) => put_onto(workspace, joined.clone(), &candidate.name),
            Some(Err(_)) => {}
            None => take(workspace, imported, &candidate),
        }
    };
    let remember = move |event: web_sys::Event| {
        let checked = event_target_checked(&event);
        workspace.incoming.update(|incoming| {
            if let Some(Incoming::File { keep, .. }) = incoming {
                *keep = checked;
            }
        });
    };
    let cancel = move |_| {
        workspace.incoming.set(None);
        let to = if workspace.session.with_untracked(Option::is_some) {
            address::PARTNERS
        } else {
            address::START
        };
        location::go(to);
    };
    view! {
        <footer class="commit">
            <label class="check">
                <input
                    type="checkbox"
                    aria-description="The next file with these column names is read the same way."
                    prop:checked=keep
                    on:change=remember
                />
                <span>
                    "Remember the columns"
                    <small>"For files with these names, in this browser only"</small>
                </span>
            </label>
            <span class="commit__count" role="status">{summary} {waits}</span>
            <button type="button" class="btn" on:click=cancel>"Cancel"</button>
            <button type="button" class="btn btn--primary" disabled=!ready on:click=accept>
                {label}
            </button>
        </footer>
    }
}

/// Opens the partners that were open, with the periods of the file; the design stays.
fn put_onto(workspace: Workspace, joined: Joined, file: &str) {
    let open = joined.by_id + joined.by_name + joined.missing.len();
    let text = format!("{file} is added to your partners. {}", sentences(&joined, open).join(" "));
    let Some(session) = session_of(workspace, joined) else { return };
    workspace.incoming.set(None);
    workspace.open_own(session);
    workspace.notify(Notice {
        key: "starter",
        kind: NoticeKind::Info,
        text,
        offer: Offer::Nothing,
    });
    location::go(address::PARTNERS);
}

/// Opens the imported partners under a program that fits them.
fn take(workspace: Workspace, imported: &Imported, candidate: &Candidate) {
    let portfolio = Arc::new(imported.portfolio.clone());
    let Some(program) = starter_program(&portfolio) else {
        workspace.refused.set(Some(format!(
            "{}: no column adds up to revenue. Set the role of at least one column to \
             \"Metric: adds up\" and import again.",
            candidate.name
        )));
        return;
    };
    let currency = candidate.currency.clone();
    let baseline = Program { name: "Starter program".to_owned(), currency, ..program };
    let alternative = Program { name: "My design".to_owned(), ..baseline.clone() };
    let scenario = Scenario::of(
        baseline.clone(),
        alternative,
        Parameters::default(),
        Settings::of(8, 200, Seed(sample_seed())),
    );
    workspace.incoming.set(None);
    workspace.open_own(Session::own(portfolio.clone(), scenario));
    workspace.notify(Notice {
        key: "starter",
        kind: NoticeKind::Info,
        text: format!(
            "Tierlab wrote a starter program for these partners: values rise with their own spread, \
             and it puts {} now. It is a place to begin: change on Simulate what does not fit your \
             program.",
            standings(&baseline, &portfolio)
        ),
        offer: Offer::Nothing,
    });
    location::go(address::PARTNERS);
}

/// How many partners hold each tier now: "1,902 in Entry, 294 in Growth and 35 in Flagship".
fn standings(program: &Program, portfolio: &Portfolio) -> String {
    let tiers = program.ladder.tiers.iter();
    let counts: Vec<String> = tiers
        .zip(tier_counts(program, portfolio))
        .map(|(tier, held)| format!("{} in {}", count(held as f64), tier.name))
        .collect();
    join(&counts)
}

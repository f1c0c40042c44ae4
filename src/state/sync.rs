//! All effects of the page: run when the scenario changes, save when it changes, say what failed.

use super::parts::{Understood, check, documents, understand, with_documents};
use super::shown_partner::as_partner_view;
use super::work::{Refusal, tell};
use super::{
    ByAddress, Incoming, Picked, RunPhase, RunState, Saved, Session, ShownPartner, Source,
    Workspace,
};
use crate::platform::files::PickedFile;
use crate::platform::storage::StorageFailure;
use crate::platform::{clock, dom, parts};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::Problem;
use tierlab_engine::formats::table::check_size;
use tierlab_engine::record::Record;
use tierlab_engine::simulation::Scenario;

/// Milliseconds between the last change and saving.
const SAVE_DELAY: i32 = 300;
/// Milliseconds between the last change and the design checks.
const CHECK_DELAY: i32 = 200;
/// Milliseconds after which an old answer is shown as old.
const STALE_DELAY: i32 = 300;

/// Starts all effects; called once.
pub(crate) fn start_sync(workspace: Workspace) {
    run_on_change(workspace);
    save_on_change(workspace);
    super::links::compare_fingerprints(workspace);
    name_the_tab(workspace);
    check_on_change(workspace);
}

fn run_on_change(workspace: Workspace) {
    let portfolio = Memo::new(move |_| {
        workspace.session.with(|session| session.as_ref().map(|s| ByAddress(s.portfolio.clone())))
    });
    let scenario = Memo::new(move |_| {
        workspace.session.with(|session| session.as_ref().map(|s| simulated(s.scenario())))
    });
    Effect::new(move |before: Option<Option<ByAddress>>| {
        let (now, scenario) = (portfolio.get(), scenario.get());
        if before.flatten() != now {
            workspace.run.set(RunState::new());
            if let Some(ByAddress(portfolio)) = &now {
                workspace.load_partners(portfolio);
            }
        }
        if let Some(scenario) = scenario {
            workspace.start_run(scenario);
            watch_age(workspace);
        }
        now
    });
}

/// What a run looks at: not what people agree about it.
fn simulated(scenario: &Scenario) -> Scenario {
    Scenario { record: Record::default(), ..scenario.clone() }
}

/// Marks the answer as old when the run that replaces it takes a while.
fn watch_age(workspace: Workspace) {
    clock::after(STALE_DELAY, move || {
        let old = workspace.run.try_with_untracked(|run| {
            let first = matches!(run.phase, RunPhase::Running(done, total) if done < total.min(25));
            first && run.answer.is_some() && !run.stale
        });
        if old == Some(true) {
            workspace.run.update(|run| run.stale = true);
        }
    });
}

fn save_on_change(workspace: Workspace) {
    let newest = StoredValue::new(0_u32);
    let own = Memo::new(move |_| {
        workspace.session.with(|session| {
            let session = session.as_ref().filter(|session| session.is_own())?;
            let partners = ByAddress(session.portfolio.clone());
            Some((session.id.clone(), partners, session.scenario().clone()))
        })
    });
    Effect::new(move |_| {
        let Some((id, _, _)) = own.get() else { return };
        workspace.saved.set(Saved::Pending);
        let ticket = newest.get_value() + 1;
        newest.set_value(ticket);
        let save = move || {
            let newest = newest.try_get_value() == Some(ticket);
            // What has been left meanwhile was written when it was left.
            let session = workspace.session.get_untracked().filter(Session::is_own);
            let Some(session) = session.filter(|session| newest && session.id == id) else {
                return;
            };
            match documents() {
                Ok(documents) => (documents.write)(workspace, session),
                Err(_) => tell(workspace, &session, Refusal::Storage(StorageFailure::Unwritten)),
            }
        };
        clock::after(SAVE_DELAY, move || with_documents(save));
    });
}

/// Checks the design when changes rest, for as long as somebody looks at the findings.
fn check_on_change(workspace: Workspace) {
    let newest = StoredValue::new(0_u32);
    let design = Memo::new(move |_| {
        workspace.session.with(|session| {
            let session = session.as_ref()?;
            let partners = ByAddress(session.portfolio.clone());
            Some((partners, session.scenario().alternative.clone()))
        })
    });
    Effect::new(move |_| {
        let Some((portfolio, program)) = design.get().filter(|_| workspace.watching.get()) else {
            workspace.checked.set(None);
            return;
        };
        let ticket = newest.get_value() + 1;
        newest.set_value(ticket);
        clock::after(CHECK_DELAY, move || {
            if newest.try_get_value() == Some(ticket) {
                parts::aside(async move {
                    // The screen that shows them says when their code cannot be fetched.
                    let Ok(checked) = check(&program, &portfolio.0).await else { return };
                    if newest.try_get_value() == Some(ticket) {
                        workspace.checked.set(Some(Arc::new(checked)));
                    }
                });
            }
        });
    });
}

fn name_the_tab(workspace: Workspace) {
    let name = Memo::new(move |_| {
        workspace.session.with(|session| {
            session.as_ref().map(|session| session.scenario().alternative.name.clone())
        })
    });
    Effect::new(move |_| match name.get() {
        Some(name) => dom::set_title(&format!("{name} · Tierlab")),
        None => dom::set_title("Tierlab"),
    });
}

/// Reads a file and puts it forward for import, or says why not; `then` is called when it was read.
pub(super) fn read_file(
    workspace: Workspace,
    file: PickedFile,
    then: impl FnOnce(Picked) + 'static,
) {
    workspace.refused.set(None);
    let (name, bytes) = (file.name(), file.size());
    if let Err(problem) = check_size(bytes) {
        workspace.refused.set(Some(about(&name, &problem)));
        return;
    }
    workspace.reading.set(Some(name.clone()));
    parts::aside(async move {
        let read = match file.bytes().await {
            Ok(content) => match as_partner_view(&content) {
                Some(text) => {
                    let (name, text) = (name.clone(), Arc::new(text));
                    workspace.partner_side().shown.set(Some(ShownPartner::File { name, text }));
                    Ok(Picked::PartnerView)
                }
                None => put_forward(workspace, &name, bytes, content, None)
                    .await
                    .map(|()| Picked::Table),
            },
            Err(problem) => Err(problem),
        };
        workspace.reading.set(None);
        match read {
            Ok(picked) => then(picked),
            Err(problem) => workspace.refused.set(Some(about(&name, &problem))),
        }
    });
}

/// Reads another sheet of the workbook that is put forward; the one before stays when it cannot be read.
pub(super) fn read_sheet(workspace: Workspace, sheet: String) {
    workspace.refused.set(None);
    let file = workspace.incoming.with_untracked(|incoming| match incoming {
        Some(Incoming::File { name, bytes, source, .. }) => {
            Some((name.clone(), *bytes, source.content.clone()))
        }
        _ => None,
    });
    let Some((name, bytes, content)) = file else { return };
    parts::aside(async move {
        let read = put_forward(workspace, &name, bytes, content, Some(&sheet)).await;
        if let Err(problem) = read {
            // Shows the sheet that is read again.
            workspace.incoming.update(|_| {});
            workspace.refused.set(Some(about(&name, &problem)));
        }
    });
}

/// Puts what a file is taken for forward.
async fn put_forward(
    workspace: Workspace,
    name: &str,
    bytes: u64,
    content: Vec<u8>,
    sheet: Option<&str>,
) -> Result<(), Problem> {
    let missing = |_| Problem::new("File", "It cannot be read now.", parts::MISSING);
    let read = understand(&content, sheet).await.map_err(missing)??;
    let Understood { sheets: (sheets, sheet), recalled, table, plan, currency } = read;
    let content = if sheets.is_empty() { Vec::new() } else { content };
    workspace.incoming.set(Some(Incoming::File {
        name: name.to_owned(),
        bytes,
        source: Arc::new(Source { content, sheets, sheet, recalled }),
        table: Arc::new(table),
        plan,
        currency,
        manner: None,
        keep: true,
    }));
    Ok(())
}

fn about(name: &str, problem: &Problem) -> String {
    match problem.place.as_str() {
        place if place == name => problem.to_string(),
        "" | "File" => format!("{name}: {} {}", problem.what, problem.remedy),
        _ => format!("{name}: {problem}"),
    }
}

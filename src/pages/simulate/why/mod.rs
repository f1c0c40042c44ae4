//! Why one partner ends where it does: what changes its score, what moves its sales, which rule decides, and
//! how likely that is.

mod chance;
mod decision;
mod pace;
mod sales;
mod score;

use super::{Answer, AnswerSignal, words};
use crate::format::{count, percent, plural};
use crate::pages::address;
use crate::pages::partner_view::SeeWhatTheySee;
use crate::platform::dom;
use crate::state::{Question, RunPhase, Topic, Workspace};
use crate::widgets::Drawer;
use chance::Chance;
use decision::Decision;
use leptos::prelude::*;
use pace::Pace;
use sales::SalesParts;
use score::ScoreParts;
use std::sync::Arc;
use tierlab_engine::protocol::Outcome;
use tierlab_engine::report::Mover;
use tierlab_engine::simulation::{Tally, Watched, WatchedQuarter};

/// Partners × quarters × runs that looking closely may take.
const MOST_CELLS: usize = 2_000_000;

/// One partner looked at closely, under both programs.
#[derive(Clone, PartialEq)]
struct Close {
    alternative: Vec<WatchedQuarter>,
    baseline: Vec<WatchedQuarter>,
    runs: usize,
}

/// What the sections are shown with: the answer, the partner in it, and what a closer look found.
#[derive(Clone)]
struct Seen {
    answer: Arc<Answer>,
    mover: Mover,
    close: Option<Arc<Close>>,
}

/// The drawer of the partner at a position of the portfolio.
#[component]
pub(in crate::pages) fn WhyDrawer(
    answer: AnswerSignal,
    looking: RwSignal<Option<usize>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let close = RwSignal::new(None::<Result<Arc<Close>, String>>);
    look_closely(workspace, answer, looking, close);
    on_cleanup(move || workspace.forget(Topic::Partner));
    let seen = move || {
        let position = looking.get()?;
        let answer = answer.get()?;
        let mover = answer.movers.iter().find(|mover| mover.position == position)?.clone();
        let close = close.get().and_then(Result::ok);
        Some(Seen { answer, mover, close })
    };
    let failed = move || match close.get() {
        Some(Err(why)) => Some(view! { <p class="field-error" role="alert">{why}</p> }),
        _ => None,
    };
    view! {
        <Drawer
            title=Signal::derive(move || seen().map_or_else(String::new, |seen| name(&seen)))
            about=Signal::derive(move || seen().map_or_else(String::new, |seen| about(&seen)))
            of=looking
            on_close=move || shut(looking)
        >
            {move || {
                seen()
                    .map(|seen| {
                        view! {
                            <p class="note note--info">{finding(&seen)}</p>
                            <SeeWhatTheySee position=seen.mover.position back=address::SIMULATE/>
                        }
                    })
            }}
            {failed}
            {move || seen().map(|seen| sections(&seen))}
        </Drawer>
    }
}

/// Asks for a closer look once the run is over, and again when a lever has moved.
fn look_closely(
    workspace: Workspace,
    answer: AnswerSignal,
    looking: RwSignal<Option<usize>>,
    close: RwSignal<Option<Result<Arc<Close>, String>>>,
) {
    let done = Memo::new(move |_| {
        workspace.run.with(|run| match run.phase {
            RunPhase::Complete => run.fingerprint,
            _ => None,
        })
    });
    Effect::new(move |before: Option<Option<usize>>| {
        let (watch, done) = (looking.get(), done.get());
        if before.flatten() != watch {
            close.set(None);
        }
        let Some(answer) = answer.get_untracked().filter(|_| done.is_some() && watch.is_some())
        else {
            workspace.forget(Topic::Partner);
            return watch;
        };
        let mut scenario = (*answer.scenario).clone();
        let cells = answer.outcome.positions.len().max(1) * answer.quarters();
        let room = u32::try_from(MOST_CELLS / cells).unwrap_or(u32::MAX).max(20);
        scenario.settings.replications = scenario.settings.replications.min(room);
        scenario.settings.precision = None;
        let then = move |outcome: Result<Outcome, String>| {
            // The drawer may be closed by now.
            let _gone = close.try_set(Some(outcome.map(|outcome| {
                let quarters =
                    |tally: &Tally| tally.watched.as_ref().map_or_else(Vec::new, Watched::quarters);
                Arc::new(Close {
                    alternative: quarters(&outcome.alternative),
                    baseline: quarters(&outcome.baseline),
                    runs: outcome.replications(),
                })
            })));
        };
        let question = Question { scenario, watch, then: Box::new(then), meanwhile: None };
        workspace.ask(Topic::Partner, vec![question]);
        watch
    });
}

fn name(seen: &Seen) -> String {
    let partner = seen.answer.portfolio.partners().get(seen.mover.position);
    partner.map_or_else(String::new, |partner| partner.name.clone())
}

fn about(seen: &Seen) -> String {
    let portfolio = &seen.answer.portfolio;
    let texts = 0..portfolio.attributes().len();
    let texts: Vec<&str> = texts
        .filter_map(|column| portfolio.attribute(column, seen.mover.position))
        .take(3)
        .collect();
    let about = format!("{}. In {} now.", texts.join(", "), seen.answer.tier_name(seen.mover.now));
    about.trim_start_matches(". ").to_owned()
}

/// Closes the drawer; the focus goes back to where it was opened.
fn shut(looking: RwSignal<Option<usize>>) {
    if let Some(position) = looking.get_untracked() {
        looking.set(None);
        dom::focus(&format!("why-{position}"));
    }
}

/// What happens to it, and what would without the change.
fn finding(seen: &Seen) -> String {
    let (answer, mover) = (&seen.answer, &seen.mover);
    let end = answer.tier_name(mover.alternative);
    let reason = words::reason(answer, mover);
    let (runs, chance) = (answer.headline.replications, percent(mover.chance));
    let verb = if mover.alternative >= answer.tier_count() {
        "Most likely leaves".to_owned()
    } else {
        format!("Most likely ends in {end}")
    };
    let than = if mover.alternative == mover.baseline {
        "as under the baseline".to_owned()
    } else {
        format!("under the baseline in {}", answer.tier_name(mover.baseline))
    };
    format!(
        "{verb}, in {chance} of {}; {than}. {}.",
        plural(runs, "run", "runs"),
        crate::format::capital(&reason)
    )
}

fn sections(seen: &Seen) -> impl IntoView + use<> {
    let waits = seen.close.is_none().then(|| view! { <p class="muted">"Looking closer …"</p> });
    let close = seen.close.clone().filter(|close| !close.alternative.is_empty());
    let later = close.map(|close| {
        let few = (close.runs < seen.answer.headline.replications).then(|| {
            let text = format!("From {} runs.", count(close.runs as f64));
            view! { <p class="panel__sub">{text}</p> }
        });
        view! {
            <Chance seen=seen.clone() close=close.clone()/>
            <SalesParts seen=seen.clone() close=close/>
            {few}
        }
    });
    view! {
        <ScoreParts seen=seen.clone()/>
        <Decision seen=seen.clone()/>
        {waits}
        {later}
        <Pace seen=seen.clone()/>
    }
}

/// What the other files draw on.
fn drawing(
    draw: impl Fn(u32, u32) -> String + Send + Sync + 'static,
) -> Signal<crate::widgets::Drawing> {
    let draw = Arc::new(draw);
    Signal::derive(move || crate::widgets::Drawing::Svg(draw.clone()))
}

//! The answer in one sentence, and the facts of the run beneath it.

use super::{AnswerSignal, changes, words};
use crate::format::{count, plural};
use crate::pages::address;
use crate::pages::views::ViewMenu;
use crate::state::{RunPhase, Workspace};
use crate::widgets::Arrangement;
use leptos::prelude::*;
use tierlab_engine::portfolio::Origin;
use tierlab_engine::report::tier_counts;
use tierlab_engine::rules::{TierPlaces, same_tiers};

#[component]
pub(super) fn Takeaway(answer: AnswerSignal, arrangement: Arrangement) -> impl IntoView {
    let sentence = move || answer.with(|a| a.as_deref().map_or_else(String::new, words::takeaway));
    view! {
        <header class="takeaway">
            <h1 aria-live="polite">{sentence}</h1>
            <ViewMenu screen=address::SIMULATE arrangement=arrangement/>
            <p class="takeaway__sub">{move || answer.with(|a| a.as_deref().map(facts))}</p>
            <RunProgress/>
        </header>
    }
}

fn facts(answer: &super::Answer) -> impl IntoView + use<> {
    let scenario = &answer.scenario;
    let h = &answer.headline;
    let source = match answer.portfolio.origin() {
        Origin::Sample => "invented partners".to_owned(),
        Origin::File(name) => format!("partners from {name}"),
    };
    let simulated = answer.outcome.positions.len();
    let left_out = answer.outcome.left_out.len();
    let span = format!(
        "{} {source}, {} to {}",
        count(simulated as f64),
        answer.period(1),
        answer.period(answer.quarters())
    );
    let seed = scenario.settings.seed.0;
    let runs = if h.replications < 100 {
        format!("preview of {}, seed {seed}", plural(h.replications, "paired run", "paired runs"))
    } else {
        format!("{}, seed {seed}", plural(h.replications, "paired run", "paired runs"))
    };
    let differ = changes::all(scenario);
    view! {
        <span>
            <strong>{scenario.alternative.name.clone()}</strong>
            " against "
            <strong>{scenario.baseline.name.clone()}</strong>
        </span>
        <span>{span}</span>
        <span>{runs}</span>
        <span>{plural(differ, "setting differs", "settings differ")}</span>
        {(scenario.unconfirmed() > 0).then(|| view! { <span class="tag tag--warn">"uncalibrated"</span> })}
        {scenario
            .stress
            .iter()
            .map(|stress| {
                let size = crate::format::change(stress.size * 100.0, 0);
                let whose = stress.segment.as_ref().map(|segment| format!(" of {}", segment.value));
                let whose = whose.unwrap_or_default();
                view! { <span class="tag">{format!("{}: sales{whose} {size} %", stress.name)}</span> }
            })
            .collect_view()}
        {(scenario.joining > 0.0)
            .then(|| {
                let rate = crate::format::field(scenario.joining);
                view! { <span class="tag">{format!("{rate} new partners a quarter")}</span> }
            })}
        {(scenario.settings.discount > 0)
            .then(|| {
                let rate = crate::format::field(f64::from(scenario.settings.discount) / 10.0);
                view! { <span class="tag">{format!("money as worth today, {rate} % a year")}</span> }
            })}
        {(left_out > 0)
            .then(|| {
                view! {
                    <span class="tag tag--warn">
                        {format!("{} left out: nothing to carry forward", plural(left_out, "partner", "partners"))}
                    </span>
                }
            })}
    }
}

/// Progress of the run, with a way to stop it, or why it failed.
#[component]
fn RunProgress() -> impl IntoView {
    let workspace = Workspace::here();
    let phase = Memo::new(move |_| workspace.run.with(|run| (run.phase.clone(), run.stale)));
    move || {
        match phase.get() {
        (RunPhase::Running(done, total), true) => Some(view! { <Bar done=done total=total/> }.into_any()),
        (RunPhase::Failed(why), _) => Some(
            view! {
                <p class="note note--warn takeaway__note" role="alert">
                    "The run failed; the numbers are those of the last one. " {why}
                </p>
            }
            .into_any(),
        ),
        (RunPhase::Cancelled, _) => Some(
            view! {
                <p class="note takeaway__note" role="status">
                    "Stopped early. What is shown rests on the runs done so far; change a lever to run again."
                </p>
            }
            .into_any(),
        ),
        _ => None,
    }
    }
}

#[component]
fn Bar(done: u32, total: u32) -> impl IntoView {
    let workspace = Workspace::here();
    view! {
        <div class="progress takeaway__note">
            <div class="spread">
                <span>
                    {format!(
                        "Run {} of {}. The numbers below are from before the change.",
                        count(f64::from(done)),
                        count(f64::from(total)),
                    )}
                </span>
                <button type="button" class="btn btn--small" on:click=move |_| workspace.cancel_run()>
                    "Cancel"
                </button>
            </div>
            <progress max=total value=done aria-label="Runs done"></progress>
        </div>
    }
}

/// Before the first answer, or where there can be none.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let workspace = Workspace::here();
    let failed = Memo::new(move |_| {
        workspace.run.with(|run| match &run.phase {
            RunPhase::Failed(why) => Some(why.clone()),
            _ => None,
        })
    });
    move || match failed.get() {
        Some(why) => view! { <Unfollowed why=why/> }.into_any(),
        None => view! {
            <header class="takeaway">
                <h1>"Simulating"</h1>
                <p class="takeaway__sub" role="status">"The first answer comes in a moment."</p>
            </header>
        }
        .into_any(),
    }
}

/// Partners that cannot be carried forward: what the rules say of them today, and why no more.
#[component]
fn Unfollowed(why: String) -> impl IntoView {
    let workspace = Workspace::here();
    let mut reasons: Vec<String> = why.lines().map(str::to_owned).collect();
    reasons.dedup();
    let reasons = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
    let tiers = workspace.session.with_untracked(|session| {
        let session = session.as_ref()?;
        let (now, was) = (&session.scenario().alternative, &session.scenario().baseline);
        let [held, held_before] =
            [now, was].map(|program| tier_counts(program, &session.portfolio));
        let number =
            |held: &[usize], place: Option<usize>| place.and_then(|place| held.get(place).copied());
        let row = |(before, after): TierPlaces| {
            let old = before.and_then(|place| was.ladder.tiers.get(place));
            let tier = after.and_then(|place| now.ladder.tiers.get(place)).or(old)?;
            Some((tier.name.clone(), number(&held, after), number(&held_before, before)))
        };
        let places = same_tiers(&was.ladder, &now.ladder);
        Some(places.into_iter().filter_map(row).collect::<Vec<_>>())
    });
    let shown = |held: Option<usize>| held.map_or_else(|| "none".to_owned(), |n| count(n as f64));
    let rows = tiers
        .unwrap_or_default()
        .into_iter()
        .rev()
        .map(|(name, now, was)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{shown(now)}</td>
                    <td class="num">{shown(was)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <header class="takeaway">
            <h1>"This scenario cannot be simulated"</h1>
            <p class="takeaway__sub">
                "Its rules can be reviewed on the partners as they are, and not carried forward."
            </p>
        </header>
        <section class="panel">
            <h2>"Who holds which tier today"</h2>
            <table class="data-table">
                <thead>
                    <tr>
                        <th scope="col">"Tier"</th>
                        <th scope="col" class="num">"Under these rules"</th>
                        <th scope="col" class="num">"Baseline"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="cluster">
                <a class="btn" href="#/program">"Edit the rules"</a>
                <a class="btn" href="#/partners">"See every partner"</a>
            </p>
        </section>
        <section class="panel">
            <h2>"What is missing"</h2>
            <ul class="stack" role="alert">{reasons}</ul>
        </section>
    }
}

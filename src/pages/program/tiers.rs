//! Tiers from the highest down: what partners read, and the same rule as a builder.

use super::builder::{AddGate, GatePlace, Node, shape};
use super::design::{Design, Refusal};
use super::sentence::Sentence;
use crate::format::{compact, count, field, plural};
use crate::platform::dom;
use crate::widgets::{Choice, NumberField, TierBadge};
use leptos::prelude::*;
use tierlab_engine::rules::{Comparator, Program, Threshold, Tier};

#[component]
pub(super) fn Tiers(design: Design) -> impl IntoView {
    let tiers = design.part(|program| program.ladder.tiers.len());
    let title = design.part(title);
    let cards = move || {
        (0..tiers.get())
            .rev()
            .map(|tier| view! { <TierCard design=design tier=tier of=tiers.get()/> })
            .collect_view()
    };
    view! {
        <section class="panel panel--flush" id="tiers" tabindex="-1" aria-labelledby="h-tiers">
            <div class="panel__head">
                <div>
                    <h2 id="h-tiers">{move || title.get()}</h2>
                    <p class="panel__sub">
                        "Left: what partners read. Right: the same rule, editable. They cannot disagree."
                    </p>
                </div>
            </div>
            {cards}
        </section>
    }
}

/// The finding: what tiers ask for.
fn title(program: &Program) -> String {
    let tiers = program.ladder.tiers.iter().skip(1);
    let (mut lines, mut gates) = (0, 0);
    for tier in tiers.clone() {
        lines += usize::from(tier.threshold.is_some());
        gates += usize::from(!tier.gates.is_empty());
    }
    let all = tiers.count();
    match (lines, gates) {
        (0, 0) => "No tier asks for anything".to_owned(),
        (_, 0) => "The score alone decides the tier".to_owned(),
        (0, _) => "Conditions alone decide the tier".to_owned(),
        (_, asking) if asking == all => "Every tier asks for score and conditions".to_owned(),
        (_, asking) => format!(
            "{} for conditions besides the score",
            if asking == 1 { "One tier asks".to_owned() } else { format!("{asking} tiers ask") }
        ),
    }
}

fn tier_at(program: &Program, tier: usize) -> Option<&Tier> {
    program.ladder.tiers.get(tier)
}

#[component]
fn TierCard(design: Design, tier: usize, of: usize) -> impl IntoView {
    let name = design
        .part(move |program| tier_at(program, tier).map_or_else(String::new, |t| t.name.clone()));
    let range = design.part(move |program| range(program, tier));
    let holding =
        move || design.counts.with(|counts| counts.get(tier).map_or(0, |counts| counts.hold));
    view! {
        <article class="tier-card" id=format!("tier-{tier}") tabindex="-1">
            <header class="tier-card__head">
                <h3>{move || view! { <TierBadge index=tier of=of name=name.get()/> }}</h3>
                <span class="muted">{move || range.get()}</span>
                <span class="muted tier-card__count">
                    {move || plural(holding(), "partner today", "partners today")}
                </span>
            </header>
            <dl>
                <div>
                    <dt>"To enter"</dt>
                    <dd class="rule-sentence"><Sentence design=design tier=tier keep=false/></dd>
                </div>
                <div>
                    <dt>"To keep"</dt>
                    <dd class="rule-sentence"><Sentence design=design tier=tier keep=true/></dd>
                </div>
            </dl>
            {if tier == 0 {
                view! {
                    <p class="muted tier-card__none">"No conditions: the first tier is where everyone starts."</p>
                }
                    .into_any()
            } else {
                view! { <Builder design=design tier=tier/> }.into_any()
            }}
        </article>
    }
}

/// The points between this tier's line and the next one's.
fn range(program: &Program, tier: usize) -> String {
    let tiers = &program.ladder.tiers;
    let line = |tier: &Tier| tier.threshold.as_ref().map(|_| tier.line());
    let here = tiers.get(tier).and_then(line);
    let next = tiers.iter().skip(tier + 1).find_map(line);
    let above = tiers
        .get(tier)
        .and_then(|tier| tier.threshold.as_ref())
        .is_some_and(|threshold| threshold.comparator == Comparator::MoreThan);
    match (here, next) {
        (Some(here), _) if above => format!("more than {} points", compact(here)),
        (Some(here), Some(next)) => format!("{} points to below {}", compact(here), compact(next)),
        (Some(here), None) => format!("{} points and above", compact(here)),
        (None, Some(next)) if tier == 0 => format!("below {} points", compact(next)),
        _ => String::new(),
    }
}

#[component]
fn Builder(design: Design, tier: usize) -> impl IntoView {
    let shapes = design.part(move |program| {
        tier_at(program, tier).map_or_else(Vec::new, |tier| tier.gates.iter().map(shape).collect())
    });
    let rows = move || {
        shapes
            .get()
            .into_iter()
            .enumerate()
            .map(|(position, shape)| {
                let place = GatePlace { tier, path: vec![position] };
                view! { <Node design=design place=place shape=shape/> }
            })
            .collect_view()
    };
    let enter = move || design.counts.with(|counts| counts.get(tier).map_or(0, |c| c.enter));
    view! {
        <div>
            <fieldset class="rule-group">
                <legend>
                    <strong>"All of (AND)"</strong>
                    <span class="faint">{move || format!("{} pass today", count(enter() as f64))}</span>
                </legend>
                <Line design=design tier=tier/>
                {rows}
                <AddGate design=design tier=tier path=Vec::new()/>
                <Refusal design=design key=format!("add {tier} []")/>
            </fieldset>
            <Marks design=design tier=tier/>
        </div>
    }
}

/// The line of the score, or a way to have one.
#[component]
fn Line(design: Design, tier: usize) -> impl IntoView {
    let scored = design.part(|program| !program.score.tracks.is_empty());
    let there =
        design.part(move |program| tier_at(program, tier).is_some_and(|t| t.threshold.is_some()));
    let key = format!("line {tier}");
    let name = design
        .part(move |program| tier_at(program, tier).map_or_else(String::new, |t| t.name.clone()));
    let add = {
        let key = key.clone();
        move |_| {
            design.step(&key, &format!("{} asks for the score", name.get_untracked()), |program| {
                let below =
                    program.ladder.tiers.iter().take(tier).map(Tier::line).fold(0.0, f64::max);
                if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                    tier.threshold = Some(Threshold::at_least(below));
                }
            });
        }
    };
    view! {
        <Show when=move || scored.get() && there.get()>
            <LineRow design=design tier=tier name=name/>
        </Show>
        <Show when=move || scored.get() && !there.get()>
            <button
                type="button"
                class="btn btn--quiet btn--small"
                disabled=move || design.locked.get()
                on:click=add.clone()
            >
                "Ask for the score"
            </button>
        </Show>
        <Refusal design=design key=key.clone()/>
    }
}

#[component]
fn LineRow(design: Design, tier: usize, name: Memo<String>) -> impl IntoView {
    let key = format!("line {tier}");
    let now = design.part(move |program| tier_at(program, tier).map_or(0.0, Tier::line));
    let strict = design.part(move |program| {
        let line = tier_at(program, tier).and_then(|t| t.threshold.as_ref());
        usize::from(line.is_some_and(|line| line.comparator == Comparator::MoreThan))
    });
    let scale = design.part(|program| program.score.scale);
    let change = {
        let key = key.clone();
        move |points: f64| {
            let step = format!("{} threshold to {}", name.get_untracked(), field(points));
            design.revise(&key, &step, |program| {
                if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                    tier.set_line(points);
                }
            });
        }
    };
    let compare = {
        let key = key.clone();
        move |to: usize| {
            design.step(&key, "comparison of the threshold", |program| {
                if let Some(line) =
                    program.ladder.tiers.get_mut(tier).and_then(|tier| tier.threshold.as_mut())
                {
                    line.comparator =
                        if to == 0 { Comparator::AtLeast } else { Comparator::MoreThan };
                }
            });
        }
    };
    let remove = {
        let key = key.clone();
        move |_| {
            design.step(
                &key,
                &format!("{} without a threshold", name.get_untracked()),
                |program| {
                    if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                        tier.threshold = None;
                    }
                },
            );
        }
    };
    let reach = move || design.counts.with(|counts| counts.get(tier).map_or(0, |c| c.reach));
    let on_error = design.explain(&key);
    view! {
        <div class="rule-row">
            <span class="rule-row__fixed">"Score"</span>
            <Choice
                label=Signal::derive(move || format!("{} threshold comparison", name.get()))
                options=Signal::derive(|| ["≥", ">"].map(str::to_owned).to_vec())
                chosen=strict
                disabled=design.locked
                on_change=compare
            />
            <span class="rule-lines">
                <span class="input-like">
                    <NumberField
                        label=Signal::derive(move || format!("{} threshold in points", name.get()))
                        value=now
                        least=0.0
                        most=scale
                        disabled=design.locked
                        on_change=change
                        on_done=move || design.seal()
                        on_error=on_error
                    />
                </span>
            </span>
            <span class="passes">{move || format!("{} pass", count(reach() as f64))}</span>
            <button
                type="button"
                class="btn btn--quiet btn--icon btn--small"
                aria-label=move || format!("Remove the threshold of {}", name.get())
                title="Remove"
                disabled=move || design.locked.get()
                on:click=remove
            >
                <crate::widgets::Icon glyph=crate::widgets::Glyph::Close/>
            </button>
        </div>
    }
}

/// Name, invitation and room.
#[component]
fn Marks(design: Design, tier: usize) -> impl IntoView {
    let key = format!("marks {tier}");
    let name = design
        .part(move |program| tier_at(program, tier).map_or_else(String::new, |t| t.name.clone()));
    let invited =
        design.part(move |program| tier_at(program, tier).is_some_and(|t| t.by_invitation));
    let rename = {
        let key = key.clone();
        move |event: web_sys::Event| {
            let text = dom::value_of(&event).trim().to_owned();
            design.step(
                &key,
                &format!("tier {} renamed {text}", name.get_untracked()),
                |program| {
                    if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                        tier.name = text;
                    }
                },
            );
        }
    };
    let invite = {
        let key = key.clone();
        move |_| {
            design.step(&key, "by invitation", |program| {
                if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                    tier.by_invitation = !tier.by_invitation;
                }
            });
        }
    };
    view! {
        <div class="cluster tier-card__marks">
            <label class="field">
                <span>"Name"</span>
                <input
                    class="input"
                    maxlength="60"
                    prop:value=move || name.get()
                    disabled=move || design.locked.get()
                    on:change=rename
                />
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || invited.get()
                    disabled=move || design.locked.get()
                    on:change=invite
                />
                "By invitation only"
            </label>
        </div>
        <Refusal design=design key=key/>
    }
}

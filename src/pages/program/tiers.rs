//! Tiers from the highest down: what partners read, and the same rule as a builder.

use super::asks::{Asks, Keeps};
use super::design::Design;
use super::marks::Marks;
use super::sentence::{ReviewsSentence, RoomSentence, Sentence};
use crate::format::{compact, plural};
use crate::widgets::TierBadge;
use leptos::prelude::*;
use tierlab_engine::rules::{Comparator, Program, Tier};

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
        move || design.counts.with(|counts| counts.tiers.get(tier).map_or(0, |counts| counts.hold));
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
                <RoomSentence design=design tier=tier/>
                <ReviewsSentence design=design tier=tier/>
            </dl>
            {if tier == 0 {
                view! {
                    <p class="muted tier-card__none">"No conditions: the first tier is where everyone starts."</p>
                }
                    .into_any()
            } else {
                view! {
                    <div class="stack tier-card__rules">
                        <Asks design=design tier=tier/>
                        <Keeps design=design tier=tier/>
                    </div>
                }
                    .into_any()
            }}
            <Marks design=design tier=tier/>
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

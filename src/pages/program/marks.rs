//! What else a tier is: its name, who is invited, how much room it has, how often it is decided, and what
//! stands above it.

use super::design::{Design, Refusal};
use super::fields::{RemoveButton, TextField};
use super::sentence::name_of;
use crate::format::field;
use crate::platform::{clock, dom};
use crate::widgets::{Choice, Glyph, Icon, NumberField};
use leptos::prelude::*;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Cadence, Capacity, Measure, Program, Tier, add_tier, remove_tier};

fn tier_at(program: &Program, tier: usize) -> Option<&Tier> {
    program.ladder.tiers.get(tier)
}

#[component]
pub(super) fn Marks(design: Design, tier: usize) -> impl IntoView {
    let key = format!("marks {tier}");
    let name = design
        .part(move |program| tier_at(program, tier).map_or_else(String::new, |t| t.name.clone()));
    let rename = {
        let key = key.clone();
        move |text: String| {
            let step = format!("tier {} renamed {text}", name.get_untracked());
            design.step(&key, &step, |program| {
                if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                    tier.name = text;
                }
            });
        }
    };
    let above = {
        let key = key.clone();
        move |_| {
            let step = format!("tier added above {}", name.get_untracked());
            design.step(&key, &step, |program| {
                add_tier(program, tier);
            });
            if design.refused.get_untracked().is_none() {
                clock::after(0, move || dom::reveal(&format!("tier-{}", tier + 1)));
            }
        }
    };
    let remove = {
        let key = key.clone();
        move || {
            let step = format!("tier {} removed", name.get_untracked());
            design.step(&key, &step, |program| remove_tier(program, tier));
        }
    };
    view! {
        <div class="cluster tier-card__marks">
            <TextField
                design=design
                title="Name"
                help="What the tier is called on every screen and by your partners."
                value=name
                on_change=rename
            />
            {(tier > 0)
                .then(|| {
                    view! {
                        <Invitation design=design tier=tier name=name/>
                        <Room design=design tier=tier name=name/>
                        <Reviews design=design tier=tier name=name/>
                    }
                })}
            <span class="cluster tier-card__moves">
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    aria-label=move || format!("Add a tier above {}", name.get())
                    disabled=move || design.locked.get()
                    on:click=above
                >
                    <Icon glyph=Glyph::Plus/>
                    "Tier above"
                </button>
                {(tier > 0)
                    .then(|| {
                        let label = move || format!("Remove the tier {}", name.get());
                        view! {
                            <RemoveButton
                                design=design
                                label=Signal::derive(label)
                                word="Remove tier"
                                on_click=remove
                            />
                        }
                    })}
            </span>
        </div>
        <Refusal design=design key=key/>
    }
}

#[component]
fn Invitation(design: Design, tier: usize, name: Memo<String>) -> impl IntoView {
    let invited =
        design.part(move |program| tier_at(program, tier).is_some_and(|t| t.by_invitation));
    let invite = move |_| {
        let step = format!("{} by invitation", name.get_untracked());
        design.step(&format!("marks {tier}"), &step, |program| {
            if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                tier.by_invitation = !tier.by_invitation;
            }
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-description="No review moves a partner up into it; you invite."
                prop:checked=move || invited.get()
                disabled=move || design.locked.get()
                on:change=invite
            />
            "By invitation only"
        </label>
    }
}

/// How many partners it has room for, and what decides who gets in.
#[component]
fn Room(design: Design, tier: usize, name: Memo<String>) -> impl IntoView {
    let key = format!("marks {tier}");
    let room = design.part(move |program| {
        tier_at(program, tier)
            .and_then(|tier| tier.capacity.as_ref())
            .map_or(0.0, |capacity| f64::from(capacity.most))
    });
    let measures = Memo::new(move |_| {
        let partners = design.partners.get();
        design.now.with(|now| measures(now, partners.as_ref().map(|p| &*p.0), tier))
    });
    let chosen = Memo::new(move |_| {
        let by =
            design.now.with(|now| capacity(now, tier).and_then(|capacity| capacity.by.clone()));
        measures.with(|list| list.iter().position(|(_, measure)| *measure == by).unwrap_or(0))
    });
    let on_error = design.explain(&key);
    let change = {
        let key = key.clone();
        move |value: f64| {
            let step = match value {
                0.0 => format!("{} has room for everyone", name.get_untracked()),
                _ => format!("{} has room for {}", name.get_untracked(), field(value)),
            };
            let first = measures.with_untracked(|list| list.first().and_then(|(_, by)| by.clone()));
            design.revise(&key, &step, |program| {
                let Some(tier) = program.ladder.tiers.get_mut(tier) else { return };
                let by = tier.capacity.take().map_or(first, |capacity| capacity.by);
                tier.capacity = whole(value).map(|most| Capacity { most, by });
            });
        }
    };
    let decide = move |to: usize| {
        let by = measures.with_untracked(|list| list.get(to).and_then(|(_, by)| by.clone()));
        let step = format!("who gets a place in {}", name.get_untracked());
        design.step(&key, &step, |program| {
            let tier = program.ladder.tiers.get_mut(tier);
            if let Some(capacity) = tier.and_then(|tier| tier.capacity.as_mut()) {
                capacity.by = by;
            }
        });
    };
    view! {
        <span class="field">
            <span>"Room for, 0 is everyone"</span>
            <span class="cluster">
                <span class="input-like input-like--short">
                    <NumberField
                        label=Signal::derive(move || format!("{}: room for partners", name.get()))
                        help="Where more qualify than there is room for, the best get in; 0 has room for everyone."
                        value=room
                        least=0.0
                        most=1e6
                        whole=true
                        disabled=design.locked
                        on_change=change
                        on_done=move || design.seal()
                        on_error=on_error
                    />
                </span>
                <Show when=move || { room.get() > 0.0 }>
                    <Choice
                        label=Signal::derive(move || format!("Who gets a place in {}", name.get()))
                        help="What decides who is best when there is not room for all."
                        options=Signal::derive(move || {
                            measures.with(|list| list.iter().map(|(name, _)| format!("by {name}")).collect())
                        })
                        chosen=chosen
                        disabled=design.locked
                        on_change=decide.clone()
                    />
                </Show>
            </span>
        </span>
    }
}

/// How often it is decided who enters it and who loses it, where that is not when the others are.
#[component]
fn Reviews(design: Design, tier: usize, name: Memo<String>) -> impl IntoView {
    let key = format!("marks {tier}");
    // At the end of every period is every month: periods are not shorter.
    let months = design.part(move |program| {
        let reviews = tier_at(program, tier).and_then(|tier| tier.reviews);
        reviews.map_or(0.0, |reviews| f64::from(reviews.every.max(1)))
    });
    let on_error = design.explain(&key);
    let change = move |value: f64| {
        let step = match value {
            0.0 => format!("{} decided as the others", name.get_untracked()),
            _ => format!("{} decided every {} months", name.get_untracked(), field(value)),
        };
        design.revise(&key, &step, |program| {
            let Some(tier) = program.ladder.tiers.get_mut(tier) else { return };
            let in_month = tier.reviews.and_then(|reviews| reviews.in_month);
            tier.reviews = whole(value).map(|every| Cadence { every, in_month });
        });
    };
    view! {
        <span class="field">
            <span>"Decided every, 0 as the others"</span>
            <span class="input-unit">
                <span class="input-like input-like--short">
                    <NumberField
                        label=Signal::derive(move || format!("{}: months between reviews", name.get()))
                        help="How often it is decided who enters and who leaves; 0 is when the other tiers are."
                        value=months
                        least=0.0
                        most=120.0
                        whole=true
                        disabled=design.locked
                        on_change=change
                        on_done=move || design.seal()
                        on_error=on_error
                    />
                </span>
                <span>"months"</span>
            </span>
        </span>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fields admit whole numbers from 0 to a million"
)]
fn whole(value: f64) -> Option<u32> {
    Some(value as u32).filter(|value| *value > 0)
}

fn capacity(program: &Program, tier: usize) -> Option<&Capacity> {
    tier_at(program, tier)?.capacity.as_ref()
}

/// What can decide: the score where there is one, every metric as it is usually read, and whatever does
/// now.
fn measures(
    program: &Program,
    portfolio: Option<&Portfolio>,
    tier: usize,
) -> Vec<(String, Option<Measure>)> {
    let mut list = Vec::new();
    if !program.score.tracks.is_empty() {
        list.push(("the score".to_owned(), None));
    }
    for metric in portfolio.map_or(&[][..], Portfolio::metrics) {
        let measure = Measure::usual(&metric.key, metric.kind);
        list.push((name_of(&measure, program, portfolio).to_lowercase(), Some(measure)));
    }
    if let Some(capacity) = capacity(program, tier)
        && !list.iter().any(|(_, measure)| *measure == capacity.by)
    {
        let name = match &capacity.by {
            Some(measure) => name_of(measure, program, portfolio),
            None => "the score".to_owned(),
        };
        list.push((name, capacity.by.clone()));
    }
    list
}

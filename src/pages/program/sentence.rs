//! Rules in words, set so that numbers and joining words stand out.

use super::builder::GatePlace;
use super::curve::{PartPlace, part_at};
use super::design::{Design, Partners, tier_was};
use crate::format::{compact, money};
use crate::pages::names::capital;
use leptos::prelude::*;
use tierlab_engine::explain::{
    Lexicon, Piece, Sentence as Words, definition, enter_sentence, gate_sentence, keep_sentence,
    measure_name, reviews_sentence, room_sentence,
};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Measure, Program, Quantity, ValueFunction};

fn portfolio(partners: Option<&Partners>) -> Option<&Portfolio> {
    partners.map(|partners| &*partners.0)
}

/// What a tier asks, to enter or to keep it.
#[component]
pub(super) fn Sentence(design: Design, tier: usize, keep: bool) -> impl IntoView {
    let words = Memo::new(move |_| {
        let partners = design.partners.get();
        design.now.with(|now| design.was.with(|was| said(now, was, partners.as_ref(), tier, keep)))
    });
    move || pieces(words.get())
}

fn said(
    now: &Program,
    was: &Program,
    partners: Option<&Partners>,
    tier: usize,
    keep: bool,
) -> Vec<Piece> {
    let lexicon = Lexicon::new(now, portfolio(partners));
    let before = tier_was(was, now, tier).and_then(|place| was.ladder.tiers.get(place));
    let Some(here) = now.ladder.tiers.get(tier) else { return Vec::new() };
    let words = if keep {
        let buffer = (now.movement.buffer, was.movement.buffer);
        keep_sentence(&lexicon, tier, here, before, buffer)
    } else {
        enter_sentence(&lexicon, tier, here, before)
    };
    words.pieces
}

/// A sentence as it is shown.
pub(super) fn pieces(words: Vec<Piece>) -> impl IntoView {
    words
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.into_any(),
            Piece::Strong(number) => view! { <b>{number}</b> }.into_any(),
            Piece::Joiner(word) => view! { <span class="joiner">{word}</span> }.into_any(),
            Piece::Was(number) => {
                view! { " " <span class="tag tag--accent">{format!("was {number}")}</span> }
                    .into_any()
            }
        })
        .collect_view()
}

/// A gate in words.
pub(super) fn of_gate(design: Design, place: GatePlace) -> Memo<String> {
    Memo::new(move |_| {
        let partners = design.partners.get();
        design.now.with(|now| {
            let lexicon = Lexicon::new(now, portfolio(partners.as_ref()));
            place
                .read(now)
                .map_or_else(Words::new, |gate| gate_sentence(&lexicon, gate))
                .to_string()
        })
    })
}

/// What a status asks, as it is shown.
#[component]
pub(super) fn StatusSentence(design: Design, at: usize) -> impl IntoView {
    let words = Memo::new(move |_| {
        let partners = design.partners.get();
        design.now.with(|now| {
            let lexicon = Lexicon::new(now, portfolio(partners.as_ref()));
            let status = now.statuses.get(at);
            let words = status.map(|status| gate_sentence(&lexicon, &status.gate).whole());
            words.map_or_else(Vec::new, |words| words.pieces)
        })
    });
    move || pieces(words.get())
}

/// How much room a tier has, where it is limited.
#[component]
pub(super) fn RoomSentence(design: Design, tier: usize) -> impl IntoView {
    let words = Memo::new(move |_| {
        let partners = design.partners.get();
        design.now.with(|now| {
            let lexicon = Lexicon::new(now, portfolio(partners.as_ref()));
            let capacity = now.ladder.tiers.get(tier)?.capacity.as_ref()?;
            Some(room_sentence(&lexicon, capacity).pieces)
        })
    });
    move || {
        words.get().map(|words| {
            view! {
                <div>
                    <dt>"Room"</dt>
                    <dd class="rule-sentence">{pieces(words)}</dd>
                </div>
            }
        })
    }
}

/// When a tier is decided, where that is not when the others are.
#[component]
pub(super) fn ReviewsSentence(design: Design, tier: usize) -> impl IntoView {
    let reviews = design.part(move |program| program.ladder.tiers.get(tier)?.reviews);
    move || {
        reviews.get().map(|reviews| {
            view! {
                <div>
                    <dt>"Reviews"</dt>
                    <dd class="rule-sentence">{pieces(reviews_sentence(reviews).pieces)}</dd>
                </div>
            }
        })
    }
}

/// Name of a measure as it stands alone.
pub(super) fn name_of(
    measure: &Measure,
    program: &Program,
    portfolio: Option<&Portfolio>,
) -> String {
    let name = measure_name(&Lexicon::new(program, portfolio), measure).to_string();
    capital(&name)
}

/// What a part looks at, in short and in full.
pub(super) fn measured(
    program: &Program,
    partners: Option<&Partners>,
    place: PartPlace,
) -> (String, String) {
    let lexicon = Lexicon::new(program, portfolio(partners));
    part_at(program, place).map_or_else(Default::default, |part| {
        (name_of(&part.measure, program, portfolio(partners)), definition(&lexicon, &part.measure))
    })
}

/// What a part is worth, in a few words.
pub(super) fn valued(program: &Program, place: PartPlace) -> String {
    let Some(part) = part_at(program, place) else { return String::new() };
    let short = |value: f64| money(value, "");
    let quantity = |quantity: &Quantity| match quantity {
        Quantity::Fixed(value) => compact(*value),
        Quantity::By { attribute, .. } => format!("{} (by {attribute})", compact(quantity.usual())),
    };
    let text = match &part.value {
        ValueFunction::Anchors(anchors) => match (anchors.first(), anchors.last()) {
            (Some(first), Some(last)) => {
                let falls = last.1 < first.1;
                let way = if falls { "Less earns more" } else { "More earns more" };
                format!(
                    "{way}: {} points at {}, {} at {}",
                    compact(first.1),
                    short(first.0),
                    compact(last.1),
                    short(last.0)
                )
            }
            _ => String::new(),
        },
        ValueFunction::Linear { target, points, .. } => {
            format!("All {} points at {}, in proportion below", quantity(points), quantity(target))
        }
        ValueFunction::Bands(bands) => format!("{} steps", bands.len()),
        ValueFunction::Rate { points, per, most, .. } => {
            let limit =
                most.map_or_else(String::new, |most| format!(", at most {}", compact(most)));
            format!("{} points per {}{limit}", quantity(points), quantity(per))
        }
        ValueFunction::Schedule { rates, .. } => {
            format!("{} rates by date; what was recorded keeps its rate", rates.len())
        }
        ValueFunction::Rank { .. } => "Relative: moves when others move".to_owned(),
        ValueFunction::Logistic { middle, .. } => {
            format!("Half of the points at {}", short(*middle))
        }
        ValueFunction::Trapezoid { b, c, .. } => {
            format!("All points from {} to {}", short(*b), short(*c))
        }
        ValueFunction::Exponential { hi, .. } => format!("All points at {}", short(*hi)),
        ValueFunction::Hill { half, .. } => format!("Half of the points at {}", short(*half)),
    };
    if part.times.is_empty() { text } else { format!("{text}, times {} more", part.times.len()) }
}

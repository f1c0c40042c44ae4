//! Which requirements the next tier has, what of them is met today, and what the last review does.

use super::Seen;
use crate::format::percent;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::explain::{Step, explain_partner};
use tierlab_engine::rules::{Evaluation, ReviewEvent, Truth};

#[component]
pub(super) fn Decision(seen: Seen) -> impl IntoView {
    let (answer, mover) = (&seen.answer, &seen.mover);
    let program = &answer.scenario.alternative;
    let evaluation = Evaluation::now(program, &answer.portfolio);
    let told = explain_partner(&evaluation, mover.position);
    let next = (mover.now + 1).min(answer.tier_count().saturating_sub(1));
    let asked = told.tiers.get(next).map_or(&[][..], |tier| tier.inner.as_slice());
    let missed = asked.iter().filter(|step| step.truth != Some(Truth::Pass)).count();
    let title = match (asked.len(), missed) {
        (0, _) => told.headline.to_string(),
        (all, 0) => format!("All {all} requirements of {} are met today", answer.tier_name(next)),
        (all, missed) => {
            format!("{missed} of {all} requirements of {} not met today", answer.tier_name(next))
        }
    };
    let rows = asked.iter().map(row).collect_view();
    let reviews = seen.close.as_ref().and_then(|close| {
        let last = close.alternative.iter().rev().find(|q| q.reviews.iter().any(|r| *r > 0.0))?;
        Some(reviewed(&last.reviews))
    });
    view! {
        <section>
            <h3>{title}</h3>
            <ul class="gates">{rows}</ul>
            {reviews.map(|text| view! { <p class="panel__sub">{text}</p> })}
        </section>
    }
}

fn row(step: &Step) -> impl IntoView + use<> {
    let (class, glyph, word) = match step.truth {
        Some(Truth::Pass) => ("met", Glyph::Check, "met"),
        Some(Truth::Fail) => ("miss", Glyph::Cross, "not met"),
        _ => ("faint", Glyph::Warning, "unknown"),
    };
    view! {
        <li>
            <span class=class><Icon glyph=glyph/></span>
            <span>{step.sentence.to_string()}</span>
            <strong class=class>{word}</strong>
        </li>
    }
}

/// What the last review does, in shares of the runs.
fn reviewed(shares: &[f64; ReviewEvent::COUNT]) -> String {
    let mut told: Vec<(f64, &str)> =
        ReviewEvent::ALL.iter().zip(shares).map(|(event, share)| (*share, word(*event))).collect();
    told.sort_by(|a, b| b.0.total_cmp(&a.0));
    let told: Vec<String> = told
        .iter()
        .filter(|(share, _)| *share >= 0.005)
        .map(|(share, word)| format!("{word} in {}", percent(*share)))
        .collect();
    format!("The last review: {} of runs.", told.join(", "))
}

fn word(event: ReviewEvent) -> &'static str {
    match event {
        ReviewEvent::Promote => "moves up",
        ReviewEvent::Building => "builds up for a move up",
        ReviewEvent::Hold => "stays",
        ReviewEvent::Grace => "is given grace",
        ReviewEvent::Demote => "moves down",
        ReviewEvent::Notice => "has notice of a move",
        ReviewEvent::Protected => "is protected",
        ReviewEvent::Out => "has to leave",
    }
}

//! Where the partner stands, in one sentence and three facts.

use super::shown::Shown;
use crate::format::{decimal, simulated};
use crate::widgets::TierBadge;
use leptos::prelude::*;
use tierlab_engine::partner_view::{
    PartnerView, State, chance_in_words, chances_of, next_review, own_score, standing, told,
};
use tierlab_engine::portfolio::Cadence;

#[component]
pub(super) fn Standing(shown: Shown) -> impl IntoView {
    let view = shown.view.clone();
    let state = standing(&view);
    let said = told(&state, view.tier_name(view.tier));
    let of = view.program.ladder.tiers.len();
    let held = view.tier_name(view.tier).to_owned();
    let below = said.below.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view();
    let forecast = move || forecast(&shown.now(), &state);
    view! {
        <header class="panel standing">
            <div class="stack standing__said">
                <p class="muted">{about(&view)}</p>
                <h1>
                    "You are in " <TierBadge index=view.tier of=of name=held/> {said.rest}
                </h1>
                {below}
                {move || forecast().map(|text| view! { <p class="muted">{text}</p> })}
            </div>
            <Facts view=(*view).clone()/>
        </header>
    }
}

/// Whose view it is, under which rules, and until when its figures go.
fn about(view: &PartnerView) -> String {
    let edition = &view.program.edition;
    let edition = if edition.is_empty() { String::new() } else { format!(", {edition}") };
    let last = view.last();
    let until = match last.cadence() {
        Cadence::Snapshot => String::new(),
        _ => format!(" Figures to {last}."),
    };
    format!("{}. Rules of {}{edition}.{until}", view.name(), view.program.name)
}

/// How likely it is to reach the next tier, or to stay, in words.
fn forecast(view: &PartnerView, state: &State) -> Option<String> {
    let stays = matches!(
        state,
        State::Top
            | State::Close { .. }
            | State::Grace { .. }
            | State::Lower { .. }
            | State::Protected { .. }
    );
    let tier = if stays { view.tier } else { view.next_tier()? };
    if tier == 0 {
        return None;
    }
    let last = chances_of(view, tier).pop()?;
    let (name, end) = (view.tier_name(tier), simulated(view.last(), last.quarter));
    Some(if stays {
        let chance = chance_in_words(last.held);
        format!("If you carry on as before, you hold {name} or higher as {end} ends in {chance}.")
    } else {
        let chance = chance_in_words(last.reached);
        format!("If you carry on as before, you have reached {name} by {end} in {chance}.")
    })
}

#[component]
fn Facts(view: PartnerView) -> impl IntoView {
    let score = own_score(&view).map(|own| {
        let told = own.score.map_or_else(|| "no figure".to_owned(), |score| decimal(score, 1));
        view! {
            <div>
                <dt class="muted">"Your score"</dt>
                <dd class="standing__score">{told}</dd>
                <dd class="faint">{format!("of {}", decimal(own.scale, 0))}</dd>
            </div>
        }
    });
    let review = match next_review(&view) {
        Some((period, months)) => {
            let when = match period.cadence() {
                Cadence::Snapshot => format!("in {months} months"),
                _ => format!("after {period}"),
            };
            (when, format!("{months} months after these figures"))
        }
        None => ("none soon".to_owned(), "within two years".to_owned()),
    };
    let since = match view.since {
        Some(period) => (format!("{period}"), "by your figures".to_owned()),
        None => ("earlier".to_owned(), "not on record here".to_owned()),
    };
    view! {
        <dl class="standing__facts">
            {score}
            <div>
                <dt class="muted">"Next review"</dt>
                <dd class="standing__date">{review.0}</dd>
                <dd class="faint">{review.1}</dd>
            </div>
            <div>
                <dt class="muted">"In this tier since"</dt>
                <dd class="standing__date">{since.0}</dd>
                <dd class="faint">{since.1}</dd>
            </div>
        </dl>
    }
}

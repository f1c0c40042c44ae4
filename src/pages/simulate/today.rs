//! Who stands where today by the numbers alone: the answer that comes with the line while it is dragged.

use super::ScenarioSignal;
use crate::format::{count, join};
use crate::state::{ByAddress, Workspace};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::{TodaysMix, tiers_on};
use tierlab_engine::rules::{Program, Settled};
use tierlab_engine::simulation::Scenario;

/// How many stand in each tier, and how many higher or lower than under the baseline.
#[component]
pub(in crate::pages) fn Today(scenario: ScenarioSignal) -> impl IntoView {
    let mix = mix(scenario);
    view! {
        <p class="lever__hint">
            {move || mix.with(|mix| scenario.with(|s| said(s.as_ref(), mix)))}
        </p>
    }
}

fn mix(scenario: ScenarioSignal) -> Memo<TodaysMix> {
    let workspace = Workspace::here();
    let partners = Memo::new(move |_| {
        workspace.session.with(|s| s.as_ref().map(|s| ByAddress(s.portfolio.clone())))
    });
    let settled = move |of: fn(&Scenario) -> &Program| {
        let basis =
            Memo::new(move |_| scenario.with(|s| s.as_ref().map(|s| Settled::basis(of(s)))));
        Memo::new(move |_| match (basis.get(), partners.get()) {
            (Some(basis), Some(ByAddress(partners))) => Arc::new(Settled::of(&basis, &partners)),
            _ => Arc::default(),
        })
    };
    let (now, before) = (settled(|s| &s.alternative), settled(|s| &s.baseline));
    Memo::new(move |_| {
        scenario.with(|scenario| {
            let (Some(s), Some(ByAddress(partners))) = (scenario, partners.get()) else {
                return TodaysMix::default();
            };
            let was =
                before.with(|settled| tiers_on(&s.baseline, settled, &partners, &s.alternative));
            let is = now.with(|settled| settled.tiers(&s.alternative, &partners));
            TodaysMix::of(&is, &was, s.alternative.ladder.tiers.len())
        })
    })
}

/// `By the numbers today: 107 Entry, 87 Growth. 3 higher, 1 lower than under the baseline.`
fn said(scenario: Option<&Scenario>, mix: &TodaysMix) -> String {
    let tiers = scenario.map_or(&[][..], |s| &s.alternative.ladder.tiers);
    let counted = tiers.iter().zip(&mix.tiers);
    let counted: Vec<String> =
        counted.map(|(tier, n)| format!("{} {}", count(*n as f64), tier.name)).collect();
    let (up, down) = (count(mix.up as f64), count(mix.down as f64));
    let flips = match (mix.up, mix.down) {
        (0, 0) => "Nobody stands elsewhere than under the baseline.".to_owned(),
        _ => format!("{up} higher, {down} lower than under the baseline."),
    };
    format!("By the numbers today {}. {flips}", join(&counted))
}

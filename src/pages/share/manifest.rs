//! What is inside and what is not, from this scenario.

use super::making::{Making, What};
use crate::format::{join, plural};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::engine_version;
use tierlab_engine::portfolio::Origin;

#[component]
pub(super) fn Manifest(making: Making) -> impl IntoView {
    view! {
        <div class="manifest">
            <section>
                <h3>"Inside the link"</h3>
                <ul>{move || list(inside(making), "in", Glyph::Check)}</ul>
            </section>
            <section>
                <h3>"Not inside"</h3>
                <ul>{move || list(outside(making), "out", Glyph::Close)}</ul>
            </section>
        </div>
    }
}

fn list(items: Vec<String>, class: &'static str, glyph: Glyph) -> impl IntoView {
    items
        .into_iter()
        .map(|item| view! { <li class=class><Icon glyph=glyph/><span>{item}</span></li> })
        .collect_view()
}

fn inside(making: Making) -> Vec<String> {
    if making.what.get() == What::View {
        let name = making.view.with_value(|view| view.as_ref().map(|view| view.name.clone()));
        let name = name.unwrap_or_default();
        return vec![
            format!("The name, the figures and the standing of {name}"),
            "The rules of the program under design, as they hold for it".to_owned(),
            "What it gets in each tier, and its chances as counts of simulated futures".to_owned(),
            "Whom to ask about a figure, as you wrote it".to_owned(),
        ];
    }
    let short = making.short.get();
    let (mut items, count) = making.session.with_value(|session| {
        let scenario = session.scenario();
        let tiers = plural(scenario.alternative.ladder.tiers.len(), "tier", "tiers");
        let settings = &scenario.settings;
        let items = vec![
            format!("Programs {} and {}", scenario.alternative.name, scenario.baseline.name),
            format!("Scores, {tiers} with thresholds and gates, movement rules, incentives"),
            format!(
                "Response parameters, {} quarters, {} runs, seed {}, engine {}",
                settings.quarters,
                settings.replications,
                settings.seed.0,
                engine_version()
            ),
        ];
        (items, session.portfolio.partners().len())
    });
    let who = plural(count, "partner", "partners");
    let figures = if short {
        "figures of their last year to three digits"
    } else {
        "all their figures, exact"
    };
    match making.what.get() {
        What::Design => {
            items.push(
                "A fingerprint of the result, so that the receiver sees whether the numbers agree"
                    .to_owned(),
            );
            items.extend(making.session.with_value(|session| match session.portfolio.origin() {
                Origin::Sample => None,
                Origin::File(name) => {
                    Some(format!("The name of your file, {name}, and a fingerprint of it"))
                }
            }));
        }
        What::Codes => {
            items.push(format!("{who} under codes in mixed order, {figures}"));
            let kept = making.chosen().and_then(|made| {
                let names = made.packed.as_ref()?.partners.portfolio.attributes().to_vec();
                (!names.is_empty()).then(|| join(&names))
            });
            items.extend(kept.map(|names| format!("What sorts them: {names}")));
        }
        What::View => {}
        What::Names => {
            items.push(format!("{who} with names, ids and all text columns, {figures}"));
        }
    }
    let record = making.session.with_value(|session| session.scenario().record.clone());
    if !record.public().is_empty() {
        items.push("The question of your workshop and what may be moved".to_owned());
    }
    if making.what.get() == What::Names && record != record.public() {
        items.push("Your decision log and exceptions".to_owned());
    }
    items.push("The screen you are on, so that it opens there".to_owned());
    items
}

fn outside(making: Making) -> Vec<String> {
    let mut items = Vec::new();
    let partners = making.partners();
    match making.what.get() {
        What::Design => {
            items.push(making.session.with_value(|session| match session.portfolio.origin() {
                Origin::Sample => {
                    format!("The {partners} sample partners (they ship with Tierlab)")
                }
                Origin::File(_) => format!("None of the {partners} partners, no names, no figures"),
            }));
        }
        What::Codes => {
            items.push("Names and ids of partners, and the name of your file".to_owned());
            let left = making.chosen().and_then(|made| {
                let left = made.packed.as_ref()?.left_out.clone();
                (!left.is_empty()).then(|| join(&left))
            });
            items.extend(left.map(|names| format!("Columns that may tell who they are: {names}")));
        }
        What::Names => {}
        What::View => items.extend([
            "Any other partner, and ranks among them".to_owned(),
            "Costs, margins, budgets and assumptions".to_owned(),
            "The program in force, if another one is under design".to_owned(),
        ]),
    }
    let record = making.session.with_value(|session| session.scenario().record.clone());
    if matches!(making.what.get(), What::Design | What::Codes) && record != record.public() {
        items.push("Your decision log and exceptions: they name people and partners".to_owned());
    }
    items.push("Your other scenarios, versions and undo history".to_owned());
    items.push("Anything about you or this device".to_owned());
    items
}

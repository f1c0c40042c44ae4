//! The smallest change of the partner's own figures that leads on, as steps.

use crate::format::{decimal, plural};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::partner_view::{PartnerView, PlanStep, WayUp, requirements_to_keep, way_to};
use tierlab_engine::rules::Truth;

#[component]
pub(super) fn Way(view: Arc<PartnerView>) -> impl IntoView {
    let open = |truth: Truth| truth == Truth::Fail;
    let below =
        requirements_to_keep(&view).is_some_and(|keep| keep.all.iter().any(|one| open(one.truth)));
    let tier = if below { Some(view.tier) } else { view.next_tier() };
    tier.map(|tier| {
        let (title, sub, content) = told(&view, tier, below);
        view! {
            <section class="panel" aria-labelledby="own-way">
                <h2 id="own-way">{title}</h2>
                <p class="panel__sub">{sub}</p>
                {content}
            </section>
        }
    })
}

fn told(view: &PartnerView, tier: usize, stays: bool) -> (String, String, AnyView) {
    let name = view.tier_name(tier);
    match way_to(view, tier) {
        WayUp::There => (
            format!("There is nothing left to do for {name}"),
            "Everything it asks is met; the next review that decides on it counts.".to_owned(),
            ().into_any(),
        ),
        WayUp::ByInvitation => (
            format!("{name} is entered by invitation"),
            "Ask whom you work with what an invitation rests on.".to_owned(),
            ().into_any(),
        ),
        WayUp::FindOut { open } => (
            format!("For {name} a figure is missing, and nothing else"),
            "Send it in, or ask whom you work with:".to_owned(),
            list(&open),
        ),
        WayUp::NotByFigures { open } => (
            format!("Your figures alone do not lead to {name} yet"),
            "What stays open even then:".to_owned(),
            list(&open),
        ),
        WayUp::Steps { steps, score, find_out } => {
            let verb = if stays { "keeps" } else { "leads to" };
            let count = plural(steps.len(), "step", "steps");
            let title = format!("The smallest change that {verb} {name} takes {count}");
            let ends = score.map_or_else(String::new, |score| {
                format!(" Together they come to a score of {}.", decimal(score, 1))
            });
            let sub = format!(
                "Measured against your own figures; what a requirement asks comes first.{ends}"
            );
            (title, sub, view! { {list(&find_out)} {path(&steps)} }.into_any())
        }
    }
}

fn list(lines: &[String]) -> AnyView {
    let lines = lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    view! { <ul class="reading">{lines}</ul> }.into_any()
}

fn path(steps: &[PlanStep]) -> AnyView {
    let steps = steps.iter().map(|step| {
        let verb = if step.lower { "Lower" } else { "Raise" };
        let why = if step.needed { "A requirement asks for it." } else { "" };
        let gain = if step.points > 0.005 {
            let most = if step.points < 0.095 { 2 } else { 1 };
            format!("+{} points", decimal(step.points, most))
        } else {
            "requirement".to_owned()
        };
        view! {
            <li>
                <div>
                    <strong>{format!("{verb} {}", step.name)}</strong>
                    <p class="muted">{format!("From {} to {}. {why}", step.from, step.to)}</p>
                </div>
                <p class="path__gain">{gain}</p>
            </li>
        }
    });
    view! { <ol class="path">{steps.collect_view()}</ol> }.into_any()
}

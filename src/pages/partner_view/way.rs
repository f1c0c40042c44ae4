//! The smallest change of the partner's own figures that leads on, as steps.

use crate::format::decimal;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::partner_view::{
    PartnerView, PlanStep, ToldWay, WayUp, keeping, requirements_to_keep, told_way, way_to,
};
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
    let way = if stays { way_to(&keeping(view), tier) } else { way_to(view, tier) };
    let ToldWay { title, sub } = told_way(&way, view.tier_name(tier), stays);
    let content = match way {
        WayUp::There | WayUp::ByInvitation => ().into_any(),
        WayUp::FindOut { open } | WayUp::NotByFigures { open } => list(&open),
        WayUp::Steps { steps, find_out, .. } => {
            view! { {list(&find_out)} {path(&steps)} }.into_any()
        }
    };
    (title, sub, content)
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

//! What a tier asks, requirement by requirement: value, need, gap, and by when.

use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::partner_view::{
    PartnerView, Requirement, Requirements, next_review, requirements_of, requirements_to_keep,
    review_after,
};
use tierlab_engine::rules::Truth;

/// The next tier, and what it takes to stay.
#[component]
pub(super) fn Next(view: Arc<PartnerView>) -> impl IntoView {
    let by = next_review(&view);
    let by = by.map_or_else(String::new, |(period, _)| {
        format!("Looked at in {}.", review_after(period).replace("the review", "the next review,"))
    });
    let next = view.next_tier().and_then(|tier| requirements_of(&view, tier));
    let keep = requirements_to_keep(&view).filter(|keep| !keep.all.is_empty());
    let stays = keep.map(|keep| {
        let title = told(&keep, &format!("to stay in {}", view.tier_name(view.tier)));
        let open = keep.met() < keep.all.len();
        (open, title, rows(&keep.all))
    });
    let next = next.map(|next| {
        let title = told(&next, &format!("of {}", view.tier_name(next.tier)));
        view! {
            <section class="panel" aria-labelledby="own-next">
                <h2 id="own-next">{title}</h2>
                <p class="panel__sub">{by.clone()}</p>
                {rows(&next.all)}
            </section>
        }
    });
    let stays = stays.map(|(open, title, rows)| {
        view! {
            <section class="panel" aria-labelledby="own-keep">
                <h2 id="own-keep">{title}</h2>
                <details open=open>
                    <summary class="faint">"What it takes to stay"</summary>
                    {rows}
                </details>
            </section>
        }
    });
    view! {
        {next}
        {stays}
    }
}

/// Tiers above the next one.
#[component]
pub(super) fn Further(view: Arc<PartnerView>) -> impl IntoView {
    let next = view.next_tier();
    let above = (view.tier + 1..view.program.ladder.tiers.len()).filter(|tier| Some(*tier) != next);
    let tiers = above.filter_map(|tier| {
        let asked = requirements_of(&view, tier)?;
        let title = told(&asked, &format!("of {}", view.tier_name(tier)));
        Some(view! {
            <details class="panel no-print">
                <summary>{title}</summary>
                {rows(&asked.all)}
            </details>
        })
    });
    tiers.collect_view()
}

fn told(asked: &Requirements, what: &str) -> String {
    let invited = if asked.by_invitation { ", which is entered by invitation," } else { "" };
    match (asked.met(), asked.all.len()) {
        (_, 0) if asked.by_invitation => format!("The invitation is all that is asked {what}"),
        (_, 0) => format!("Nothing is asked {what}"),
        (met, all) if met == all => match all {
            1 => format!("The requirement {what}{invited} is met"),
            all => format!("All {all} requirements {what}{invited} are met"),
        },
        (0, 1) => format!("The requirement {what}{invited} is open"),
        (met, all) => {
            let are = if met == 1 { "is" } else { "are" };
            format!("{met} of {all} requirements {what}{invited} {are} met")
        }
    }
}

fn rows(asked: &[Requirement]) -> AnyView {
    let rows = asked.iter().map(row).collect_view();
    view! { <ul class="requirements">{rows}</ul> }.into_any()
}

fn row(one: &Requirement) -> AnyView {
    let (class, glyph, word) = match one.truth {
        Truth::Pass => ("met", Glyph::Check, "met"),
        Truth::Fail => ("open", Glyph::Circle, "open"),
        Truth::Unknown => ("open", Glyph::Help, "no figure"),
    };
    let track = one.track.map(|(value, line)| {
        let part = |share: f64| format!("{:.1}%", 100.0 * share);
        view! {
            <span class="requirement__track" aria-hidden="true">
                <i style:width=part(value)></i>
                <b style:left=part(line)></b>
            </span>
        }
    });
    let how = one.how.as_ref().map(|how| view! { <span class="faint">{format!(", {how}")}</span> });
    let value = one.value.clone().filter(|_| one.inner.is_empty());
    let gap = one.gap.as_ref().map(|gap| format!(", {gap}")).unwrap_or_default();
    let inner = (!one.inner.is_empty()).then(|| rows(&one.inner));
    view! {
        <li class="requirement">
            <span class=class><Icon glyph=glyph/></span>
            <span class="requirement__name">
                <strong>{one.name.clone()}</strong>
                {how}
                <small class="faint">{format!("needs {}", one.need)}</small>
            </span>
            <span class="num requirement__value">
                {value.map(|value| view! { <strong>{value}</strong> })}
                <small class=class>{format!("{word}{gap}")}</small>
            </span>
            {track}
            {inner}
        </li>
    }
    .into_any()
}

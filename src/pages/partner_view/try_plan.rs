//! What a plan would do: the partner's own figures, moved within ranges that make sense for it.

use crate::format::{capital, change, decimal};
use crate::widgets::Slider;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::partner_view::{
    Ahead, Lever, PartnerView, WayUp, ahead, levers, review_after, way_to,
};

/// Figures shown at once; the others unfold.
const FIRST: usize = 4;

/// A figure with how far it is moved, in steps.
#[derive(Clone)]
struct Tried {
    lever: Arc<Lever>,
    steps: RwSignal<i32>,
}

#[component]
pub(super) fn TryPlan(view: Arc<PartnerView>) -> impl IntoView {
    let all: Vec<Tried> = ordered(&view)
        .into_iter()
        .map(|lever| Tried { lever: Arc::new(lever), steps: RwSignal::new(0) })
        .collect();
    if all.is_empty() {
        return ().into_any();
    }
    let base = Arc::new(ahead(&view, &[]));
    let tried = {
        let (view, all) = (view.clone(), all.clone());
        Memo::new(move |_| {
            let levels = all.iter().filter(|one| one.steps.get() != 0);
            let levels: Vec<(usize, f64)> =
                levels.map(|one| (one.lever.metric, one.lever.at(one.steps.get()))).collect();
            (!levels.is_empty()).then(|| ahead(&view, &levels))
        })
    };
    let said = {
        let (view, base) = (view.clone(), base.clone());
        Memo::new(move |_| tried.with(|tried| told(&view, &base, tried.as_deref())))
    };
    let reset = {
        let all = all.clone();
        move |_| all.iter().for_each(|one| one.steps.set(0))
    };
    let slider = move |one: &Tried| {
        view! { <Figure view=view.clone() base=base.clone() tried=one.clone()/> }
    };
    let first = all.iter().take(FIRST).map(&slider).collect_view();
    let others: Vec<_> = all.iter().skip(FIRST).map(&slider).collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <details class="own-plan__more">
                <summary>"More of your figures"</summary>
                <div class="own-plan">{others}</div>
            </details>
        }
    });
    view! {
        <section class="panel no-print" aria-labelledby="own-plan">
            <div class="spread spread--wrap">
                <div>
                    <h2 id="own-plan">"Try a plan"</h2>
                    <p class="panel__sub">
                        "What follows when you hold these figures from now on. Nothing is sent to anyone."
                    </p>
                </div>
                <button
                    type="button"
                    class="btn own-bar__action"
                    aria-disabled=move || tried.with(Option::is_none).then_some("true")
                    on:click=reset
                >
                    "Back to your figures"
                </button>
            </div>
            <p class="note note--info own-plan__said" role="status">{move || said.get()}</p>
            <div class="own-plan">{first}</div>
            {others}
        </section>
    }
    .into_any()
}

/// Figures that the way up moves first, the others in their order.
fn ordered(view: &PartnerView) -> Vec<Lever> {
    let steps = match view.next_tier().map(|tier| way_to(view, tier)) {
        Some(WayUp::Steps { steps, .. }) => steps,
        _ => Vec::new(),
    };
    let asked = |lever: &Lever| steps.iter().any(|step| step.name.starts_with(&lever.name));
    let (mut first, rest): (Vec<Lever>, Vec<Lever>) = levers(view).into_iter().partition(asked);
    first.extend(rest);
    first
}

/// What follows: the score when all of it counts, and when a tier changes.
fn told(view: &PartnerView, base: &[Ahead], tried: Option<&[Ahead]>) -> String {
    let Some(tried) = tried else {
        return "Move a slider, and this line says what would follow.".to_owned();
    };
    let end = |path: &[Ahead]| path.last().and_then(|seen| seen.score);
    let score = match (end(tried), end(base)) {
        (Some(score), Some(before)) => format!(
            "Score {} when all of it counts, {} points.",
            decimal(score, 1),
            change(score - before, 1)
        ),
        (Some(score), None) => format!("Score {} when all of it counts.", decimal(score, 1)),
        _ => String::new(),
    };
    let moved = tried.iter().find(|seen| seen.tier != view.tier);
    let tier = match moved {
        Some(seen) if seen.tier > view.tier => {
            format!("You enter {} at {}.", view.tier_name(seen.tier), review_after(seen.period))
        }
        Some(seen) => format!(
            "Your tier becomes {} at {}.",
            view.tier_name(seen.tier),
            review_after(seen.period)
        ),
        None => format!("You stay in {} for the next two years.", view.tier_name(view.tier)),
    };
    format!("{score} {tier}").trim().to_owned()
}

#[component]
fn Figure(view: Arc<PartnerView>, base: Arc<Vec<Ahead>>, tried: Tried) -> impl IntoView {
    let Tried { lever, steps } = tried;
    let (down, up) = lever.range();
    let currency = view.program.currency.clone();
    let id = format!("own-lever-{}", lever.metric);
    let name = capital(&lever.name);
    let name = if lever.yearly { format!("{name}, 12 months") } else { name };
    let amount = {
        let lever = lever.clone();
        move |steps: i32| lever.scale.rounded(lever.at(steps), None, &currency)
    };
    let now = amount(0);
    let shown = {
        let amount = amount.clone();
        Memo::new(move |_| amount(steps.get()))
    };
    let alone = {
        let lever = lever.clone();
        Memo::new(move |_| {
            let steps = steps.get();
            if steps == 0 {
                return String::new();
            }
            let path = ahead(&view, &[(lever.metric, lever.at(steps))]);
            let end = |path: &[Ahead]| path.last().and_then(|seen| seen.score);
            let by = end(&path).zip(end(&base)).map(|(score, before)| score - before);
            by.map_or_else(String::new, |by| format!("; alone {} points", change(by, 1)))
        })
    };
    let note = Signal::derive(move || format!("now {now}{}", alone.get()));
    view! {
        <Slider
            id=id
            label=name
            help="Tries another figure of your own; nothing is sent or kept."
            range=(down, up)
            value=steps
            shown=shown
            note=note
            on_change=move |wanted| steps.set(wanted)
        />
    }
}

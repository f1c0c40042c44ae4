//! What the program costs against what it may cost, tier by tier, live while a lever moves.

use super::{Answer, AnswerSignal, ScenarioSignal};
use crate::format::{money, percent, symbol};
use crate::state::{Edit, Workspace};
use crate::widgets::{NumberField, TierBadge};
use leptos::prelude::*;
use tierlab_engine::report::{TierCost, tier_costs};

/// From this share of the budget on it is nearly used up.
const NEAR: f64 = 0.98;
/// Most thousands a year on screen.
const MOST: f64 = 1e9;

#[component]
pub(super) fn BudgetMeter(
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    answer: AnswerSignal,
) -> impl IntoView {
    let yearly = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().and_then(|s| s.alternative.incentives.budget))
    });
    let meter = move || {
        let yearly = yearly.get();
        answer.with(|a| a.as_deref().map(|a| meter(a, yearly)))
    };
    view! {
        <div class="meter lever__meter">
            {meter}
            <Budget scenario=scenario locked=locked yearly=yearly/>
        </div>
    }
}

/// The field of what it may cost.
#[component]
fn Budget(
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    yearly: Memo<Option<f64>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let wrong = RwSignal::new(None::<String>);
    let sign = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().map_or_else(String::new, |s| symbol(&s.alternative.currency)))
    });
    let thousands = Signal::derive(move || {
        yearly.get().map_or(0.0, |money| (money / 1000.0 * 1e6).round() / 1e6)
    });
    view! {
        <p class="sentence-form meter__budget">
            "It may cost "
            <NumberField
                label=Signal::derive(move || format!("Budget of a year in {}k", sign.get()))
                help="The cost of all tiers is held against it; 0 is no budget, and nothing is computed with it."
                value=thousands
                least=0.0
                most=MOST
                disabled=locked
                on_change=move |value| workspace.edit(&Edit::Budget(value))
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
            {move || format!(" {}k a year (0: not stated).", sign.get())}
        </p>
        {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
    }
}

/// The cost held against the budget.
struct Held {
    cost: f64,
    baseline: f64,
    /// What the horizon may cost.
    allowed: Option<f64>,
    /// Right end of the bar.
    most: f64,
}

impl Held {
    fn new(answer: &Answer, yearly: Option<f64>) -> Self {
        let h = &answer.headline;
        let allowed = yearly.map(|yearly| yearly * answer.quarters() as f64 / 4.0);
        let (cost, baseline) = (h.cost_alternative, h.cost_baseline);
        let most = cost.max(baseline).max(allowed.unwrap_or(0.0)) * 1.04;
        Self { cost, baseline, allowed, most: most.max(1.0) }
    }

    fn share(&self, value: f64) -> f64 {
        (100.0 * value / self.most).clamp(0.0, 100.0)
    }

    /// What is left, or by how much it is over, in words.
    fn rest(&self, currency: &str) -> String {
        let baseline = format!("Baseline {} (dashed).", money(self.baseline, currency));
        let Some(allowed) = self.allowed else { return baseline };
        let rest = allowed - self.cost;
        let told = if rest < 0.0 {
            format!("Over by {}.", money(-rest, currency))
        } else {
            format!("{} left.", money(rest, currency))
        };
        format!("{told} {baseline}")
    }

    fn total(&self, currency: &str) -> String {
        let cost = money(self.cost, currency);
        match self.allowed {
            Some(allowed) => format!(
                "{cost} of {} ({})",
                money(allowed, currency),
                percent(self.cost / allowed.max(f64::MIN_POSITIVE))
            ),
            None => cost,
        }
    }

    fn state(&self) -> &'static str {
        match self.allowed {
            Some(allowed) if self.cost > allowed => "over",
            Some(allowed) if self.cost >= NEAR * allowed => "near",
            Some(_) => "under",
            None => "unstated",
        }
    }
}

fn meter(answer: &Answer, yearly: Option<f64>) -> impl IntoView + use<> {
    let held = Held::new(answer, yearly);
    let currency = answer.currency();
    let costs = tier_costs(&answer.outcome);
    let state = held.state();
    let tag = match state {
        "over" => Some(view! { <span class="tag tag--warn">"over budget"</span> }),
        "near" => Some(view! { <span class="tag">"nearly used up"</span> }),
        _ => None,
    };
    let over = held.allowed.filter(|allowed| held.cost > *allowed).map(|allowed| {
        let (from, to) = (held.share(allowed), held.share(held.cost));
        let (from, width) = (format!("{from:.1}%"), format!("{:.1}%", to - from));
        view! { <span class="meter__over" style:left=from style:width=width></span> }
    });
    let limit = held.allowed.map(|allowed| {
        view! { <span class="meter__limit" style:left=format!("{:.1}%", held.share(allowed))></span> }
    });
    let (total, rest) = (held.total(currency), held.rest(currency));
    view! {
        <div class="spread">
            <span>{format!("{}-quarter program cost", answer.quarters())} " " {tag}</span>
            <strong>{total.clone()}</strong>
        </div>
        <div
            class="meter__bar"
            data-state=state
            role="meter"
            aria-label="Program cost"
            aria-valuemin="0"
            aria-valuemax=held.most
            aria-valuenow=held.cost
            aria-valuetext=format!("{total}. {rest}")
        >
            {parts(&held, &costs)}
            {over}
            {limit}
            <span class="meter__tick" style:left=format!("{:.1}%", held.share(held.baseline))></span>
        </div>
        <span class="faint">{rest}</span>
        <ul class="meter__tiers" aria-label="Program cost by tier">{by_tier(answer, &costs)}</ul>
    }
}

/// The bar in parts, one per tier, the lowest at the left.
fn parts(held: &Held, costs: &[TierCost]) -> impl IntoView + use<> {
    let mut from = 0.0;
    let of = costs.len();
    let part = |(tier, cost): (usize, &TierCost)| {
        let to = from + held.share(cost.total());
        let class = format!("meter__part meter__part--{}", (tier * 4 / of.max(1) + 1).min(4));
        let (left, width) = (format!("{from:.2}%"), format!("{:.2}%", to - from));
        from = to;
        view! { <span class=class style:left=left style:width=width></span> }
    };
    costs.iter().enumerate().map(part).collect_view()
}

fn by_tier(answer: &Answer, costs: &[TierCost]) -> impl IntoView + use<> {
    let of = costs.len();
    let item = |(tier, cost): (usize, &TierCost)| {
        view! {
            <li>
                <TierBadge index=tier of=of name=answer.tier_name(tier)/>
                " "
                <span class="num">{money(cost.total(), answer.currency())}</span>
            </li>
        }
    };
    costs.iter().enumerate().map(item).collect_view()
}

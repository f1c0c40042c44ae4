//! The incentive mix per tier as a small table of fields, and what the program costs.

use super::ScenarioSignal;
use super::changes::{self, differ};
use super::{Answer, AnswerSignal};
use crate::format::{compact, field, money, money_change, symbol};
use crate::state::{BenefitField, Edit, Workspace};
use crate::widgets::{NumberField, TierBadge};
use leptos::prelude::*;
use tierlab_engine::simulation::Scenario;

#[component]
pub(super) fn IncentiveMatrix(
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    answer: AnswerSignal,
) -> impl IntoView {
    let hint = move || match scenario.with(|s| s.as_ref().map_or(0, changes::incentives)) {
        0 => "same as baseline".to_owned(),
        1 => "1 cell changed".to_owned(),
        changed => format!("{changed} cells changed"),
    };
    let names = Memo::new(move |_| {
        scenario.with(|s| {
            s.as_ref().map_or_else(Vec::new, |s| {
                s.alternative.ladder.tiers.iter().map(|tier| tier.name.clone()).collect()
            })
        })
    });
    let money_sign = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().map_or_else(String::new, |s| symbol(&s.alternative.currency)))
    });
    let wrong = RwSignal::new(None::<String>);
    let rows = move || {
        let names = names.get();
        let of = names.len();
        names
            .into_iter()
            .enumerate()
            .map(|(tier, name)| {
                let cells = BenefitField::ALL
                    .into_iter()
                    .map(|column| {
                        let label = format!("{name} {}", heading(column, &money_sign.get_untracked()));
                        view! { <Cell tier=tier column=column label=label scenario=scenario locked=locked wrong=wrong/> }
                    })
                    .collect_view();
                view! {
                    <tr>
                        <th scope="row"><TierBadge index=tier of=of name=name.clone()/></th>
                        {cells}
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head">
                <span class="spread">
                    <strong>"Incentive mix per tier"</strong>
                    <span class="lever__hint">{hint}</span>
                </span>
            </legend>
            <table class="matrix">
                <caption class="visually-hidden">"Incentive mix per tier, editable"</caption>
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">"Tier"</span></th>
                        <th scope="col">"Comm." <br/> "%"</th>
                        <th scope="col">"Disc." <br/> "%"</th>
                        <th scope="col">"MDF" <br/> {move || format!("{}k", money_sign.get())}</th>
                        <th scope="col">"Mgr." <br/> "h"</th>
                        <th scope="col">"Enable" <br/> "h"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="lever__hint">"Commission, list discount; MDF, manager and enablement hours per quarter."</p>
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
            {move || answer.with(|a| a.as_deref().map(cost))}
        </fieldset>
    }
}

/// Column name with its unit, as it is read out.
fn heading(column: BenefitField, money_sign: &str) -> String {
    match column {
        BenefitField::Commission | BenefitField::Discount => format!("{} %", column.label()),
        BenefitField::Mdf => format!("MDF {money_sign}k per quarter"),
        BenefitField::ManagerHours | BenefitField::EnablementHours => {
            format!("{} per quarter", column.label())
        }
    }
}

#[component]
fn Cell(
    tier: usize,
    column: BenefitField,
    label: String,
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let read = move |of: fn(&Scenario) -> &tierlab_engine::rules::Program| {
        Memo::new(move |_| {
            scenario.with(|s| {
                let tiers = s.as_ref().map(|s| &of(s).incentives.tiers);
                tiers.and_then(|tiers| tiers.get(tier)).map_or(0.0, |b| column.shown(b))
            })
        })
    };
    let now = read(|s| &s.alternative);
    let was = read(|s| &s.baseline);
    let changed = Memo::new(move |_| differ(now.get(), was.get()));
    let name = Signal::derive(move || {
        if changed.get() { format!("{label}, was {}", field(was.get())) } else { label.clone() }
    });
    // Where both numbers are long, the old one would stand in the new one's way.
    let fits = move || field(now.get()).len() + field(was.get()).len() <= 4;
    view! {
        <td class="num" class:is-changed=move || changed.get()>
            <Show when=move || changed.get() && fits()>
                <span class="was" aria-hidden="true">{move || compact(was.get())}</span>
            </Show>
            <NumberField
                label=name
                value=now
                least=0.0
                most=column.most()
                disabled=locked
                on_change=move |value| workspace.edit(&Edit::Benefit(tier, column, value))
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
        </td>
    }
}

/// What the program costs over the horizon, against the baseline.
fn cost(answer: &Answer) -> impl IntoView + use<> {
    let h = &answer.headline;
    let currency = answer.currency();
    let most = h.cost_alternative.max(h.cost_baseline) * 1.1;
    let share = |value: f64| if most > 0.0 { 100.0 * value / most } else { 0.0 };
    let quarters = answer.quarters();
    view! {
        <div class="meter lever__meter">
            <div class="spread">
                <span>{format!("{quarters}-quarter program cost")}</span>
                <strong>{money(h.cost_alternative, currency)}</strong>
            </div>
            <div
                class="meter__bar"
                role="meter"
                aria-label="Program cost"
                aria-valuemin="0"
                aria-valuemax=most
                aria-valuenow=h.cost_alternative
                aria-valuetext=format!(
                    "{}, baseline {}",
                    money(h.cost_alternative, currency),
                    money(h.cost_baseline, currency),
                )
            >
                <span class="meter__fill" style:width=format!("{:.1}%", share(h.cost_alternative))></span>
                <span class="meter__tick" style:left=format!("{:.1}%", share(h.cost_baseline))></span>
            </div>
            <span class="faint">
                {format!(
                    "{} against the baseline's {} (dashed).",
                    money_change(h.cost.mean, currency),
                    money(h.cost_baseline, currency),
                )}
            </span>
        </div>
    }
}

//! The incentive mix per tier as a small table of fields.

use super::AnswerSignal;
use super::ScenarioSignal;
use super::budget::BudgetMeter;
use super::changes::{self, differ};
use crate::format::{compact, field, symbol};
use crate::state::{BenefitField, Edit, Workspace};
use crate::widgets::{Matrix, NumberField, TierBadge};
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
    let fixed = |text: &'static str| Signal::derive(move || text.to_owned());
    let heads = vec![
        [fixed("Comm."), fixed("%")],
        [fixed("Disc."), fixed("%")],
        [fixed("MDF"), Signal::derive(move || format!("{}k", money_sign.get()))],
        [fixed("Mgr."), fixed("h")],
        [fixed("Enable"), fixed("h")],
    ];
    let cell = move |tier: usize, column: usize, name: &str| {
        let column = BenefitField::ALL.into_iter().nth(column);
        column
            .map(|column| {
                let label = format!("{name} {}", heading(column, &money_sign.get_untracked()));
                view! { <Cell tier=tier column=column label=label scenario=scenario locked=locked wrong=wrong/> }
            })
            .into_any()
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head">
                <span class="spread">
                    <strong>"Incentive mix per tier"</strong>
                    <span class="lever__hint">{hint}</span>
                </span>
            </legend>
            <Matrix
                caption="Incentive mix per tier, editable"
                corner="Tier"
                heads=heads
                rows=names
                head=|tier, of, name| view! { <TierBadge index=tier of=of name=name.to_owned()/> }.into_any()
                cell=cell
            />
            <p class="lever__hint">"Commission, list discount; MDF, manager and enablement hours per quarter."</p>
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
            <BudgetMeter scenario=scenario locked=locked answer=answer/>
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

/// What a column of the matrix is for.
fn help(column: BenefitField) -> &'static str {
    match column {
        BenefitField::Commission => "Paid to a partner of this tier on what it sells.",
        BenefitField::Discount => "Taken off the list price for a partner of this tier.",
        BenefitField::Mdf => "Market development funds that each partner of this tier may use.",
        BenefitField::ManagerHours => {
            "Time of your partner managers for each partner of this tier."
        }
        BenefitField::EnablementHours => "Training and support for each partner of this tier.",
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
                help=help(column)
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

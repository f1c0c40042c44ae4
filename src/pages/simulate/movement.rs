//! Movement rules as a sentence with fields in it.

use super::ScenarioSignal;
use super::changes::{self, differ};
use crate::state::{Edit, MovementField, Workspace};
use crate::widgets::NumberField;
use leptos::prelude::*;
use tierlab_engine::rules::MovementRules;

#[component]
pub(super) fn MovementSentence(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let hint = move || match scenario.with(|s| s.as_ref().map_or(0, changes::movement)) {
        0 => "same as baseline".to_owned(),
        changed => format!("{changed} changed"),
    };
    let wrong = RwSignal::new(None::<String>);
    let number = move |rule: MovementField, label: &'static str, least: f64, most: f64| {
        view! { <Number rule=rule label=label least=least most=most scenario=scenario locked=locked wrong=wrong/> }
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head">
                <span class="spread">
                    <strong>"Movement rules"</strong>
                    <span class="lever__hint">{hint}</span>
                </span>
            </legend>
            <p class="sentence-form">
                "Review every " {number(MovementField::Cadence, "Quarters between reviews", 1.0, 8.0)}
                " quarter(s). Move up one tier after "
                {number(MovementField::ConsecutiveUp, "Good reviews in a row before moving up", 1.0, 8.0)}
                " good reviews in a row, down one after "
                {number(MovementField::Grace, "Grace reviews", 0.0, 8.0)} " grace reviews more than "
                {number(MovementField::Buffer, "Buffer in points", 0.0, 50.0)} " points under the line."
            </p>
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
        </fieldset>
    }
}

fn read(rules: &MovementRules, rule: MovementField) -> f64 {
    match rule {
        MovementField::Cadence => f64::from(rules.down.every) / 3.0,
        MovementField::ConsecutiveUp => f64::from(rules.consecutive_up),
        MovementField::Grace => f64::from(rules.grace),
        MovementField::Buffer => rules.buffer,
    }
}

/// What a rule is for.
fn help(rule: MovementField) -> &'static str {
    match rule {
        MovementField::Cadence => {
            "How often standings are looked at; partners move at reviews only."
        }
        MovementField::ConsecutiveUp => {
            "With more than one, a single good quarter is not enough to move up."
        }
        MovementField::Grace => {
            "How many reviews a partner may spend below the line before it moves down."
        }
        MovementField::Buffer => {
            "So close below the line a partner keeps its tier, so that chance alone moves nobody."
        }
    }
}

#[component]
fn Number(
    rule: MovementField,
    label: &'static str,
    least: f64,
    most: f64,
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let now = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().map_or(0.0, |s| read(&s.alternative.movement, rule)))
    });
    let was = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().map_or(0.0, |s| read(&s.baseline.movement, rule)))
    });
    let name = move || {
        if differ(now.get(), was.get()) {
            format!("{label}, was {}", crate::format::field(was.get()))
        } else {
            label.to_owned()
        }
    };
    view! {
        <span class:is-changed=move || differ(now.get(), was.get())>
            <NumberField
                label=Signal::derive(name)
                help=help(rule)
                value=now
                least=least
                most=most
                whole=rule != MovementField::Buffer
                disabled=locked
                on_change=move |value| workspace.edit(&Edit::Movement(rule, value))
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
        </span>
    }
}

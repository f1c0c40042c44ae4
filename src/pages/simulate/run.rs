//! How it is simulated: how long and how often, from when the new rules hold, what later money is worth, and
//! what hours there are.

use super::ScenarioSignal;
use crate::pages::held::Held;
use crate::state::{Edit, RunField, Workspace};
use crate::widgets::NumberField;
use leptos::prelude::*;
use tierlab_engine::record::Levers;

#[component]
pub(super) fn RunSettings(scenario: ScenarioSignal) -> impl IntoView {
    let workspace = Workspace::here();
    let (run, assumed) = (workspace.held(Levers::Run), workspace.held(Levers::Assumptions));
    let wrong = RwSignal::new(None::<String>);
    let number = move |field: RunField, label: &'static str| {
        let locked = match field {
            RunField::ManagerHours | RunField::Joining => assumed,
            _ => run,
        };
        view! { <Number field=field label=label scenario=scenario locked=locked wrong=wrong/> }
    };
    view! {
        <Held levers=Levers::Run/>
        <fieldset class="lever">
            <legend class="lever__head"><strong>"How it is simulated"</strong></legend>
            <p class="sentence-form">
                "Simulate " {number(RunField::Quarters, "Quarters")} " quarters, the new rules from quarter "
                {number(RunField::Starts, "First quarter of the new rules")} " on; at most "
                {number(RunField::Replications, "Most runs")}
                " runs, and stop when the mean net benefit is known to "
                {number(RunField::Precision, "Error at which it stops, percent")}
                " % (0: never). Money loses "
                {number(RunField::Discount, "Discount, percent a year")}
                " % of its worth a year. Partner managers have "
                {number(RunField::ManagerHours, "Partner-manager hours a quarter")}
                " hours a quarter (0: not said). "
                {number(RunField::Joining, "New partners a quarter")} " new partners join a quarter."
            </p>
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
        </fieldset>
    }
}

/// What a number of the run is for.
fn help(field: RunField) -> &'static str {
    match field {
        RunField::Quarters => "How far ahead both programs are played out.",
        RunField::Starts => "Until then the rules of the baseline hold in both.",
        RunField::Replications => "More runs make the ranges steadier and take longer.",
        RunField::Precision => {
            "Stops early once more runs would change the mean by less than this."
        }
        RunField::Discount => "What comes later counts for less; 0 counts every quarter alike.",
        RunField::ManagerHours => "Tells where benefits promise more hours than there are.",
        RunField::Joining => "On average; they resemble the partners that joined last.",
    }
}

#[component]
fn Number(
    field: RunField,
    label: &'static str,
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let value = Memo::new(move |_| scenario.with(|s| s.as_ref().map_or(0.0, |s| field.shown(s))));
    let (least, most) = field.range();
    view! {
        <NumberField
            label=label
            help=help(field)
            value=value
            least=least
            most=most
            whole=field.is_whole()
            disabled=locked
            on_change=move |value| workspace.edit(&Edit::Run(field, value))
            on_done=move || workspace.seal()
            on_error=move |hint| wrong.set(hint)
        />
    }
}

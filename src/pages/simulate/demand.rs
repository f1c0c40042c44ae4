//! A downturn or a boom to try the ladder in: under both programs alike.

use super::ScenarioSignal;
use crate::state::{Edit, Workspace};
use crate::widgets::NumberField;
use leptos::prelude::*;
use tierlab_engine::simulation::Stress;

/// What the first click tries.
fn downturn() -> Stress {
    Stress {
        name: "Downturn".to_owned(),
        size: -0.2,
        from: 2,
        quarters: 4,
        gradual: false,
        segment: None,
    }
}

#[component]
pub(super) fn Demand(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let stress = Memo::new(move |_| scenario.with(|s| s.as_ref()?.stress.first().cloned()));
    let wrong = RwSignal::new(None::<String>);
    let tick = move |event| {
        workspace.edit(&Edit::Demand(event_target_checked(&event).then(downturn)));
        workspace.seal();
    };
    let number = move |label: &'static str,
                       (least, most): (f64, f64),
                       read: fn(&Stress) -> f64,
                       write: fn(&mut Stress, f64)| {
        let value = Memo::new(move |_| stress.with(|s| s.as_ref().map_or(0.0, read)));
        view! {
            <NumberField
                label=label
                value=value
                least=least
                most=most
                whole=true
                disabled=locked
                on_change=move |value| {
                    if let Some(mut changed) = stress.get_untracked() {
                        write(&mut changed, value);
                        workspace.edit(&Edit::Demand(Some(changed)));
                    }
                }
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
        }
    };
    let fields = move || {
        stress.with(Option::is_some).then(|| {
            view! {
                <p class="sentence-form">
                    "Sales change by "
                    {number("Change of sales, percent", (-95.0, 200.0), |s| (s.size * 100.0).round(), |s, v| s.size = v / 100.0)}
                    " % from quarter "
                    {number("First quarter of the change", (1.0, 40.0), |s| f64::from(s.from), |s, v| s.from = whole(v))}
                    " on, for "
                    {number("Quarters it lasts", (1.0, 40.0), |s| f64::from(s.quarters), |s, v| s.quarters = whole(v))}
                    " quarter(s), under both programs."
                </p>
            }
        })
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head"><strong>"Demand"</strong></legend>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || stress.with(Option::is_some)
                    disabled=move || locked.get()
                    on:change=tick
                />
                <span>"Try the ladder in a downturn or a boom"</span>
            </label>
            {fields}
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
        </fieldset>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fields admit 1 to 40"
)]
fn whole(value: f64) -> u32 {
    value.round().clamp(1.0, 40.0) as u32
}

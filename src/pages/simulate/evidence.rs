//! How partners respond: the parameters, their values, how good their source is, and what the designer has
//! made of them.

use super::responses::Responses;
use super::{AnswerSignal, ScenarioSignal, carried};
use crate::format::{compact, plural};
use crate::pages::limits::LEFT_OUT;
use crate::state::{Edit, Workspace};
use crate::widgets::{Glyph, Icon, NumberField};
use leptos::prelude::*;
use std::collections::BTreeSet;
use tierlab_engine::behaviour::{ParameterInfo, Provenance, catalogue};
use tierlab_engine::simulation::{Carried, Scenario};

/// Parameters shown before "all".
const FIRST: usize = 4;

#[component]
pub(super) fn Evidence(
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    answer: AnswerSignal,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let estimated = Memo::new(move |_| {
        answer.with(|a| {
            let carried = a.as_ref().map_or(&[][..], |a| a.outcome.carried.as_slice());
            carried.iter().flat_map(Carried::stands_for).collect::<BTreeSet<&str>>()
        })
    });
    let left = Memo::new(move |_| scenario.with(|s| s.as_ref().map_or(0, Scenario::unconfirmed)));
    let state = move || match left.get() {
        0 => view! { <span class="tag">"confirmed by you"</span> }.into_any(),
        left => view! {
            <span class="tag tag--warn">
                <Icon glyph=Glyph::Warning/> "uncalibrated: " {left} " not confirmed"
            </span>
        }
        .into_any(),
    };
    let row = move |info: &'static ParameterInfo| {
        view! { <Row info=info scenario=scenario locked=locked estimated=estimated wrong=wrong/> }
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head">
                <span class="spread"><strong>"How partners respond"</strong> {state}</span>
            </legend>
            <div class="assumptions">{catalogue().iter().take(FIRST).map(row).collect_view()}</div>
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
            <p class="lever__hint">
                "From other markets, not from your partners: trust direction more than size. Set what you \
                 know, tick what you stand by."
            </p>
            <Uncertain scenario=scenario locked=locked/>
            <Responses scenario=scenario locked=locked/>
            <details class="lever__more">
                <summary>"All parameters"</summary>
                <div class="assumptions">{catalogue().iter().skip(FIRST).map(row).collect_view()}</div>
            </details>
            <details class="lever__more">
                <summary>"What is carried forward, and how"</summary>
                {move || answer.with(|a| a.as_deref().map(carried::list))}
            </details>
            <details class="lever__more">
                <summary>"What the model does not include"</summary>
                <ul class="lever__list">
                    {LEFT_OUT.iter().map(|item| view! { <li>{*item}</li> }).collect_view()}
                </ul>
            </details>
        </fieldset>
    }
}

/// Where a value comes from, in a word.
fn mark(info: &ParameterInfo, confirmed: bool, estimated: bool) -> &'static str {
    if confirmed {
        return "yours";
    }
    match info.provenance {
        _ if estimated => "your data",
        Provenance::Measured => "your data",
        Provenance::Yours => "yours",
        Provenance::Borrowed => "published",
        Provenance::Assumed => "assumed",
    }
}

#[component]
fn Row(
    info: &'static ParameterInfo,
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    estimated: Memo<BTreeSet<&'static str>>,
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let value = Memo::new(move |_| {
        let value = scenario.with(|s| s.as_ref().map_or(0.0, |s| (info.get)(&s.parameters)));
        (value * 1e4).round() / 1e4
    });
    let confirmed =
        Memo::new(move |_| scenario.with(|s| s.as_ref().is_some_and(|s| s.is_confirmed(info.key))));
    let seen = move || estimated.with(|keys| keys.contains(info.key));
    let source = move || {
        let range = format!("worth exploring from {} to {}", compact(info.low), compact(info.high));
        if seen() && !confirmed.get() {
            return format!(
                "Estimated from your record; set it to use a value of your own ({range})."
            );
        }
        format!("{}; {range}.", info.source)
    };
    let name = format!("{}, {}", info.label, info.unit);
    let least = if info.admits(0.0) { 0.0 } else { 1e-4 };
    let tick = move |event| {
        workspace.edit(&Edit::Confirm(info.key, event_target_checked(&event)));
        workspace.seal();
    };
    view! {
        <div class="assumption">
            <span class="assumption__name">
                {info.label} " " <span class="faint">{info.unit}</span>
            </span>
            <NumberField
                label=name
                help=Signal::derive(source)
                value=value
                least=least
                most=10.0 * info.high
                disabled=locked
                on_change=move |value| workspace.edit(&Edit::Parameter(info.key, value))
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
            <span class="tag" title=source>{move || mark(info, confirmed.get(), seen())}</span>
            <input
                type="checkbox"
                aria-label=format!("{} is confirmed", info.label)
                aria-description="Tick it when you stand by this value; results are called uncalibrated until all are ticked."
                title="I stand by this value"
                prop:checked=move || confirmed.get()
                disabled=move || locked.get()
                on:change=tick
            />
            <span class="assumption__source faint">{source}</span>
        </div>
    }
}

/// Whether what is not known for certain takes part in the band.
#[component]
fn Uncertain(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let uncertain =
        Memo::new(move |_| scenario.with(|s| s.as_ref().is_some_and(|s| s.settings.uncertain)));
    let hint = move || {
        let free = scenario.with(|s| {
            let Some(s) = s else { return 0 };
            catalogue().iter().filter(|i| i.varies() && !s.is_confirmed(i.key)).count()
        });
        if uncertain.get() {
            format!("{} drawn from the range", plural(free, "parameter is", "parameters are"))
        } else {
            "bands show chance only".to_owned()
        }
    };
    let tick = move |event| {
        workspace.edit(&Edit::Uncertain(event_target_checked(&event)));
        workspace.seal();
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-description="Draws every parameter that is not confirmed from its range, so that bands show what is not known as well."
                prop:checked=move || uncertain.get()
                disabled=move || locked.get()
                on:change=tick
            />
            <span>
                "Show how much not knowing them matters" " "
                <span class="faint">{hint}</span>
            </span>
        </label>
    }
}

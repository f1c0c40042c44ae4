//! How partners respond: the parameters, their values, and how good their source is.

use super::ScenarioSignal;
use crate::format::compact;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::behaviour::{ParameterInfo, Provenance, catalogue};

/// Parameters shown before "all".
const FIRST: usize = 4;

/// What the model leaves out, as it is told to people.
const LEFT_OUT: [&str; 6] = [
    "Competitors' programs, and partners that talk to each other or compete",
    "New partners: the list is fixed, partners can only leave",
    "Limits of a partner's own capacity, and of your partner managers'",
    "What a tier's name does to customers, morale and contracts",
    "Uncertainty of the response itself: bands show chance only, with every parameter held at its value",
    "Inflation, discounting and exchange rates",
];

#[component]
pub(super) fn Evidence(scenario: ScenarioSignal) -> impl IntoView {
    let row = move |info: &'static ParameterInfo| {
        let value = move || {
            let value = scenario.with(|s| s.as_ref().map_or(0.0, |s| (info.get)(&s.parameters)));
            compact((value * 1000.0).round() / 1000.0)
        };
        let mark = match info.provenance {
            Provenance::Measured => "measured",
            Provenance::Yours => "yours",
            Provenance::Borrowed => "borrowed",
            Provenance::Assumed => "assumed",
        };
        let detail = format!(
            "{}. Worth exploring from {} to {}.",
            info.source,
            compact(info.low),
            compact(info.high)
        );
        view! {
            <dt>{info.label}</dt>
            <dd><strong>{value}</strong> " " <span class="faint">{info.unit}</span></dd>
            <dd><span class="tag" title=detail>{mark}</span></dd>
        }
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head">
                <span class="spread">
                    <strong>"How partners respond"</strong>
                    <span class="tag tag--warn"><Icon glyph=Glyph::Warning/> "uncalibrated"</span>
                </span>
            </legend>
            <dl class="evidence">{catalogue().iter().take(FIRST).map(row).collect_view()}</dl>
            <p class="lever__hint">
                "From other markets, not from your partners: trust direction more than size."
            </p>
            <details class="lever__more">
                <summary>"All parameters"</summary>
                <dl class="evidence">{catalogue().iter().skip(FIRST).map(row).collect_view()}</dl>
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

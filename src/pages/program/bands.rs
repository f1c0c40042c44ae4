//! Rates of a benefit by volume.

use super::fields::RemoveButton;
use super::terms::{At, Pick};
use crate::format::field;
use crate::widgets::{Glyph, Icon, NumberField};
use leptos::prelude::*;
use tierlab_engine::finance::Banding;

/// Rates by volume; they take the place of the tiers' own.
#[component]
pub(super) fn Bands(at: At) -> impl IntoView {
    let many = at.read(|benefit| benefit.terms.bands.len());
    let rows =
        move || (0..many.get()).map(|band| view! { <BandRow at=at band=band/> }).collect_view();
    let add = move |_| {
        at.step("band added", |benefit| {
            let level = benefit.tiers.iter().flatten().copied().fold(0.0, f64::max);
            let bands = &mut benefit.terms.bands;
            let next = match bands.last() {
                Some((from, rate)) => (if *from > 0.0 { from * 2.0 } else { 1000.0 }, *rate),
                None => (0.0, level),
            };
            bands.push(next);
        });
    };
    view! {
        <fieldset class="rule-group tools__wide">
            <legend>
                <strong>"Rates by volume"</strong>
                <span class="faint">"in place of the tiers' rates"</span>
            </legend>
            {rows}
            <div class="cluster">
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    disabled=move || at.design.locked.get()
                    on:click=add
                >
                    <Icon glyph=Glyph::Plus/>
                    "Add a band"
                </button>
                <Show when=move || { many.get() > 0 }>
                    <Pick
                        at=at
                        title="Applies to"
                        help="Whether a higher rate counts for all that was sold or for what is above its start."
                        options=&["each part of the volume", "the whole volume"]
                        read=|benefit| usize::from(benefit.terms.banding == Banding::Whole)
                        write=|benefit, to| {
                            benefit.terms.banding =
                                if to == 0 { Banding::Marginal } else { Banding::Whole };
                        }
                    />
                    <Pick
                        at=at
                        title="A volume at its very start"
                        help="Which rate holds for a volume exactly on the border."
                        options=&["is below the band", "is in the band"]
                        read=|benefit| usize::from(benefit.terms.bands_included)
                        write=|benefit, to| benefit.terms.bands_included = to == 1
                    />
                </Show>
            </div>
        </fieldset>
    }
}

#[component]
fn BandRow(at: At, band: usize) -> impl IntoView {
    let numbers =
        at.read(move |benefit| benefit.terms.bands.get(band).copied().unwrap_or_default());
    let remove = move || {
        at.step("band removed", |benefit| {
            if band < benefit.terms.bands.len() {
                benefit.terms.bands.remove(band);
            }
        });
    };
    let set = move |what: &'static str, change: fn(&mut (f64, f64), f64), value: f64| {
        at.revise(&format!("{what} {}", field(value)), |benefit| {
            if let Some(slot) = benefit.terms.bands.get_mut(band) {
                change(slot, value);
            }
        });
    };
    let labelled = move |what: &'static str| {
        Signal::derive(move || format!("{}: band {} {what}", at.name.get(), band + 1))
    };
    let hint = at.design.explain(&at.key());
    view! {
        <div class="cluster">
            "Above"
            <span class="input-like">
                <NumberField
                    label=labelled("from")
                    help="The volume from which this rate holds."
                    value=Signal::derive(move || numbers.get().0)
                    least=0.0
                    most=1e15
                    disabled=at.design.locked
                    on_change=move |value| set("band from", |slot, value| slot.0 = value, value)
                    on_done=move || at.design.seal()
                    on_error=hint.clone()
                />
            </span>
            <span class="input-like input-like--short">
                <NumberField
                    label=labelled("rate in percent")
                    help="The rate from that volume on, until the next band begins."
                    value=Signal::derive(move || (numbers.get().1 * 1e8).round() / 1e6)
                    least=0.0
                    most=100.0
                    disabled=at.design.locked
                    on_change=move |value| set("band rate", |slot, value| slot.1 = value / 100.0, value)
                    on_done=move || at.design.seal()
                    on_error=hint
                />
            </span>
            "%"
            <RemoveButton design=at.design label=Signal::derive(move || format!("Remove band {} of {}", band + 1, at.name.get())) on_click=remove/>
        </div>
    }
}

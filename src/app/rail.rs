//! The left rail: the screens.

use super::route::Route;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;

#[component]
pub(super) fn Rail(#[prop(into)] route: Signal<Route>) -> impl IntoView {
    let entries = [
        (Route::Simulate, "Simulate", Glyph::Simulate),
        (Route::Partners, "Partners", Glyph::Partners),
        (Route::Program, "Program", Glyph::Program),
        (Route::Compare, "Compare", Glyph::Compare),
        (Route::Workshop, "Workshop", Glyph::Workshop),
        (Route::Report, "Report", Glyph::File),
    ];
    let links = entries
        .into_iter()
        .map(|(target, name, glyph)| {
            let current = move || {
                let here = route.get() == target
                    || (target == Route::Partners && route.get() == Route::Import);
                here.then_some("page")
            };
            view! {
                <li>
                    <a href=format!("#{}", target.fragment()) aria-current=current>
                        <Icon glyph=glyph/>
                        <span>{name}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="rail no-print" aria-label="Main">
            <ul>{links}</ul>
            <a
                class="rail__end"
                href=format!("#{}", Route::Help.fragment())
                aria-current=move || (route.get() == Route::Help).then_some("page")
            >
                <Icon glyph=Glyph::Help/>
                <span>"Help"</span>
            </a>
        </nav>
    }
}

//! What a chart says at one place: shown under the pointer, and walked through with the arrow keys.

use crate::platform::dom;
use leptos::{html, prelude::*};
use std::sync::Arc;

/// One place of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// From the left edge of the drawing, in CSS pixels.
    pub at: f64,
    /// What the place is: the first line.
    pub place: String,
    /// What is there, a line each: name and value.
    pub lines: Vec<(String, String)>,
}

/// The places of a drawing of a width and height in CSS pixels, from left to right.
#[derive(Clone)]
pub(crate) struct Readings(pub Arc<dyn Fn(u32, u32) -> Vec<Reading> + Send + Sync>);

#[component]
pub(super) fn ReadOut(
    name: &'static str,
    width: RwSignal<u32>,
    height: u32,
    readings: Signal<Readings>,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    let chosen = RwSignal::new(None::<usize>);
    // Placed anew for another width or other numbers.
    let all = Memo::new(move |_| match width.get() {
        0 => Vec::new(),
        width => readings.with(|readings| (readings.0)(width, height)),
    });
    let last = move || all.with(|all| all.len().saturating_sub(1));
    let reading = move || {
        let chosen = chosen.get()?;
        all.with(|all| all.get(chosen.min(all.len().saturating_sub(1))).cloned())
    };
    let point = move |event: web_sys::PointerEvent| {
        let Some(element) = element.get_untracked() else { return };
        let x = dom::share_across(&element, f64::from(event.client_x()))
            * f64::from(width.get_untracked());
        let nearest = all.with_untracked(|all| {
            let places = all.iter().enumerate();
            places
                .min_by(|(_, a), (_, b)| (a.at - x).abs().total_cmp(&(b.at - x).abs()))
                .map(|(index, _)| index)
        });
        if chosen.get_untracked() != nearest {
            chosen.set(nearest);
        }
    };
    let press = move |event: web_sys::KeyboardEvent| {
        let now = chosen.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => Some(now.map_or(0, |now| (now + 1).min(last()))),
            "ArrowLeft" | "ArrowDown" => Some(now.map_or(last(), |now| now.saturating_sub(1))),
            "Home" => Some(0),
            "End" => Some(last()),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        chosen.set(next);
    };
    let spoken = move || match reading() {
        Some(reading) => {
            let lines = reading.lines.iter().map(|(name, value)| format!("{name} {value}"));
            format!("{}: {}", reading.place, lines.collect::<Vec<_>>().join(", "))
        }
        None => "Nothing chosen".to_owned(),
    };
    let shown = move || {
        let reading = reading()?;
        let share = 100.0 * reading.at / f64::from(width.get().max(1));
        let line = format!("{share:.2}%");
        // On the side where there is room.
        let (left, right) = if share > 55.0 {
            ("auto".to_owned(), format!("{:.2}%", 100.0 - share))
        } else {
            (line.clone(), "auto".to_owned())
        };
        let rows = reading.lines.into_iter().map(|(name, value)| {
            view! {
                <dt>{name}</dt>
                <dd class="num">{value}</dd>
            }
        });
        Some(view! {
            <span class="read-out__line" style:left=line></span>
            <div class="read-out__box" style:left=left style:right=right>
                <strong>{reading.place}</strong>
                <dl>{rows.collect_view()}</dl>
            </div>
        })
    };
    view! {
        <div
            class="read-out no-print"
            node_ref=element
            role="slider"
            tabindex="0"
            aria-label=format!("Read {name}")
            aria-valuemin="0"
            aria-valuemax=move || last().to_string()
            aria-valuenow=move || chosen.get().unwrap_or(0).to_string()
            aria-valuetext=spoken
            on:pointermove=point
            on:pointerdown=point
            on:pointerleave=move |_| chosen.set(None)
            on:blur=move |_| chosen.set(None)
            on:keydown=press
        >
            {shown}
        </div>
    }
}

//! What a chart says at one place: shown under the pointer, and walked through with the arrow keys.

use crate::platform::dom;
use crate::widgets::Lit;
use leptos::{html, prelude::*};
use std::sync::Arc;

/// Where a place of a chart is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Spot {
    /// From the left edge of the drawing, in CSS pixels: a moment, a bin.
    Across(f64),
    /// From the top, as a share of the height: a row.
    Down(f64),
    /// Both: a dot.
    At(f64, f64),
}

/// One place of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// Where it is.
    pub at: Spot,
    /// What the place is: the first line.
    pub place: String,
    /// What is there, a line each: name and value.
    pub lines: Vec<(String, String)>,
    /// The tier it speaks of, 1 being the lowest; it lights up everywhere.
    pub tier: Option<u8>,
}

impl Reading {
    /// What is to be read at a moment or a bin.
    pub(crate) fn across(at: f64, place: String, lines: Vec<(String, String)>) -> Self {
        Self { at: Spot::Across(at), place, lines, tier: None }
    }

    /// How far a pointer is from it; both in CSS pixels.
    fn distance(&self, (x, y): (f64, f64), height: f64) -> f64 {
        match self.at {
            Spot::Across(at) => (at - x).abs(),
            Spot::Down(share) => (share * height - y).abs(),
            Spot::At(at, share) => (at - x).hypot(share * height - y),
        }
    }
}

/// The places of a drawing of a width and height in CSS pixels, from left to right.
#[derive(Clone)]
pub(crate) struct Readings(pub Arc<dyn Fn(u32, u32) -> Vec<Reading> + Send + Sync>);

/// Lies over a drawing and tells its places.
#[component]
pub(crate) fn ReadOut(
    #[prop(into)] name: String,
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
        let tall = dom::height_of(&element);
        let at = (x, dom::offset_down(&element, f64::from(event.client_y())));
        let nearest = all.with_untracked(|all| {
            let places = all.iter().enumerate();
            places
                .min_by(|(_, a), (_, b)| a.distance(at, tall).total_cmp(&b.distance(at, tall)))
                .map(|(index, _)| index)
        });
        if chosen.get_untracked() != nearest {
            chosen.set(nearest);
        }
    };
    // A pointer lights up what is below it; the keyboard what is read.
    let lit = Lit::around();
    let light = move |place: Option<usize>| {
        let tier = place.and_then(|place| all.with_untracked(|all| all.get(place)?.tier));
        if let Some(lit) = lit {
            lit.set(tier);
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
        light(next);
    };
    let spoken = move || match reading() {
        Some(reading) => {
            let lines = reading.lines.iter().map(|(name, value)| format!("{name} {value}"));
            format!("{}: {}", reading.place, lines.collect::<Vec<_>>().join(", "))
        }
        None => "Nothing chosen".to_owned(),
    };
    let shown = move || Some(note(reading()?, f64::from(width.get().max(1))));
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
            on:blur=move |_| {
                chosen.set(None);
                light(None);
            }
            on:keydown=press
        >
            {shown}
        </div>
    }
}

/// What is told beside its place, on the side where there is room.
fn note(reading: Reading, width: f64) -> impl IntoView {
    let percent = |share: f64| format!("{:.2}%", 100.0 * share);
    let upright = match reading.at {
        Spot::Across(at) | Spot::At(at, _) => Some(percent(at / width)),
        Spot::Down(_) => None,
    };
    let level = match reading.at {
        Spot::Down(share) | Spot::At(_, share) => Some(percent(share)),
        Spot::Across(_) => None,
    };
    // The box stands on the side where there is room. What is not told here is the style sheet's.
    let [mut left, mut right, mut top, mut bottom] = [const { String::new() }; 4];
    match reading.at {
        Spot::Across(at) | Spot::At(at, _) if at > 0.55 * width => {
            right = percent(1.0 - at / width);
        }
        Spot::Across(at) | Spot::At(at, _) => left = percent(at / width),
        Spot::Down(share) => {
            "0".clone_into(&mut right);
            if share > 0.5 {
                "auto".clone_into(&mut top);
                bottom = percent(1.0 - share);
            } else {
                top = percent(share);
            }
        }
    }
    let rows = reading.lines.into_iter().map(|(name, value)| {
        view! {
            <dt>{name}</dt>
            <dd class="num">{value}</dd>
        }
    });
    view! {
        {upright.map(|at| view! { <span class="read-out__line" style:left=at></span> })}
        {level.map(|at| view! { <span class="read-out__level" style:top=at></span> })}
        <div
            class="read-out__box"
            style:left=left
            style:right=right
            style:top=top
            style:bottom=bottom
        >
            <strong>{reading.place}</strong>
            <dl>{rows.collect_view()}</dl>
        </div>
    }
}

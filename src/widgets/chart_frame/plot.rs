//! A drawing at the width there is: SVG for few marks (crisp, printable, exportable), canvas at the device's
//! resolution for many.

use super::read_out::{ReadOut, Readings};
use crate::charts::pen::{Frame, SCALE, enlarged};
use crate::charts::{Drawn, Palette};
use crate::platform::{canvas, dom};
use leptos::{html, prelude::*};
use plotters_canvas::CanvasBackend;
use std::sync::Arc;

type Paint =
    Arc<dyn Fn(&canvas::CanvasArea, &Palette, Frame<'_>) -> Drawn<CanvasBackend> + Send + Sync>;

/// What to draw at a width and height in CSS pixels.
#[derive(Clone)]
pub(crate) enum Drawing {
    /// An SVG text.
    Svg(Arc<dyn Fn(u32, u32) -> String + Send + Sync>),
    /// Marks too many for the page's tree.
    Canvas(Paint),
}

/// A drawing without a panel of its own, as wide as there is room.
#[component]
pub(crate) fn Plot(
    height: u32,
    #[prop(into)] drawing: Signal<Drawing>,
    /// The chart in words, for people who do not see it.
    #[prop(into)]
    summary: Signal<String>,
    /// What can be read off it, place by place, and the name of that.
    #[prop(optional, into)]
    readings: Option<(&'static str, Signal<Readings>)>,
) -> impl IntoView {
    let width = RwSignal::new(0_u32);
    let reading = readings.map(|(name, readings)| {
        view! { <ReadOut name=name width=width height=height readings=readings/> }
    });
    view! {
        <div class="chart-frame">
            <Sized width=width height=height drawing=drawing summary=summary/>
            {reading}
        </div>
    }
}

/// The drawing itself, redrawn when the data or the width changes.
#[component]
pub(super) fn Sized(
    width: RwSignal<u32>,
    height: u32,
    drawing: Signal<Drawing>,
    summary: Signal<String>,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    let observer = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            observer.set_value(dom::observe_width(&element, move |now| {
                if now > 0 && width.get_untracked() != now {
                    width.set(now);
                }
            }));
        }
    });
    on_cleanup(move || observer.set_value(None));
    let on_canvas = Memo::new(move |_| matches!(drawing.get(), Drawing::Canvas(_)));
    let svg = move || match (drawing.get(), width.get()) {
        (Drawing::Svg(draw), width) if width > 0 => draw(width, height),
        _ => String::new(),
    };
    view! {
        <div class="chart" node_ref=element role="img" aria-label=move || summary.get()>
            <Show
                when=move || on_canvas.get()
                fallback=move || view! { <div style:min-height=format!("{height}px") inner_html=svg></div> }
            >
                <Painted width=width height=height drawing=drawing/>
            </Show>
        </div>
    }
}

#[component]
fn Painted(width: RwSignal<u32>, height: u32, drawing: Signal<Drawing>) -> impl IntoView {
    let element = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        let (Some(canvas), Drawing::Canvas(paint), width) =
            (element.get(), drawing.get(), width.get())
        else {
            return;
        };
        if width == 0 {
            return;
        }
        let palette = Palette::from_lookup(|token| {
            canvas.parent_element().and_then(|parent| canvas::token_colour(&parent, token))
        });
        let family = canvas::font_family(&canvas);
        if let Some(area) = canvas::prepare(&canvas, width, height, SCALE) {
            let area = enlarged(area, width, height);
            // A canvas that cannot be drawn on leaves the table, which says the same.
            let _undrawn = paint(&area, &palette, Frame::canvas(width, height, &family));
        }
    });
    view! {
        <canvas node_ref=element style:width="100%" style:height="auto"></canvas>
    }
}

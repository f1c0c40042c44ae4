//! A panel with one chart: its finding as the title, the drawing at the panel's own width, and the
//! same numbers as a table.
//!
//! SVG for few marks (crisp, printable, exportable), canvas at the device's resolution for many.

use super::{Glyph, Icon};
use crate::charts::pen::{Frame, SCALE, enlarged};
use crate::charts::{Drawn, Palette};
use crate::platform::{canvas, dom, files};
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

/// A figure: chart or table, as the person chooses.
#[component]
pub(crate) fn ChartPanel(
    /// Short stable name of the figure.
    name: &'static str,
    /// The finding.
    #[prop(into)]
    title: Signal<String>,
    /// What is plotted, its unit, what the band means.
    #[prop(into)]
    subtitle: Signal<String>,
    /// The chart in words, for people who do not see it.
    #[prop(into)]
    summary: Signal<String>,
    height: u32,
    #[prop(into)] drawing: Signal<Drawing>,
    /// The numbers as a table.
    table: ViewFn,
    /// What stands below the drawing.
    #[prop(optional, into)]
    under: Option<ViewFn>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let width = RwSignal::new(0_u32);
    let download = move |_| {
        if let Drawing::Svg(draw) = drawing.get_untracked() {
            let file = format!("tierlab-{}.svg", name.to_lowercase().replace(' ', "-"));
            let text = draw(width.get_untracked().max(460), height);
            files::download(&file, "image/svg+xml", &text);
        }
    };
    let toggle = move |_| as_table.update(|shown| *shown = !*shown);
    view! {
        <figure class="panel" aria-label=name>
            <figcaption class="panel__head">
                <div>
                    <h2>{move || title.get()}</h2>
                    <p class="panel__sub">{move || subtitle.get()}</p>
                </div>
                <div class="chart-menu no-print">
                    <Show when=move || matches!(drawing.get(), Drawing::Svg(_))>
                        <button
                            type="button"
                            class="btn btn--quiet btn--icon btn--small only-desk"
                            aria-label=format!("Download {name} as SVG")
                            title="Download as SVG"
                            on:click=download
                        >
                            <Icon glyph=Glyph::Download/>
                        </button>
                    </Show>
                    <button
                        type="button"
                        class="btn btn--quiet btn--icon btn--small"
                        aria-pressed=move || as_table.get().to_string()
                        aria-label=format!("Show {name} as table")
                        title="Table or chart"
                        on:click=toggle
                    >
                        {move || {
                            let glyph = if as_table.get() { Glyph::Chart } else { Glyph::Table };
                            view! { <Icon glyph=glyph/> }
                        }}
                    </button>
                </div>
            </figcaption>
            <div hidden=move || as_table.get()>
                <Sized width=width height=height drawing=drawing summary=summary/>
            </div>
            <div class=move || if as_table.get() { "scroll-x" } else { "visually-hidden" }>
                {move || table.run()}
            </div>
            {under.map(|under| under.run())}
        </figure>
    }
}

/// A drawing without a panel of its own, as wide as there is room.
#[component]
pub(crate) fn Plot(
    height: u32,
    #[prop(into)] drawing: Signal<Drawing>,
    /// The chart in words, for people who do not see it.
    #[prop(into)]
    summary: Signal<String>,
) -> impl IntoView {
    let width = RwSignal::new(0_u32);
    view! { <Sized width=width height=height drawing=drawing summary=summary/> }
}

/// The drawing itself, redrawn when the data or the width changes.
#[component]
fn Sized(
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

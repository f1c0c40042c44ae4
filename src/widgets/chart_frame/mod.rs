//! A panel with one chart: its finding as the title, the drawing at the panel's own width, the same numbers
//! as a table, and all of it to take along.

pub(super) mod gallery;
mod plot;
mod read_out;
mod take;

pub(crate) use plot::{Drawing, Plot};
pub(crate) use read_out::{ReadOut, Reading, Readings, Spot};

use crate::widgets::Arrangement;
use plot::Sized;
use take::ChartMenu;

use crate::widgets::{Glyph, Icon};
use leptos::{html, prelude::*};

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
    /// What can be read off it, place by place.
    #[prop(optional, into)]
    readings: Option<Signal<Readings>>,
    /// What stands below the drawing.
    #[prop(optional, into)]
    under: Option<ViewFn>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    if let Some(arrangement) = Arrangement::around() {
        arrangement.switch(&format!("{name} as table"), as_table);
    }
    let width = RwSignal::new(0_u32);
    let figure = NodeRef::<html::Figure>::new();
    let toggle = move |_| as_table.update(|shown| *shown = !*shown);
    let reading = readings.map(|readings| {
        view! { <ReadOut name=name width=width height=height readings=readings/> }
    });
    view! {
        <figure class="panel" aria-label=name node_ref=figure>
            <figcaption class="panel__head">
                <div>
                    <h2>{move || title.get()}</h2>
                    <p class="panel__sub">{move || subtitle.get()}</p>
                </div>
                <div class="chart-menu no-print">
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
                    <ChartMenu
                        name=name
                        said=Signal::derive(move || (title.get(), subtitle.get()))
                        size=Signal::derive(move || (width.get(), height))
                        drawing=drawing
                        figure=figure
                    />
                </div>
            </figcaption>
            <div class="chart-frame" hidden=move || as_table.get()>
                <Sized width=width height=height drawing=drawing summary=summary/>
                {reading}
            </div>
            <div class=move || if as_table.get() { "scroll-x" } else { "visually-hidden" }>
                {move || table.run()}
            </div>
            {under.map(|under| under.run())}
        </figure>
    }
}

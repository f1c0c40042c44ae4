//! What can be taken along of a chart: the picture, and its numbers.

use super::plot::Drawing;
use crate::charts::{Picture, standalone};
use crate::platform::parts::aside;
use crate::platform::{dom, files, picture};
use crate::widgets::{Glyph, Icon, Menu};
use leptos::{html, prelude::*};
use tierlab_engine::formats::csv::{Cell, write_csv};

/// Width of a picture of a chart that has not been on screen yet.
const USUAL_WIDTH: u32 = 640;

/// What is taken along, and how.
#[derive(Clone, Copy)]
enum Take {
    Png,
    Svg,
    Csv,
    CopyPicture,
    CopyTable,
}

#[component]
pub(super) fn ChartMenu(
    name: &'static str,
    /// Title and subtitle.
    said: Signal<(String, String)>,
    /// Width and height in CSS pixels.
    size: Signal<(u32, u32)>,
    drawing: Signal<Drawing>,
    /// Where the table is.
    figure: NodeRef<html::Figure>,
) -> impl IntoView {
    let told = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let is_svg = move || matches!(drawing.get(), Drawing::Svg(_));
    let file =
        move |ending: &str| format!("tierlab-{}.{ending}", name.to_lowercase().replace(' ', "-"));
    let made = move || -> Option<Picture> {
        let Drawing::Svg(draw) = drawing.get_untracked() else { return None };
        let (width, height) = size.get_untracked();
        let width = if width == 0 { USUAL_WIDTH } else { width };
        let (title, subtitle) = said.get_untracked();
        let drawn = draw(width, height);
        Some(standalone(&drawn, (width, height), (&title, &subtitle), picture::token))
    };
    let rows =
        move || figure.get_untracked().map(|figure| dom::table_in(&figure)).unwrap_or_default();
    let take = move |what: Take| {
        told.set(String::new());
        match what {
            Take::Svg => {
                if let Some(picture) = made() {
                    picture::download_svg(&file("svg"), &picture.svg);
                }
            }
            Take::Csv => files::download(&file("csv"), "text/csv;charset=utf-8", &csv(&rows())),
            Take::CopyTable => {
                let text = tabbed(&rows());
                aside(async move { told.set(copied(files::copy(&text).await)) });
            }
            Take::Png | Take::CopyPicture => {
                let Some(made) = made() else { return };
                aside(async move {
                    let painted = picture::png(&made.svg, (made.width, made.height)).await;
                    match (painted, what) {
                        (None, _) => {
                            told.set("This browser cannot paint it; take the SVG.".to_owned());
                        }
                        (Some(painted), Take::Png) => picture::download(&file("png"), &painted),
                        (Some(painted), _) => told.set(copied(picture::copy(&painted).await)),
                    }
                });
            }
        }
    };
    let item = move |what: Take, text: &'static str| {
        let act = move |_| {
            take(what);
            if !matches!(what, Take::CopyTable | Take::CopyPicture) {
                open.set(false);
            }
        };
        view! {
            <button type="button" class="btn btn--quiet btn--small" on:click=act>
                {text}
            </button>
        }
    };
    // What was said of the last time is of no use the next.
    Effect::new(move |_| {
        open.track();
        told.set(String::new());
    });
    view! {
        <Menu
            open=open
            label=format!("Take {name} along")
            name=format!("Take {name} along")
            look="btn--quiet btn--icon btn--small"
            button=ViewFn::from(|| view! { <Icon glyph=Glyph::Download/> })
        >
            <Show when=is_svg>
                {item(Take::Png, "Picture (PNG)")}
                {item(Take::Svg, "Drawing (SVG)")}
                {item(Take::CopyPicture, "Copy picture")}
            </Show>
            {item(Take::Csv, "Numbers (CSV)")}
            {item(Take::CopyTable, "Copy numbers")}
            <span class="faint" role="status">{move || told.get()}</span>
        </Menu>
    }
}

fn copied(worked: bool) -> String {
    if worked { "Copied." } else { "This browser does not let the page copy; download it." }
        .to_owned()
}

fn csv(rows: &[Vec<String>]) -> String {
    let mut rows = rows.iter();
    let head: Vec<&str> =
        rows.next().map_or_else(Vec::new, |row| row.iter().map(String::as_str).collect());
    write_csv(&head, rows.map(|row| row.iter().map(Cell::text).collect()))
}

/// As spreadsheets paste it.
fn tabbed(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n")
}

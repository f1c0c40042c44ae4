//! The link as a QR code, when a camera can read it.

use crate::format::count;
use crate::platform::picture;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Longest link whose code cameras read from a screen.
const READABLE: usize = 1_200;
/// Light modules around a code, as the standard asks for.
const MARGIN: usize = 4;

#[component]
pub(super) fn Qr(address: Memo<Option<String>>) -> impl IntoView {
    let large = RwSignal::new(false);
    let drawn = Memo::new(move |_| address.with(|it| it.as_deref().and_then(svg)));
    let class = move || if large.get() { "qr qr--large" } else { "qr" };
    let shown = move || {
        let Some(svg) = drawn.get() else { return told(address).into_any() };
        let file = svg.clone();
        view! {
            <figure class=class role="img" aria-label="QR code of the link" inner_html=svg></figure>
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=move || large.get().to_string()
                on:click=move |_| large.update(|large| *large = !*large)
            >
                {move || if large.get() { "Show small" } else { "Show large" }}
            </button>
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| picture::download_svg("tierlab-link.svg", &file)
            >
                <Icon glyph=Glyph::Download/>
                "SVG"
            </button>
        }
        .into_any()
    };
    view! { <div class="stack">{shown}</div> }
}

fn told(address: Memo<Option<String>>) -> impl IntoView {
    let length = address.with(|it| it.as_ref().map(|it| it.chars().count()));
    length.map(|length| {
        let text = format!(
            "No QR code: cameras read up to {} characters, this link has {}.",
            count(READABLE as f64),
            count(length as f64)
        );
        view! { <p class="faint">{text}</p> }
    })
}

/// The code as a picture that stands by itself.
fn svg(address: &str) -> Option<String> {
    if address.len() > READABLE {
        return None;
    }
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    let width = code.width();
    let mut dark = String::new();
    for (place, _) in
        code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark)
    {
        let (x, y) = (place % width + MARGIN, place / width + MARGIN);
        let _written = write!(dark, "M{x} {y}h1v1h-1z");
    }
    let side = width + 2 * MARGIN;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{dark}\" fill=\"#000\"/></svg>"
    ))
}

//! Canvas: plotters on a 2D context at the device's own resolution.

use plotters::coord::Shift;
use plotters::prelude::DrawingArea;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;

/// A drawing area on a canvas, in tenths of a CSS pixel.
pub(crate) type CanvasArea = DrawingArea<CanvasBackend, Shift>;

/// Prepares a canvas of `width` × `height` CSS pixels; everything drawn is scaled by
/// device pixels per CSS pixel over `scale`.
pub(crate) fn prepare(
    canvas: &web_sys::HtmlCanvasElement,
    width: u32,
    height: u32,
    scale: f64,
) -> Option<CanvasArea> {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0);
    canvas.set_width(device_pixels(width, ratio));
    canvas.set_height(device_pixels(height, ratio));
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    context.set_transform(ratio / scale, 0.0, 0.0, ratio / scale, 0.0, 0.0).ok()?;
    Some(CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a canvas is a few thousand pixels wide"
)]
fn device_pixels(length: u32, ratio: f64) -> u32 {
    (f64::from(length) * ratio).round() as u32
}

/// The colour a design token has on an element now, as red, green, blue.
pub(crate) fn token_colour(element: &web_sys::Element, token: &str) -> Option<(u8, u8, u8)> {
    let window = web_sys::window()?;
    let document = window.document()?;
    // A custom property is not resolved by itself; a colour that uses it is.
    let probe: web_sys::HtmlElement = document.create_element("i").ok()?.dyn_into().ok()?;
    probe.style().set_property("color", &format!("var({token})")).ok()?;
    element.append_child(&probe).ok()?;
    let colour = window
        .get_computed_style(&probe)
        .ok()
        .flatten()
        .and_then(|style| style.get_property_value("color").ok());
    probe.remove();
    let colour = colour?;
    let mut parts = colour
        .trim_start_matches("rgba(")
        .trim_start_matches("rgb(")
        .trim_end_matches(')')
        .split(',')
        .map(|part| part.trim().parse::<u8>().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

/// The font family an element is set in.
pub(crate) fn font_family(element: &web_sys::Element) -> String {
    web_sys::window()
        .and_then(|window| window.get_computed_style(element).ok().flatten())
        .and_then(|style| style.get_property_value("font-family").ok())
        .unwrap_or_else(|| "sans-serif".to_owned())
}

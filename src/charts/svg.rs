//! A drawing as SVG text.
//!
//! plotters draws at ten times the size; `rewrite` brings the numbers back to CSS pixels
//! with one decimal, joins neighbouring lines and puts tokens in place of colours.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::prelude::SVGBackend;

use super::palette::Palette;
use super::pen::{Drawn, Frame, SCALE};
use super::rewrite::{Colours, rewrite};

/// The area of an SVG drawing.
pub type SvgArea<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Draws an SVG that follows the page's theme and font.
///
/// The element is hidden from assistive technology: put `role="img"` and a label around it. A
/// drawing that fails is an empty SVG of the same size.
pub fn to_svg(
    width: u32,
    height: u32,
    draw: impl FnOnce(&SvgArea<'_>, &Palette, Frame<'_>) -> Drawn<SVGBackend<'static>>,
) -> String {
    let raw = raw_svg(width, height, |area| draw(area, &Palette::css(), Frame::svg(width, height)));
    rewrite(&raw, (width, height), Colours::Tokens, "var(--font-ui)")
}

/// Draws an SVG that stands by itself, for files: colours and font family are written out.
pub fn to_svg_with(
    (width, height): (u32, u32),
    palette: &Palette,
    family: &str,
    draw: impl FnOnce(&SvgArea<'_>, &Palette, Frame<'_>) -> Drawn<SVGBackend<'static>>,
) -> String {
    let raw = raw_svg(width, height, |area| draw(area, palette, Frame::svg(width, height)));
    let ground = palette.colour(super::palette::Role::Surface);
    rewrite(&raw, (width, height), Colours::Fixed { ground }, family)
}

fn raw_svg(
    width: u32,
    height: u32,
    draw: impl FnOnce(&SvgArea<'_>) -> Drawn<SVGBackend<'static>>,
) -> String {
    let mut raw = String::new();
    let tenfold = |length: u32| length.saturating_mul(SCALE_WHOLE);
    let backend = SVGBackend::with_string(&mut raw, (tenfold(width), tenfold(height)));
    let area = backend.into_drawing_area();
    let drawn = draw(&area).and_then(|()| area.present());
    drop(area);
    if drawn.is_ok() { raw } else { String::new() }
}

/// [`SCALE`] as a whole number.
const SCALE_WHOLE: u32 = 10;
const _: () = assert!(SCALE == 10.0, "both scales are one");

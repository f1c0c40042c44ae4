//! The pen: rectangles, lines, dots and text in CSS pixels on a backend of whole pixels.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, ShapeStyle, TextStyle};

use super::labels::text_width;
use super::palette::{Palette, Role};
use super::scale::Linear;

/// What drawing gives back: nothing, or the backend's error.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Backend pixels per CSS pixel: plotters rounds every coordinate, a tenth of a pixel is not seen.
pub const SCALE: f64 = 10.0;
/// Size of axis text and secondary labels, in CSS pixels.
pub const TEXT: f64 = 11.0;
/// Size of strong labels, in CSS pixels.
pub const STRONG: f64 = 12.0;
/// Family name that marks a label with a halo in a themed SVG.
pub(super) const HALO_FAMILY: &str = "halo";
/// Family name of every other label in a themed SVG.
pub(super) const PLAIN_FAMILY: &str = "inherit";
/// plotters' SVG backend divides font sizes by this number, others take them as they are.
const SVG_FONT_FACTOR: f64 = 1.24;

/// Size of the drawing and how it reaches the backend.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    family: &'a str,
    halo_family: &'a str,
    font_factor: f64,
}

impl Frame<'static> {
    /// Frame of a themed SVG, as [`super::svg::to_svg`] hands it to the chart.
    pub fn svg(width: u32, height: u32) -> Self {
        Self {
            width: f64::from(width),
            height: f64::from(height),
            family: PLAIN_FAMILY,
            halo_family: HALO_FAMILY,
            font_factor: SVG_FONT_FACTOR,
        }
    }
}

impl<'a> Frame<'a> {
    /// Frame of a canvas; `family` is a resolved list of font families, without `var()`.
    ///
    /// Scale the context by the device's pixel ratio divided by [`SCALE`] and draw on an area from
    /// [`enlarged`].
    pub fn canvas(width: u32, height: u32, family: &'a str) -> Self {
        Self {
            width: f64::from(width),
            height: f64::from(height),
            family,
            halo_family: family,
            font_factor: 1.0,
        }
    }
}

/// The drawing area in tenths of a CSS pixel, whatever size the backend reports.
///
/// Without it plotters would push every mark back into the pixels that a canvas really has.
pub fn enlarged<DB: DrawingBackend>(
    area: DrawingArea<DB, Shift>,
    width: u32,
    height: u32,
) -> DrawingArea<DB, Shift> {
    area.shrink((0, 0), (device(f64::from(width)), device(f64::from(height))))
}

/// Which point of a label its position names, left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a label looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    role: Role,
    anchor: Anchor,
    strong: bool,
    halo: bool,
}

impl Letter {
    pub(super) fn plain(role: Role, anchor: Anchor) -> Self {
        Self { role, anchor, strong: false, halo: false }
    }

    pub(super) fn strong(role: Role, anchor: Anchor) -> Self {
        Self { strong: true, ..Self::plain(role, anchor) }
    }

    /// With an edge in the panel's colour, so that marks behind it do not cross the letters.
    pub(super) fn with_halo(self) -> Self {
        Self { halo: true, ..self }
    }
}

/// Draws in CSS pixels with the colours of a palette.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    pub(super) area: &'a DrawingArea<DB, Shift>,
    pub(super) palette: &'a Palette,
    pub(super) frame: Frame<'a>,
}

/// A point in CSS pixels.
pub(super) type Point = (f64, f64);

#[expect(clippy::cast_possible_truncation, reason = "the cast saturates; drawings are small")]
fn device(length: f64) -> i32 {
    (length * SCALE).round() as i32
}

fn device_point((x, y): Point) -> (i32, i32) {
    (device(x), device(y))
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn stroke(&self, role: Role, width: f64) -> ShapeStyle {
        let pixels = device(width).max(1).unsigned_abs();
        ShapeStyle {
            color: self.palette.colour(role).to_rgba(),
            filled: false,
            stroke_width: pixels,
        }
    }

    fn fill(&self, role: Role) -> ShapeStyle {
        self.palette.colour(role).filled()
    }

    /// Filled rectangle between two corners.
    pub(super) fn rect(&self, from: Point, to: Point, role: Role) -> Drawn<DB> {
        self.area.draw(&Rectangle::new([device_point(from), device_point(to)], self.fill(role)))
    }

    /// Outline of a rectangle (plotters' own has no stroke width in SVG).
    pub(super) fn outline(&self, from: Point, to: Point, role: Role, width: f64) -> Drawn<DB> {
        let ((x0, y0), (x1, y1)) = (from, to);
        self.line(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], role, width)
    }

    /// Line through the points.
    pub(super) fn line(&self, points: &[Point], role: Role, width: f64) -> Drawn<DB> {
        if points.len() < 2 {
            return Ok(());
        }
        let path: Vec<_> = points.iter().copied().map(device_point).collect();
        self.area.draw(&PathElement::new(path, self.stroke(role, width)))
    }

    /// Dashed line through the points; `dash` is (on, off).
    pub(super) fn dashes(
        &self,
        points: &[Point],
        dash: (f64, f64),
        role: Role,
        width: f64,
    ) -> Drawn<DB> {
        split_dashes(points, dash).iter().try_for_each(|piece| self.line(piece, role, width))
    }

    /// Filled area inside the points.
    pub(super) fn area(&self, points: &[Point], role: Role) -> Drawn<DB> {
        if points.len() < 3 {
            return Ok(());
        }
        let path: Vec<_> = points.iter().copied().map(device_point).collect();
        self.area.draw(&Polygon::new(path, self.fill(role)))
    }

    /// Filled dot.
    pub(super) fn dot(&self, centre: Point, radius: f64, role: Role) -> Drawn<DB> {
        let radius = device(radius).max(1);
        self.area.draw(&Circle::new(device_point(centre), radius, self.fill(role)))
    }

    /// Circle line.
    pub(super) fn ring(&self, centre: Point, radius: f64, role: Role, width: f64) -> Drawn<DB> {
        let radius = device(radius).max(1);
        self.area.draw(&Circle::new(device_point(centre), radius, self.stroke(role, width)))
    }

    /// Upright grid lines from `top` to `bottom` with their labels below; a label without room is left out.
    pub(super) fn grid(
        &self,
        ticks: &[(f64, String)],
        x: &Linear,
        (top, bottom): (f64, f64),
    ) -> Drawn<DB> {
        let mut free = f64::NEG_INFINITY;
        for (value, label) in ticks {
            let at = x.at(*value);
            self.line(&[(at, top), (at, bottom)], Role::Grid, 1.0)?;
            let half = text_width(label, TEXT) / 2.0;
            if at - half > free {
                let place = (at.min(self.frame.width - half).max(half), bottom + 11.0);
                self.text(label, place, Letter::plain(Role::Ink3, Anchor::Middle))?;
                free = at + half + 6.0;
            }
        }
        Ok(())
    }

    /// One line of text, its middle at the height of `at`.
    pub(super) fn text(&self, text: &str, at: Point, letter: Letter) -> Drawn<DB> {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let size = if letter.strong { STRONG } else { TEXT } * SCALE * self.frame.font_factor;
        let family = if letter.halo { self.frame.halo_family } else { self.frame.family };
        let style = if letter.strong { FontStyle::Bold } else { FontStyle::Normal };
        let horizontal = match letter.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let colour = self.palette.colour(letter.role);
        let look = TextStyle::from((FontFamily::Name(family), size, style))
            .color(&colour)
            .pos(Pos::new(horizontal, VPos::Center));
        self.area.draw(&Text::new(text, device_point(at), look))
    }
}

/// Cuts a line into its dashes, the rhythm going on around corners.
fn split_dashes(points: &[Point], (on, off): (f64, f64)) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = points.first().copied().into_iter().collect();
    let (mut inked, mut left) = (true, on);
    for (start, end) in points.iter().zip(points.iter().skip(1)) {
        let length = (end.0 - start.0).hypot(end.1 - start.1);
        if !length.is_finite() || length <= 0.0 || on <= 0.0 || off <= 0.0 {
            continue;
        }
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let share = gone / length;
            let at = (start.0 + (end.0 - start.0) * share, start.1 + (end.1 - start.1) * share);
            if inked {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at];
            }
            inked = !inked;
            left = if inked { on } else { off };
        }
        left -= length - gone;
        if inked {
            piece.push(*end);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::split_dashes;

    #[test]
    fn dashes_keep_their_rhythm_around_a_corner() {
        let pieces = split_dashes(&[(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)], (3.0, 1.0));
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces[0], [(0.0, 0.0), (3.0, 0.0)]);
        assert_eq!(pieces[1], [(4.0, 0.0), (5.0, 0.0), (5.0, 2.0)]);
        assert_eq!(pieces[2], [(5.0, 3.0), (5.0, 5.0)]);
    }

    #[test]
    fn a_point_has_no_dashes() {
        assert!(split_dashes(&[(1.0, 1.0)], (3.0, 1.0)).is_empty());
        assert!(split_dashes(&[], (3.0, 1.0)).is_empty());
    }
}

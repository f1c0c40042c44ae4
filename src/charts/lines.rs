//! Lines over a numeric axis, with bands under them, upright marks, and points that are named.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{shorten, spread, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, Point, STRONG, TEXT};
use super::scale::Linear;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// In ascending order of the first number.
    pub points: Vec<(f64, f64)>,
    /// Its colour.
    pub role: Role,
    /// Whether it is dashed: the second cue beside its colour.
    pub dashed: bool,
    /// At its right end.
    pub label: String,
}

/// Lines with their axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinesSeries {
    /// Grid lines of the upright axis with their labels.
    pub y_ticks: Vec<(f64, String)>,
    /// Labels of the other axis.
    pub x_ticks: Vec<(f64, String)>,
    /// Bands, the widest first: place, low and high.
    pub bands: Vec<Vec<(f64, f64, f64)>>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Upright marks with a label at the top.
    pub marks: Vec<(f64, String)>,
    /// Named points.
    pub points: Vec<(f64, f64, String)>,
}

impl LinesSeries {
    /// Number of marks: one per point of a line or edge of a band.
    pub fn marks(&self) -> usize {
        let bands: usize = self.bands.iter().map(|band| 2 * band.len()).sum();
        bands + self.lines.iter().map(|line| line.points.len()).sum::<usize>() + self.points.len()
    }

    fn extent(&self, of: impl Fn((f64, f64)) -> f64, ticks: &[(f64, String)]) -> (f64, f64) {
        let lines = self.lines.iter().flat_map(|line| line.points.iter().copied());
        let bands = self.bands.iter().flatten();
        let edges = bands.flat_map(|(x, low, high)| [(*x, *low), (*x, *high)]);
        let known = lines.chain(edges).map(of).chain(ticks.iter().map(|(value, _)| *value));
        let (low, high) = known
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if high > low { (low, high) } else { (low - 1.0, low + 1.0) }
    }
}

/// Space between end labels, from middle to middle.
const GAP: f64 = 14.0;
/// From the plot to the end labels.
const LEADER: f64 = 8.0;
/// Room above the plot for the labels of marks.
const HEAD: f64 = 20.0;

struct Layout {
    left: f64,
    right: f64,
    bottom: f64,
    x: Linear,
    y: Linear,
}

impl Layout {
    fn new(series: &LinesSeries, frame: Frame<'_>) -> Self {
        let widest = series.y_ticks.iter().map(|(_, label)| text_width(label, TEXT));
        let left = (widest.fold(12.0, f64::max) + 8.0).min(frame.width * 0.3);
        let ends = series.lines.iter().map(|line| text_width(&line.label, STRONG));
        let gutter = ends.fold(0.0, f64::max) + LEADER;
        let right = (frame.width - gutter.min(frame.width * 0.36)).max(left + 1.0);
        let bottom = frame.height - 20.0;
        let top = if series.marks.is_empty() { 8.0 } else { HEAD };
        let x = Linear::new(series.extent(|(x, _)| x, &[]), (left, right));
        let y = Linear::new(series.extent(|(_, y)| y, &series.y_ticks), (bottom, top));
        Self { left, right, bottom, x, y }
    }

    fn at(&self, (x, y): (f64, f64)) -> Point {
        (self.x.at(x), self.y.at(y))
    }
}

/// Where each point of the first line is, in CSS pixels from the left edge.
pub fn places(series: &LinesSeries, frame: Frame<'_>) -> Vec<f64> {
    let layout = Layout::new(series, frame);
    let line = series.lines.first().map_or(&[][..], |line| &line.points);
    line.iter().map(|(x, _)| layout.x.at(*x)).collect()
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &LinesSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let layout = Layout::new(series, frame);
    for (value, label) in &series.y_ticks {
        let y = layout.y.at(*value).floor() + 0.5;
        let role = if *value == 0.0 { Role::Axis } else { Role::Grid };
        pen.line(&[(layout.left, y), (layout.right, y)], role, 1.0)?;
        pen.text(label, (layout.left - 5.0, y), Letter::plain(Role::Ink3, Anchor::End))?;
    }
    for (band, role) in series.bands.iter().zip([Role::BandWide, Role::BandMid]) {
        let edge = |(x, _, high): &(f64, f64, f64)| layout.at((*x, *high));
        let back = |(x, low, _): &(f64, f64, f64)| layout.at((*x, *low));
        let outline: Vec<Point> =
            band.iter().map(edge).chain(band.iter().rev().map(back)).collect();
        pen.area(&outline, role)?;
    }
    draw_marks(&pen, series, &layout)?;
    draw_lines(&pen, series, &layout)?;
    draw_x(&pen, series, &layout)?;
    draw_points(&pen, series, &layout)
}

fn draw_marks<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &LinesSeries,
    layout: &Layout,
) -> Drawn<DB> {
    for (value, label) in &series.marks {
        let x = layout.x.at(*value);
        pen.dashes(&[(x, HEAD - 4.0), (x, layout.bottom)], (2.0, 3.0), Role::Whisker, 1.0)?;
        let half = text_width(label, TEXT) / 2.0;
        let centre = x.max(half).min(pen.frame.width - half);
        pen.text(label, (centre, 8.0), Letter::plain(Role::Ink2, Anchor::Middle))?;
    }
    Ok(())
}

fn draw_lines<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &LinesSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let places: Vec<Vec<Point>> = series
        .lines
        .iter()
        .map(|line| {
            let known = line.points.iter().filter(|(_, y)| y.is_finite());
            known.map(|point| layout.at(*point)).collect()
        })
        .collect();
    for (line, places) in series.lines.iter().zip(&places) {
        if line.dashed {
            pen.dashes(places, (4.0, 3.0), line.role, 1.5)?;
        } else {
            pen.line(places, line.role, 2.25)?;
        }
    }
    let ends: Vec<(&Line, Point)> = series
        .lines
        .iter()
        .zip(&places)
        .filter_map(|(line, at)| Some((line, *at.last()?)))
        .collect();
    let wanted: Vec<f64> = ends.iter().map(|(_, (_, y))| *y).collect();
    for ((line, (x, y)), to) in ends.iter().zip(spread(&wanted, GAP, (8.0, layout.bottom))) {
        if line.dashed {
            pen.dot((*x, *y), 3.5, Role::Surface)?;
            pen.ring((*x, *y), 3.5, line.role, 1.5)?;
        } else {
            pen.dot((*x, *y), 3.5, line.role)?;
        }
        let start = layout.right + LEADER;
        let text = shorten(&line.label, STRONG, pen.frame.width - start + 2.0);
        let letter = if line.dashed {
            Letter::plain(Role::Ink2, Anchor::Start)
        } else {
            Letter::strong(line.role, Anchor::Start)
        };
        pen.text(&text, (start, to), letter)?;
    }
    Ok(())
}

fn draw_x<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &LinesSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let mut free = f64::NEG_INFINITY;
    for (value, label) in &series.x_ticks {
        let (x, half) = (layout.x.at(*value), text_width(label, TEXT) / 2.0);
        if x - half < free {
            continue;
        }
        free = x + half + 8.0;
        let at = (x, layout.bottom + 13.0);
        pen.text(label, at, Letter::plain(Role::Ink3, Anchor::Middle))?;
    }
    Ok(())
}

fn draw_points<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &LinesSeries,
    layout: &Layout,
) -> Drawn<DB> {
    for (x, y, label) in &series.points {
        let (x, y) = layout.at((*x, *y));
        pen.dot((x, y), 4.0, Role::Surface)?;
        pen.ring((x, y), 4.0, Role::SeriesAlt, 1.75)?;
        let half = text_width(label, STRONG) / 2.0;
        let centre = x.max(layout.left + half).min(layout.right - half);
        let above = if y - 16.0 > HEAD { y - 16.0 } else { y + 16.0 };
        let letter = Letter::strong(Role::Ink1, Anchor::Middle).with_halo();
        pen.text(label, (centre, above), letter)?;
    }
    Ok(())
}

//! Who stands where: a dot per partner, revenue on a logarithmic axis against score.
//!
//! Works from a handful to tens of thousands of partners: dots shrink and lose their outline as
//! they become many. Partners without revenue stand in a strip of their own at the left.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{shorten, spread, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, STRONG, TEXT};
use super::scale::{Linear, Log};

/// Partners as points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScatterSeries {
    /// Revenue, score and tier (1 being the lowest) of each partner.
    pub points: Vec<(f64, f64, usize)>,
    /// Grid lines of revenue with their labels; see [`super::scale::log_ticks`].
    pub x_ticks: Vec<(f64, String)>,
    /// Grid lines of score with their labels.
    pub y_ticks: Vec<(f64, String)>,
    /// Threshold scores with their labels: "Strategic 64".
    pub thresholds: Vec<(f64, String)>,
    /// What runs to the right: "Revenue, last four quarters".
    pub x_label: String,
    /// What runs upwards: "Score".
    pub y_label: String,
    /// Name of the strip for partners without revenue: "none".
    pub zero_label: String,
}

impl ScatterSeries {
    /// Number of marks: one per partner.
    pub fn marks(&self) -> usize {
        self.points.len()
    }

    /// Extent of the known values that `keep` lets through, ticks included.
    fn extent(
        values: impl Iterator<Item = f64>,
        keep: impl Fn(&f64) -> bool,
        otherwise: (f64, f64),
    ) -> (f64, f64) {
        values
            .filter(|value| value.is_finite() && keep(value))
            .map(|value| (value, value))
            .reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))
            .unwrap_or(otherwise)
    }
}

/// Width of the strip for partners without revenue.
const STRIP: f64 = 26.0;
/// Most points that are drawn with an outline.
const OUTLINED: usize = 2000;
/// Space between threshold labels, from middle to middle.
const GAP: f64 = 14.0;

struct Layout {
    left: f64,
    start: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Log,
    y: Linear,
    radius: f64,
}

impl Layout {
    fn new(series: &ScatterSeries, frame: Frame<'_>) -> Self {
        let widest = |labels: &[(f64, String)], size| {
            labels.iter().map(|(_, label)| text_width(label, size)).fold(0.0, f64::max)
        };
        let left = (widest(&series.y_ticks, TEXT) + 8.0).min(frame.width * 0.3);
        let gutter = (widest(&series.thresholds, STRONG) + 8.0).min(frame.width * 0.36);
        let right = (frame.width - gutter).max(left + 1.0);
        let (top, bottom) = (20.0, frame.height - 34.0);
        let strip = series.points.iter().any(|(revenue, _, _)| *revenue <= 0.0);
        let start = if strip { (left + STRIP).min(right) } else { left };
        let revenues = series.points.iter().map(|point| point.0);
        let revenues = revenues.chain(series.x_ticks.iter().map(|tick| tick.0));
        let x = ScatterSeries::extent(revenues, |value| *value > 0.0, (1.0, 10.0));
        let scores = series.points.iter().map(|point| point.1);
        let scores = scores.chain(series.y_ticks.iter().map(|tick| tick.0));
        let y = ScatterSeries::extent(scores, |_| true, (0.0, 100.0));
        let radius = match series.points.len() {
            0..=300 => 3.0,
            301..=2000 => 2.2,
            2001..=6000 => 1.6,
            _ => 1.2,
        };
        Self {
            left,
            start,
            right,
            top,
            bottom,
            x: Log::new(x, (start + 6.0, right - 6.0)),
            y: Linear::new(y, (bottom, top)),
            radius,
        }
    }

    fn place(&self, revenue: f64) -> f64 {
        if revenue > 0.0 { self.x.at(revenue) } else { f64::midpoint(self.left, self.start) }
    }
}

/// Where each point is: pixels from the left edge, and a share of the height from the top.
pub fn places(series: &ScatterSeries, frame: Frame<'_>) -> Vec<(f64, f64)> {
    let layout = Layout::new(series, frame);
    let place = |(revenue, score, _): &(f64, f64, usize)| {
        (layout.place(*revenue), layout.y.at(*score) / frame.height.max(1.0))
    };
    series.points.iter().map(place).collect()
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &ScatterSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let layout = Layout::new(series, frame);
    draw_grid(&pen, series, &layout)?;
    draw_points(&pen, series, &layout)?;
    draw_axis_labels(&pen, series, &layout)?;
    draw_thresholds(&pen, series, &layout)
}

fn draw_grid<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &ScatterSeries,
    layout: &Layout,
) -> Drawn<DB> {
    for (value, _) in &series.y_ticks {
        let y = layout.y.at(*value).floor() + 0.5;
        pen.line(&[(layout.left, y), (layout.right, y)], Role::Grid, 1.0)?;
    }
    for (value, _) in series.x_ticks.iter().filter(|(value, _)| *value > 0.0) {
        let x = layout.x.at(*value).floor() + 0.5;
        pen.line(&[(x, layout.top), (x, layout.bottom)], Role::Grid, 1.0)?;
    }
    if layout.start > layout.left {
        let x = layout.start.floor() + 0.5;
        pen.line(&[(x, layout.top), (x, layout.bottom)], Role::Axis, 1.0)?;
    }
    Ok(())
}

fn draw_points<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &ScatterSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let outlined = series.points.len() <= OUTLINED;
    for (revenue, score, tier) in &series.points {
        if !revenue.is_finite() || !score.is_finite() {
            continue;
        }
        let centre = (layout.place(*revenue), layout.y.at(*score));
        if outlined {
            pen.dot(centre, layout.radius, Role::tier(*tier))?;
            pen.ring(centre, layout.radius, Role::tier_edge(*tier), 0.8)?;
        } else {
            pen.dot(centre, layout.radius, Role::tier_edge(*tier))?;
        }
    }
    Ok(())
}

fn draw_axis_labels<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &ScatterSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let faint = |anchor| Letter::plain(Role::Ink3, anchor);
    for (value, label) in &series.y_ticks {
        pen.text(label, (layout.left - 5.0, layout.y.at(*value)), faint(Anchor::End))?;
    }
    let row = layout.bottom + 11.0;
    let mut free = layout.left - 20.0;
    if layout.start > layout.left && !series.zero_label.is_empty() {
        let at = (layout.place(0.0), row);
        pen.text(&series.zero_label, at, faint(Anchor::Middle))?;
        free = at.0 + text_width(&series.zero_label, TEXT) / 2.0;
    }
    for (value, label) in series.x_ticks.iter().filter(|(value, _)| *value > 0.0) {
        let (x, half) = (layout.x.at(*value), text_width(label, TEXT) / 2.0);
        if x - half > free {
            pen.text(label, (x, row), faint(Anchor::Middle))?;
            free = x + half + 4.0;
        }
    }
    let middle = Letter::plain(Role::Ink2, Anchor::End);
    pen.text(&series.x_label, (layout.right, layout.bottom + 26.0), middle)?;
    pen.text(&series.y_label, (0.0, 6.0), Letter::plain(Role::Ink2, Anchor::Start))
}

fn draw_thresholds<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &ScatterSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let lines: Vec<(f64, &str)> = series
        .thresholds
        .iter()
        .filter(|(score, _)| score.is_finite())
        .map(|(score, label)| {
            (layout.y.at(*score).clamp(layout.top, layout.bottom.max(layout.top)), label.as_str())
        })
        .collect();
    let wanted: Vec<f64> = lines.iter().map(|(y, _)| *y).collect();
    let placed = spread(&wanted, GAP, (layout.top - 6.0, layout.bottom));
    let start = layout.right + 6.0;
    for ((y, label), to) in lines.into_iter().zip(placed) {
        pen.line(&[(layout.left, y), (layout.right, y)], Role::Ghost, 1.25)?;
        if (to - y).abs() > 3.0 {
            pen.line(&[(layout.right, y), (start - 1.0, to)], Role::Axis, 0.8)?;
        }
        let text = shorten(label, STRONG, pen.frame.width - start + 2.0);
        pen.text(&text, (start, to), Letter::strong(Role::Ink1, Anchor::Start))?;
    }
    Ok(())
}

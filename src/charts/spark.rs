//! A tiny line for a table cell: shape, not size.
//!
//! Its own scale runs from the lowest to the highest value; unknown values (NaN) are gaps, and
//! the dot is the last known value.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::palette::{Palette, Role};
use super::pen::{Drawn, Frame, Pen, Point};
use super::scale::Linear;

/// Values over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SparkSeries {
    /// One value per period; NaN where it is unknown.
    pub values: Vec<f64>,
}

impl SparkSeries {
    /// Number of marks: one per value.
    pub fn marks(&self) -> usize {
        self.values.len()
    }
}

/// Draws the line.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &SparkSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let known = series.values.iter().copied().filter(|value| value.is_finite());
    let domain = known
        .map(|value| (value, value))
        .reduce(|(low, high), (value, _)| (low.min(value), high.max(value)));
    let Some(domain) = domain else { return Ok(()) };
    let margin = 3.5;
    let last = series.values.len().saturating_sub(1) as f64;
    let x = Linear::new((0.0, last.max(1.0)), (margin, frame.width - margin));
    let y = Linear::new(domain, (frame.height - margin, margin));
    let runs = series
        .values
        .iter()
        .enumerate()
        .map(|(index, value)| value.is_finite().then(|| (x.at(index as f64), y.at(*value))));
    let mut run: Vec<Point> = Vec::new();
    let mut end = None;
    for point in runs.chain(std::iter::once(None)) {
        if let Some(point) = point {
            run.push(point);
            end = Some(point);
        } else {
            draw_run(&pen, &run)?;
            run.clear();
        }
    }
    end.map_or(Ok(()), |end| pen.dot(end, 2.25, Role::SeriesAlt))
}

/// A stretch of known values; one alone is a small dot.
fn draw_run<DB: DrawingBackend>(pen: &Pen<'_, DB>, run: &[Point]) -> Drawn<DB> {
    match run {
        [alone] => pen.dot(*alone, 1.0, Role::SeriesBase),
        _ => pen.line(run, Role::SeriesBase, 1.25),
    }
}

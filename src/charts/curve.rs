//! A value function: from a measure to points, small enough to stand beside its rule.
//!
//! The page lays its handles over the drawing; [`CurveGeometry`] gives both the same coordinates.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen};
use super::scale::Linear;

/// The curve with its axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurveSeries {
    /// Measure and points, in ascending order of the measure.
    pub points: Vec<(f64, f64)>,
    /// The same in the baseline, where it differs; empty otherwise.
    pub baseline: Vec<(f64, f64)>,
    /// First and last measure of the axis.
    pub measures: (f64, f64),
    /// Most points of the axis.
    pub most: f64,
    /// Labels of the first, the middle and the last measure.
    pub labels: [String; 3],
}

impl CurveSeries {
    /// Number of marks: one per point of either line.
    pub fn marks(&self) -> usize {
        self.points.len() + self.baseline.len()
    }
}

/// The plot inside the drawing, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurveGeometry {
    /// Pixel of the first measure.
    pub left: f64,
    /// Pixel of the last measure.
    pub right: f64,
    /// Pixel of the most points.
    pub top: f64,
    /// Pixel of zero points.
    pub bottom: f64,
    measures: (f64, f64),
    most: f64,
}

impl CurveGeometry {
    /// The geometry of a drawing of this size.
    pub fn new(width: f64, height: f64, measures: (f64, f64), most: f64) -> Self {
        Self { left: 30.0, right: width - 10.0, top: 8.0, bottom: height - 18.0, measures, most }
    }

    fn x(&self) -> Linear {
        Linear::new(self.measures, (self.left, self.right))
    }

    fn y(&self) -> Linear {
        Linear::new((0.0, self.most), (self.bottom, self.top))
    }

    /// Pixel of a measure and its points.
    pub fn place(&self, (measure, points): (f64, f64)) -> (f64, f64) {
        (self.x().at(measure), self.y().at(points))
    }

    /// Measure and points at a pixel, inside the axes.
    pub fn value_at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (low, high) = self.measures;
        let measure = self.x().invert(x).clamp(low, high.max(low));
        (measure, self.y().invert(y).clamp(0.0, self.most.max(0.0)))
    }
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &CurveSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let plot = CurveGeometry::new(frame.width, frame.height, series.measures, series.most);
    for share in [0.0, 0.5, 1.0] {
        let (_, y) = plot.place((series.measures.0, share * series.most));
        let y = y.floor() + 0.5;
        pen.line(&[(plot.left, y), (plot.right, y)], Role::Grid, 1.0)?;
    }
    let faint = |anchor| Letter::plain(Role::Ink3, anchor);
    for points in [0.0, series.most] {
        let (_, y) = plot.place((series.measures.0, points));
        let text = crate::format::compact((points * 100.0).round() / 100.0);
        pen.text(&text, (plot.left - 5.0, y), faint(Anchor::End))?;
    }
    let below = plot.bottom + 10.0;
    let [first, middle, last] = &series.labels;
    pen.text(first, (plot.left, below), faint(Anchor::Start))?;
    pen.text(middle, (f64::midpoint(plot.left, plot.right), below), faint(Anchor::Middle))?;
    pen.text(last, (plot.right, below), faint(Anchor::End))?;
    let line = |points: &[(f64, f64)]| -> Vec<(f64, f64)> {
        let places = points.iter().map(|point| plot.place(*point));
        places.filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
    };
    pen.dashes(&line(&series.baseline), (4.0, 3.0), Role::SeriesBase, 1.25)?;
    pen.line(&line(&series.points), Role::SeriesAlt, 2.0)
}

#[cfg(test)]
mod tests {
    use super::CurveGeometry;

    #[test]
    fn geometry_maps_both_ways() {
        let plot = CurveGeometry::new(300.0, 74.0, (3.0, 5.0), 100.0);
        let (x, y) = plot.place((4.0, 50.0));
        let (measure, points) = plot.value_at((x, y));
        assert!((measure - 4.0).abs() < 1e-9 && (points - 50.0).abs() < 1e-9);
        assert_eq!(plot.value_at((-50.0, 900.0)), (3.0, 0.0));
    }
}

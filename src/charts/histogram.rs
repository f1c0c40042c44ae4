//! Where the thresholds cut: partner scores in bins, coloured by the tier the bin falls into.
//!
//! The page lays its handles over the drawing; [`HistogramGeometry`] gives both the same
//! coordinates. The space above `top` is left free for them.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen};
use super::scale::{Linear, linear_ticks};

/// Counts of partners per score bin, the first bin starting at zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistogramSeries {
    /// Points per bin, 2.5 as a rule.
    pub bin_width: f64,
    /// Partners per bin.
    pub counts: Vec<u32>,
    /// Tier of each bin at the present thresholds, 1 being the lowest.
    pub tier_of_bin: Vec<usize>,
    /// Highest score of the axis.
    pub max_score: f64,
}

impl HistogramSeries {
    /// Number of marks: one per bin.
    pub fn marks(&self) -> usize {
        self.counts.len()
    }
}

/// The plot inside the drawing, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistogramGeometry {
    /// Pixel of score zero.
    pub left: f64,
    /// Pixel of the highest score.
    pub right: f64,
    /// Upper end of the highest bar.
    pub top: f64,
    /// The axis line.
    pub bottom: f64,
    max_score: f64,
}

impl HistogramGeometry {
    /// The geometry of a drawing of this size.
    pub fn new(width: f64, height: f64, max_score: f64) -> Self {
        let bottom = height - 18.0;
        let max_score = if max_score.is_finite() && max_score > 0.0 { max_score } else { 100.0 };
        Self { left: 2.0, right: width - 2.0, top: bottom.min(42.0), bottom, max_score }
    }

    fn scale(&self) -> Linear {
        Linear::new((0.0, self.max_score), (self.left, self.right))
    }

    /// Pixel of a score.
    pub fn x_of(&self, score: f64) -> f64 {
        self.scale().at(score)
    }

    /// Score at a pixel, inside the axis.
    pub fn score_at(&self, x: f64) -> f64 {
        self.scale().invert(x).clamp(0.0, self.max_score)
    }
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &HistogramSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let plot = HistogramGeometry::new(frame.width, frame.height, series.max_score);
    draw_bars(&pen, series, &plot)?;
    let axis = plot.bottom.floor() + 0.5;
    pen.line(&[(plot.left, axis), (plot.right, axis)], Role::Axis, 1.0)?;
    let ticks = linear_ticks(0.0, plot.max_score, 5);
    let last = ticks.len().saturating_sub(1);
    for (index, tick) in ticks.iter().enumerate() {
        let anchor = match index {
            0 => Anchor::Start,
            index if index == last => Anchor::End,
            _ => Anchor::Middle,
        };
        let at = (plot.x_of(*tick), plot.bottom + 9.0);
        pen.text(&format!("{tick}"), at, Letter::plain(Role::Ink3, anchor))?;
    }
    Ok(())
}

fn draw_bars<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &HistogramSeries,
    plot: &HistogramGeometry,
) -> Drawn<DB> {
    let most = series.counts.iter().copied().max().unwrap_or(0).max(1);
    let y = Linear::new((0.0, f64::from(most)), (plot.bottom, plot.top));
    let tier = |bin: usize| series.tier_of_bin.get(bin).copied().unwrap_or(1);
    let bars: Vec<_> = series
        .counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(bin, count)| {
            let ends = [bin, bin + 1].map(|edge| plot.x_of(edge as f64 * series.bin_width));
            // A bin that starts above the axis joins the last column.
            let [start, end] = ends.map(|x| x.min(plot.right));
            (start.min(plot.right - 2.0), end, y.at(f64::from(*count)), tier(bin))
        })
        .filter(|(start, end, _, _)| start.is_finite() && end.is_finite())
        .collect();
    for (start, end, top, tier) in &bars {
        pen.rect((start + 0.5, *top), (end - 0.5, plot.bottom), Role::tier(*tier))?;
    }
    for (start, end, top, tier) in &bars {
        let corners = ((start + 0.5, *top), (end - 0.5, plot.bottom));
        pen.outline(corners.0, corners.1, Role::tier_edge(*tier), 0.8)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::HistogramGeometry;

    #[test]
    fn geometry_maps_scores_both_ways() {
        let plot = HistogramGeometry::new(320.0, 150.0, 100.0);
        assert!((plot.x_of(38.0) - 122.08).abs() < 1e-9);
        assert!((plot.score_at(plot.x_of(64.0)) - 64.0).abs() < 1e-9);
        assert!((plot.score_at(-50.0) - 0.0).abs() < 1e-9);
        assert!((plot.score_at(900.0) - 100.0).abs() < 1e-9);
        assert!((plot.bottom - 132.0).abs() < 1e-9);
    }
}

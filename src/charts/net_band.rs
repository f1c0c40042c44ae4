//! Does it pay, and when: cumulative net benefit against the baseline.
//!
//! The mean is a line, half of the runs lie in the inner band and nine in ten in the outer one.
//! The baseline is the zero line. Under 100 runs the bands must be off (`show_band`).

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{label_indices, shorten, spread, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, Point, STRONG, TEXT};
use super::scale::Linear;

/// The period in which the mean turns positive for good, and what to write there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payback {
    /// Place in the periods.
    pub period: usize,
    /// Two lines: "Pays back in", "2027 Q3".
    pub label: [String; 2],
}

/// Labels at the right end; an empty one is not drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EndLabels {
    /// "P95 +$940k"
    pub p95: String,
    /// "+$305k"
    pub mean: String,
    /// "baseline"
    pub zero: String,
    /// "P5 −$327k"
    pub p5: String,
}

/// Cumulative difference to the baseline; all columns are as long as the periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetBandSeries {
    /// Period names; the first is "Now".
    pub periods: Vec<String>,
    /// Mean over the runs.
    pub mean: Vec<f64>,
    /// 5th percentile.
    pub p5: Vec<f64>,
    /// 25th percentile.
    pub p25: Vec<f64>,
    /// 75th percentile.
    pub p75: Vec<f64>,
    /// 95th percentile.
    pub p95: Vec<f64>,
    /// Grid lines with their labels; see [`super::scale::enclosing_ticks`].
    pub ticks: Vec<(f64, String)>,
    /// Where the mean pays back, if it does.
    pub payback: Option<Payback>,
    /// Labels at the right end.
    pub end: EndLabels,
    /// Whether there are enough runs for bands.
    pub show_band: bool,
}

impl NetBandSeries {
    /// Number of marks: points of the line, and of the bands.
    pub fn marks(&self) -> usize {
        self.periods.len() * if self.show_band { 5 } else { 1 }
    }

    fn columns(&self) -> impl Iterator<Item = &[f64]> {
        let bands = [&self.p5, &self.p25, &self.p75, &self.p95].into_iter();
        std::iter::once(&self.mean)
            .chain(bands.take(if self.show_band { 4 } else { 0 }))
            .map(Vec::as_slice)
    }

    fn domain(&self) -> (f64, f64) {
        let values = self.columns().flatten().copied();
        let known = values.chain(self.ticks.iter().map(|(value, _)| *value));
        let (low, high) = known
            .filter(|value| value.is_finite())
            .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        if high > low { (low, high) } else { (low - 1.0, high + 1.0) }
    }
}

/// Space between end labels, from middle to middle.
const GAP: f64 = 14.0;
/// From the plot to the end labels.
const LEADER: f64 = 8.0;

struct Layout {
    left: f64,
    right: f64,
    bottom: f64,
    x: Linear,
    y: Linear,
}

impl Layout {
    fn new(series: &NetBandSeries, frame: Frame<'_>) -> Self {
        let widest = series.ticks.iter().map(|(_, label)| text_width(label, TEXT));
        let left = (widest.fold(12.0, f64::max) + 8.0).min(frame.width * 0.3);
        let end = &series.end;
        let plain = [&end.p95, &end.zero, &end.p5].map(|label| text_width(label, TEXT));
        let strong = text_width(&end.mean, STRONG);
        let gutter = plain.into_iter().fold(strong, f64::max) + LEADER;
        let right = (frame.width - gutter.min(frame.width * 0.36)).max(left + 1.0);
        let bottom = frame.height - 20.0;
        let steps = series.periods.len().saturating_sub(1) as f64;
        let x = Linear::new((0.0, steps), (left, right));
        Self { left, right, bottom, x, y: Linear::new(series.domain(), (bottom, 8.0)) }
    }

    fn points(&self, values: &[f64]) -> Vec<Point> {
        let point = |(index, value): (usize, &f64)| (self.x.at(index as f64), self.y.at(*value));
        values.iter().enumerate().filter(|(_, value)| value.is_finite()).map(point).collect()
    }
}

/// Where each period is on a drawing of a size, in CSS pixels from its left edge.
pub fn places(series: &NetBandSeries, frame: Frame<'_>) -> Vec<f64> {
    let layout = Layout::new(series, frame);
    (0..series.periods.len()).map(|index| layout.x.at(index as f64)).collect()
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &NetBandSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let layout = Layout::new(series, frame);
    draw_grid(&pen, series, &layout)?;
    if series.show_band {
        draw_band(&pen, &layout, (&series.p5, &series.p95), Role::BandWide)?;
        draw_band(&pen, &layout, (&series.p25, &series.p75), Role::BandMid)?;
    }
    draw_lines(&pen, series, &layout)?;
    draw_labels(&pen, series, &layout)?;
    draw_end_labels(&pen, series, &layout)?;
    series.payback.as_ref().map_or(Ok(()), |payback| draw_payback(&pen, series, payback, &layout))
}

fn draw_grid<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &NetBandSeries,
    layout: &Layout,
) -> Drawn<DB> {
    for (value, _) in series.ticks.iter().filter(|(value, _)| *value != 0.0) {
        let y = layout.y.at(*value).floor() + 0.5;
        pen.line(&[(layout.left, y), (layout.right, y)], Role::Grid, 1.0)?;
    }
    Ok(())
}

fn draw_band<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    (low, high): (&[f64], &[f64]),
    role: Role,
) -> Drawn<DB> {
    let mut outline = layout.points(high);
    outline.extend(layout.points(low).into_iter().rev());
    pen.area(&outline, role)
}

fn draw_lines<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &NetBandSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let zero = layout.y.at(0.0);
    pen.dashes(&[(layout.left, zero), (layout.right, zero)], (4.0, 3.0), Role::Whisker, 1.0)?;
    let mean = layout.points(&series.mean);
    pen.line(&mean, Role::SeriesAlt, 2.25)?;
    mean.last().map_or(Ok(()), |end| pen.dot(*end, 3.5, Role::SeriesAlt))
}

fn draw_labels<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &NetBandSeries,
    layout: &Layout,
) -> Drawn<DB> {
    for (value, label) in &series.ticks {
        let at = (layout.left - 5.0, layout.y.at(*value));
        pen.text(label, at, Letter::plain(Role::Ink3, Anchor::End))?;
    }
    let widest = series.periods.iter().map(|label| text_width(label, TEXT)).fold(0.0, f64::max);
    let spaces = series.periods.len().saturating_sub(1).max(1) as f64;
    let pitch = (layout.right - layout.left) / spaces;
    for index in label_indices(series.periods.len(), pitch, widest + 10.0) {
        let Some(label) = series.periods.get(index) else { continue };
        let at = (layout.x.at(index as f64), layout.bottom + 13.0);
        pen.text(label, at, Letter::plain(Role::Ink3, Anchor::Middle))?;
    }
    Ok(())
}

fn draw_end_labels<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &NetBandSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let last = |values: &[f64]| values.last().copied().filter(|value| value.is_finite());
    let banded = |values: &[f64]| last(values).filter(|_| series.show_band);
    let (faint, strong) =
        (Letter::plain(Role::Ink3, Anchor::Start), Letter::strong(Role::SeriesAlt, Anchor::Start));
    let labels: Vec<(f64, &str, Letter)> = [
        (banded(&series.p95), &series.end.p95, faint),
        (last(&series.mean), &series.end.mean, strong),
        (Some(0.0), &series.end.zero, faint),
        (banded(&series.p5), &series.end.p5, faint),
    ]
    .into_iter()
    .filter_map(|(value, label, letter)| Some((layout.y.at(value?), label.as_str(), letter)))
    .filter(|(_, label, _)| !label.is_empty())
    .collect();
    let wanted: Vec<f64> = labels.iter().map(|(y, _, _)| *y).collect();
    let placed = spread(&wanted, GAP, (8.0, layout.bottom));
    let start = layout.right + LEADER;
    for ((y, label, letter), to) in labels.into_iter().zip(placed) {
        if (to - y).abs() > 3.0 {
            pen.line(&[(layout.right + 1.0, y), (start - 2.0, to)], Role::Axis, 0.8)?;
        }
        let text = shorten(label, TEXT, pen.frame.width - start + 2.0);
        pen.text(&text, (start, to), letter)?;
    }
    Ok(())
}

/// Where the mean last rose through zero on its way to the period, in periods from now.
fn crossing(mean: &[f64], period: usize) -> f64 {
    let before = period.checked_sub(1).and_then(|index| mean.get(index)).copied();
    match (before, mean.get(period).copied()) {
        (Some(from), Some(to)) if from < 0.0 && to >= 0.0 => {
            period as f64 - to / (to - from).max(f64::MIN_POSITIVE)
        }
        _ => period as f64,
    }
}

fn draw_payback<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &NetBandSeries,
    payback: &Payback,
    layout: &Layout,
) -> Drawn<DB> {
    let zero = layout.y.at(0.0);
    let x = layout.x.at(crossing(&series.mean, payback.period));
    if !x.is_finite() || payback.period >= series.periods.len() {
        return Ok(());
    }
    let (down, room) = (layout.bottom - zero, zero - 8.0);
    let (first, leader) = if down >= 48.0 {
        let first = zero + (down * 0.55).clamp(22.0, 52.0).min(down - 24.0);
        (first, [(x, zero + 6.0), (x, first - 8.0)])
    } else {
        let first = zero - (room * 0.55).clamp(36.0, 66.0);
        (first, [(x, zero - 6.0), (x, first + 21.0)])
    };
    pen.line(&leader, Role::Whisker, 0.8)?;
    pen.dot((x, zero), 4.0, Role::Surface)?;
    pen.ring((x, zero), 4.0, Role::SeriesAlt, 1.75)?;
    let [upper, lower] = &payback.label;
    let half = text_width(upper, TEXT).max(text_width(lower, STRONG)) / 2.0;
    let (low, high) = (layout.left + half, layout.right - half);
    let centre = if low < high { x.clamp(low, high) } else { f64::midpoint(low, high) };
    let plain = Letter::plain(Role::Ink2, Anchor::Middle).with_halo();
    pen.text(upper, (centre, first), plain)?;
    let strong = Letter::strong(Role::Ink1, Anchor::Middle).with_halo();
    pen.text(lower, (centre, first + 13.0), strong)
}

#[cfg(test)]
mod tests {
    use super::crossing;

    #[test]
    fn crossing_lies_between_the_two_periods() {
        assert!((crossing(&[0.0, -1.0, 3.0], 2) - 1.25).abs() < 1e-12);
        assert!((crossing(&[0.0, 1.0], 1) - 1.0).abs() < 1e-12);
        assert!((crossing(&[], 4) - 4.0).abs() < 1e-12);
    }
}

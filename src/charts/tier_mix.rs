//! How many partners are in each tier, when: stacked columns, the lowest tier at the bottom.
//!
//! The baseline is a dashed outline of its tier boundaries. Beside the last column a whisker per
//! tier spans P5 to P95 of that tier's count, measured from the tier's lower edge (the highest
//! tier from its upper edge); at the right each tier has its name, value and baseline.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{label_indices, shorten, spread, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, Point, STRONG, TEXT};
use super::scale::Linear;

/// Counts of one tier over time; all columns are as long as the periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierBand {
    /// Name of the tier.
    pub name: String,
    /// Colour of the tier, 1 being the lowest.
    pub role: usize,
    /// Expected count per period.
    pub mean: Vec<f64>,
    /// 5th percentile per period.
    pub p5: Vec<f64>,
    /// 95th percentile per period.
    pub p95: Vec<f64>,
    /// Expected count under the baseline; empty when there is none.
    pub baseline: Vec<f64>,
    /// Last count, ready to read: "32".
    pub value_label: String,
    /// Last baseline count, ready to read: "baseline 41"; empty when there is none.
    pub baseline_label: String,
}

/// Counts of all tiers, lowest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierMixSeries {
    /// Period names; the first is "Now".
    pub periods: Vec<String>,
    /// The tiers, lowest first.
    pub tiers: Vec<TierBand>,
    /// Number of partners: the height of a full column.
    pub total: f64,
    /// Grid lines with their labels, from zero; see [`super::scale::share_ticks`].
    pub ticks: Vec<(f64, String)>,
}

impl TierMixSeries {
    /// Number of marks: segments, and boundaries of the baseline.
    pub fn marks(&self) -> usize {
        self.periods.len() * (2 * self.tiers.len()).saturating_sub(1)
    }
}

/// Width below which labels are cut to what fits.
const NARROW: f64 = 400.0;
/// Between the columns' right edge and the end labels: whiskers and leader lines.
const LEADER: f64 = 19.0;
/// Height of an end label of two lines, with the space to the next.
const BLOCK: f64 = 30.0;
/// From the middle of an end label to each of its lines.
const HALF_LEADING: f64 = 6.0;

/// A segment of a column, in values.
struct Segment {
    from: f64,
    to: f64,
    role: usize,
}

/// Where everything is.
struct Layout {
    left: f64,
    right: f64,
    bottom: f64,
    pitch: f64,
    y: Linear,
}

impl Layout {
    fn new(series: &TierMixSeries, frame: Frame<'_>) -> Self {
        let widest = series.ticks.iter().map(|(_, label)| text_width(label, TEXT));
        let left = (widest.fold(0.0, f64::max) + 8.0).min(frame.width * 0.3);
        let lines = series.tiers.iter().flat_map(|tier| {
            [text_width(&strong_line(tier), STRONG), text_width(&tier.baseline_label, TEXT)]
        });
        let share = if frame.width < NARROW { 0.36 } else { 0.4 };
        let gutter = LEADER + lines.fold(0.0, f64::max);
        let right = (frame.width - gutter.min(frame.width * share)).max(left + 1.0);
        let bottom = frame.height - 20.0;
        let pitch = (right - left) / series.periods.len().max(1) as f64;
        let full = if series.total > 0.0 { series.total } else { 1.0 };
        Self { left, right, bottom, pitch, y: Linear::new((0.0, full), (bottom, 6.0)) }
    }

    fn column(&self, index: usize) -> (f64, f64) {
        let margin = (self.pitch * 0.1).min(6.0);
        let start = self.left + index as f64 * self.pitch;
        (start + margin, start + self.pitch - margin)
    }

    /// Height of a value, kept inside the plot.
    fn height(&self, value: f64) -> f64 {
        self.y.at(value).clamp(6.0, self.bottom.max(6.0))
    }
}

fn strong_line(tier: &TierBand) -> String {
    format!("{} {}", tier.name, tier.value_label).trim().to_owned()
}

/// A count that may be drawn: missing and unknown ones are nothing.
fn count(values: &[f64], index: usize) -> f64 {
    values.get(index).copied().filter(|value| value.is_finite()).unwrap_or(0.0).max(0.0)
}

fn segments(series: &TierMixSeries, index: usize) -> Vec<Segment> {
    let mut from = 0.0;
    let segment = |tier: &TierBand| {
        let to = from + count(&tier.mean, index);
        let segment = Segment { from, to, role: tier.role };
        from = to;
        segment
    };
    series.tiers.iter().map(segment).collect()
}

/// Where the middle of each period's column is on a drawing of a size, in CSS pixels from its left edge.
pub fn places(series: &TierMixSeries, frame: Frame<'_>) -> Vec<f64> {
    let layout = Layout::new(series, frame);
    let middle = |index| {
        let (start, end) = layout.column(index);
        f64::midpoint(start, end)
    };
    (0..series.periods.len()).map(middle).collect()
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &TierMixSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let layout = Layout::new(series, frame);
    draw_axes(&pen, series, &layout)?;
    draw_columns(&pen, series, &layout)?;
    draw_ghosts(&pen, series, &layout)?;
    draw_whiskers(&pen, series, &layout)?;
    draw_end_labels(&pen, series, &layout)
}

fn draw_axes<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &TierMixSeries,
    layout: &Layout,
) -> Drawn<DB> {
    for (value, _) in &series.ticks {
        let y = layout.height(*value).floor() + 0.5;
        pen.line(&[(layout.left, y), (layout.right, y)], Role::Grid, 1.0)?;
    }
    for (value, label) in &series.ticks {
        let at = (layout.left - 5.0, layout.height(*value));
        pen.text(label, at, Letter::plain(Role::Ink3, Anchor::End))?;
    }
    let widest = series.periods.iter().map(|label| text_width(label, TEXT)).fold(0.0, f64::max);
    let mut shown = label_indices(series.periods.len(), layout.pitch, widest + 8.0);
    if pen.frame.width < NARROW && shown.len() == series.periods.len() {
        shown = label_indices(series.periods.len(), 1.0, 2.0);
    }
    for index in shown {
        let (start, end) = layout.column(index);
        let Some(label) = series.periods.get(index) else { continue };
        let at = (f64::midpoint(start, end), layout.bottom + 11.0);
        pen.text(label, at, Letter::plain(Role::Ink3, Anchor::Middle))?;
    }
    Ok(())
}

fn draw_columns<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &TierMixSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let columns: Vec<_> = (0..series.periods.len())
        .flat_map(|index| {
            segments(series, index).into_iter().map(move |segment| (layout.column(index), segment))
        })
        .filter(|(_, segment)| segment.to > segment.from)
        .map(|((start, end), segment)| {
            let corners = ((start, layout.height(segment.to)), (end, layout.height(segment.from)));
            (corners, segment.role)
        })
        .collect();
    for ((from, to), role) in &columns {
        pen.rect(*from, *to, Role::tier(*role))?;
    }
    for tier in &series.tiers {
        for ((from, to), _) in columns.iter().filter(|(_, role)| *role == tier.role) {
            pen.outline(*from, *to, Role::tier_edge(tier.role), 0.8)?;
        }
    }
    Ok(())
}

/// The baseline's boundaries between tiers: steps over the columns, joined across the gaps.
fn draw_ghosts<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &TierMixSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let mut below = vec![0.0; series.periods.len()];
    let boundaries = series.tiers.len().saturating_sub(1);
    for tier in series.tiers.iter().take(boundaries).filter(|tier| !tier.baseline.is_empty()) {
        let mut steps: Vec<Point> = Vec::new();
        for (index, sum) in below.iter_mut().enumerate() {
            *sum += count(&tier.baseline, index);
            let (start, end) = layout.column(index);
            let y = layout.height(*sum);
            steps.extend([(start - 2.0, y), (end + 2.0, y)]);
        }
        pen.dashes(&steps, (3.0, 2.5), Role::Ghost, 1.25)?;
    }
    Ok(())
}

/// The span of a tier's last count around its boundary, in values.
fn whisker(series: &TierMixSeries, place: usize, segment: &Segment) -> Option<(f64, f64)> {
    let (tier, last) = (series.tiers.get(place)?, series.periods.len().checked_sub(1)?);
    let (low, high) = (tier.p5.get(last)?, tier.p95.get(last)?);
    if !low.is_finite() || !high.is_finite() || high <= low || series.tiers.len() < 2 {
        return None;
    }
    let highest = place + 1 == series.tiers.len();
    Some(if highest {
        (segment.to - high, segment.to - low)
    } else {
        (segment.from + low, segment.from + high)
    })
}

fn draw_whiskers<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &TierMixSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let Some(last) = series.periods.len().checked_sub(1) else { return Ok(()) };
    let (_, edge) = layout.column(last);
    for (place, segment) in segments(series, last).iter().enumerate() {
        let Some((low, high)) = whisker(series, place, segment) else { continue };
        let x = edge + 4.0 + if place % 2 == 0 { 0.0 } else { 4.0 };
        let (top, bottom) = (layout.height(high), layout.height(low));
        let role = Role::tier_edge(segment.role);
        pen.line(&[(x, top), (x, bottom)], role, 1.25)?;
        for y in [top, bottom] {
            pen.line(&[(x - 1.5, y), (x + 1.5, y)], role, 1.25)?;
        }
    }
    Ok(())
}

fn draw_end_labels<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &TierMixSeries,
    layout: &Layout,
) -> Drawn<DB> {
    let Some(last) = series.periods.len().checked_sub(1) else { return Ok(()) };
    let middle = |segment: &Segment| layout.height(f64::midpoint(segment.from, segment.to));
    let wanted: Vec<f64> = segments(series, last).iter().map(middle).collect();
    let bounds = (HALF_LEADING + 6.0, layout.bottom - HALF_LEADING);
    let placed = spread(&wanted, BLOCK, bounds);
    let start = layout.right + LEADER - 3.0;
    let room = pen.frame.width - start;
    for ((tier, from), to) in series.tiers.iter().zip(&wanted).zip(&placed) {
        let two_lines = !tier.baseline_label.is_empty();
        let upper = if two_lines { to - HALF_LEADING } else { *to };
        let leader = [(layout.right + 5.0, *from), (start - 3.0, upper)];
        pen.line(&leader, Role::Axis, 0.8)?;
        let value = format!(" {}", tier.value_label);
        let name = shorten(&tier.name, STRONG, room - text_width(&value, STRONG));
        let strong = Letter::strong(Role::Ink1, Anchor::Start);
        pen.text(format!("{name}{value}").trim(), (start, upper), strong)?;
        if two_lines {
            let plain = Letter::plain(Role::Ink3, Anchor::Start);
            let text = shorten(&tier.baseline_label, TEXT, room);
            pen.text(&text, (start, to + HALF_LEADING), plain)?;
        }
    }
    Ok(())
}

//! What differs, and how surely: a dot with two intervals per row over one axis with a common zero.
//!
//! The thin line holds nine in ten runs, the thick one half of them. Under 100 runs the intervals must be off
//! (`show_band`).

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{shorten, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, STRONG, TEXT};
use super::scale::Linear;

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotRow {
    /// Letter and name at the left.
    pub name: String,
    /// The dot.
    pub mean: f64,
    /// Ends of the thin line.
    pub wide: (f64, f64),
    /// Ends of the thick line.
    pub mid: (f64, f64),
    /// The mean as it is written at the right.
    pub label: String,
    /// Whether it is the one that is looked at.
    pub strong: bool,
}

/// Rows over one axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotSeries {
    /// From top to bottom.
    pub rows: Vec<DotRow>,
    /// Grid lines with their labels.
    pub ticks: Vec<(f64, String)>,
    /// What stands above zero: the baseline.
    pub zero: String,
    /// Whether there are enough runs for intervals.
    pub show_band: bool,
}

/// Height of a row, and of one whose name stands above it.
const ROW: f64 = 26.0;
const TALL_ROW: f64 = 40.0;
/// Room for the name of zero above and for the axis below.
const HEAD: f64 = 18.0;
const FOOT: f64 = 20.0;
/// Width below which names stand above their rows.
const NARROW: f64 = 460.0;

impl DotSeries {
    /// Number of marks.
    pub fn marks(&self) -> usize {
        self.rows.len() * if self.show_band { 3 } else { 1 }
    }

    /// Height that the rows need at a width, both in CSS pixels.
    pub fn height(&self, width: u32) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
        let height = (HEAD + row_height(f64::from(width)) * self.rows.len() as f64 + FOOT) as u32;
        height
    }

    fn domain(&self) -> (f64, f64) {
        let row = |row: &DotRow| {
            let wide = if self.show_band { [row.wide.0, row.wide.1] } else { [row.mean; 2] };
            [row.mean, wide[0], wide[1]]
        };
        let known = self.rows.iter().flat_map(row).chain(self.ticks.iter().map(|(at, _)| *at));
        let (low, high) = known
            .filter(|value| value.is_finite())
            .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        if high > low { (low, high) } else { (low - 1.0, high + 1.0) }
    }
}

/// Height of a row.
fn row_height(width: f64) -> f64 {
    if width < NARROW { TALL_ROW } else { ROW }
}

/// Where things stand.
struct Layout {
    left: f64,
    row: f64,
    bottom: f64,
    above: bool,
    x: Linear,
}

impl Layout {
    fn new(series: &DotSeries, frame: Frame<'_>) -> Self {
        let above = frame.width < NARROW;
        let row = row_height(frame.width);
        let names = series.rows.iter().map(|row| text_width(&row.name, STRONG)).fold(0.0, f64::max);
        let labels =
            series.rows.iter().map(|row| text_width(&row.label, STRONG)).fold(0.0, f64::max);
        let left = if above { 6.0 } else { names.min(frame.width * 0.32) + 14.0 };
        let right = (frame.width - labels - 14.0).max(left + 1.0);
        let bottom = HEAD + row * series.rows.len() as f64;
        Self { left, row, bottom, above, x: Linear::new(series.domain(), (left, right)) }
    }

    /// Middle of the marks of a row.
    fn middle(&self, row: usize) -> f64 {
        let share = if self.above { 0.68 } else { 0.5 };
        HEAD + self.row * (row as f64 + share)
    }
}

/// Where each row is, as a share of the height from the top.
pub fn places(series: &DotSeries, frame: Frame<'_>) -> Vec<f64> {
    let layout = Layout::new(series, frame);
    let rows = 0..series.rows.len();
    rows.map(|row| layout.middle(row) / frame.height.max(1.0)).collect()
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &DotSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    if series.rows.is_empty() {
        return Ok(());
    }
    let layout = Layout::new(series, frame);
    draw_grid(&pen, series, &layout)?;
    series
        .rows
        .iter()
        .enumerate()
        .try_for_each(|(place, row)| draw_row(&pen, (row, place), series.show_band, &layout))
}

fn draw_grid<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    series: &DotSeries,
    layout: &Layout,
) -> Drawn<DB> {
    pen.grid(&series.ticks, &layout.x, (HEAD, layout.bottom))?;
    let zero = layout.x.at(0.0);
    pen.line(&[(zero, HEAD - 4.0), (zero, layout.bottom)], Role::Whisker, 1.0)?;
    let text = shorten(&series.zero, TEXT, pen.frame.width);
    let half = text_width(&text, TEXT) / 2.0;
    let at = (zero.min(pen.frame.width - half).max(half), 7.0);
    pen.text(&text, at, Letter::plain(Role::Ink3, Anchor::Middle))
}

fn draw_row<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    (row, place): (&DotRow, usize),
    show_band: bool,
    layout: &Layout,
) -> Drawn<DB> {
    let y = layout.middle(place);
    let role = if row.strong { Role::SeriesAlt } else { Role::SeriesBase };
    let (at, room) = if layout.above {
        ((layout.left + 5.0, y - 16.0), pen.frame.width - layout.left - 5.0)
    } else {
        ((0.0, y), layout.left - 12.0)
    };
    let name = shorten(&row.name, STRONG, room);
    let letter = if row.strong {
        Letter::strong(Role::Ink1, Anchor::Start)
    } else {
        Letter::plain(Role::Ink1, Anchor::Start)
    };
    pen.text(&name, at, if layout.above { letter.with_halo() } else { letter })?;
    let piece = |(from, to): (f64, f64)| [(layout.x.at(from), y), (layout.x.at(to), y)];
    let known = |(from, to): (f64, f64)| from.is_finite() && to.is_finite();
    if show_band && known(row.wide) && known(row.mid) {
        pen.line(&piece(row.wide), role, 2.0)?;
        let thick = piece(row.mid);
        let wide = if row.strong { Role::BandMid } else { Role::Axis };
        let [(from, _), (to, _)] = thick;
        pen.rect((from, y - 3.5), (to.max(from + 1.0), y + 3.5), wide)?;
    }
    if row.mean.is_finite() {
        pen.dot((layout.x.at(row.mean), y), 4.5, role)?;
    }
    let label = Letter::strong(if row.strong { Role::SeriesAlt } else { Role::Ink1 }, Anchor::End);
    pen.text(&row.label, (pen.frame.width, y), label)
}

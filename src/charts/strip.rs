//! Where a group agrees: per row the choices of everyone as lettered dots on one axis, equal ones on top of each
//! other, with what is in force as a hollow mark.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{shorten, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, STRONG, TEXT};
use super::scale::Linear;

/// Somebody's choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripMark {
    /// Where it is.
    pub at: f64,
    /// The letter of whose it is.
    pub letter: String,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripRow {
    /// Its name.
    pub name: String,
    /// The choices.
    pub marks: Vec<StripMark>,
    /// What is in force.
    pub base: Option<f64>,
    /// The finding, written at the right.
    pub label: String,
}

/// Rows over one axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripSeries {
    /// From top to bottom.
    pub rows: Vec<StripRow>,
    /// Grid lines with their labels.
    pub ticks: Vec<(f64, String)>,
}

/// Radius of a dot, and how far one stands above the next.
const DOT: f64 = 8.0;
const STEP: f64 = 17.0;
/// Most dots on top of each other; those above are counted.
const TALLEST: usize = 6;
/// Room around the dots of a row, above it for its name where that is narrow, and below all for the axis.
const PAD: f64 = 8.0;
const NAME: f64 = 18.0;
const FOOT: f64 = 20.0;
/// Width below which names stand above their rows.
const NARROW: f64 = 460.0;

/// A dot with its place: how far from the left, and how many stand below it.
struct Dot<'a> {
    x: f64,
    level: usize,
    mark: &'a StripMark,
}

/// A row with its place.
struct Place<'a> {
    top: f64,
    bottom: f64,
    dots: Vec<Dot<'a>>,
}

/// Where things stand.
struct Layout<'a> {
    left: f64,
    right: f64,
    above: bool,
    bottom: f64,
    x: Linear,
    rows: Vec<Place<'a>>,
}

impl StripSeries {
    /// Number of dots.
    pub fn marks(&self) -> usize {
        self.rows.iter().map(|row| row.marks.len()).sum()
    }

    /// Height that the rows need at a width, both in CSS pixels.
    pub fn height(&self, width: u32) -> u32 {
        let layout = Layout::new(self, f64::from(width));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some rows")]
        let height = (layout.bottom + FOOT).ceil() as u32;
        height
    }

    fn domain(&self) -> (f64, f64) {
        let marks = self.rows.iter().flat_map(|row| row.marks.iter().map(|mark| mark.at));
        let bases = self.rows.iter().filter_map(|row| row.base);
        let known = marks.chain(bases).chain(self.ticks.iter().map(|(at, _)| *at));
        let (low, high) = known
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        match (low.is_finite(), high > low) {
            (true, true) => (low, high),
            (true, false) => (low - 1.0, high + 1.0),
            (false, _) => (0.0, 1.0),
        }
    }
}

impl<'a> Layout<'a> {
    fn new(series: &'a StripSeries, width: f64) -> Self {
        let above = width < NARROW;
        let names = series.rows.iter().map(|row| text_width(&row.name, STRONG)).fold(0.0, f64::max);
        let labels = series.rows.iter().map(|row| text_width(&row.label, TEXT)).fold(0.0, f64::max);
        let left = if above { DOT + 2.0 } else { names.min(width * 0.3) + DOT + 14.0 };
        let right = if above { width - DOT - 2.0 } else { width - labels - DOT - 14.0 };
        let right = right.max(left + 1.0);
        let x = Linear::new(series.domain(), (left, right));
        let mut top = 0.0;
        let mut rows = Vec::new();
        for row in &series.rows {
            let dots = stacked(row, &x);
            let levels = dots.iter().map(|dot| dot.level + 1).max().unwrap_or(1);
            let counted = usize::from(levels > TALLEST);
            let tall = (levels.min(TALLEST) + counted) as f64;
            let bottom = top + 2.0 * PAD + tall * STEP + if above { NAME } else { 0.0 };
            rows.push(Place { top, bottom, dots });
            top = bottom;
        }
        Self { left, right, above, bottom: top, x, rows }
    }
}

/// Every dot stands at its value, as low as it can without covering another.
fn stacked<'a>(row: &'a StripRow, x: &Linear) -> Vec<Dot<'a>> {
    let mut marks: Vec<&StripMark> = row.marks.iter().filter(|mark| mark.at.is_finite()).collect();
    marks.sort_by(|one, other| one.at.total_cmp(&other.at));
    // Where the last dot of each level stands.
    let mut levels: Vec<f64> = Vec::new();
    let mut dots = Vec::with_capacity(marks.len());
    for mark in marks {
        let at = x.at(mark.at);
        let free = levels.iter().position(|last| at - last >= 2.0 * DOT);
        let level = free.unwrap_or(levels.len());
        match levels.get_mut(level) {
            Some(last) => *last = at,
            None => levels.push(at),
        }
        dots.push(Dot { x: at, level, mark });
    }
    dots
}

/// Where each row is, as a share of the height from the top.
pub fn places(series: &StripSeries, frame: Frame<'_>) -> Vec<f64> {
    let layout = Layout::new(series, frame.width);
    let middle = |row: &Place<'_>| f64::midpoint(row.top, row.bottom);
    layout.rows.iter().map(|row| middle(row) / frame.height.max(1.0)).collect()
}

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &StripSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    if series.rows.is_empty() {
        return Ok(());
    }
    let layout = Layout::new(series, frame.width);
    pen.grid(&series.ticks, &layout.x, (0.0, layout.bottom))?;
    series
        .rows
        .iter()
        .zip(&layout.rows)
        .try_for_each(|(row, place)| draw_row(&pen, row, place, &layout))
}

fn draw_row<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    row: &StripRow,
    place: &Place<'_>,
    layout: &Layout<'_>,
) -> Drawn<DB> {
    let (top, ground) = (place.top, place.bottom - PAD);
    let right = pen.frame.width;
    pen.line(&[(layout.left - DOT, ground), (layout.right + DOT, ground)], Role::Axis, 1.0)?;
    let (name_at, label_at, room) = if layout.above {
        let y = top + NAME / 2.0 + 2.0;
        ((0.0, y), (right, y), right - text_width(&row.label, TEXT) - 12.0)
    } else {
        let y = ground - STEP / 2.0;
        ((0.0, y), (right, y), layout.left - DOT - 12.0)
    };
    let name = shorten(&row.name, STRONG, room);
    pen.text(&name, name_at, Letter::strong(Role::Ink1, Anchor::Start))?;
    pen.text(&row.label, label_at, Letter::plain(Role::Ink2, Anchor::End))?;
    if let Some(base) = row.base.filter(|base| base.is_finite()) {
        let x = layout.x.at(base);
        let start = if layout.above { top + NAME } else { top + 2.0 };
        pen.dashes(&[(x, start), (x, ground + 4.0)], (4.0, 3.0), Role::Ghost, 1.5)?;
    }
    draw_dots(pen, &place.dots, ground)
}

fn draw_dots<DB: DrawingBackend>(pen: &Pen<'_, DB>, dots: &[Dot<'_>], ground: f64) -> Drawn<DB> {
    let middle = |level: usize| ground - STEP * (level as f64 + 0.5);
    for dot in dots.iter().filter(|dot| dot.level < TALLEST) {
        let at = (dot.x, middle(dot.level));
        pen.dot(at, DOT, Role::Surface)?;
        pen.dot(at, DOT - 1.0, Role::SeriesAlt)?;
        pen.text(&dot.mark.letter, at, Letter::plain(Role::Surface, Anchor::Middle))?;
    }
    // Those above are counted where they are.
    let mut counted: Vec<(f64, usize)> = Vec::new();
    for dot in dots.iter().filter(|dot| dot.level >= TALLEST) {
        match counted.last_mut() {
            Some((x, count)) if dot.x - *x < 2.0 * STEP => *count += 1,
            _ => counted.push((dot.x, 1)),
        }
    }
    let letter = Letter::plain(Role::Ink2, Anchor::Middle).with_halo();
    counted
        .iter()
        .try_for_each(|(x, count)| pen.text(&format!("+{count}"), (*x, middle(TALLEST)), letter))
}

//! What a number is made of: from where it begins, step by step, to where it ends.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{shorten, text_width};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, STRONG, TEXT};
use super::scale::Linear;

/// One row: what it is, by how much, and how that is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// At the left.
    pub name: String,
    /// Change.
    pub by: f64,
    /// The change with its sign.
    pub label: String,
}

/// A beginning, steps, an end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaterfallSeries {
    /// Name, value and label of the beginning.
    pub start: (String, f64, String),
    /// The steps, in the order in which they are drawn.
    pub steps: Vec<Step>,
    /// Name and label of the end.
    pub end: (String, String),
    /// A line that is to be reached, with its name.
    pub line: Option<(f64, String)>,
}

impl WaterfallSeries {
    /// Number of marks: one per row.
    pub fn marks(&self) -> usize {
        self.steps.len() + 2
    }

    /// Height that the rows need, in CSS pixels.
    pub fn height(&self) -> u32 {
        let head = if self.line.is_some() { HEAD } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
        let height = (head + ROW * self.marks() as f64 + 6.0) as u32;
        height
    }
}

/// Height of a row.
const ROW: f64 = 22.0;
/// Room above for the name of the line.
const HEAD: f64 = 18.0;
/// Height of a bar.
const BAR: f64 = 13.0;

/// Draws the chart.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &WaterfallSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let head = if series.line.is_some() { HEAD } else { 0.0 };
    let names = series.steps.iter().map(|step| text_width(&step.name, TEXT));
    let ends = [&series.start.0, &series.end.0].map(|name| text_width(name, STRONG));
    let names = names.chain(ends).fold(0.0, f64::max).min(frame.width * 0.42);
    let labels = series.steps.iter().map(|step| text_width(&step.label, STRONG));
    let room = labels.fold(text_width(&series.start.2, STRONG), f64::max) + 10.0;
    let x = scale(series, (names + room + 6.0, frame.width - room));
    let middle = |row: usize| head + ROW * (row as f64 + 0.5);
    let name = |text: &str, row: usize, strong: bool| {
        let letter = if strong {
            Letter::strong(Role::Ink1, Anchor::Start)
        } else {
            Letter::plain(Role::Ink2, Anchor::Start)
        };
        pen.text(
            &shorten(text, if strong { STRONG } else { TEXT }, names),
            (0.0, middle(row)),
            letter,
        )
    };
    if let Some((value, label)) = &series.line {
        let (at, half) = (x.at(*value), text_width(label, TEXT) / 2.0);
        pen.line(&[(at, head - 4.0), (at, middle(series.steps.len() + 1) + 8.0)], Role::Ink1, 1.5)?;
        let centre = at.min(frame.width - half).max(half);
        pen.text(label, (centre, 7.0), Letter::plain(Role::Ink1, Anchor::Middle))?;
    }
    let (start, value, label) = &series.start;
    name(start, 0, true)?;
    let begun = (x.at(*value), middle(0));
    pen.dot(begun, 4.5, Role::Surface)?;
    pen.ring(begun, 4.5, Role::SeriesBase, 1.75)?;
    pen.text(
        label,
        (begun.0 + 9.0, begun.1),
        Letter::strong(Role::Ink1, Anchor::Start).with_halo(),
    )?;
    let mut reached = *value;
    for (row, step) in series.steps.iter().enumerate() {
        let y = middle(row + 1);
        name(&step.name, row + 1, false)?;
        let (from, to) = (x.at(reached), x.at(reached + step.by));
        pen.line(
            &[(from, y - ROW / 2.0 - BAR / 2.0 + 4.0), (from, y + BAR / 2.0)],
            Role::Whisker,
            0.8,
        )?;
        let role = if step.by < 0.0 { Role::Down } else { Role::Up };
        let (low, high) = (from.min(to), from.max(to));
        pen.rect((low, y - BAR / 2.0), (high.max(low + 1.0), y + BAR / 2.0), role)?;
        let (at, anchor) =
            if step.by < 0.0 { (high + 5.0, Anchor::Start) } else { (low - 5.0, Anchor::End) };
        pen.text(&step.label, (at, y), Letter::strong(role, anchor).with_halo())?;
        reached += step.by;
    }
    let row = series.steps.len() + 1;
    let (end, label) = &series.end;
    name(end, row, true)?;
    let ended = (x.at(reached), middle(row));
    pen.dot(ended, 4.5, Role::SeriesAlt)?;
    pen.text(
        label,
        (ended.0 - 9.0, ended.1),
        Letter::strong(Role::SeriesAlt, Anchor::End).with_halo(),
    )
}

/// The axis: all that is reached on the way, and the line.
fn scale(series: &WaterfallSeries, range: (f64, f64)) -> Linear {
    let mut reached = series.start.1;
    let mut all = vec![reached];
    for step in &series.steps {
        reached += step.by;
        all.push(reached);
    }
    all.extend(series.line.iter().map(|(value, _)| *value));
    let known = all.into_iter().filter(|value| value.is_finite());
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let (low, high) = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
    Linear::new((low, high), range)
}

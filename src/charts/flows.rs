//! Flows between two moments: a column of tiers now, one at the end, and bands between them as wide as there
//! are partners.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::labels::{shorten, spread};
use super::palette::{Palette, Role};
use super::pen::{Anchor, Drawn, Frame, Letter, Pen, Point};

const TEXT: f64 = 11.0;
/// Width of a column, gap between its places, and room for labels on both sides.
const COLUMN: f64 = 12.0;
const GAP: f64 = 6.0;
const MARGIN: f64 = 92.0;
/// Points of a band's edge.
const STEPS: usize = 24;

/// Places, the highest first, and who goes from each to each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowSeries {
    /// Name and tier role (from 1; 0 for those that left) of every place.
    pub places: Vec<(String, usize)>,
    /// Partners from a place (row) to a place (column).
    pub counts: Vec<Vec<f64>>,
    /// What stands beside each place now and at the end.
    pub labels: Vec<(String, String)>,
}

impl FlowSeries {
    /// Number of marks: bands that are drawn.
    pub fn marks(&self) -> usize {
        self.counts.iter().flatten().filter(|count| **count > 0.0).count()
    }

    fn total(&self) -> f64 {
        self.counts.iter().flatten().sum()
    }
}

/// Where the column of now has each place, as a share of the height from the top.
pub fn places(series: &FlowSeries, frame: Frame<'_>) -> Vec<f64> {
    let Some(unit) = unit(series, frame) else { return Vec::new() };
    let from = leaving(series);
    let middle = |(top, count): (f64, &f64)| (top + count * unit / 2.0) / frame.height.max(1.0);
    stack(&from, unit).into_iter().zip(&from).map(middle).collect()
}

/// Pixels that a partner is high; `None` where there is nobody.
fn unit(series: &FlowSeries, frame: Frame<'_>) -> Option<f64> {
    let (places, total) = (series.places.len(), series.total());
    let room = frame.height - 8.0 - GAP * places.saturating_sub(1) as f64;
    (places > 0 && total > 0.0).then(|| room / total)
}

/// Partners in each place now.
fn leaving(series: &FlowSeries) -> Vec<f64> {
    series.counts.iter().map(|row| row.iter().sum()).collect()
}

/// Draws columns, bands and labels.
///
/// # Errors
/// Gives back what the backend reports.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    series: &FlowSeries,
    palette: &Palette,
    frame: Frame<'_>,
) -> Drawn<DB> {
    let pen = Pen { area, palette, frame };
    let Some(unit) = unit(series, frame) else { return Ok(()) };
    let from = leaving(series);
    let to: Vec<f64> = (0..series.places.len())
        .map(|place| series.counts.iter().filter_map(|row| row.get(place)).sum())
        .collect();
    let (left, right) =
        (MARGIN.min(frame.width / 4.0), frame.width - MARGIN.min(frame.width / 4.0));
    let (starts, ends) = (stack(&from, unit), stack(&to, unit));
    let (mut leaves, mut arrives) = (starts.clone(), ends.clone());
    for (source, row) in series.counts.iter().enumerate() {
        let role = series.places.get(source).map_or(0, |place| place.1);
        for (target, count) in row.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let (Some(leave), Some(arrive)) = (leaves.get_mut(source), arrives.get_mut(target))
            else {
                continue;
            };
            let width = count * unit;
            let band = band((left + COLUMN, *leave), (right - COLUMN, *arrive), width);
            pen.area(&band, if source == target { Role::Grid } else { tier(role) })?;
            *leave += width;
            *arrive += width;
        }
    }
    for (heights, tops, x) in [(&from, &starts, left), (&to, &ends, right - COLUMN)] {
        for ((height, top), (_, role)) in heights.iter().zip(tops).zip(&series.places) {
            let corner = (x + COLUMN, top + (height * unit).max(1.0));
            pen.rect((x, *top), corner, tier(*role))?;
            pen.outline((x, *top), corner, Role::tier_edge((*role).max(1)), 0.8)?;
        }
    }
    let bounds = (8.0, frame.height - 8.0);
    for (heights, tops, x, anchor, end) in [
        (&from, &starts, left - 6.0, Anchor::End, false),
        (&to, &ends, right + 6.0, Anchor::Start, true),
    ] {
        let middles: Vec<f64> =
            heights.iter().zip(tops).map(|(height, top)| top + height * unit / 2.0).collect();
        let labels = series.places.iter().zip(&series.labels).zip(spread(&middles, 15.0, bounds));
        for (((name, _), (now, then)), y) in labels {
            let text = format!("{name} {}", if end { then } else { now });
            let text = shorten(&text, TEXT, left - 8.0);
            pen.text(&text, (x, y), Letter::plain(Role::Ink2, anchor))?;
        }
    }
    Ok(())
}

fn tier(role: usize) -> Role {
    if role == 0 { Role::Grid } else { Role::tier(role) }
}

/// Tops of places that stand above one another.
fn stack(heights: &[f64], unit: f64) -> Vec<f64> {
    let mut next = 4.0;
    let top = |height: &f64| {
        let top = next;
        next += height * unit + GAP;
        top
    };
    heights.iter().map(top).collect()
}

/// The outline of a band that leaves and arrives level.
fn band(from: Point, to: Point, width: f64) -> Vec<Point> {
    let edge = |down: f64| {
        (0..=STEPS).map(move |step| {
            let t = step as f64 / STEPS as f64;
            let ease = t * t * (3.0 - 2.0 * t);
            (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * ease + down)
        })
    };
    let lower: Vec<Point> = edge(width).collect();
    edge(0.0).chain(lower.into_iter().rev()).collect()
}

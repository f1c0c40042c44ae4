//! Where a best improvement can lie: the places at which something changes.

use super::conditions::Looks;
use super::model::{Model, Moved};
use crate::rules::ValueFunction;

/// Whole steps that are all tried; of more, only those next to a change.
pub(super) const WHOLE: f64 = 48.0;
/// Pieces of a curve that is not straight.
const PIECES: u32 = 24;
/// How far a line that has to be passed is passed.
const BEYOND: f64 = 1e-6;

/// The places of every effort, ascending, from nothing to all that is possible.
pub(super) fn places(model: &Model<'_>) -> Vec<Vec<f64>> {
    let mut all: Vec<Vec<f64>> = model.most.iter().map(|most| vec![0.0, *most]).collect();
    for curve in model.curves() {
        let jumps = matches!(curve.value, ValueFunction::Bands(_));
        let (least, most) = curve.measure.bounds;
        let limits = [least, most].into_iter().flatten();
        for x in changes(&curve.value, curve.measure.base).into_iter().chain(limits) {
            add(&mut all, model, &curve.measure, (x, jumps));
        }
        if let Some(effort) = curve.measure.effort
            && !straight(&curve.value)
        {
            pieces(&mut all, model, effort);
        }
    }
    for node in model.nodes() {
        for (looks, _, line) in node.comparisons() {
            match looks {
                Looks::At(moved) => add(&mut all, model, moved, (line, true)),
                Looks::Dimension(_) => dimension_lines(&mut all, model, line),
                Looks::Score => {}
            }
        }
    }
    for (effort, lower, now, most) in model.dimensions() {
        let top = if lower { 0.0 } else { most.unwrap_or(100.0) };
        let by = if lower { now - top } else { top - now };
        put(&mut all, model, effort, (by, false));
    }
    let whole = model.efforts.iter().map(|effort| effort.whole);
    for ((list, most), whole) in all.iter_mut().zip(&model.most).zip(whole) {
        tidy(list, *most, whole);
    }
    all
}

fn dimension_lines(all: &mut [Vec<f64>], model: &Model<'_>, line: f64) {
    let dimensions: Vec<(usize, bool, f64, Option<f64>)> = model.dimensions().collect();
    for (effort, lower, now, _) in dimensions {
        put(all, model, effort, (if lower { now - line } else { line - now }, true));
    }
}

fn add(all: &mut [Vec<f64>], model: &Model<'_>, moved: &Moved, (x, passed): (f64, bool)) {
    if let Some(effort) = moved.effort {
        let by = if moved.lower { moved.base - x } else { x - moved.base };
        put(all, model, effort, (by, passed));
    }
}

/// An improvement by this much, and by a little more where a line may have to be passed.
fn put(all: &mut [Vec<f64>], model: &Model<'_>, effort: usize, (by, passed): (f64, bool)) {
    let most = model.most.get(effort).copied().unwrap_or(0.0);
    if let Some(list) = all.get_mut(effort) {
        let beyond = passed.then_some(by + BEYOND);
        list.extend([by].into_iter().chain(beyond).filter(|by| *by > 0.0 && *by < most));
    }
}

fn pieces(all: &mut [Vec<f64>], model: &Model<'_>, effort: usize) {
    let most = model.most.get(effort).copied().unwrap_or(0.0);
    if let Some(list) = all.get_mut(effort) {
        list.extend((1..PIECES).map(|piece| most * f64::from(piece) / f64::from(PIECES)));
    }
}

fn tidy(list: &mut Vec<f64>, most: f64, whole: bool) {
    if whole {
        if most <= WHOLE {
            let mut step = 0.0;
            while step < most {
                list.push(step);
                step += 1.0;
            }
        }
        let near: Vec<f64> = list.iter().flat_map(|x| [libm::floor(*x), libm::ceil(*x)]).collect();
        *list = near;
    }
    list.retain(|x| (0.0..=most).contains(x));
    list.sort_by(f64::total_cmp);
    list.dedup_by(|a, b| (*a - *b).abs() < 1e-12);
}

/// Measures at which the points of a function bend or jump.
fn changes(value: &ValueFunction, base: f64) -> Vec<f64> {
    match value {
        ValueFunction::Anchors(anchors) => anchors.iter().map(|(x, _)| *x).collect(),
        ValueFunction::Linear { from, target, .. } => vec![*from, target.usual()],
        ValueFunction::Bands(bands) => {
            bands.iter().flat_map(|band| [band.from, band.to]).flatten().collect()
        }
        ValueFunction::Rate { points, per, whole, most } => {
            let (points, per) = (points.usual(), per.usual());
            let mut found: Vec<f64> = most.iter().map(|most| most / points * per).collect();
            if *whole {
                let first = libm::floor(base / per);
                found.extend((1..=PIECES).map(|step| (first + f64::from(step)) * per));
            }
            found
        }
        ValueFunction::Trapezoid { a, b, c, d, .. } => vec![*a, *b, *c, *d],
        ValueFunction::Exponential { lo, hi, .. } => vec![*lo, *hi],
        _ => Vec::new(),
    }
}

/// Whether points are straight between their changes.
pub(super) fn straight(value: &ValueFunction) -> bool {
    !matches!(
        value,
        ValueFunction::Logistic { .. }
            | ValueFunction::Exponential { .. }
            | ValueFunction::Hill { .. }
            | ValueFunction::Rate { whole: true, .. }
    )
}

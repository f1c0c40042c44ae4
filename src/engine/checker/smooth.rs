//! Value functions made even: without falls, without cliffs.

use super::bands;
use super::inside::value_mut;
use super::place::ValueRef;
use super::steep::{Step, steepest};
use crate::rules::{Band, Program, ValueFunction};

/// Keeps the best points seen so far on the way to better measures.
pub(super) fn hold_the_best(value: &mut ValueFunction, less_is_better: bool) {
    match value {
        ValueFunction::Anchors(anchors) => {
            let points: Vec<f64> = anchors.iter().map(|(_, points)| *points).collect();
            for ((_, own), best) in anchors.iter_mut().zip(held(&points, less_is_better)) {
                *own = best;
            }
        }
        ValueFunction::Bands(list) => {
            let mut order: Vec<usize> = (0..list.len()).collect();
            let start = |index: &usize| {
                list.get(*index).and_then(|band| band.from).unwrap_or(f64::NEG_INFINITY)
            };
            order.sort_by(|a, b| start(a).total_cmp(&start(b)));
            let points: Vec<f64> =
                order.iter().filter_map(|index| list.get(*index).map(|band| band.points)).collect();
            for (index, best) in order.iter().zip(held(&points, less_is_better)) {
                if let Some(band) = list.get_mut(*index) {
                    band.points = best;
                }
            }
        }
        ValueFunction::Trapezoid { a, b, c, d, points } => {
            let (zero, full) = if less_is_better { (*d, *c) } else { (*a, *b) };
            let top = points.max(0.0);
            *value = ValueFunction::Anchors(if less_is_better {
                vec![(full, top), (zero, 0.0)]
            } else {
                vec![(zero, 0.0), (full, top)]
            });
        }
        _ => {}
    }
}

/// The best so far, from the worse end on.
fn held(points: &[f64], downward: bool) -> Vec<f64> {
    let mut best = f64::NEG_INFINITY;
    let mut hold = |points: &f64| {
        best = best.max(*points);
        best
    };
    if downward {
        let mut from_the_top: Vec<f64> = points.iter().rev().map(&mut hold).collect();
        from_the_top.reverse();
        from_the_top
    } else {
        points.iter().map(hold).collect()
    }
}

/// Takes the cliff out of a value function; see [`smoothed`].
pub(super) fn smooth(program: &mut Program, at: ValueRef, step: Step, most: f64) {
    if let Some(value) = value_mut(program, at)
        && let Some(new) = smoothed(value, step, most)
    {
        *value = new;
    }
}

/// The function without its cliff: bands become a line through their middles, then the anchors at
/// the steepest place go, one after another, until no step moves `most` points more than a
/// straight line would. `None` where that is not possible.
pub(super) fn smoothed(value: &ValueFunction, step: Step, most: f64) -> Option<ValueFunction> {
    let mut anchors = match value {
        ValueFunction::Anchors(anchors) => anchors.clone(),
        ValueFunction::Bands(list) => middles(list),
        _ => return None,
    };
    loop {
        if anchors.len() < 2 {
            return None;
        }
        let candidate = ValueFunction::Anchors(anchors.clone());
        let steepest = steepest(&candidate, step)?;
        if !steepest.is_cliff(most) {
            return Some(candidate);
        }
        // The inner anchor nearest to the cliff goes.
        let place = f64::midpoint(steepest.from, steepest.to);
        let last = anchors.len() - 1;
        let inner = anchors.iter().enumerate().filter(|(index, _)| *index > 0 && *index < last);
        let nearest = inner.min_by(|a, b| (a.1.0 - place).abs().total_cmp(&(b.1.0 - place).abs()));
        let (index, _) = nearest?;
        anchors.remove(index);
    }
}

/// Anchors in the middle of every band, at the end of open ones.
fn middles(list: &[Band]) -> Vec<(f64, f64)> {
    let mut anchors: Vec<(f64, f64)> = Vec::new();
    for band in bands::sorted(list) {
        let at = match (band.from, band.to) {
            (Some(from), Some(to)) => f64::midpoint(from, to),
            (Some(end), None) | (None, Some(end)) => end,
            (None, None) => continue,
        };
        if anchors.last().is_none_or(|(last, _)| at > *last) {
            anchors.push((at, band.points));
        }
    }
    anchors
}

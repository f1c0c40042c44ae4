//! Points that do not reach their line, and caps that units of points miss.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::{Valued, View, extent};
use super::words::{number, points as in_points};
use crate::portfolio::Unit;
use crate::rules::{EPSILON, Threshold, ValueFunction};

/// Missing a cap by less than this share of it is taken for rounding.
const ROUNDING: f64 = 0.05;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    lines(view, found);
    for valued in view.values() {
        units(view, valued, found);
    }
    caps(view, found);
}

fn lines(view: &View<'_>, found: &mut Vec<Finding>) {
    // With something missing the rest counts for more: what is seen is possible.
    let seen = view.evaluation.as_ref().and_then(|evaluation| extent(&evaluation.score().score));
    let top = seen.map_or(view.score_range().hi, |(_, most)| view.score_range().hi.max(most));
    let misses = |threshold: &Threshold, tolerated: f64| {
        let lines = threshold.points.numbers().into_iter();
        lines
            .filter(|line| !threshold.comparator.holds(top, line - tolerated).passes())
            .reduce(f64::min)
    };
    for (index, tier) in view.program.ladder.tiers.iter().enumerate().skip(1) {
        if let Some(threshold) = &tier.threshold
            && let Some(line) = misses(threshold, 0.0)
        {
            let sentence = format!(
                "{} starts at {}; all points together make {}.",
                tier.name,
                in_points(line),
                number(top)
            );
            let finding = Code::OutOfReach.at(Severity::Fix, PlaceRef::Tier(index), sentence);
            let whole = libm::floor(top + EPSILON);
            let open = threshold.comparator.holds(top, whole).passes();
            let points = if open { whole } else { whole - 1.0 };
            found.push(if threshold.points.fixed().is_some() && points > 0.0 {
                let label = format!("Lower the line to {}", number(points));
                finding.mended_by(label, Repair::LowerLine { tier: index, points })
            } else {
                finding
            });
        }
        let kept = tier.keep.as_ref().and_then(|keep| keep.threshold.as_ref());
        if let Some(line) = kept.and_then(|kept| misses(kept, view.program.movement.buffer)) {
            let sentence = format!(
                "Keeping {} takes {}; all points together make {}.",
                tier.name,
                in_points(line),
                number(top)
            );
            let place = PlaceRef::Keep { tier: index, path: Vec::new() };
            found.push(Code::OutOfReach.at(Severity::Fix, place, sentence));
        }
    }
}

/// Whole units whose points stop just below the cap, so that it takes one more.
fn units(view: &View<'_>, valued: Valued<'_>, found: &mut Vec<Finding>) {
    let ValueFunction::Rate { points, per, whole, most: Some(most) } = valued.value else { return };
    let (Some(points), Some(per)) = (points.fixed(), per.fixed()) else { return };
    let counted = match view.unit_metric(valued.measure).map(|metric| metric.unit) {
        Some(unit) => unit == Unit::Count,
        None => (per - 1.0).abs() <= EPSILON,
    };
    if !(*whole || counted) || points <= 0.0 || *most <= 0.0 {
        return;
    }
    let units = libm::round(most / points);
    let earned = units * points;
    if units < 1.0 || earned >= most - EPSILON || most - earned > ROUNDING * most {
        return;
    }
    let sentence = format!(
        "{} × {} makes {}, not the {} that {} is capped at: the last {} take one more.",
        number(units),
        number(points),
        number(earned),
        number(*most),
        valued.part.name,
        number(most - earned),
    );
    let label = format!("Give {} in {} equal steps", number(*most), number(units));
    let finding = Code::RoundedCap.at(Severity::Look, valued.at.place(), sentence);
    found.push(finding.mended_by(label, Repair::ExactRate { at: valued.at, units }));
}

/// Dimensions whose parts do not add up to their cap.
fn caps(view: &View<'_>, found: &mut Vec<Finding>) {
    for (t, track) in view.program.score.tracks.iter().enumerate() {
        for (d, dimension) in track.dimensions.iter().enumerate() {
            let Some(cap) = dimension.bounds.1 else { continue };
            let top = view.open_range(dimension).hi;
            if top >= cap - EPSILON || top <= 0.0 || dimension.bounds.0.is_some_and(|b| top < b) {
                continue;
            }
            let close = cap - top <= ROUNDING * cap;
            let severity = if close { Severity::Look } else { Severity::Note };
            let sentence = format!(
                "{} is capped at {}; its parts make {} together.",
                dimension.name,
                number(cap),
                number(top)
            );
            let place = PlaceRef::Dimension { track: t, index: d };
            let finding = Code::RoundedCap.at(severity, place, sentence);
            let label = format!("Lower the cap to {}", number(top));
            let repair = Repair::LowerCap { track: t, dimension: d, points: top };
            found.push(finding.mended_by(label, repair));
        }
    }
}

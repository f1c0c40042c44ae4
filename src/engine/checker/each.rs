//! Every measure and every condition of a program, wherever it stands, with its place.

use super::place::PlaceRef;
use crate::rules::{Gate, Measure, Program};

/// Every condition, the inner ones as well.
pub(super) fn gates(program: &Program) -> Vec<(PlaceRef, &Gate)> {
    let mut found = Vec::new();
    for (tier, data) in program.ladder.tiers.iter().enumerate() {
        for (index, gate) in data.gates.iter().enumerate() {
            within(gate, PlaceRef::Gate { tier, path: vec![index] }, &mut found);
        }
        let keep = data.keep.as_ref().map_or(&[][..], |keep| &keep.gates);
        for (index, gate) in keep.iter().enumerate() {
            within(gate, PlaceRef::Keep { tier, path: vec![index] }, &mut found);
        }
    }
    for (index, status) in program.statuses.iter().enumerate() {
        within(&status.gate, PlaceRef::Status(index), &mut found);
    }
    for (t, track) in program.score.tracks.iter().enumerate() {
        if let Some(gate) = &track.when {
            within(gate, PlaceRef::Track(t), &mut found);
        }
        for (d, dimension) in track.dimensions.iter().enumerate() {
            for (p, part) in dimension.parts.iter().enumerate() {
                if let Some(gate) = &part.when {
                    let place = PlaceRef::Part { track: t, dimension: d, index: p };
                    within(gate, place, &mut found);
                }
            }
        }
    }
    found
}

fn within<'p>(gate: &'p Gate, place: PlaceRef, found: &mut Vec<(PlaceRef, &'p Gate)>) {
    for (index, inner) in gate.inner().into_iter().enumerate() {
        within(inner, place.inside(index), found);
    }
    found.push((place, gate));
}

/// Every measure that something looks at, the inner ones as well.
pub(super) fn measures(program: &Program) -> Vec<(PlaceRef, &Measure)> {
    let mut outer: Vec<(PlaceRef, &Measure)> = Vec::new();
    for (t, track) in program.score.tracks.iter().enumerate() {
        for (d, dimension) in track.dimensions.iter().enumerate() {
            for (p, part) in dimension.parts.iter().enumerate() {
                let place = PlaceRef::Part { track: t, dimension: d, index: p };
                outer.push((place.clone(), &part.measure));
                outer.extend(part.times.iter().map(|(measure, _)| (place.clone(), measure)));
            }
        }
    }
    let asked = gates(program).into_iter();
    outer.extend(asked.filter_map(|(place, gate)| Some((place, gate.measure()?))));
    for (index, tier) in program.ladder.tiers.iter().enumerate() {
        let by = tier.capacity.as_ref().and_then(|capacity| capacity.by.as_ref());
        outer.extend(by.map(|measure| (PlaceRef::Tier(index), measure)));
    }
    let mut all = Vec::new();
    for (place, measure) in outer {
        deeper(measure, &place, &mut all);
    }
    all
}

fn deeper<'p>(measure: &'p Measure, place: &PlaceRef, found: &mut Vec<(PlaceRef, &'p Measure)>) {
    found.push((place.clone(), measure));
    for inner in measure.inner() {
        deeper(inner, place, found);
    }
}

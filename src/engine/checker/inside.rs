//! Ways into a program, to change what is deep inside it.

use super::place::{PlaceRef, ValueRef};
use crate::rules::{Gate, Measure, Program, Rule, Source, ValueFunction};

/// A value function to be changed.
pub(super) fn value_mut(program: &mut Program, at: ValueRef) -> Option<&mut ValueFunction> {
    let track = program.score.tracks.get_mut(at.track)?;
    let part = track.dimensions.get_mut(at.dimension)?.parts.get_mut(at.part)?;
    match at.factor {
        None => Some(&mut part.value),
        Some(factor) => part.times.get_mut(factor).map(|(_, value)| value),
    }
}

/// The list of gates and the path of a place.
fn gates_mut<'p>(
    program: &'p mut Program,
    place: &PlaceRef,
) -> Option<(&'p mut Vec<Gate>, Vec<usize>)> {
    match place {
        PlaceRef::Gate { tier, path } => {
            Some((&mut program.ladder.tiers.get_mut(*tier)?.gates, path.clone()))
        }
        PlaceRef::Keep { tier, path } => {
            let keep = program.ladder.tiers.get_mut(*tier)?.keep.as_mut()?;
            Some((&mut keep.gates, path.clone()))
        }
        _ => None,
    }
}

/// A gate or a keep gate to be changed.
pub(super) fn gate_mut<'p>(program: &'p mut Program, place: &PlaceRef) -> Option<&'p mut Gate> {
    let (gates, path) = gates_mut(program, place)?;
    let (first, rest) = path.split_first()?;
    let mut gate = gates.get_mut(*first)?;
    for position in rest {
        gate = inner_mut(gate, *position)?;
    }
    Some(gate)
}

/// One of the gates inside, in the order of [`Gate::inner`].
fn inner_mut(gate: &mut Gate, position: usize) -> Option<&mut Gate> {
    match &mut gate.rule {
        Rule::All(list) | Rule::Any(list) => list.get_mut(position),
        Rule::AtLeast { must, of, .. } => match position.checked_sub(must.len()) {
            None => must.get_mut(position),
            Some(position) => of.get_mut(position),
        },
        Rule::Not(gate) | Rule::Each { gate, .. } | Rule::AnyTime { gate, .. } => {
            (position == 0).then_some(gate)
        }
        Rule::When { when, then } => match position {
            0 => Some(when),
            1 => Some(then),
            _ => None,
        },
        _ => None,
    }
}

/// Removes a gate or a keep gate; of a group only where it stands among *all of*.
pub(super) fn remove_gate(program: &mut Program, place: &PlaceRef) {
    let Some((gates, path)) = gates_mut(program, place) else { return };
    let Some((last, above)) = path.split_last() else { return };
    let Some((first, rest)) = above.split_first() else {
        if *last < gates.len() {
            gates.remove(*last);
        }
        return;
    };
    let Some(mut gate) = gates.get_mut(*first) else { return };
    for position in rest {
        let Some(inner) = inner_mut(gate, *position) else { return };
        gate = inner;
    }
    if let Rule::All(list) = &mut gate.rule
        && *last < list.len()
    {
        list.remove(*last);
    }
}

/// Every measure of a program, the inner ones as well, to be changed.
pub(super) fn each_measure(program: &mut Program, change: &mut dyn FnMut(&mut Measure)) {
    for track in &mut program.score.tracks {
        if let Some(gate) = &mut track.when {
            in_gate(gate, change);
        }
        for part in track.dimensions.iter_mut().flat_map(|dimension| &mut dimension.parts) {
            in_measure(&mut part.measure, change);
            for (measure, _) in &mut part.times {
                in_measure(measure, change);
            }
            if let Some(gate) = &mut part.when {
                in_gate(gate, change);
            }
        }
    }
    for status in &mut program.statuses {
        in_gate(&mut status.gate, change);
    }
    for tier in &mut program.ladder.tiers {
        let keep = tier.keep.iter_mut().flat_map(|keep| &mut keep.gates);
        for gate in tier.gates.iter_mut().chain(keep) {
            in_gate(gate, change);
        }
        if let Some(measure) = tier.capacity.as_mut().and_then(|capacity| capacity.by.as_mut()) {
            in_measure(measure, change);
        }
    }
}

fn in_gate(gate: &mut Gate, change: &mut dyn FnMut(&mut Measure)) {
    match &mut gate.rule {
        Rule::Compare { measure, .. } | Rule::Top { measure, .. } => in_measure(measure, change),
        Rule::All(list) | Rule::Any(list) => {
            for gate in list {
                in_gate(gate, change);
            }
        }
        Rule::AtLeast { must, of, .. } => {
            for gate in must.iter_mut().chain(of) {
                in_gate(gate, change);
            }
        }
        Rule::Not(gate) | Rule::Each { gate, .. } | Rule::AnyTime { gate, .. } => {
            in_gate(gate, change);
        }
        Rule::When { when, then } => {
            in_gate(when, change);
            in_gate(then, change);
        }
        Rule::Status(_) | Rule::Is { .. } | Rule::Attested(_) => {}
    }
}

fn in_measure(measure: &mut Measure, change: &mut dyn FnMut(&mut Measure)) {
    change(measure);
    match &mut measure.source {
        Source::Sum(terms) => {
            for (_, measure) in terms {
                in_measure(measure, change);
            }
        }
        Source::Ratio { of, over, .. } => {
            in_measure(of, change);
            in_measure(over, change);
        }
        Source::Change { of, .. } | Source::Earlier { of, .. } => in_measure(of, change),
        Source::Highest(list) | Source::Lowest(list) => {
            for measure in list {
                in_measure(measure, change);
            }
        }
        _ => {}
    }
}

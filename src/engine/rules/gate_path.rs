//! Where a gate stands in a list of gates: the position in the list, then the position inside each
//! gate on the way, in the order of [`Gate::inner`].

use super::gate::{Gate, Rule};

/// The gate at a path.
pub fn gate_at<'a>(gates: &'a [Gate], path: &[usize]) -> Option<&'a Gate> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(gates.get(*first)?, |gate, step| gate.inner().into_iter().nth(*step))
}

/// The gate at a path, to be changed.
pub fn gate_at_mut<'a>(gates: &'a mut [Gate], path: &[usize]) -> Option<&'a mut Gate> {
    let (first, rest) = path.split_first()?;
    let gate = gates.get_mut(*first)?;
    rest.iter().try_fold(gate, |gate, step| gate.inner_mut().into_iter().nth(*step))
}

/// Adds a gate to the list, or to the group at a path; a gate that is no group becomes one that asks
/// for both.
pub fn add_gate(gates: &mut Vec<Gate>, path: &[usize], gate: Gate) {
    if path.is_empty() {
        gates.push(gate);
        return;
    }
    let Some(place) = gate_at_mut(gates, path) else { return };
    match &mut place.rule {
        Rule::All(list) | Rule::Any(list) | Rule::AtLeast { of: list, .. } => list.push(gate),
        _ => {
            let first = place.clone();
            *place = Gate::from(Rule::All(vec![first, gate]));
        }
    }
}

/// Takes the gate at a path away. A group that would be empty goes with it, as does a gate that
/// cannot do without what is taken (the `then` of a `when`); a group of which fewer are left than it
/// asks for asks for all of them.
pub fn remove_gate(gates: &mut Vec<Gate>, path: &[usize]) {
    let Some((end, way)) = path.split_last() else { return };
    if way.is_empty() {
        if *end < gates.len() {
            gates.remove(*end);
        }
        return;
    }
    let Some(parent) = gate_at_mut(gates, way) else { return };
    let empty = match &mut parent.rule {
        Rule::All(list) | Rule::Any(list) => {
            take(list, *end);
            list.is_empty()
        }
        Rule::AtLeast { count, must, of } => {
            match end.checked_sub(must.len()) {
                Some(place) => take(of, place),
                None => take(must, *end),
            }
            let left = must.len() + of.len();
            *count = (*count).min(left).max(must.len()).max(1);
            left == 0
        }
        _ => true,
    };
    if empty {
        remove_gate(gates, way);
    }
}

fn take(list: &mut Vec<Gate>, place: usize) {
    if place < list.len() {
        list.remove(place);
    }
}

//! The places of a program that hold conditions, each as a list with paths into it.

use crate::rules::{Gate, Program, Rule, add_gate, gate_at, gate_at_mut, remove_gate};

/// Where conditions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateList {
    /// To enter the tier at this position.
    Enter(usize),
    /// To keep it, where it has conditions of its own for that.
    Keep(usize),
    /// To hold the status at this position: one condition, which may be a group.
    Status(usize),
}

impl GateList {
    /// The conditions there; none where there is no such place.
    pub fn of(self, program: &Program) -> &[Gate] {
        let tier = |tier: usize| program.ladder.tiers.get(tier);
        match self {
            Self::Enter(at) => tier(at).map_or(&[], |tier| &tier.gates),
            Self::Keep(at) => {
                tier(at).and_then(|tier| tier.keep.as_ref()).map_or(&[], |keep| &keep.gates)
            }
            Self::Status(at) => {
                program.statuses.get(at).map_or(&[], |status| std::slice::from_ref(&status.gate))
            }
        }
    }

    /// The condition at a path.
    pub fn gate<'a>(self, program: &'a Program, path: &[usize]) -> Option<&'a Gate> {
        gate_at(self.of(program), path)
    }

    /// The same, to be changed.
    pub fn gate_mut<'a>(self, program: &'a mut Program, path: &[usize]) -> Option<&'a mut Gate> {
        match self {
            Self::Status(at) => {
                let status = program.statuses.get_mut(at)?;
                gate_at_mut(std::slice::from_mut(&mut status.gate), path)
            }
            _ => gate_at_mut(self.list(program)?, path),
        }
    }

    /// Adds a condition to the list, or to the group at a path; see [`add_gate`]. What a status asks
    /// becomes a group of both.
    pub fn add(self, program: &mut Program, path: &[usize], gate: Gate) {
        match self {
            Self::Status(at) => {
                let Some(status) = program.statuses.get_mut(at) else { return };
                let mut list = vec![status.gate.clone()];
                add_gate(&mut list, if path.is_empty() { &[0] } else { path }, gate);
                status.gate = whole(list);
            }
            _ => {
                if let Some(list) = self.list(program) {
                    add_gate(list, path, gate);
                }
            }
        }
    }

    /// Takes the condition at a path away; see [`remove_gate`]. The last of a status stays.
    pub fn remove(self, program: &mut Program, path: &[usize]) {
        match self {
            Self::Status(at) => {
                let Some(status) = program.statuses.get_mut(at) else { return };
                let mut list = vec![status.gate.clone()];
                remove_gate(&mut list, path);
                if !list.is_empty() {
                    status.gate = whole(list);
                }
            }
            _ => {
                if let Some(list) = self.list(program) {
                    remove_gate(list, path);
                }
            }
        }
    }

    fn list(self, program: &mut Program) -> Option<&mut Vec<Gate>> {
        match self {
            Self::Enter(at) => program.ladder.tiers.get_mut(at).map(|tier| &mut tier.gates),
            Self::Keep(at) => {
                let tier = program.ladder.tiers.get_mut(at)?;
                tier.keep.as_mut().map(|keep| &mut keep.gates)
            }
            Self::Status(_) => None,
        }
    }
}

/// One condition out of a list.
fn whole(mut list: Vec<Gate>) -> Gate {
    if list.len() == 1
        && let Some(gate) = list.pop()
    {
        return gate;
    }
    Gate::from(Rule::All(list))
}

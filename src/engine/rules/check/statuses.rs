//! The door for statuses: unique, sound, and never in a circle.

use super::gates::{self, May};
use super::name;
use crate::problem::{Problem, Problems};
use crate::rules::gate::{Gate, Rule};
use crate::rules::program::Program;

/// Most statuses of a program.
const MOST: usize = 200;

pub(super) fn check(program: &Program, found: &mut Problems) {
    let statuses = &program.statuses;
    if statuses.len() > MOST {
        found.push(Problem::new(
            "Statuses",
            format!("There are {}.", statuses.len()),
            format!("Use at most {MOST}."),
        ));
        return;
    }
    for (position, status) in statuses.iter().enumerate() {
        let place = format!("Status {}", status.name);
        name(&place, &status.name, found);
        if status.key.is_empty()
            || statuses.iter().take(position).any(|other| other.key == status.key)
        {
            found.push(Problem::new(
                &place,
                format!("Its key \"{}\" is empty or taken.", status.key),
                "Give every status a key of its own.",
            ));
        }
        gates::check(program, &status.gate, May::AskForTheScore, &place, found);
        if let Some(circle) = circle(program, &status.key) {
            found.push(Problem::new(
                &place,
                format!("It asks for itself: {}.", circle.join(" asks for ")),
                "Break the circle.",
            ));
        }
    }
}

/// The way from a status back to itself, if there is one.
fn circle<'a>(program: &'a Program, start: &'a str) -> Option<Vec<&'a str>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut ways: Vec<Vec<&str>> = vec![vec![start]];
    while let Some(way) = ways.pop() {
        let here = way.last().copied()?;
        for next in program.status(here).into_iter().flat_map(|status| asked(&status.gate)) {
            let longer: Vec<&str> = way.iter().copied().chain([next]).collect();
            if next == start {
                return Some(longer);
            }
            if !seen.contains(&next) {
                seen.push(next);
                ways.push(longer);
            }
        }
    }
    None
}

fn asked(gate: &Gate) -> Vec<&str> {
    let own = match &gate.rule {
        Rule::Status(key) => Some(key.as_str()),
        _ => None,
    };
    own.into_iter().chain(gate.inner().into_iter().flat_map(asked)).collect()
}

//! What no line of the score changes: the scores, and what the gates beside them say. It is kept while a line
//! is dragged, so that asking who stands where is comparisons alone.

use super::Evaluation;
use super::standing::Room;
use crate::portfolio::Portfolio;
use crate::rules::ladder::{Ladder, Tier};
use crate::rules::movement::{MovementRules, UnknownPolicy};
use crate::rules::program::Program;
use crate::rules::scene::Scene;
use crate::rules::truth::Truth;

/// Scores and gates of every partner, without any line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settled {
    /// The present first, then every earlier period in which meeting the conditions is enough.
    looks: Vec<Look>,
    /// Whether that window begins before the record.
    before_record: bool,
    /// For every tier the turn of each partner where there is room for few; empty elsewhere.
    turns: Vec<Vec<usize>>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Default)]
struct Look {
    /// Score of every partner; NaN is unknown.
    score: Vec<f64>,
    /// For every tier, what its gates say together of every partner.
    gates: Vec<Vec<Truth>>,
}

impl Settled {
    /// Everything of a program that bears on it, and nothing else: programs that agree in this settle alike.
    #[must_use]
    pub fn basis(program: &Program) -> Program {
        let bare = |tier: &Tier| Tier {
            capacity: tier.capacity.clone(),
            ..Tier::at("", 0.0, tier.gates.clone())
        };
        Program {
            score: program.score.clone(),
            statuses: program.statuses.clone(),
            ladder: Ladder { tiers: program.ladder.tiers.iter().map(bare).collect() },
            movement: MovementRules {
                attainment: program.movement.attainment,
                ..MovementRules::simple(1, 1, 0, 0.0)
            },
            ..Program::bare("", "")
        }
    }

    /// Judges every partner of a portfolio, as far as no line is needed.
    pub fn of(program: &Program, portfolio: &Portfolio) -> Self {
        let evaluation = Evaluation::now(program, portfolio);
        let scene = evaluation.scene();
        let mut looks = vec![look(&evaluation)];
        let mut before_record = false;
        for ago in 1..scene.in_periods(program.movement.attainment) {
            let Some(earlier) = scene.back(ago) else {
                before_record = true;
                break;
            };
            looks.push(look(&evaluation.in_scene(earlier)));
        }
        let turns = (0..program.ladder.tiers.len()).map(|tier| turns(&evaluation, tier)).collect();
        Self { looks, before_record, turns }
    }

    /// How many partners there are.
    fn partners(&self) -> usize {
        self.looks.first().map_or(0, |look| look.score.len())
    }

    /// The tier of every partner by its numbers alone, whatever its source names, under a program that differs
    /// from the one judged in nothing but lines, invitations, rooms and what is to happen to the unknown.
    pub fn tiers(&self, program: &Program, portfolio: &Portfolio) -> Vec<usize> {
        let scene = Scene::now(portfolio);
        let lenient = program.movement.unknown == UnknownPolicy::Pass;
        let tiers = &program.ladder.tiers;
        let enter: Vec<Vec<bool>> = tiers
            .iter()
            .enumerate()
            .skip(1)
            .map(|(position, tier)| self.enter(tier, position, lenient, &scene))
            .collect();
        let highest = |partner: usize, below: usize| {
            let may = |tier: &usize| {
                let column = tier.checked_sub(1).and_then(|place| enter.get(place));
                column.and_then(|column| column.get(partner)) == Some(&true)
            };
            (1..below).rev().find(may).unwrap_or(0)
        };
        let mut held: Vec<usize> =
            (0..self.partners()).map(|partner| highest(partner, tiers.len())).collect();
        for (position, tier) in tiers.iter().enumerate().skip(1).rev() {
            let (Some(capacity), Some(turns)) = (&tier.capacity, self.turns.get(position)) else {
                continue;
            };
            let mut comers: Vec<usize> =
                (0..held.len()).filter(|partner| held.get(*partner) == Some(&position)).collect();
            comers.sort_by_key(|partner| turns.get(*partner).copied());
            for partner in comers.into_iter().skip(capacity.most as usize) {
                if let Some(held) = held.get_mut(partner) {
                    *held = highest(partner, position);
                }
            }
        }
        held
    }

    /// Who may enter a tier.
    fn enter(&self, tier: &Tier, position: usize, lenient: bool, scene: &Scene<'_>) -> Vec<bool> {
        if tier.by_invitation {
            return vec![false; self.partners()];
        }
        let before = if self.before_record { Truth::Unknown } else { Truth::Fail };
        let mut truth = vec![before; self.partners()];
        let line = tier.threshold.as_ref().map(|line| (line.comparator, line.points.column(scene)));
        for look in &self.looks {
            let Some(gates) = look.gates.get(position) else { continue };
            for (partner, (truth, gates)) in truth.iter_mut().zip(gates).enumerate() {
                let reaches = match &line {
                    None => Truth::Pass,
                    Some((comparator, line)) => {
                        let at = |column: &[f64]| column.get(partner).copied().unwrap_or(f64::NAN);
                        comparator.holds(at(&look.score), at(line))
                    }
                };
                *truth = truth.or(reaches.and(*gates));
            }
        }
        truth.into_iter().map(|t| t.passes() || (lenient && t != Truth::Fail)).collect()
    }
}

fn look(evaluation: &Evaluation<'_>) -> Look {
    let partners = evaluation.scene().partners();
    let together = |tier: &Tier| {
        let mut joined = vec![Truth::Pass; partners];
        for gate in &tier.gates {
            for (joined, seen) in joined.iter_mut().zip(evaluation.gate(gate).truth) {
                *joined = joined.and(seen);
            }
        }
        joined
    };
    let tiers = evaluation.program().ladder.tiers.iter();
    Look { score: evaluation.score().score.clone(), gates: tiers.map(together).collect() }
}

/// The turn of each partner, from 0, where a tier has room for few.
fn turns(evaluation: &Evaluation<'_>, tier: usize) -> Vec<usize> {
    let Some(room) = Room::of(evaluation, tier) else { return Vec::new() };
    let mut first: Vec<usize> = (0..evaluation.scene().partners()).collect();
    room.best_first(evaluation, &mut first);
    let mut turns = vec![0; first.len()];
    for (turn, partner) in first.into_iter().enumerate() {
        if let Some(slot) = turns.get_mut(partner) {
            *slot = turn;
        }
    }
    turns
}

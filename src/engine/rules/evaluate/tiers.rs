//! Columns of the ladder: who may enter and who keeps each tier.

use super::scores::at;
use super::{Evaluation, GateColumn};
use crate::rules::gate::Gate;
use crate::rules::ladder::{Threshold, Tier};
use crate::rules::movement::UnknownPolicy;
use crate::rules::truth::Truth;

/// One tier for every partner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TierColumn {
    /// The line of the score, NaN where there is none or it is unknown.
    pub line: Vec<f64>,
    /// Whether the score reaches it.
    pub reaches: Vec<Truth>,
    /// The gates to enter, in order.
    pub gates: Vec<GateColumn>,
    /// Whether it may be entered: line, gates and, where the program looks back, attainment.
    pub enter: Vec<Truth>,
    /// Whether who holds it keeps it, buffer included.
    pub keep: Vec<Truth>,
}

/// Which tier the numbers qualify for, and what stood in the way of higher ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualification {
    /// Position of the tier.
    pub tier: usize,
    /// Tiers above it whose line is reached, with the positions of the gates that are not passed.
    pub blocked: Vec<(usize, Vec<usize>)>,
    /// Whether a higher tier hangs on something unknown.
    pub undecided: bool,
}

impl Evaluation<'_> {
    pub(super) fn tier_columns(&self) -> Vec<TierColumn> {
        let tiers = self.program.ladder.tiers.iter().enumerate();
        let mut columns: Vec<TierColumn> =
            tiers.map(|(position, tier)| self.tier(tier, position == 0)).collect();
        self.look_back(&mut columns);
        columns
    }

    /// Where meeting the conditions at any period of a window is enough.
    fn look_back(&self, columns: &mut [TierColumn]) {
        let window = self.program.movement.attainment;
        if window == 0 {
            return;
        }
        for ago in 1..self.scene.in_periods(window) {
            let Some(scene) = self.scene.back(ago) else {
                // Before the record it is unknown whether they were met.
                for column in columns.iter_mut().skip(1) {
                    for now in column.enter.iter_mut().chain(&mut column.keep) {
                        *now = now.or(Truth::Unknown);
                    }
                }
                break;
            };
            let earlier = self.in_scene(scene);
            for (column, tier) in columns.iter_mut().zip(&self.program.ladder.tiers).skip(1) {
                let then = earlier.tier(tier, false);
                for (now, then) in column.enter.iter_mut().zip(then.enter) {
                    *now = now.or(then);
                }
                for (now, then) in column.keep.iter_mut().zip(then.keep) {
                    *now = now.or(then);
                }
            }
        }
    }

    fn tier(&self, tier: &Tier, lowest: bool) -> TierColumn {
        let partners = self.scene.partners();
        let line = self.line(tier.threshold.as_ref());
        let reaches = self.reaches(tier.threshold.as_ref(), &line, 0.0);
        let gates: Vec<GateColumn> = tier.gates.iter().map(|gate| self.gate(gate)).collect();
        let (enter, keep) = if lowest {
            (vec![Truth::Pass; partners], vec![Truth::Pass; partners])
        } else {
            (all(reaches.clone(), &gates), self.keep(tier, &line, &gates))
        };
        TierColumn { line, reaches, gates, enter, keep }
    }

    /// Who keeps a tier that is entered at this line and through these gates.
    fn keep(&self, tier: &Tier, line: &[f64], gates: &[GateColumn]) -> Vec<Truth> {
        let buffer = self.program.movement.buffer;
        match &tier.keep {
            None => all(self.reaches(tier.threshold.as_ref(), line, buffer), gates),
            Some(keep) => {
                let gates: Vec<GateColumn> =
                    keep.gates.iter().map(|gate: &Gate| self.gate(gate)).collect();
                let line = self.line(keep.threshold.as_ref());
                all(self.reaches(keep.threshold.as_ref(), &line, buffer), &gates)
            }
        }
    }

    fn line(&self, threshold: Option<&Threshold>) -> Vec<f64> {
        let none = || vec![f64::NAN; self.scene.partners()];
        threshold.map_or_else(none, |threshold| threshold.points.column(&self.scene))
    }

    /// Whose score reaches a line, less `buffer` points.
    fn reaches(&self, threshold: Option<&Threshold>, line: &[f64], buffer: f64) -> Vec<Truth> {
        let Some(threshold) = threshold else { return vec![Truth::Pass; line.len()] };
        let pairs = self.score().score.iter().zip(line);
        pairs.map(|(score, line)| threshold.comparator.holds(*score, line - buffer)).collect()
    }

    /// The highest tier a partner may enter, under the program's policy for the unknown.
    pub fn qualification(&self, partner: usize) -> Qualification {
        let lenient = self.program.movement.unknown == UnknownPolicy::Pass;
        let mut found = Qualification { tier: 0, blocked: Vec::new(), undecided: false };
        let tiers = self.program.ladder.tiers.iter().zip(self.tiers());
        for (position, (tier, column)) in tiers.enumerate().skip(1) {
            let truth = |column: &[Truth]| column.get(partner).copied().unwrap_or(Truth::Unknown);
            let enter = truth(&column.enter);
            if !tier.by_invitation && (enter.passes() || (lenient && enter != Truth::Fail)) {
                found.tier = position;
                found.undecided = false;
                continue;
            }
            found.undecided |= !tier.by_invitation && enter == Truth::Unknown;
            if tier.threshold.is_some() && truth(&column.reaches).passes() {
                let missed = column.gates.iter().enumerate();
                let missed = missed.filter(|(_, gate)| !truth(&gate.truth).passes());
                found.blocked.push((position, missed.map(|(index, _)| index).collect()));
            }
        }
        let tier = found.tier;
        found.blocked.retain(|(position, _)| *position > tier);
        found
    }

    /// Whether a partner keeps the tier it holds, under the program's policy for the unknown.
    pub fn keeps(&self, partner: usize, tier: usize) -> bool {
        let truth = self.tiers().get(tier).and_then(|column| column.keep.get(partner).copied());
        match truth.unwrap_or(Truth::Pass) {
            Truth::Pass => true,
            Truth::Fail => false,
            Truth::Unknown => self.program.movement.unknown != UnknownPolicy::Fail,
        }
    }

    /// The score of a partner; `None` is unknown.
    pub fn score_of(&self, partner: usize) -> Option<f64> {
        Some(at(&self.score().score, partner)).filter(|score| !score.is_nan())
    }
}

fn all(mut truth: Vec<Truth>, gates: &[GateColumn]) -> Vec<Truth> {
    for gate in gates {
        for (joined, seen) in truth.iter_mut().zip(&gate.truth) {
            *joined = joined.and(*seen);
        }
    }
    truth
}

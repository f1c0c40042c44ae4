//! Keeping a tier that asks for more than entering it.

use super::finding::{Code, Finding, Severity};
use super::implied::{alike, by_any, threshold_by};
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::View;
use super::words::{listed, opening, points};
use crate::rules::{Gate, Keep, Program, Rule, Tier, Truth};

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for (index, tier) in view.program.ladder.tiers.iter().enumerate().skip(1) {
        let Some(keep) = &tier.keep else { continue };
        let line = line_is_stricter(tier, keep, view.program.movement.buffer);
        let gates: Vec<&Gate> = extra(tier, keep).collect();
        if !line && gates.is_empty() {
            continue;
        }
        let mut asks: Vec<String> = Vec::new();
        if let (true, Some(kept)) = (line, &keep.threshold) {
            asks.push(points(kept.points.usual()));
        }
        asks.extend(gates.iter().map(|gate| view.condition(gate)));
        let enters = match (&tier.threshold, line) {
            (Some(entered), true) => {
                format!("entering asks {}", points(entered.points.usual()))
            }
            _ => "entering does not".to_owned(),
        };
        let concerned = caught(view, index);
        let who = match concerned.len() {
            0 => String::new(),
            1 => " One partner could enter and would not keep it.".to_owned(),
            count => format!(" {} could enter and would not keep it.", opening(count)),
        };
        let sentence = format!("Keeping {} asks {}; {enters}.{who}", tier.name, listed(&asks));
        // Something of its own may be meant; more of the same cannot be.
        let more = line || gates.iter().any(|gate| tier.gates.iter().any(|own| alike(own, gate)));
        let severity = if more { Severity::Fix } else { Severity::Look };
        let place = PlaceRef::Keep { tier: index, path: Vec::new() };
        let finding = Code::KeepStricter.at(severity, place, sentence).of(concerned);
        found.push(finding.mended_by("Keep for what it takes to enter", Repair::EaseKeep(index)));
    }
}

fn line_is_stricter(tier: &Tier, keep: &Keep, buffer: f64) -> bool {
    let kept = keep.threshold.as_ref();
    kept.is_some_and(|kept| !threshold_by(tier.threshold.as_ref(), kept, buffer))
}

/// Conditions for keeping that entering does not include.
fn extra<'a>(tier: &'a Tier, keep: &'a Keep) -> impl Iterator<Item = &'a Gate> {
    keep.gates.iter().filter(|gate| !by_any(&tier.gates, gate))
}

/// Partners that may enter now and would not keep it.
fn caught(view: &View<'_>, tier: usize) -> Vec<usize> {
    let Some(column) = view.evaluation.as_ref().and_then(|e| e.tiers().get(tier)) else {
        return Vec::new();
    };
    let both = column.enter.iter().zip(&column.keep).enumerate();
    both.filter(|(_, (enter, keep))| enter.passes() && **keep == Truth::Fail)
        .map(|(partner, _)| partner)
        .collect()
}

/// Asks no more for keeping a tier than for entering it.
pub(super) fn ease(program: &mut Program, tier: usize) {
    let buffer = program.movement.buffer;
    let Some(tier) = program.ladder.tiers.get_mut(tier) else { return };
    let Some(mut keep) = tier.keep.take() else { return };
    if line_is_stricter(tier, &keep, buffer) {
        keep.threshold.clone_from(&tier.threshold);
    }
    keep.gates.retain_mut(|gate| {
        if by_any(&tier.gates, gate) {
            return true;
        }
        let entered = tier.gates.iter().find(|own| alike(own, gate));
        match (&mut gate.rule, entered.map(|own| &own.rule)) {
            (
                Rule::Compare { comparator, line, .. },
                Some(Rule::Compare { comparator: own, line: entered, .. }),
            ) => {
                *comparator = *own;
                line.clone_from(entered);
                true
            }
            _ => false,
        }
    });
    tier.keep = Some(keep);
}

//! How far the lines of the ladder are apart, and tiers that stay empty.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::View;
use super::words::{number, points};
use crate::rules::Program;

/// Steps more than so many times as long as another one are uneven.
const UNEVEN: f64 = 3.0;
/// Steps of less than this share of the scale are narrow.
const NARROW: f64 = 0.03;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    spacing(view.program, found);
    empty(view, found);
}

/// Lines above zero: position of the tier and points, where they rise.
fn lines(program: &Program) -> Vec<(usize, f64)> {
    let tiers = program.ladder.tiers.iter().enumerate().skip(1);
    tiers.filter(|(_, tier)| tier.threshold.is_some()).map(|(i, tier)| (i, tier.line())).collect()
}

#[derive(Clone, Copy)]
struct Step {
    below: usize,
    tier: usize,
    length: f64,
}

fn steps(program: &Program) -> Vec<Step> {
    let lines = lines(program);
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [(below, lower), (tier, upper)] => {
            Some(Step { below: *below, tier: *tier, length: upper - lower })
        }
        _ => None,
    });
    // Equal lines are told apart by gates.
    pairs.filter(|step| step.length > 0.0).collect()
}

/// The shortest and the longest step, where they are narrow or uneven.
fn bad(program: &Program) -> Option<(Step, Step)> {
    let steps = steps(program);
    let by_length = |a: &Step, b: &Step| a.length.total_cmp(&b.length);
    let least = steps.iter().copied().min_by(by_length)?;
    let most = steps.iter().copied().max_by(by_length)?;
    let uneven = most.length > UNEVEN * least.length;
    (narrow(program, least) || uneven).then_some((least, most))
}

fn narrow(program: &Program, step: Step) -> bool {
    step.length < NARROW * program.score.scale
}

fn spacing(program: &Program, found: &mut Vec<Finding>) {
    let Some((least, most)) = bad(program) else { return };
    let name = |tier: usize| PlaceRef::Tier(tier).name(program);
    let step =
        format!("{} lies {} above {}", name(least.tier), points(least.length), name(least.below));
    let (severity, sentence) = if narrow(program, least) {
        let scale = number(program.score.scale);
        (Severity::Look, format!("{step}, on a scale of {scale}."))
    } else {
        let other =
            format!("{} {} above {}", name(most.tier), number(most.length), name(most.below));
        (Severity::Note, format!("{step}, {other}."))
    };
    let finding = Code::LadderSpacing.at(severity, PlaceRef::Tier(least.tier), sentence);
    found.push(if bad(&Repair::SpaceEvenly.apply(program)).is_none() {
        finding.mended_by("Space the lines evenly", Repair::SpaceEvenly)
    } else {
        finding
    });
}

/// Spaces the lines between the lowest and the highest one evenly, in whole points where the scale
/// allows it.
pub(super) fn space_evenly(program: &mut Program) {
    let lines = lines(program);
    let (Some((_, first)), Some((_, last))) = (lines.first(), lines.last()) else { return };
    let step = (last - first) / (lines.len().saturating_sub(1).max(1)) as f64;
    for (position, (tier, _)) in
        lines.iter().enumerate().skip(1).take(lines.len().saturating_sub(2))
    {
        let exact = first + step * position as f64;
        let points = if step >= 2.0 { libm::round(exact) } else { exact };
        if let Some(tier) = program.ladder.tiers.get_mut(*tier) {
            tier.set_line(points);
        }
    }
}

fn empty(view: &View<'_>, found: &mut Vec<Finding>) {
    let Some(evaluation) = &view.evaluation else { return };
    let mut counts = vec![0_usize; view.program.ladder.tiers.len()];
    for partner in 0..view.partners() {
        if let Some(count) = counts.get_mut(evaluation.qualification(partner).tier) {
            *count += 1;
        }
    }
    for (index, (tier, count)) in view.program.ladder.tiers.iter().zip(counts).enumerate() {
        if count == 0 && !tier.by_invitation {
            let sentence = format!(
                "None of {} partners qualifies for {}.",
                number(view.partners() as f64),
                tier.name
            );
            found.push(Code::EmptyTier.at(Severity::Look, PlaceRef::Tier(index), sentence));
        }
    }
}

//! Tiers come and go with everything that is counted in tiers: benefits, and who has to get where.

use super::unused;
use crate::finance::Benefit;
use crate::rules::{Program, Tier, UpOrOut};

/// Adds a tier above the one at `below` and returns its position: half way to the next line where the
/// score decides, with the benefits of the tier below. `None` when there is no such tier.
pub fn add_tier(program: &mut Program, below: usize) -> Option<usize> {
    let tiers = &program.ladder.tiers;
    let lower = tiers.get(below)?;
    let at = below + 1;
    let floor = tiers.iter().take(at).map(Tier::line).fold(0.0, f64::max);
    let next = tiers.iter().skip(at).find_map(|tier| tier.threshold.as_ref().map(|_| tier.line()));
    let middle = f64::midpoint(floor, next.unwrap_or(program.score.scale));
    // A whole number where one lies between.
    let line = if middle.floor() > floor { middle.floor() } else { middle };
    let name = unused("New tier", " ", |name| program.tier_named(name).is_some());
    let mut tier = Tier::at(&name, 0.0, Vec::new());
    if !program.score.tracks.is_empty() && line > floor {
        tier.set_line(line);
    } else {
        // Without a score it asks what the tier below asks, until somebody says more.
        tier.gates.clone_from(&lower.gates);
    }
    program.ladder.tiers.insert(at, tier);
    let levers = &mut program.incentives.tiers;
    let same = levers.get(below).copied().unwrap_or(Benefit::NONE);
    levers.insert(at.min(levers.len()), same);
    for benefit in &mut program.incentives.benefits {
        let same = benefit.tiers.get(below).copied().flatten();
        benefit.tiers.insert(at.min(benefit.tiers.len()), same);
    }
    point(program, |tier| if tier >= at { tier + 1 } else { tier });
    Some(at)
}

/// Takes a tier away, never the lowest: it is where everyone starts. Who had to reach it has to reach
/// the one below instead.
pub fn remove_tier(program: &mut Program, at: usize) {
    if at == 0 || at >= program.ladder.tiers.len() {
        return;
    }
    program.ladder.tiers.remove(at);
    if at < program.incentives.tiers.len() {
        program.incentives.tiers.remove(at);
    }
    for benefit in &mut program.incentives.benefits {
        if at < benefit.tiers.len() {
            benefit.tiers.remove(at);
        }
    }
    point(program, |tier| if tier >= at { tier - 1 } else { tier });
}

/// Moves what points to a tier by its position; pointing to the lowest says nothing.
fn point(program: &mut Program, to: impl Fn(usize) -> usize) {
    program.movement.up_or_out = program.movement.up_or_out.and_then(|rule| {
        let tier = u8::try_from(to(usize::from(rule.tier))).ok()?;
        (tier > 0).then_some(UpOrOut { tier, ..rule })
    });
}

//! Partners whose score moves by itself past the line to enter and below the line to keep: chance
//! would move them up and down.

use super::bands::near;
use super::finding::{Code, Finding, Severity};
use super::past::Past;
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::View;
use super::words::{listed, points as in_points};
use crate::rules::{Scene, Tier};
use std::collections::BTreeMap;

/// Share of the partners that may.
const SHARE: f64 = 0.02;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let (Some(past), Some(evaluation)) = (view.past(), &view.evaluation) else { return };
    let swinging = swinging(view, past);
    let mut concerned: Vec<usize> = swinging.iter().map(|swing| swing.partner).collect();
    concerned.sort_unstable();
    concerned.dedup();
    let allowed = allowed(evaluation.score().score.len());
    if concerned.len() <= allowed {
        return;
    }
    let rules = &view.program.movement;
    let patient = rules.grace > 0 && rules.consecutive_up > 1;
    let severity = if patient { Severity::Note } else { Severity::Look };
    let mut tiers: Vec<usize> = swinging.iter().map(|swing| swing.tier).collect();
    tiers.sort_unstable();
    tiers.dedup();
    let names: Vec<String> =
        tiers.into_iter().map(|tier| PlaceRef::Tier(tier).name(view.program)).collect();
    let noise = if past.told {
        format!("A score moves by about {} from period to period by itself.", tenth(past.typical))
    } else {
        format!(
            "A score is taken to move by {} by itself: the history is too short to tell.",
            tenth(past.typical)
        )
    };
    let waits =
        if patient { " Grace and reviews in a row keep most of them in place." } else { "" };
    let sentence = format!(
        "{noise} {} so close to the lines of {} that this alone moves them past both.{waits}",
        near(concerned.len()),
        listed(&names),
    );
    let finding = Code::Flapping.at(severity, PlaceRef::Movement, sentence).of(concerned);
    found.push(match buffer(view, &swinging, allowed) {
        Some(points) => {
            let label = format!("Tolerate {} below the line", in_points(points));
            finding.mended_by(label, Repair::SetBuffer(points))
        }
        None => finding,
    });
}

fn tenth(points: f64) -> String {
    in_points(libm::round(10.0 * points) / 10.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
fn allowed(partners: usize) -> usize {
    libm::floor(SHARE * partners as f64).max(1.0) as usize
}

/// A partner that can cross both lines of a tier.
struct Swing {
    partner: usize,
    tier: usize,
    /// Points that would have to be tolerated further for it to stay.
    short: f64,
}

fn swinging(view: &View<'_>, past: &Past) -> Vec<Swing> {
    let (Some(evaluation), Some(portfolio)) = (&view.evaluation, view.portfolio) else {
        return Vec::new();
    };
    let scores = &evaluation.score().score;
    let buffer = view.program.movement.buffer;
    let mut found = Vec::new();
    let tiers = view.program.ladder.tiers.iter().zip(evaluation.tiers()).enumerate().skip(1);
    for (index, (tier, column)) in tiers.filter(|(_, (tier, _))| !tier.by_invitation) {
        let Some(keep) = kept_line(tier, Scene::now(portfolio)) else { continue };
        for (partner, (score, (enter, keep))) in
            scores.iter().zip(column.line.iter().zip(keep)).enumerate()
        {
            let noise = past.noise_at(partner);
            let open = |gate: &crate::rules::GateColumn| {
                gate.truth.get(partner).is_some_and(|truth| truth.passes())
            };
            let keep = keep - buffer;
            if score + noise >= *enter && score - noise < keep && column.gates.iter().all(open) {
                found.push(Swing { partner, tier: index, short: keep - (score - noise) });
            }
        }
    }
    found
}

/// The line to keep a tier, for every partner; `None` where there is none.
fn kept_line(tier: &Tier, scene: Scene<'_>) -> Option<Vec<f64>> {
    let threshold = match &tier.keep {
        Some(keep) => keep.threshold.as_ref()?,
        None => tier.threshold.as_ref()?,
    };
    Some(threshold.points.column(&scene))
}

/// The buffer that leaves no more than the allowed number swinging; `None` where none on the scale
/// does.
fn buffer(view: &View<'_>, swinging: &[Swing], allowed: usize) -> Option<f64> {
    let mut most: BTreeMap<usize, f64> = BTreeMap::new();
    for swing in swinging {
        let short = most.entry(swing.partner).or_insert(swing.short);
        *short = short.max(swing.short);
    }
    let mut shorts: Vec<f64> = most.into_values().collect();
    shorts.sort_by(|a, b| b.total_cmp(a));
    let short = shorts.get(allowed).copied()?;
    // Up to the next half point, and past a tie.
    let halves = libm::floor(2.0 * (view.program.movement.buffer + short)) + 1.0;
    let points = 0.5 * halves;
    (points <= view.program.score.scale).then_some(points)
}

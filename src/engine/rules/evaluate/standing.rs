//! Standings: what partners hold now, one review of all of them, and a replay of what is recorded.

use super::Evaluation;
use super::measures::Use;
use super::scores::at;
use crate::portfolio::Portfolio;
use crate::rules::movement::Clock;
use crate::rules::program::{Editions, Program};
use crate::rules::review::{Evidence, ReviewEvent, Standing, review};
use crate::rules::scene::Scene;

/// What one review did to one partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reviewed {
    /// Position of the tier before.
    pub from: u8,
    /// Position of the tier after.
    pub to: u8,
    /// What happened; `None` when nothing was due.
    pub event: Option<ReviewEvent>,
    /// Whether it qualifies for more and there is no room.
    pub no_room: bool,
}

/// The tier every partner holds now: the one its source names when the ladder has it, else the one
/// its numbers qualify for.
pub fn standings_now(evaluation: &Evaluation<'_>) -> Vec<usize> {
    let partners = evaluation.scene().portfolio().partners().iter().enumerate();
    partners
        .map(|(partner, data)| {
            let named = data.first_tier.as_deref();
            named
                .and_then(|name| evaluation.program().tier_named(name))
                .unwrap_or_else(|| evaluation.qualification(partner).tier)
        })
        .collect()
}

/// Reviews every partner in place. Where a tier has room for few, those it has no room for stay;
/// the best go first, and equal ones in the order of their ids.
pub fn review_all(
    evaluation: &Evaluation<'_>,
    standings: &mut [Standing],
    clock: Clock,
) -> Vec<Reviewed> {
    let rules = &evaluation.program().movement;
    let before = standings.to_vec();
    let mut seen: Vec<Reviewed> = standings
        .iter_mut()
        .enumerate()
        .map(|(partner, standing)| {
            let from = standing.tier;
            let evidence = Evidence {
                qualifies: narrow(evaluation.qualification(partner).tier),
                keeps: evaluation.keeps(partner, usize::from(from)),
            };
            let event = review(standing, rules, clock, evidence);
            Reviewed { from, to: standing.tier, event, no_room: false }
        })
        .collect();
    for position in (1..evaluation.program().ladder.tiers.len()).rev() {
        make_room(evaluation, narrow(position), &before, standings, &mut seen);
    }
    seen
}

fn make_room(
    evaluation: &Evaluation<'_>,
    tier: u8,
    before: &[Standing],
    standings: &mut [Standing],
    seen: &mut [Reviewed],
) {
    let tiers = &evaluation.program().ladder.tiers;
    let Some(capacity) = tiers.get(usize::from(tier)).and_then(|tier| tier.capacity.as_ref())
    else {
        return;
    };
    let rank = match &capacity.by {
        Some(measure) => evaluation.measure(measure, Use::Gate),
        None => evaluation.score().score.clone(),
    };
    let partners = evaluation.scene().portfolio().partners();
    let holders = standings.iter().filter(|standing| standing.tier == tier).count();
    let mut comers: Vec<usize> = seen
        .iter()
        .enumerate()
        .filter(|(_, reviewed)| reviewed.to == tier && reviewed.from < tier)
        .map(|(partner, _)| partner)
        .collect();
    // An unknown rank goes last.
    let key = |partner: &usize| Some(at(&rank, *partner)).filter(|rank| !rank.is_nan());
    comers.sort_by(|a, b| {
        let ids = |partner: &usize| partners.get(*partner).map(|partner| partner.id.as_str());
        key(b)
            .unwrap_or(f64::NEG_INFINITY)
            .total_cmp(&key(a).unwrap_or(f64::NEG_INFINITY))
            .then_with(|| ids(a).cmp(&ids(b)))
    });
    let settled = holders.saturating_sub(comers.len());
    let room = (capacity.most as usize).saturating_sub(settled);
    for partner in comers.into_iter().skip(room) {
        if let (Some(standing), Some(reviewed), Some(before)) =
            (standings.get_mut(partner), seen.get_mut(partner), before.get(partner))
        {
            *standing = *before;
            // It has waited long enough: the next review with room takes it up.
            standing.up = evaluation.program().movement.consecutive_up.saturating_sub(1);
            *reviewed = Reviewed {
                to: before.tier,
                event: Some(ReviewEvent::Building),
                no_room: true,
                ..*reviewed
            };
        }
    }
}

/// Replays the recorded periods from `first` (counted from 1) on: every partner starts where its
/// numbers stood in that period, and is reviewed in every later one under the edition in force.
/// One list of [`Reviewed`] per reviewed period. Editions share one ladder by tier names; a tier that
/// an edition does not have becomes its lowest.
pub fn replay(editions: &Editions, portfolio: &Portfolio, first: usize) -> Vec<Vec<Reviewed>> {
    let period = portfolio.cadence().months();
    let scene = Scene::after(portfolio, first);
    let Some(mut program) = editions.at(scene.month()) else { return Vec::new() };
    let start = Evaluation::new(program, scene);
    let mut standings: Vec<Standing> = (0..portfolio.partners().len())
        .map(|partner| Standing::holding(narrow(start.qualification(partner).tier)))
        .collect();
    let mut history = Vec::new();
    for (step, end) in (1_u32..).zip(scene.periods() + 1..=portfolio.periods().len()) {
        let scene = Scene::after(portfolio, end);
        let now = editions.at(scene.month()).unwrap_or(program);
        if !std::ptr::eq(now, program) {
            for standing in &mut standings {
                *standing = carried(*standing, program, now);
            }
            program = now;
        }
        let clock = Clock { elapsed: step * period, period, month: scene.month() };
        history.push(review_all(&Evaluation::new(program, scene), &mut standings, clock));
    }
    history
}

/// A standing under another edition: the tier of the same name.
fn carried(standing: Standing, from: &Program, to: &Program) -> Standing {
    let name = from.ladder.tiers.get(usize::from(standing.tier)).map(|tier| tier.name.as_str());
    let tier = name.and_then(|name| to.tier_named(name)).unwrap_or(0);
    Standing { tier: narrow(tier), pending: None, ..standing }
}

/// A position as it is stored; the door admits far fewer tiers.
fn narrow(position: usize) -> u8 {
    u8::try_from(position).unwrap_or(u8::MAX)
}

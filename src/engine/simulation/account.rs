//! The end of a quarter: who leaves, referrals, bonuses and margin, column by column.

use super::phase::Phase;
use super::record::Event;
use super::states::{States, put};
use super::world::World;
use crate::behaviour::Parameters;
use crate::finance::Incentives;
use crate::rules::ReviewEvent;
use crate::stats::{MARKED, marked, marks, poisson_quantile};
use std::ops::Range;

/// Tiers in which partners began the quarter and end it, on the last ladder; `left` is that of those that are
/// gone.
pub(super) fn place_all(phase: &Phase, left: u8, states: &mut States, block: &Range<usize>) {
    let States { standings, events, gone, held, began, ended, .. } = states;
    let known = (held.get(block.clone()), gone.get(block.clone()));
    let (Some(held), Some(gone)) = known else { return };
    let (began, ended) = (began.get_mut(block.clone()), ended.get_mut(block.clone()));
    let (Some(began), Some(ended)) = (began, ended) else { return };
    let events = events.get_mut(block.clone()).unwrap_or(&mut []);
    for (places, tiers) in [(&mut *began, held), (&mut *ended, standings.tiers(block))] {
        if phase.told_as_held {
            places.copy_from_slice(tiers);
        } else {
            for (told, tier) in places.iter_mut().zip(tiers) {
                *told = place(&phase.told, *tier);
            }
        }
    }
    let rows = began.iter_mut().zip(ended).zip(gone.iter().zip(events));
    for ((began, ended), (away, event)) in rows {
        *began = if *away { left } else { *began };
        *ended = if *away { left } else { *ended };
        *event = if *away { Event::Gone } else { *event };
    }
}

/// Partners that leave, by notice or, where chance plays a part, by chance; `exits` are their uniforms.
/// `left` is the tier of those that are gone; `hide` is told who leaves.
pub(super) fn leave(
    world: &World,
    left: u8,
    p: &Parameters,
    states: &mut States,
    (exits, noisy, block): (&[f64], bool, &Range<usize>),
    mut hide: impl FnMut(usize),
) {
    let States { standings, events, gone, hangover, safe, ended, .. } = states;
    let by_chance =
        |exit: f64, safe: f64, event: Event| noisy && exit < safe && event != Event::Gone;
    for (from, exits) in block.clone().step_by(MARKED).zip(exits.chunks(MARKED)) {
        let chunk = from..from + exits.len();
        let seen = (events.get(chunk.clone()), safe.get(chunk));
        let (Some(seen), Some(limits)) = seen else { continue };
        // Few have anything to fear.
        let near = marks(seen.iter().zip(exits.iter().zip(limits)).map(|(event, (exit, safe))| {
            let fell = *event == Event::Reviewed(ReviewEvent::Demote);
            let out = *event == Event::Reviewed(ReviewEvent::Out);
            fell | out | by_chance(*exit, *safe, *event)
        }));
        for place in marked(near) {
            let at = from + place;
            let own = (events.get_mut(at), hangover.get_mut(at), exits.get(place), safe.get(at));
            let (Some(event), Some(hangover), Some(exit), Some(safe)) = own else { continue };
            let chance = by_chance(*exit, *safe, *event);
            if *event == Event::Reviewed(ReviewEvent::Demote) {
                *hangover = 1.0;
            }
            let hazard = world.partners.get(at).map_or(0.0, |subject| subject.exit_hazard);
            if *event == Event::Reviewed(ReviewEvent::Out)
                || (chance && *exit < exit_chance(hazard, *hangover, p))
            {
                *event = Event::Exit;
                put(ended, at, left);
                put(gone, at, true);
                standings.change(at..at + 1, |standing| standing.out = true);
                hide(at);
            }
        }
    }
}

/// Hazard of leaving: 1 − (1 − h)^exp(ζ·D).
#[inline]
fn exit_chance(hazard: f64, hangover: f64, p: &Parameters) -> f64 {
    let stay = 1.0 - hazard;
    if hangover > 0.0 {
        1.0 - libm::pow(stay, libm::exp(p.exit_after_demotion * hangover))
    } else {
        1.0 - stay
    }
}

/// What no hazard of leaving lies above: (1 − h)^k ≥ 1 − k·h for k ≥ 1, and a hangover is 1 at most.
pub(super) fn safe(hazard: f64, p: &Parameters) -> f64 {
    if p.hangover_decay > 1.0 {
        return f64::INFINITY;
    }
    hazard * libm::exp(p.exit_after_demotion.max(0.0)) * (1.0 + 1e-9) + 1e-9
}

/// Referrals of the quarter; `uniforms` where chance plays a part, else their mean.
pub(super) fn refer(
    world: &World,
    phase: &Phase,
    states: &mut States,
    (uniforms, block): (Option<&[f64]>, &Range<usize>),
) {
    let referrals = states.referrals.get_mut(block.clone()).unwrap_or(&mut []);
    let partners = world.partners.get(block.clone()).unwrap_or(&[]);
    let rates = partners.iter().map(|subject| subject.referral_rate * phase.terms.referral_factor);
    let Some(uniforms) = uniforms else {
        for (referrals, rate) in referrals.iter_mut().zip(rates) {
            *referrals = rate;
        }
        return;
    };
    let [none, one, two] = phase.few.each_ref().map(|few| few.get(block.clone()).unwrap_or(&[]));
    let mut many = false;
    for ((((referrals, uniform), none), one), two) in
        referrals.iter_mut().zip(uniforms).zip(none).zip(one).zip(two)
    {
        let beyond = |few: &f64| if uniform <= few { 0.0 } else { 1.0 };
        *referrals = beyond(none) + beyond(one) + beyond(two);
        many |= *referrals > 2.0;
    }
    if many {
        for ((referrals, uniform), rate) in referrals.iter_mut().zip(uniforms).zip(rates) {
            if *referrals > 2.0 {
                *referrals = f64::from(poisson_quantile(rate, *uniform));
            }
        }
    }
}

/// Milestone bonuses and margin; those that left earlier sell and refer nothing.
pub(super) fn earn(incentives: &Incentives, states: &mut States, block: &Range<usize>) {
    let States { events, revenue, referrals, milestones, margin, share, .. } = states;
    let (Some(revenue), Some(referrals)) =
        (revenue.get_mut(block.clone()), referrals.get_mut(block.clone()))
    else {
        return;
    };
    let (Some(events), Some(share)) = (events.get(block.clone()), share.get(block.clone())) else {
        return;
    };
    let margin = margin.get_mut(block.clone()).unwrap_or(&mut []);
    let rows = revenue.iter_mut().zip(referrals).zip(margin).zip(events.iter().zip(share));
    for (((revenue, referrals), margin), (event, share)) in rows {
        let earned = share * *revenue + *referrals * incentives.referral_value;
        let gone = *event == Event::Gone;
        *margin = if gone { 0.0 } else { earned };
        *revenue = if gone { 0.0 } else { *revenue };
        *referrals = if gone { 0.0 } else { *referrals };
    }
    let milestones = milestones.get_mut(block.clone()).unwrap_or(&mut []);
    incentives.milestone_bonuses(revenue, milestones);
}

/// A tier's place on another ladder.
#[inline]
pub(super) fn place(places: &[u8], tier: u8) -> u8 {
    places.get(usize::from(tier)).copied().unwrap_or(tier)
}

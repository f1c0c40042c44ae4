//! Partners that join: so many a quarter by Poisson, each with the profile of one that joined lately.
//!
//! Room for them is made before the run: a place per quarter and newcomer, as many as chance may ask for (all
//! but one in 10¹²). A replication fills the first of a quarter's places. A newcomer begins in the lowest
//! tier, with nothing on record, at the sales its model makes in the first simulated quarter.

use super::cells::Cells;
use super::shocks::Noise;
use super::states::{NO_TIER, States, put};
use super::step::counted;
use super::world::{Dynamics, Joined, Subject, World};
use crate::rng::{Purpose, Seed, Stream};
use crate::rules::Standing;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Quarters within which a partner that is first heard of counts as new.
const LATELY: usize = 4;
/// Chance that a quarter's places are enough.
const ENOUGH: f64 = 1.0 - 1e-12;

/// Whose profile newcomers have.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Joining {
    /// Partners that join in a quarter, on average.
    pub rate: f64,
    /// Partners whose profile is drawn from.
    pub models: usize,
    /// Whether these are the ones that joined within the last year of the record; otherwise nobody did, and
    /// they are all.
    pub lately: bool,
}

/// Makes room for those that may join, behind the partners that there are.
pub(super) fn make_room(
    world: &mut World,
    (rate, quarters, seed): (f64, u32, Seed),
) -> Option<Joining> {
    if rate <= 0.0 || world.partners.is_empty() {
        return None;
    }
    let (models, lately) = models(world);
    let places = whole(counted(rate, ENOUGH));
    let mut slots: Vec<(Joined, usize, Stream)> = Vec::new();
    for quarter in 0..quarters {
        for place in 0..places {
            let stream = Stream::new(seed, &format!("__joiner__ {quarter} {place}"));
            let share = stream.uniform(Purpose::Join, 0, 0, 0);
            slots.push((Joined { quarter, place }, pick(&models, share), stream));
        }
    }
    widen(world, &slots);
    world.joining = Some((rate, Stream::new(seed, "__joiners__")));
    Some(Joining { rate, models: models.len(), lately })
}

/// Those first heard of within the last year, or all where nobody is.
fn models(world: &World) -> (Vec<usize>, bool) {
    let partners = world.partners.len();
    let first = |partner: usize| {
        let sold = world.sales.as_ref()?.recorded.iter().skip(partner).step_by(partners);
        sold.clone().position(|amount| amount.is_finite())
    };
    let from = world.recorded.saturating_sub(LATELY);
    let new: Vec<usize> = (0..partners)
        .filter(|partner| from > 0 && first(*partner).is_some_and(|quarter| quarter >= from))
        .collect();
    if new.is_empty() { ((0..partners).collect(), false) } else { (new, true) }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the length of a list"
)]
fn pick(models: &[usize], share: f64) -> usize {
    let place = (share * models.len() as f64) as usize;
    models.get(place.min(models.len().saturating_sub(1))).copied().unwrap_or(0)
}

/// Adds the columns of newcomers to all columns.
fn widen(world: &mut World, slots: &[(Joined, usize, Stream)]) {
    let partners = world.partners.len();
    let late = |growth: Option<&f64>, joined: &Joined| {
        growth.copied().unwrap_or(0.0) * f64::from(joined.quarter)
    };
    let more = |column: &mut Vec<f64>| {
        let new: Vec<f64> =
            slots.iter().filter_map(|(_, model, _)| column.get(*model).copied()).collect();
        column.extend(new);
    };
    let rows = |column: &mut Vec<f64>, of: &dyn Fn(&[f64], usize) -> f64| {
        let wide = column.chunks_exact(partners).flat_map(|row| {
            let new = slots.iter().map(|(_, model, _)| of(row, *model));
            row.iter().copied().chain(new).collect::<Vec<f64>>()
        });
        *column = wide.collect();
    };
    let unknown = |_: &[f64], _: usize| f64::NAN;
    if let Some(sales) = &mut world.sales {
        rows(&mut sales.recorded, &unknown);
        for (_, shares) in &mut sales.columns {
            more(shares);
        }
    }
    for (metric, record) in &mut world.metrics {
        rows(record, &unknown);
        more(&mut metric.start);
        let moved = slots.iter().filter_map(|(joined, model, _)| {
            Some(metric.level.get(*model)? - late(metric.growth.get(*model), joined))
        });
        let moved: Vec<f64> = moved.collect();
        metric.level.extend(moved);
        more(&mut metric.growth);
    }
    rows(&mut world.events, &|row, model| row.get(model).copied().unwrap_or(0.0));
    let new: Vec<Subject> = slots
        .iter()
        .filter_map(|(joined, model, _)| {
            let model = world.partners.get(*model)?;
            let level = model.level - late(Some(&model.growth), joined);
            Some(Subject { level, tier: 0, joined: Some(*joined), ..*model })
        })
        .collect();
    world.partners.extend(new);
    world.streams.extend(slots.iter().map(|(_, _, stream)| *stream));
}

/// How many join in every quarter of a replication; without chance as many as the rate makes in whole
/// partners.
pub(super) fn draw(world: &World, noise: Noise, replication: u32, joined: &mut [u32]) {
    let Some((rate, stream)) = &world.joining else { return };
    let mut due = 0.0;
    for (number, count) in (1..).zip(joined) {
        let before = libm::floor(due + 0.5);
        due += rate;
        *count = whole(match noise {
            Noise::On => counted(*rate, stream.uniform(Purpose::Join, number, replication, 0)),
            Noise::Off => libm::floor(due + 0.5) - before,
        });
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count; the door admits a rate of at most 1000"
)]
fn whole(count: f64) -> u32 {
    count as u32
}

/// Lets those in that join as a quarter (from 0) begins.
pub(super) fn arrive(
    world: &World,
    states: &mut States,
    (quarter, count): (usize, u32),
    block: &Range<usize>,
) {
    for index in block.clone() {
        let Some(joined) = world.partners.get(index).and_then(|subject| subject.joined) else {
            continue;
        };
        if joined.quarter as usize == quarter && joined.place < count {
            put(&mut states.absent, index, false);
            put(&mut states.gone, index, false);
            states.standings.put(index, Standing::holding(0));
            for column in [&mut states.lever, &mut states.hangover, &mut states.last_pull] {
                put(column, index, 0.0);
            }
        }
    }
}

/// Those that have not joined are counted nowhere.
pub(super) fn stay_out(states: &mut States, block: &Range<usize>) {
    for index in block.clone() {
        if states.absent.get(index) == Some(&true) {
            put(&mut states.began, index, NO_TIER);
            put(&mut states.ended, index, NO_TIER);
        }
    }
}

/// What is known of newcomers after a quarter: nothing before they are there, and what they bring in the
/// quarter they come.
pub(super) fn settle(
    world: &World,
    states: &States,
    cells: &mut Cells,
    quarter: usize,
    block: &Range<usize>,
) {
    let now = cells.recorded() + quarter;
    let starts = world.metrics.iter().map(|(metric, _)| {
        let anew = match metric.dynamics {
            Dynamics::Growing { .. } => true,
            Dynamics::Counting { leaving } => leaving >= 1.0,
            Dynamics::Drifting { .. } | Dynamics::Fixed => false,
        };
        (metric.column, Some(&metric.start).filter(|_| !anew))
    });
    let sold =
        world.sales.iter().flat_map(|sales| &sales.columns).map(|(column, _)| (*column, None));
    for (column, start) in sold.chain(starts) {
        let column = cells.at_mut(column, now, block.clone());
        for (index, cell) in block.clone().zip(column) {
            let Some(joined) = world.partners.get(index).and_then(|it| it.joined) else { continue };
            if states.absent.get(index) == Some(&true) {
                *cell = f64::NAN;
            } else if joined.quarter as usize == quarter
                && let Some(start) = start
            {
                *cell = start.get(index).copied().unwrap_or(f64::NAN);
            }
        }
    }
}

//! The moving state of the partners, one column per thing.

use super::account::safe;
use super::lift::{DRIVERS, Stakes};
use super::record::Event;
use super::standings::Standings;
use super::world::World;
use crate::behaviour::Parameters;
use std::ops::Range;

/// One entry per partner.
#[derive(Debug, Clone, Default)]
pub(crate) struct States {
    pub standings: Standings,
    pub lever: Vec<f64>,
    pub hangover: Vec<f64>,
    pub last_pull: Vec<f64>,
    pub gone: Vec<bool>,
    /// Who has not joined yet; they are gone as well.
    pub absent: Vec<bool>,
    /// What no chance to leave lies above.
    pub safe: Vec<f64>,
    /// Gross margin, share of revenue.
    pub share: Vec<f64>,
    // What the quarter under way has come to.
    /// Tier held; [`NO_TIER`] where nothing is known of it.
    pub held: Vec<u8>,
    pub stakes: Stakes,
    /// Pull of the tier to be reached, and of the one to be kept.
    pub reach: Vec<f64>,
    pub keep: Vec<f64>,
    /// Sales borrowed ahead and the dip after a move down, log revenue.
    pub borrowed: Vec<f64>,
    pub dip: Vec<f64>,
    /// Lever target of capability.
    pub capability: Vec<f64>,
    pub lift: Vec<f64>,
    pub factor: Vec<f64>,
    /// Points by which each lever moves what it drives.
    pub shifts: [Vec<f64>; DRIVERS],
    /// Of what no lever drives.
    pub still: Vec<f64>,
    pub revenue: Vec<f64>,
    pub events: Vec<Event>,
    /// Tiers, on the last ladder, when the quarter began and when it ended.
    pub began: Vec<u8>,
    pub ended: Vec<u8>,
    /// Referrals, milestone bonuses and margin; nothing of those that left earlier.
    pub referrals: Vec<f64>,
    pub milestones: Vec<f64>,
    pub margin: Vec<f64>,
}

/// Partners that are worked out at once: few enough for fast memory, and so many that to begin with a column
/// costs little.
pub(crate) const CHUNK: usize = 256;

/// No tier's place.
pub(crate) const NO_TIER: u8 = u8::MAX;

/// What a quarter's lift needs and leaves of one partner.
pub(crate) struct Row<'a> {
    pub lever: &'a mut f64,
    pub last_pull: &'a mut f64,
    pub hangover: &'a f64,
    pub reach: &'a f64,
    pub keep: &'a f64,
    pub levers: &'a f64,
    pub response: &'a f64,
    pub borrowed: &'a mut f64,
    pub dip: &'a mut f64,
    pub capability: &'a mut f64,
    pub lift: &'a mut f64,
    pub factor: &'a mut f64,
}

impl States {
    /// Of the partners of `world` before anything has happened.
    pub fn new(world: &World, p: &Parameters) -> Self {
        let partners = world.partners.len();
        let zero = || vec![0.0; partners];
        Self {
            standings: Standings::new(partners),
            lever: zero(),
            hangover: zero(),
            last_pull: zero(),
            gone: vec![false; partners],
            absent: vec![false; partners],
            safe: world.partners.iter().map(|subject| safe(subject.exit_hazard, p)).collect(),
            share: world.partners.iter().map(|subject| subject.margin).collect(),
            held: vec![NO_TIER; partners],
            stakes: Stakes::new(world),
            reach: zero(),
            keep: zero(),
            borrowed: zero(),
            dip: zero(),
            capability: zero(),
            lift: zero(),
            factor: vec![1.0; partners],
            shifts: std::array::from_fn(|_| zero()),
            still: zero(),
            revenue: zero(),
            events: vec![Event::NoReview; partners],
            began: vec![0; partners],
            ended: vec![0; partners],
            referrals: zero(),
            milestones: zero(),
            margin: zero(),
        }
    }

    /// Rows of some partners.
    pub fn rows(&mut self, chunk: &Range<usize>) -> Option<impl Iterator<Item = Row<'_>>> {
        let known = self.hangover.get(chunk.clone())?.iter().zip(self.reach.get(chunk.clone())?);
        let known = known.zip(self.keep.get(chunk.clone())?);
        let stakes = self.stakes.of(chunk)?;
        let rows = self.lever.get_mut(chunk.clone())?.iter_mut().zip(known).zip(stakes);
        let rows = rows.zip(self.last_pull.get_mut(chunk.clone())?);
        let rows = rows.zip(self.borrowed.get_mut(chunk.clone())?.iter_mut());
        let rows = rows.zip(self.dip.get_mut(chunk.clone())?);
        let rows = rows.zip(self.capability.get_mut(chunk.clone())?);
        let rows = rows.zip(self.lift.get_mut(chunk.clone())?);
        let rows = rows.zip(self.factor.get_mut(chunk.clone())?);
        Some(rows.map(|(((((row, borrowed), dip), capability), lift), factor)| {
            let (((lever, ((hangover, reach), keep)), (levers, response)), last_pull) = row;
            Row {
                lever,
                last_pull,
                hangover,
                reach,
                keep,
                levers,
                response,
                borrowed,
                dip,
                capability,
                lift,
                factor,
            }
        }))
    }
}

#[inline]
pub(crate) fn put<T>(column: &mut [T], index: usize, value: T) {
    if let Some(slot) = column.get_mut(index) {
        *slot = value;
    }
}

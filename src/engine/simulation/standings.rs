//! Standings of the partners: tier and counters as columns, which is all that most reviews look at, and the rest
//! partner by partner.

use super::record::Event;
use super::states::CHUNK;
use crate::rules::{MovementRules, ReviewEvent, Standing};
use crate::stats::{MARKED, marks};
use std::ops::Range;

/// One entry per partner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standings {
    tier: Vec<u8>,
    up: Vec<u32>,
    down: Vec<u32>,
    /// Whether a review is more than counting: a move is decided, notice is given, or it has left.
    busy: Vec<bool>,
    /// Everything; tier and counters are not kept in step here.
    whole: Vec<Standing>,
}

/// Partners of a chunk, a bit each.
pub(super) type Marks = [u64; CHUNK / MARKED];

impl Standings {
    /// So many partners in the lowest tier.
    pub fn new(partners: usize) -> Self {
        Self {
            tier: vec![0; partners],
            up: vec![0; partners],
            down: vec![0; partners],
            busy: vec![false; partners],
            whole: vec![Standing::default(); partners],
        }
    }

    /// Tiers of some partners.
    #[inline]
    pub fn tiers(&self, partners: &Range<usize>) -> &[u8] {
        self.tier.get(partners.clone()).unwrap_or(&[])
    }

    /// The standing of one partner.
    #[inline]
    pub fn get(&self, partner: usize) -> Standing {
        let mut standing = self.whole.get(partner).copied().unwrap_or_default();
        let counts = (self.tier.get(partner), self.up.get(partner), self.down.get(partner));
        if let (Some(tier), Some(up), Some(down)) = counts {
            (standing.tier, standing.up, standing.down) = (*tier, *up, *down);
        }
        standing
    }

    /// Puts the standing of one partner in its place.
    #[inline]
    pub fn put(&mut self, partner: usize, standing: Standing) {
        let counts =
            (self.tier.get_mut(partner), self.up.get_mut(partner), self.down.get_mut(partner));
        if let (Some(tier), Some(up), Some(down)) = counts {
            (*tier, *up, *down) = (standing.tier, standing.up, standing.down);
        }
        if let (Some(busy), Some(whole)) = (self.busy.get_mut(partner), self.whole.get_mut(partner))
        {
            *busy = standing.pending.is_some() || standing.leaving.is_some() || standing.out;
            *whole = standing;
        }
    }

    /// Changes some of them, one by one.
    pub fn change(&mut self, partners: Range<usize>, change: impl Fn(&mut Standing)) {
        for partner in partners {
            let mut standing = self.get(partner);
            change(&mut standing);
            self.put(partner, standing);
        }
    }

    /// Changes all of them at once.
    pub fn change_all(&mut self, change: impl FnOnce(&mut [Standing])) {
        let mut all: Vec<Standing> = (0..self.whole.len()).map(|at| self.get(at)).collect();
        change(&mut all);
        for (partner, standing) in all.into_iter().enumerate() {
            self.put(partner, standing);
        }
    }

    /// Reviews a chunk of partners by rules that only count ([`MovementRules::counts`]): `balance` is above 0 for
    /// one that qualifies for more, below for one that does not and does not keep its tier. Those that move, or are
    /// busy, are left as they are and marked.
    pub(super) fn count(
        &mut self,
        chunk: &Range<usize>,
        rules: &MovementRules,
        balance: &[f64],
        events: &mut [Event],
    ) -> Marks {
        let busy = self.busy.get(chunk.clone()).unwrap_or(&[]);
        let counts = (self.up.get_mut(chunk.clone()), self.down.get_mut(chunk.clone()));
        let (Some(ups), Some(downs)) = counts else { return Marks::default() };
        let mut left = [0_u8; CHUNK];
        let rows = ups.iter_mut().zip(downs).zip(balance).zip(busy);
        for ((((up, down), balance), busy), left) in rows.zip(&mut left) {
            let (rises, falls) = (*balance > 0.0, *balance < 0.0);
            let ups = if rises { *up + 1 } else { 0 };
            let downs = if falls { *down + 1 } else { 0 };
            // Bits, not conditions: no branch, so that many are worked out at once.
            let rises_enough = u8::from(rises) & u8::from(ups >= rules.consecutive_up);
            *left = u8::from(*busy) | rises_enough | u8::from(downs > rules.grace);
            *up = if *left == 0 { ups } else { *up };
            *down = if *left == 0 { downs } else { *down };
        }
        for (event, balance) in events.iter_mut().zip(balance) {
            let low = if *balance < 0.0 { ReviewEvent::Grace } else { ReviewEvent::Hold };
            *event = Event::Reviewed(if *balance > 0.0 { ReviewEvent::Building } else { low });
        }
        let mut all = Marks::default();
        for (word, left) in all.iter_mut().zip(left.chunks(MARKED)) {
            *word = marks(left.iter().map(|left| *left != 0));
        }
        all
    }
}

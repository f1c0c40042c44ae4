//! What one job leaves for the next: the shocks, and what the baseline did. A lever that moves changes
//! neither, so that only the alternative is run again. With or without it the same bits come out.

use crate::behaviour::Parameters;
use crate::rules::Program;
use crate::simulation::{Scenario, Shocks, Tally, World};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of shocks that are kept by default, by all workers of a job together.
const BUDGET: usize = 256 << 20;
/// Replications that have to fit: fewer than these save little and take the room from everything else.
const WORTH_KEEPING: usize = 16;

/// Shocks and tallies of the last jobs on one portfolio.
#[derive(Debug, Clone)]
pub struct Cache {
    /// What the shocks were drawn for; a job under way has it itself.
    world: Option<World>,
    quarters: u32,
    shocks: BTreeMap<u32, Shocks>,
    bytes: usize,
    budget: usize,
    /// How many share the budget.
    sharers: usize,
    kept: Option<Kept>,
    tallies: BTreeMap<(u32, u32), Tally>,
}

/// The baseline that was run, and how it was taken to respond.
#[derive(Debug, Clone, PartialEq)]
struct Kept {
    program: Program,
    parameters: Parameters,
    /// Parameters that were confirmed, where the others were drawn.
    drawn: Option<Vec<String>>,
    /// Who was looked at closely.
    watch: Option<usize>,
}

impl Default for Cache {
    fn default() -> Self {
        Self::within(BUDGET)
    }
}

impl Cache {
    /// Keeps at most so many bytes of shocks, or its share of them where several workers share a job.
    pub fn within(budget: usize) -> Self {
        Self {
            world: None,
            quarters: 0,
            shocks: BTreeMap::new(),
            bytes: 0,
            budget,
            sharers: 1,
            kept: None,
            tallies: BTreeMap::new(),
        }
    }

    /// Forgets what does not fit the next job, which so many share.
    pub(super) fn prepare(
        &mut self,
        world: &World,
        scenario: &Scenario,
        (sharers, watch): (u32, Option<usize>),
    ) {
        let quarters = scenario.settings.quarters;
        let same = self.world.as_ref().is_some_and(|kept| kept.is(world));
        if self.quarters != quarters || !same {
            *self = Self { quarters, ..Self::within(self.budget) };
        }
        self.sharers = sharers.max(1) as usize;
        // Where parameters are drawn, the job's own changes with them.
        self.world = scenario.settings.uncertain.then(|| world.clone());
        let kept = Kept {
            program: scenario.baseline.clone(),
            parameters: scenario.parameters,
            drawn: scenario.settings.uncertain.then(|| scenario.confirmed.clone()),
            watch,
        };
        if self.kept.as_ref() != Some(&kept) {
            self.kept = Some(kept);
            self.tallies.clear();
        }
    }

    /// Remembers what a job that is over was run on.
    pub(super) fn remember(&mut self, world: World) {
        self.world.get_or_insert(world);
    }

    /// The shocks of a replication: kept, or drawn into `fresh` to be kept; `None` when there is no room for them.
    pub(super) fn shocks(
        &mut self,
        replication: u32,
        fresh: &mut Shocks,
        draw: impl FnOnce(&mut Shocks),
    ) -> Option<&Shocks> {
        if !self.shocks.contains_key(&replication) {
            let (room, one) = (self.budget / self.sharers, fresh.bytes());
            if self.bytes + one > room || one > room / WORTH_KEEPING {
                return None;
            }
            draw(fresh);
            self.bytes += one;
        }
        Some(self.shocks.entry(replication).or_insert_with(|| fresh.clone()))
    }

    /// What the baseline did in these replications, if it is known.
    pub(super) fn baseline(&self, replications: &Range<u32>) -> Option<&Tally> {
        self.tallies.get(&(replications.start, replications.end))
    }

    /// Keeps what the baseline did in these replications.
    pub(super) fn keep(&mut self, replications: &Range<u32>, tally: &Tally) {
        self.tallies.insert((replications.start, replications.end), tally.clone());
    }
}

//! One replication of programs that see the same shocks.

use super::replication::{Replication, blocks};
use super::shocks::Shocks;
use super::states::CHUNK;
use super::tally::Tally;
use super::world::World;
use crate::rng::Seed;

/// Where the shocks of a replication come from.
#[derive(Debug)]
pub enum Source<'a> {
    /// They are drawn.
    Drawn(&'a Shocks),
    /// They are drawn under a seed, in this room.
    Fresh(Seed, &'a mut Shocks),
}

/// A program and what it adds to.
pub type Run<'a> = (&'a mut Replication, &'a mut Tally);

/// Runs one replication of every program and adds it to its tally. Shocks that nobody keeps are drawn for a block
/// of partners at a time, which all programs run on while it is in fast memory.
pub fn replicate(world: &World, source: Source<'_>, replication: u32, runs: &mut [Run<'_>]) {
    match source {
        Source::Fresh(seed, shocks) if runs.iter().all(|(run, _)| run.is_plain()) => {
            shocks.open(seed, world, replication);
            for (run, tally) in &mut *runs {
                tally.begin(replication);
                run.reset(world);
            }
            for block in blocks(world.partners.len(), CHUNK) {
                shocks.draw_next(world, replication, &block);
                for (run, tally) in &mut *runs {
                    run.run_block(world, shocks, &block, *tally);
                }
            }
            for (_, tally) in runs {
                tally.end();
            }
        }
        Source::Fresh(seed, shocks) => {
            shocks.draw(seed, world, replication);
            replicate(world, Source::Drawn(shocks), replication, runs);
        }
        Source::Drawn(shocks) => {
            for (run, tally) in runs {
                run.tally(world, shocks, replication, tally);
            }
        }
    }
}

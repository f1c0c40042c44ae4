//! What several partners did in one quarter, column by column.

use super::board::Board;
use super::lift::targets;
use super::phase::Phase;
use super::record::{Event, QuarterRecord};
use super::states::States;
use super::world::World;
use crate::behaviour::{LeverTargets, Pull, PullToward};
use crate::finance::{Costs, Earned, costs};
use crate::portfolio::Month;
use crate::rules::ReviewEvent;
use std::ops::Range;

/// Some partners in a row, one quarter, one replication. Of one that left earlier, tiers are the number of
/// tiers and amounts are zero.
pub struct QuarterColumns<'a> {
    /// Their indices among the simulated partners.
    pub(crate) partners: Range<usize>,
    /// Quarter, from 1.
    pub(crate) quarter: u32,
    pub(crate) world: &'a World,
    pub(crate) phase: &'a Phase,
    pub(crate) states: &'a States,
    pub(crate) board: &'a Board,
    /// Dimensions of the widest program.
    pub(crate) dimensions: usize,
    /// Last month of the quarter, where there is a calendar.
    pub(crate) month: Option<Month>,
}

impl QuarterColumns<'_> {
    /// What one column says of them.
    #[inline]
    pub(crate) fn of<'a, T>(&self, column: &'a [T]) -> &'a [T] {
        column.get(self.partners.clone()).unwrap_or(&[])
    }

    /// Cost by line of one that is still there.
    #[inline]
    pub(crate) fn costs(&self, index: usize, held: u8, amounts: (f64, f64, f64)) -> Costs {
        let terms = &self.phase.terms;
        let mut costs = costs(terms.unit_costs(held), amounts);
        if !terms.counted.is_empty() {
            self.add_counted(index, (held, amounts.0), &mut costs);
        }
        costs
    }

    /// Benefits with terms.
    #[cold]
    fn add_counted(&self, index: usize, (held, sales): (u8, f64), costs: &mut Costs) {
        let up = self.states.events.get(index) == Some(&Event::Reviewed(ReviewEvent::Promote));
        let reached = up.then(|| self.states.standings.get(index).tier);
        let earned = Earned { held, reached, sales, last: self.month };
        self.phase.terms.counted.add(earned, costs);
    }

    /// What one of them did; `values` is room for the values of its dimensions.
    pub(crate) fn record<'a>(&self, place: usize, values: &'a mut Vec<f64>) -> QuarterRecord<'a> {
        let (index, states) = (self.partners.start + place, self.states);
        let at = |column: &[f64]| column.get(index).copied().unwrap_or(0.0);
        let tier = |column: &[u8]| column.get(index).copied().unwrap_or(0);
        let event = states.events.get(index).copied().unwrap_or(Event::Gone);
        let gone = event == Event::Gone;
        let unless = |value: f64| if gone { 0.0 } else { value };
        values.clear();
        let shown = if gone { 0 } else { self.dimensions };
        values.extend((0..shown).map(|dimension| self.board.value(dimension, index)));
        let held = tier(&states.held);
        let amounts = (at(&states.revenue), at(&states.referrals), at(&states.milestones));
        let reference = self.world.partners.get(index).map_or(0, |subject| subject.tier);
        let (costs, toward, lever_targets) = if gone {
            (Costs::default(), PullToward::Nothing, LeverTargets::default())
        } else {
            let pull = Pull::larger(held, (at(&states.reach), at(&states.keep)));
            let targets = targets(&self.phase.terms, states, index, reference);
            (self.costs(index, held, amounts), pull.toward, targets)
        };
        QuarterRecord {
            partner: index,
            quarter: self.quarter,
            tier_start: tier(&states.began),
            tier: tier(&states.ended),
            event,
            revenue: amounts.0,
            score: unless(at(&self.board.score)),
            values,
            lift_parts: [&states.lever, &states.last_pull, &states.borrowed, &states.dip]
                .map(|column| unless(at(column))),
            lift: unless(at(&states.lift)),
            lever_targets,
            toward,
            costs,
            margin: at(&states.margin),
            referrals: amounts.1,
        }
    }
}

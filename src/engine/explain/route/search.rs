//! The search for the cheapest improvements.

use super::model::Model;
use super::places::{WHOLE, places, straight};
use std::cell::Cell;

/// Plans that are looked at, unless it is said otherwise.
pub(super) const MOST_LOOKS: usize = 200_000;
/// Places above that a raise may lead to; tried beside single ones, for points that come late.
const NEAR: usize = 4;
/// Halvings of an interval: more than a number has digits.
const HALVINGS: usize = 60;
/// Costs closer than this are one.
const SAME: f64 = 1e-9;

/// Improvements that reach the tier.
pub(super) struct Found {
    pub steps: Vec<f64>,
    pub exact: bool,
}

struct Search<'m, 'a> {
    model: &'m Model<'a>,
    hopeful: bool,
    places: Vec<Vec<f64>>,
    best: Vec<f64>,
    cost: f64,
    looks: Cell<usize>,
    /// Most plans that are looked at.
    most: usize,
}

/// The cheapest improvements that reach the tier, if any do.
pub(super) fn cheapest(model: &Model<'_>, hopeful: bool, most: usize) -> Option<Found> {
    let all = model.all();
    if !model.reached(&all, hopeful) {
        return None;
    }
    let mut search = Search {
        model,
        hopeful,
        places: places(model),
        best: all.clone(),
        cost: 0.0,
        looks: Cell::new(0),
        most,
    };
    search.best = search.lowered(all.clone());
    search.cost = search.cost_of(&search.best);
    for near in [1, NEAR] {
        let climbed = search.climbed(all.clone(), near);
        search.offer(&climbed);
    }
    search.exchange();
    search.branch(&mut all.clone(), 0, (0.0, 0.0));
    let finished = search.looks.get() < most;
    let whole = model.efforts.iter().zip(&all).all(|(e, most)| !e.whole || *most <= WHOLE);
    Some(Found { steps: search.best, exact: finished && whole && model.separable(straight) })
}

impl Search<'_, '_> {
    fn cost_of(&self, steps: &[f64]) -> f64 {
        let efforts = self.model.efforts.iter();
        steps.iter().zip(efforts).map(|(by, effort)| by * effort.cost).sum()
    }

    fn unit(&self, effort: usize) -> f64 {
        self.model.efforts.get(effort).map_or(0.0, |effort| effort.cost)
    }

    fn reached(&self, steps: &[f64]) -> bool {
        self.looks.set(self.looks.get() + 1);
        self.model.reached(steps, self.hopeful)
    }

    /// Takes a plan when it is cheaper than the best so far.
    fn offer(&mut self, steps: &[f64]) -> bool {
        let cost = self.cost_of(steps);
        let cheaper = cost < self.cost - SAME * self.cost.max(1.0);
        if cheaper {
            self.best = steps.to_vec();
            self.cost = cost;
        }
        cheaper
    }

    /// Every combination of places that could be cheaper. `spent` is the cost of what is chosen, and
    /// the most that lowering one of these can save.
    fn branch(&mut self, steps: &mut Vec<f64>, depth: usize, (spent, saving): (f64, f64)) {
        if self.looks.get() >= self.most || spent - saving >= self.cost {
            return;
        }
        // What is not chosen yet stands at all that is possible.
        if !self.reached(steps) {
            return;
        }
        let Some(list) = self.places.get(depth).cloned() else {
            self.leaf(steps);
            return;
        };
        let all = steps.get(depth).copied().unwrap_or(0.0);
        let mut before = 0.0;
        for place in list {
            let unit = self.unit(depth);
            let next = (spent + unit * place, saving.max(unit * (place - before)));
            before = place;
            if let Some(slot) = steps.get_mut(depth) {
                *slot = place;
            }
            self.branch(steps, depth + 1, next);
        }
        if let Some(slot) = steps.get_mut(depth) {
            *slot = all;
        }
    }

    /// A combination that reaches the tier, with any one of its improvements lowered towards the
    /// place below.
    fn leaf(&mut self, steps: &[f64]) {
        self.offer(steps);
        let cost = self.cost_of(steps);
        for effort in 0..steps.len() {
            let high = steps.get(effort).copied().unwrap_or(0.0);
            let list = self.places.get(effort).map_or(&[][..], Vec::as_slice);
            let below = list.iter().rev().find(|place| **place < high).copied();
            let saving = below.map_or(0.0, |below| self.unit(effort) * (high - below));
            if saving > 0.0 && cost - saving < self.cost {
                let mut lower = steps.to_vec();
                self.lower(&mut lower, effort);
                self.offer(&lower);
            }
        }
    }

    /// Lowers one improvement as far as the tier stays reached.
    fn lower(&self, steps: &mut [f64], effort: usize) {
        let Some(all) = steps.get(effort).copied().filter(|by| *by > 0.0) else { return };
        let whole = self.model.efforts.get(effort).is_some_and(|effort| effort.whole);
        let list = self.places.get(effort).map_or(&[][..], Vec::as_slice);
        let (mut low, mut high) = (-1.0, all);
        for place in list.iter().rev().filter(|place| **place < all) {
            set(steps, effort, *place);
            if self.reached(steps) {
                high = *place;
            } else {
                low = *place;
                break;
            }
        }
        if low >= 0.0 {
            for _ in 0..HALVINGS {
                let middle = low + (high - low) / 2.0;
                let middle = if whole { libm::floor(middle) } else { middle };
                if middle <= low || middle >= high {
                    break;
                }
                set(steps, effort, middle);
                if self.reached(steps) { high = middle } else { low = middle }
            }
        }
        set(steps, effort, high);
    }

    /// Lowers all improvements, those with the least points per money first.
    fn lowered(&self, mut steps: Vec<f64>) -> Vec<f64> {
        let mut order: Vec<(f64, usize)> =
            (0..steps.len()).map(|effort| (self.rate(&steps, effort), effort)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        for (_, effort) in order {
            self.lower(&mut steps, effort);
        }
        steps
    }

    /// As little as the conditions ask, and from there up by the most points per money.
    fn climbed(&self, all: Vec<f64>, near: usize) -> Vec<f64> {
        let mut steps = all;
        for effort in 0..steps.len() {
            let list = self.places.get(effort).map_or(&[][..], Vec::as_slice);
            for place in list.iter().rev() {
                let before = steps.get(effort).copied().unwrap_or(0.0);
                set(&mut steps, effort, *place);
                if !self.model.conditions(&steps) {
                    set(&mut steps, effort, before);
                    break;
                }
            }
        }
        while !self.reached(&steps) && self.looks.get() < self.most / 4 {
            let Some((effort, place)) = self.next(&steps, near) else { break };
            set(&mut steps, effort, place);
        }
        if self.reached(&steps) { self.lowered(steps) } else { self.best.clone() }
    }

    /// The raise to a place nearby, or with several of them to the last, with the most points per
    /// money.
    fn next(&self, steps: &[f64], near: usize) -> Option<(usize, f64)> {
        let score = |steps: &[f64]| self.model.score(steps).unwrap_or(0.0);
        let start = score(steps);
        let mut best: Option<(f64, usize, f64)> = None;
        for (effort, list) in self.places.iter().enumerate() {
            let now = steps.get(effort).copied().unwrap_or(0.0);
            let above: Vec<f64> = list.iter().copied().filter(|place| *place > now).collect();
            let far = above.last().filter(|_| near > 1);
            for place in above.iter().take(near).chain(far) {
                self.looks.set(self.looks.get() + 1);
                let mut next = steps.to_vec();
                set(&mut next, effort, *place);
                let gain = score(&next) - start;
                let rate = gain / (self.unit(effort) * (place - now)).max(f64::MIN_POSITIVE);
                if gain > 0.0 && best.is_none_or(|(most, ..)| rate > most) {
                    best = Some((rate, effort, *place));
                }
            }
        }
        best.map(|(_, effort, place)| (effort, place))
    }

    /// Points per money of one improvement beside the others.
    fn rate(&self, steps: &[f64], effort: usize) -> f64 {
        let mut without = steps.to_vec();
        set(&mut without, effort, 0.0);
        let score = |steps: &[f64]| self.model.score(steps).unwrap_or(0.0);
        let by = steps.get(effort).copied().unwrap_or(0.0);
        (score(steps) - score(&without)) / (by * self.unit(effort)).max(f64::MIN_POSITIVE)
    }

    /// Raises one improvement of the best plan to another place and lowers the others, as long as
    /// that saves.
    fn exchange(&mut self) {
        for _ in 0..20 {
            let start = self.best.clone();
            let mut better = false;
            for effort in 0..start.len() {
                let now = start.get(effort).copied().unwrap_or(0.0);
                let list = self.places.get(effort).cloned().unwrap_or_default();
                for place in list.into_iter().filter(|place| *place > now) {
                    let mut raised = start.clone();
                    set(&mut raised, effort, place);
                    better |= self.traded(&raised, effort);
                }
            }
            if !better || self.looks.get() >= self.most / 2 {
                break;
            }
        }
    }

    /// Lowers one other improvement after the other, and all others, for one that was raised.
    fn traded(&mut self, raised: &[f64], effort: usize) -> bool {
        let mut better = false;
        let mut all = raised.to_vec();
        for other in (0..raised.len()).filter(|other| *other != effort) {
            let mut one = raised.to_vec();
            self.lower(&mut one, other);
            self.lower(&mut one, effort);
            better |= self.offer(&one);
            self.lower(&mut all, other);
        }
        self.lower(&mut all, effort);
        self.offer(&all) || better
    }
}

fn set(steps: &mut [f64], effort: usize, by: f64) {
    if let Some(slot) = steps.get_mut(effort) {
        *slot = by;
    }
}

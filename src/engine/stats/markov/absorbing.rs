//! Chains with an end: how long until it, and whether a state was reached (Kemeny & Snell, 1960).
//!
//! In: a chain of n states, m of which can be left, and a number of periods T. Out: the fundamental
//! matrix `N = (I − Q)⁻¹` (m × m, mean periods spent in a state before the end, Q being P among states
//! that can be left), mean periods to the end `N · 1`, chances `N · R` of ending in each absorbing state;
//! and T rows of n chances, by starting state, to be in a target state at period t or to have reached it
//! by t. The second makes the target absorbing, so it is never below the first.
//! Not modelled: spreads of the times; an end that depends on how long one has been in a state.

use super::chain::{Chain, MOST_PERIODS, identity, product};
use crate::problem::{Problem, Problems};
use crate::stats::check::size;
use crate::stats::solve::solve;

/// What happens before the end of a chain that ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Absorption {
    /// States that can be left, ascending; the rows of all tables here.
    pub transient: Vec<usize>,
    /// States that are never left, ascending.
    pub absorbing: Vec<usize>,
    /// Mean periods spent in each transient state, the first one included; one column per such state.
    pub fundamental: Vec<Vec<f64>>,
    /// Mean periods before the end.
    pub periods: Vec<f64>,
    /// Chance to end in each absorbing state; one column per such state.
    pub ends: Vec<Vec<f64>>,
}

impl Chain {
    /// Times before the end, and where it comes.
    ///
    /// # Errors
    /// Refuses a chain in which every state can be left, none can, or from some state no end can be
    /// reached.
    pub fn absorption(&self) -> Result<Absorption, Problems> {
        let leaves = |state: &usize| {
            let row = self.rows().get(*state).into_iter().flatten().enumerate();
            row.into_iter().any(|(to, chance)| to != *state && *chance > 0.0)
        };
        let (transient, absorbing): (Vec<usize>, Vec<usize>) = (0..self.states()).partition(leaves);
        let reach = self.reachable();
        let ends = |state: &usize| {
            absorbing
                .iter()
                .any(|end| reach.get(*state).and_then(|row| row.get(*end)) == Some(&true))
        };
        if transient.is_empty() || !transient.iter().all(ends) {
            return Err(Problem::new(
                "Chances",
                "There is no state from which the chain goes on, or one from which it never ends.",
                "Give a state that is never left, and a way to it from all others.",
            )
            .into());
        }
        let part = |columns: &[usize]| -> Vec<Vec<f64>> {
            let row = |state: &usize| {
                let row = self.rows().get(*state)?;
                columns.iter().map(|column| row.get(*column).copied()).collect()
            };
            transient.iter().filter_map(row).collect()
        };
        let unit = identity(transient.len());
        let rest = unit
            .iter()
            .zip(part(&transient))
            .map(|(unit, row)| unit.iter().zip(row).map(|(one, chance)| one - chance).collect());
        let fundamental = solve(rest.collect(), unit).ok_or_else(|| {
            Problem::new(
                "Chances",
                "The end is too unlikely to compute with.",
                "Use larger chances.",
            )
        })?;
        Ok(Absorption {
            periods: fundamental.iter().map(|row| row.iter().sum()).collect(),
            ends: product(&fundamental, &part(&absorbing)),
            transient,
            absorbing,
            fundamental,
        })
    }

    /// Chances to have been in `target` at some time from the start to period t; one row per period
    /// from 1 to `periods`, one column per starting state.
    ///
    /// # Errors
    /// Refuses a state that does not exist, and no period or more than [`MOST_PERIODS`].
    pub fn reached_by(&self, target: usize, periods: usize) -> Result<Vec<Vec<f64>>, Problems> {
        self.visits(target, periods, true)
    }

    /// Chances to be in `target` at period t; rows and columns as in [`Chain::reached_by`].
    ///
    /// # Errors
    /// As [`Chain::reached_by`].
    pub fn at(&self, target: usize, periods: usize) -> Result<Vec<Vec<f64>>, Problems> {
        self.visits(target, periods, false)
    }

    fn visits(&self, target: usize, periods: usize, stay: bool) -> Result<Vec<Vec<f64>>, Problems> {
        let mut found = Problems::default();
        size(periods, &(1..=MOST_PERIODS), "periods", &mut found);
        if target >= self.states() {
            found.push(Problem::new(
                "Target",
                format!("There is no state {target}."),
                format!("Use a number from 0 to {}.", self.states() - 1),
            ));
        }
        found.or(())?;
        let mut chances = vec![0.0; self.states()];
        let keep = |chances: &mut Vec<f64>| {
            if let Some(chance) = chances.get_mut(target) {
                *chance = 1.0;
            }
        };
        keep(&mut chances);
        let mut rows = Vec::with_capacity(periods);
        for _ in 0..periods {
            let ahead = |row: &Vec<f64>| row.iter().zip(&chances).map(|(p, c)| p * c).sum::<f64>();
            chances = self.rows().iter().map(ahead).collect();
            if stay {
                keep(&mut chances);
            }
            rows.push(chances.clone());
        }
        Ok(rows)
    }
}

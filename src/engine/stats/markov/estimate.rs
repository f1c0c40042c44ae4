//! A transition matrix from what was seen: the cohort estimate of credit-migration practice (Jafry &
//! Schuermann, 2004).
//!
//! In: paths of states, one per partner and one entry per period, or counts `N_ij` of moves. Out: chances
//! `P_ij = N_ij / N_i` with binomial standard errors `√(P_ij (1 − P_ij) / N_i)`; smoothed,
//! `(N_ij + a)/(N_i + a n)`, with a = 1 the rule of succession (Laplace, 1814) of n states.
//! Not modelled: moves within a period, and exits: who left is not counted, so the chances are those of
//! the ones who stayed, unless the exit is given as a state of its own.

use super::chain::{Chain, MOST_STATES, square};
use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, MOST_LISTED, MOST_VALUES, numbers, size};

/// Largest count of one move.
const MOST_COUNTED: u64 = 1_000_000_000_000_000;

/// Moves between states from one period to the next, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions {
    counts: Vec<Vec<u64>>,
    exits: u64,
}

/// How many moves went up, went down or stayed, states being in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moves {
    /// To a higher state.
    pub up: u64,
    /// To a lower state.
    pub down: u64,
    /// To the same state.
    pub stays: u64,
}

impl Transitions {
    /// Counts every pair of known states in consecutive periods. `paths` has one list per partner, states
    /// are numbered from 0 to `states` − 1, and `None` is unknown; a path whose last entries are all
    /// unknown has ended in an exit.
    ///
    /// # Errors
    /// Refuses fewer than two states or more than [`MOST_STATES`], no path or more than 100,000, and
    /// states that do not exist.
    pub fn of_paths(paths: &[Vec<Option<usize>>], states: usize) -> Result<Self, Problems> {
        let mut found = Problems::default();
        size(states, &(2..=MOST_STATES), "states", &mut found);
        size(paths.len(), &(1..=MOST_VALUES), "paths", &mut found);
        let place = |(path, row): (usize, &Vec<Option<usize>>)| {
            let wrong =
                row.iter().enumerate().filter(|(_, state)| state.is_some_and(|s| s >= states));
            wrong.map(|(period, _)| (path, period)).collect::<Vec<_>>()
        };
        for (path, period) in paths.iter().enumerate().flat_map(place).take(MOST_LISTED) {
            found.push(Problem::new(
                format!("Path {}, period {}", path + 1, period + 1),
                "There is no such state.",
                format!("Use a number from 0 to {}.", states.saturating_sub(1)),
            ));
        }
        found.or(())?;
        let mut counts = vec![vec![0_u64; states]; states];
        for pair in paths.iter().flat_map(|path| path.iter().zip(path.iter().skip(1))) {
            if let (Some(from), Some(to)) = pair
                && let Some(count) = counts.get_mut(*from).and_then(|row| row.get_mut(*to))
            {
                *count += 1;
            }
        }
        let ended = |path: &&Vec<Option<usize>>| {
            path.last() == Some(&None) && path.iter().any(Option::is_some)
        };
        Ok(Self { counts, exits: paths.iter().filter(ended).count() as u64 })
    }

    /// From counts of moves, one row per state that was left.
    ///
    /// # Errors
    /// Refuses fewer than two states or more than [`MOST_STATES`], counts that are not square, and
    /// counts above 1e15.
    pub fn of_counts(counts: Vec<Vec<u64>>) -> Result<Self, Problems> {
        square(&counts)?;
        if counts.iter().flatten().any(|count| *count > MOST_COUNTED) {
            let what = format!("One of them is above {MOST_COUNTED}.");
            return Err(Problem::new("Counts", what, "Use smaller numbers.").into());
        }
        Ok(Self { counts, exits: 0 })
    }

    /// The counts, one row per state that was left, one column per state that was entered.
    pub fn counts(&self) -> &[Vec<u64>] {
        &self.counts
    }

    /// Paths that ended before the last period; they are in no count.
    pub fn exits(&self) -> u64 {
        self.exits
    }

    /// Moves out of each state, staying included.
    pub fn row_totals(&self) -> Vec<u64> {
        self.counts.iter().map(|row| row.iter().sum()).collect()
    }

    /// Moves by direction.
    pub fn moves(&self) -> Moves {
        let mut moves = Moves::default();
        for (from, row) in self.counts.iter().enumerate() {
            for (to, count) in row.iter().enumerate() {
                match to.cmp(&from) {
                    std::cmp::Ordering::Greater => moves.up += count,
                    std::cmp::Ordering::Less => moves.down += count,
                    std::cmp::Ordering::Equal => moves.stays += count,
                }
            }
        }
        moves
    }

    /// The estimated chances, with `added` counts in every cell: 0 for the plain shares, 1 for add-one
    /// smoothing.
    ///
    /// # Errors
    /// Refuses a number of added counts that is negative or not finite, and, when nothing is added,
    /// states that were never left: nothing is known of them.
    pub fn chain(&self, added: f64) -> Result<Chain, Problems> {
        let mut found = Problems::default();
        numbers(&[added], Allowed::NotNegative, |_| "Added counts".to_owned(), &mut found);
        found.or(())?;
        if added <= 0.0 {
            self.all_left()?;
        }
        let states = self.counts.len() as f64;
        let share = |row: &Vec<u64>| {
            let total = row.iter().sum::<u64>() as f64 + added * states;
            row.iter().map(|count| (*count as f64 + added) / total).collect()
        };
        Chain::new(self.counts.iter().map(share).collect())
    }

    /// Binomial standard errors of the plain shares, in the shape of the counts.
    ///
    /// # Errors
    /// Refuses states that were never left.
    pub fn standard_errors(&self) -> Result<Vec<Vec<f64>>, Problems> {
        self.all_left()?;
        let error = |row: &Vec<u64>| {
            let total = row.iter().sum::<u64>() as f64;
            let share = |count: &u64| *count as f64 / total;
            row.iter().map(share).map(|p| (p * (1.0 - p) / total).sqrt()).collect()
        };
        Ok(self.counts.iter().map(error).collect())
    }

    fn all_left(&self) -> Result<(), Problems> {
        let mut found = Problems::default();
        for (state, _) in self.row_totals().iter().enumerate().filter(|(_, total)| **total == 0) {
            found.push(Problem::new(
                format!("State {state}"),
                "No move out of it was seen, so its chances are not known.",
                "Add counts to every cell, or leave the state out.",
            ));
        }
        found.or(())
    }
}

//! The long run of a chain: shares of time, returns and first visits (Kemeny & Snell, 1960).
//!
//! In: a chain of n states. Out: the stationary distribution w with `w P = w` (n shares adding up to 1);
//! mean periods until a state returns, `1/w_j`; mean periods from i until j is first entered,
//! `(z_jj − z_ij)/w_j` with `Z = (I − P + W)⁻¹`, every row of W being w (n × n, 0 on the diagonal); and
//! the modulus of the second largest eigenvalue, the share of a deviation from w left each period.
//! Not modelled: spreads of these times, and how long it takes until w is a good description.

use super::chain::{Chain, identity, product};
use crate::problem::{Problem, Problems};
use crate::stats::solve::solve;

/// Squarings that make the root of a norm the spectral radius to working precision.
const SQUARINGS: i32 = 60;

impl Chain {
    /// Shares of time spent in each state in the long run; the same from every start.
    ///
    /// # Errors
    /// Refuses a chain with more than one group of states that is never left: its long run depends on
    /// the start.
    pub fn stationary(&self) -> Result<Vec<f64>, Problems> {
        let reach = self.reachable();
        let shared = |state: usize| reach.iter().all(|row| row.get(state) == Some(&true));
        if !(0..self.states()).any(shared) {
            return Err(depends("The long run depends on the state it starts from."));
        }
        let column = |state: usize| {
            let stay = |from: usize| if from == state { 1.0 } else { 0.0 };
            let entry = |(from, row): (usize, &Vec<f64>)| {
                row.get(state).copied().unwrap_or(0.0) - stay(from)
            };
            self.rows().iter().enumerate().map(entry).collect::<Vec<f64>>()
        };
        // One of the n equations follows from the others; the sum stands in its place.
        let mut equations: Vec<Vec<f64>> = (0..self.states()).map(column).collect();
        let mut right = vec![vec![0.0]; self.states()];
        if let (Some(equation), Some(sum)) = (equations.last_mut(), right.last_mut()) {
            equation.fill(1.0);
            sum.fill(1.0);
        }
        let answer = solve(equations, right).ok_or_else(close_to_parts)?;
        // Rounding may leave a state that is never returned to a hair below 0.
        Ok(answer.into_iter().flatten().map(|share| share.max(0.0)).collect())
    }

    /// Mean periods until a state is entered again, from that state.
    ///
    /// # Errors
    /// Refuses a chain in which some state cannot follow some other one.
    pub fn mean_recurrence(&self) -> Result<Vec<f64>, Problems> {
        self.connected()?;
        Ok(self.stationary()?.iter().map(|share| 1.0 / share).collect())
    }

    /// Mean periods from the state of the row until that of the column is first entered; 0 on the
    /// diagonal.
    ///
    /// # Errors
    /// Refuses a chain in which some state cannot follow some other one.
    pub fn mean_first_passage(&self) -> Result<Vec<Vec<f64>>, Problems> {
        self.connected()?;
        let shares = self.stationary()?;
        let unit = identity(self.states());
        let entry = |((one, chance), share): ((&f64, &f64), &f64)| one - chance + share;
        let row = |(unit, row): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
            unit.iter().zip(row).zip(&shares).map(entry).collect()
        };
        let matrix = unit.iter().zip(self.rows()).map(row).collect();
        let inverse = solve(matrix, unit).ok_or_else(close_to_parts)?;
        let diagonal: Vec<f64> =
            inverse.iter().enumerate().filter_map(|(i, row)| row.get(i).copied()).collect();
        let passage = |row: &Vec<f64>| {
            let each = row.iter().zip(&diagonal).zip(&shares);
            each.map(|((z, own), share)| (own - z) / share).collect()
        };
        Ok(inverse.iter().map(passage).collect())
    }

    /// Modulus of the second largest eigenvalue, 0 to 1: the spectral radius of P − W, as the limit of
    /// `‖A^k‖^(1/k)` (Gelfand, 1941) over k = 2, 4, 8, …
    ///
    /// # Errors
    /// As [`Chain::stationary`].
    pub fn second_modulus(&self) -> Result<f64, Problems> {
        let shares = self.stationary()?;
        let less = |row: &Vec<f64>| row.iter().zip(&shares).map(|(p, w)| p - w).collect();
        let mut matrix: Vec<Vec<f64>> = self.rows().iter().map(less).collect();
        let mut log_radius = 0.0;
        for step in 0..=SQUARINGS {
            let norm = matrix
                .iter()
                .map(|row| row.iter().map(|value| value.abs()).sum::<f64>())
                .fold(0.0, f64::max);
            if norm <= 0.0 {
                return Ok(0.0);
            }
            log_radius += libm::ldexp(libm::log(norm), -step);
            matrix.iter_mut().flatten().for_each(|value| *value /= norm);
            matrix = product(&matrix, &matrix);
        }
        Ok(libm::exp(log_radius).min(1.0))
    }

    fn connected(&self) -> Result<(), Problems> {
        if self.reachable().iter().flatten().all(|reached| *reached) {
            return Ok(());
        }
        Err(depends(
            "Some state cannot follow some other one, so a mean time between them is not defined.",
        ))
    }
}

fn depends(what: &str) -> Problems {
    Problem::new("Chances", what, "Leave out states that are never left, or smooth the counts.")
        .into()
}

fn close_to_parts() -> Problems {
    depends("The states fall apart into groups, but for chances too small to compute with.")
}

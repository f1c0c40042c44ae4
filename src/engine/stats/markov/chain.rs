//! A transition matrix that passed the door, and what it says of the next periods.
//!
//! In: n rows of n chances, each row adding up to 1. Out: P^t, also n × n; a mix of n amounts t periods
//! on, `mix · P^t`, in the unit of the mix; the mobility index `(n − Σ P_ii)/(n − 1)` (Shorrocks, 1978), 0
//! where nobody moves and 1 where every state is left as if states were drawn anew.
//! Not modelled: the uncertainty of the chances themselves.

use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, numbers, size};

/// Most states of a chain.
pub const MOST_STATES: usize = 100;
/// Most periods that are told one by one.
pub const MOST_PERIODS: usize = 1000;
/// How far the sum of a row may be from 1.
const SUM_TOLERANCE: f64 = 1e-9;

/// Chances to go from one state to another in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    rows: Vec<Vec<f64>>,
}

impl Chain {
    /// From one row of chances per state; a row's sum, which is 1 but for rounding, is made 1.
    ///
    /// # Errors
    /// Refuses fewer than two states or more than [`MOST_STATES`], a matrix that is not square, numbers
    /// outside 0 to 1, and rows that do not add up to 1 within 1e-9.
    pub fn new(rows: Vec<Vec<f64>>) -> Result<Self, Problems> {
        square(&rows)?;
        let mut found = Problems::default();
        for (index, row) in rows.iter().enumerate() {
            let place = |column: usize| format!("Row {}, column {}", index + 1, column + 1);
            numbers(row, Allowed::NotNegative, place, &mut found);
            let sum: f64 = row.iter().sum();
            // Numbers that are not negative and add up to 1 are not above 1.
            if sum.is_finite() && (sum - 1.0).abs() > SUM_TOLERANCE {
                found.push(Problem::new(
                    format!("Row {}", index + 1),
                    format!("The chances add up to {sum}."),
                    "Make them add up to 1.",
                ));
            }
        }
        found.or(Self { rows: rows.iter().map(|row| shares(row)).collect() })
    }

    /// The chances, one row per state.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// The number of states.
    pub fn states(&self) -> usize {
        self.rows.len()
    }

    /// Chances to go from one state to another in `periods` periods; 0 periods give the identity.
    pub fn power(&self, periods: u32) -> Vec<Vec<f64>> {
        let mut result = identity(self.states());
        for bit in (0..u32::BITS - periods.leading_zeros()).rev() {
            result = stochastic(&result, &result);
            if periods >> bit & 1 == 1 {
                result = stochastic(&result, &self.rows);
            }
        }
        result
    }

    /// The mix over states after `periods` periods; `mix` has one amount per state (partners or shares),
    /// and the answer has the same sum.
    ///
    /// # Errors
    /// Refuses a mix of another length and amounts that are negative or not finite.
    pub fn forecast(&self, mix: &[f64], periods: u32) -> Result<Vec<f64>, Problems> {
        let mut found = Problems::default();
        size(mix.len(), &(self.states()..=self.states()), "amounts", &mut found);
        numbers(mix, Allowed::NotNegative, |index| format!("Amount {}", index + 1), &mut found);
        found.or(())?;
        let row = product(&[mix.to_vec()], &self.power(periods)).into_iter().next();
        Ok(row.unwrap_or_default())
    }

    /// How much the states are left: `(n − trace)/(n − 1)`, 0 to n/(n − 1).
    pub fn mobility(&self) -> f64 {
        let count = self.states() as f64;
        let stay: f64 = self.rows.iter().enumerate().filter_map(|(i, row)| row.get(i)).sum();
        (count - stay) / (count - 1.0)
    }

    /// Which states can follow which, in any number of periods; each can follow itself.
    pub(super) fn reachable(&self) -> Vec<Vec<bool>> {
        let direct = |(index, row): (usize, &Vec<f64>)| -> Vec<bool> {
            row.iter().enumerate().map(|(to, chance)| to == index || *chance > 0.0).collect()
        };
        let mut reach: Vec<Vec<bool>> = self.rows.iter().enumerate().map(direct).collect();
        for middle in 0..self.states() {
            let onward = reach.get(middle).cloned().unwrap_or_default();
            for row in reach.iter_mut().filter(|row| row.get(middle) == Some(&true)) {
                for (slot, next) in row.iter_mut().zip(&onward) {
                    *slot |= next;
                }
            }
        }
        reach
    }
}

/// Checks the shape: from 2 to [`MOST_STATES`] rows, each as long as there are rows.
pub(super) fn square<T>(rows: &[Vec<T>]) -> Result<(), Problems> {
    let mut found = Problems::default();
    size(rows.len(), &(2..=MOST_STATES), "states", &mut found);
    found.or(())?;
    let mut found = Problems::default();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != rows.len()) {
        found.push(Problem::new(
            format!("Row {}", index + 1),
            format!("The number of entries is {}, not {}.", row.len(), rows.len()),
            "Give one entry per state.",
        ));
    }
    found.or(())
}

/// The identity matrix.
pub(super) fn identity(count: usize) -> Vec<Vec<f64>> {
    (0..count).map(|i| (0..count).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect()
}

/// The matrix product a · b.
pub(super) fn product(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let width = b.first().map_or(0, Vec::len);
    let combine = |row: &Vec<f64>| {
        let mut sum = vec![0.0; width];
        for (factor, other) in row.iter().zip(b) {
            for (slot, value) in sum.iter_mut().zip(other) {
                *slot += factor * value;
            }
        }
        sum
    };
    a.iter().map(combine).collect()
}

/// The product of two transition matrices; its rows add up to 1 however many products went before.
fn stochastic(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    product(a, b).iter().map(|row| shares(row)).collect()
}

fn shares(row: &[f64]) -> Vec<f64> {
    let sum: f64 = row.iter().sum();
    row.iter().map(|value| value / sum).collect()
}

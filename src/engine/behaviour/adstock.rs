//! Adstock: what earlier spending still does (Koyck, 1954; Broadbent, 1979).
//!
//! In: spending per period, in money, and the share of its effect that is left one period later, 0 to 1.
//! Out: one stock per period, in money: `a_t = spend_t + carryover · a_{t−1}`, nothing before the first.
//! Not modelled: effects that grow before they fade, and saturation.

use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, MOST_VALUES, numbers, size};

/// The stock that each period's spending adds to.
///
/// # Errors
/// Refuses more than 100,000 periods, spending that is negative or not finite, and a carry-over
/// outside 0 to 1.
pub fn adstock(spend: &[f64], carryover: f64) -> Result<Vec<f64>, Problems> {
    let mut found = Problems::default();
    size(spend.len(), &(0..=MOST_VALUES), "periods", &mut found);
    numbers(spend, Allowed::NotNegative, |period| format!("Period {}", period + 1), &mut found);
    if !(0.0..=1.0).contains(&carryover) {
        let what = format!("The number is {carryover}.");
        found.push(Problem::new("Carry-over", what, "Use a number from 0 to 1."));
    }
    found.or(())?;
    let add = |stock: &mut f64, spend: &f64| {
        *stock = spend + carryover * *stock;
        Some(*stock)
    };
    Ok(spend.iter().scan(0.0, add).collect())
}

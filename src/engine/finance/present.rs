//! What later money is worth today.

/// Worth today of one unit of money that comes in a quarter, counted from 0, at a rate a year
/// (0.1 is ten percent): `(1 + rate)^(−(quarter + 1) / 4)`. Money comes as its quarter ends. Exactly 1 at
/// a rate of 0.
pub fn present_factor(quarter: usize, rate: f64) -> f64 {
    libm::pow(1.0 + rate, -(quarter as f64 + 1.0) / 4.0)
}

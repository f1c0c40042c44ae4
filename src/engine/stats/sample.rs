//! Summaries of a sample. Sums run in the order given, so equal input gives equal bits.

/// Arithmetic mean; 0 for an empty sample.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// Sample standard deviation (n − 1); 0 for fewer than two values.
pub fn standard_deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let centre = mean(values);
    let squares: f64 = values.iter().map(|value| (value - centre) * (value - centre)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// Type-7 quantile (linear between order statistics; Hyndman & Fan, 1996) of an ascending sample;
/// NaN when empty.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position inside the sample"
)]
pub fn quantile_sorted(ascending: &[f64], p: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return f64::NAN };
    let position = p.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let low = ascending.get(below).copied().unwrap_or(f64::NAN);
    let high = ascending.get((below + 1).min(last)).copied().unwrap_or(low);
    low + (high - low) * (position - below as f64)
}

/// Wilson score interval (Wilson, 1927) for `hits` of `trials` at normal deviate `z`.
pub fn wilson(hits: u64, trials: u64, z: f64) -> (f64, f64) {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let n = trials as f64;
    let share = hits as f64 / n;
    let spread = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let centre = share + z * z / (2.0 * n);
    (((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0))
}

//! Discrete and heavy-tailed draws by inversion, so that one uniform gives one number.

/// Smallest n with P(N ≤ n) ≥ u for a Poisson variable of mean `mu` ≥ 0; at most 10 000.
pub fn poisson_quantile(mu: f64, u: f64) -> u32 {
    let mut term = libm::exp(-mu);
    let mut cumulative = term;
    let mut n = 0_u32;
    while u > cumulative && n < 10_000 {
        n += 1;
        term *= mu / f64::from(n);
        cumulative += term;
    }
    n
}

/// Inverse of the Laplace distribution with location 0 and scale `b`.
pub fn laplace_quantile(b: f64, u: f64) -> f64 {
    if u < 0.5 { b * libm::log(2.0 * u) } else { -b * libm::log(2.0 * (1.0 - u)) }
}

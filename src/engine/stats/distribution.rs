//! Discrete and heavy-tailed draws by inversion, so that one uniform gives one number.

use super::column::exp;

/// 1/1 to 1/16: most draws end there, and a product is quicker than a quotient.
const RECIPROCALS: [f64; 16] = [
    1.0,
    1.0 / 2.0,
    1.0 / 3.0,
    1.0 / 4.0,
    1.0 / 5.0,
    1.0 / 6.0,
    1.0 / 7.0,
    1.0 / 8.0,
    1.0 / 9.0,
    1.0 / 10.0,
    1.0 / 11.0,
    1.0 / 12.0,
    1.0 / 13.0,
    1.0 / 14.0,
    1.0 / 15.0,
    1.0 / 16.0,
];

/// Smallest n with P(N ≤ n) ≥ u for a Poisson variable of mean `mu` ≥ 0; at most 10 000.
pub fn poisson_quantile(mu: f64, u: f64) -> u32 {
    let mut term = exp(-mu);
    let mut cumulative = term;
    let mut n = 0_u32;
    for reciprocal in RECIPROCALS {
        if u <= cumulative {
            return n;
        }
        n += 1;
        term *= mu * reciprocal;
        cumulative += term;
    }
    while u > cumulative && n < 10_000 {
        n += 1;
        term *= mu / f64::from(n);
        cumulative += term;
    }
    n
}

/// P(N ≤ 0), P(N ≤ 1), … for a Poisson variable of mean `mu` ≥ 0, as [`poisson_quantile`] adds them up.
pub(crate) fn poisson_chances<const COUNT: usize>(mu: f64) -> [f64; COUNT] {
    let mut term = exp(-mu);
    let mut cumulative = term;
    let mut next = RECIPROCALS.into_iter();
    std::array::from_fn(|_| {
        let chance = cumulative;
        term *= mu * next.next().unwrap_or(0.0);
        cumulative += term;
        chance
    })
}

/// Inverse of the Laplace distribution with location 0 and scale `b`.
pub fn laplace_quantile(b: f64, u: f64) -> f64 {
    if u < 0.5 { b * libm::log(2.0 * u) } else { -b * libm::log(2.0 * (1.0 - u)) }
}

//! The metrics of a partner, quarter by quarter.

use super::draw::{Drawn, SPREAD};

/// How many metrics there are.
pub(super) const METRICS: usize = 10;

/// Revenue of a quarter over that of the average quarter, from the first of a year.
const SEASON: [f64; 4] = [0.94, 1.01, 0.97, 1.08];

/// The numbers of one quarter, in the order of [`super::metrics`]; NaN is unknown. `at` counts
/// quarters from 1, `part` is the quarter of its year from 1, `noise` the state of the AR(1)
/// process of the log of revenue.
pub(super) fn numbers(p: &Drawn, at: u32, part: usize, noise: f64) -> [f64; METRICS] {
    let season = SEASON.get(part - 1).copied().unwrap_or(1.0);
    let time = f64::from(at) - 6.5;
    let trend = p.growth * time;
    let revenue = libm::round(65_000.0 * season * libm::exp(SPREAD * p.size + trend + noise));
    let deal = p.deal * libm::exp(0.42 * p.size + 0.25 * p.draws.normal(9, 0));
    let deals = counted(revenue / deal, p.draws.uniform(10, at));
    let cycle = 61.0 - 9.0 * p.quality + 6.0 * p.size + 9.0 * p.draws.normal(11, 0);
    let cycle = (cycle + 5.0 * p.draws.normal(12, at)).clamp(9.0, 180.0);
    let cover = libm::exp(1.0 + 0.12 * p.quality + 0.3 * p.draws.normal(13, at));
    let staff = libm::exp(1.25 + 0.62 * p.size + 0.22 * p.quality + 0.35 * p.draws.normal(14, 0));
    let staff = libm::floor(staff * (1.0 + 0.03 * time) + 0.3 * p.draws.normal(15, at)).max(0.0);
    let training = 66.0 + 11.0 * p.quality + 9.0 * p.draws.normal(16, 0) + 0.8 * time;
    let training = (training + 3.0 * p.draws.normal(17, at)).clamp(5.0, 100.0);
    let csat = 4.02 + 0.22 * p.quality + 0.20 * p.draws.normal(18, 0);
    let csat = (csat + 0.09 * p.draws.normal(19, at)).clamp(1.0, 5.0);
    let invests = p.draws.uniform(20, at) < 0.62 + 0.12 * p.quality;
    let spent = revenue * 0.02 * libm::exp(0.3 * p.quality + 0.5 * p.draws.normal(21, at));
    let retention = 86.5 + 4.2 * p.quality + 3.5 * p.draws.normal(22, 0);
    let retention = (retention + 1.4 * p.draws.normal(23, at)).clamp(35.0, 100.0);
    let risk = 38.0 - 11.0 * p.quality - 4.0 * p.size + 11.0 * p.draws.normal(24, 0);
    let risk = (risk + 3.0 * p.draws.normal(25, at)).clamp(0.0, 100.0);
    // Small partners have few replies.
    let few = (0.075 - 0.05 * p.size).clamp(0.01, 0.25);
    [
        revenue,
        deals,
        known(deals > 0.0, tenths(cycle, 10.0)),
        libm::round(revenue * cover / 100.0) * 100.0,
        staff,
        known(p.draws.uniform(26, at) > 0.012, libm::round(training)),
        known(p.draws.uniform(27, at) > few, tenths(csat, 100.0)),
        if invests { libm::round(spent / 50.0) * 50.0 } else { 0.0 },
        tenths(retention, 10.0),
        libm::round(risk),
    ]
}

/// Rounded to tenths (`parts` of 10) or hundredths (100).
fn tenths(value: f64, parts: f64) -> f64 {
    libm::round(value * parts) / parts
}

fn known(is: bool, value: f64) -> f64 {
    if is { value } else { f64::NAN }
}

/// A whole number around its mean; the fraction is the chance of one more.
fn counted(mean: f64, uniform: f64) -> f64 {
    libm::floor(mean) + f64::from(u8::from(uniform < mean - libm::floor(mean)))
}

//! How much states move from quarter to quarter: ratings and stocks.
//!
//! A state that closes a share κ of the gap to its own level every quarter, with noise σ a quarter,
//! `Δ = κ(level − x) + σ z`, has around that level the variance `σ²/(1 − (1 − κ)²)`.
//! Counted things come and go: with arrivals λ and a share d that leaves,
//! `E Δ = λ − d n` and `Var Δ = λ + d n`.

use super::super::quarters::mean_of_known;

/// Degrees of freedom below which an assumption is worth more.
const LEAST_FREEDOM: f64 = 12.0;
/// Most that leave in a quarter.
const MOST_LEAVING: f64 = 0.5;

/// Spread of the histories around their own means, pooled; `None` is too little, or no move at all.
pub(crate) fn spread<'h>(histories: impl Iterator<Item = &'h [f64]>) -> Option<f64> {
    let (mut total, mut freedom) = (0.0, 0.0);
    for history in histories {
        let known = history.iter().filter(|value| value.is_finite());
        let count = known.clone().count();
        if count >= super::trend::SAMPLE {
            let centre = mean_of_known(history);
            total += known.map(|value| (value - centre) * (value - centre)).sum::<f64>();
            freedom += count as f64 - 1.0;
        }
    }
    (freedom >= LEAST_FREEDOM && total > 0.0).then(|| (total / freedom).sqrt())
}

/// Share of what is counted that leaves in a quarter, pooled over the partners; `None` is too little.
pub(crate) fn leaving<'h>(histories: impl Iterator<Item = &'h [f64]>) -> Option<f64> {
    let (mut gone, mut held, mut freedom) = (0.0, 0.0, 0.0);
    for history in histories {
        let pairs = history.iter().zip(history.iter().skip(1));
        let steps: Vec<f64> =
            pairs.map(|(before, now)| now - before).filter(|step| step.is_finite()).collect();
        if steps.len() + 1 < super::trend::SAMPLE {
            continue;
        }
        let n = steps.len() as f64;
        let drift = steps.iter().sum::<f64>() / n;
        let variance = steps.iter().map(|step| (step - drift).powi(2)).sum::<f64>() / (n - 1.0);
        gone += (variance - drift) / 2.0 * n;
        held += mean_of_known(history) * n;
        freedom += n - 1.0;
    }
    (freedom >= LEAST_FREEDOM && held > 0.0).then(|| (gone / held).clamp(0.0, MOST_LEAVING))
}

/// Mean change per quarter of one history; `None` is too little.
pub(crate) fn drift(history: &[f64]) -> Option<f64> {
    let known = || history.iter().enumerate().filter(|(_, value)| value.is_finite());
    let ((from, first), (to, last)) = (known().next()?, known().next_back()?);
    (known().count() >= super::trend::SAMPLE).then(|| (last - first) / (to - from) as f64)
}

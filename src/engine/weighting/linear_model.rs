//! The linear best-worst model, solved exactly and in closed form.
//!
//! Asked for are weights, adding up to 1, and the smallest ξ with |w(B) − a(B, j) w(j)| ≤ ξ and
//! |w(j) − a(j, W) w(W)| ≤ ξ for every j (Rezaei, 2016, Omega 64). Derivation: measure weights in units
//! of ξ, so that every bound is 1 and, as the weights add up to 1, the smallest ξ is the largest total.
//! Write a = a(B, j), c = a(j, W), s = a(B, W). A criterion j other than the best and the worst is held
//! by (w(B) − 1)/a ≤ w(j) ≤ (w(B) + 1)/a and c w(W) − 1 ≤ w(j) ≤ c w(W) + 1. Such a w(j) exists when
//!
//! ```text
//! a c w(W) − (a + 1) ≤ w(B) ≤ a c w(W) + (a + 1)
//! ```
//!
//! and best against worst says the same with slope s and margin 1. So w(B) lies between the highest
//! lower limit and the lowest upper one, all of them lines in w(W). All weights at their upper ends
//! grow with w(W) and w(B); w(W) can grow until a lower limit of a steeper line meets an upper limit of
//! a flatter one, (m₁ + m₂)/(p₁ − p₂) for slopes p₁ > p₂ with margins m₁, m₂. The smallest of these
//! crossings is w(W), the lowest upper limit there is w(B), and every other weight is the smaller of its
//! two upper ends. Equal slopes everywhere are full agreement: ξ = 0 and w(j) ∝ a(j, W).

/// One judgement: the weight at `more` should be `times` the weight at `less`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    /// Position of the criterion that is judged more important.
    pub(super) more: usize,
    /// Position of the criterion that is judged less important.
    pub(super) less: usize,
    /// How many times, 1 to 9.
    pub(super) times: f64,
}

impl Term {
    fn ends(&self, weights: &[f64]) -> (f64, f64) {
        let at = |index: usize| weights.get(index).copied().unwrap_or(0.0);
        (at(self.more), at(self.less))
    }

    /// |w(more) − times · w(less)|, in units of weight.
    pub(super) fn deviation(&self, weights: &[f64]) -> f64 {
        let (more, less) = self.ends(weights);
        (more - self.times * less).abs()
    }

    /// |w(more) / w(less) − times|, in points of the scale; infinite where w(less) is 0.
    pub(super) fn gap(&self, weights: &[f64]) -> f64 {
        let (more, less) = self.ends(weights);
        if less > 0.0 { (more / less - self.times).abs() } else { f64::INFINITY }
    }
}

/// Weights, all above 0 and not yet adding up to 1, whose largest deviation from the judgements is
/// smallest. `to_others` and `to_worst` are accepted judgements, one of each per criterion.
pub(super) fn smallest_deviation(
    best: usize,
    worst: usize,
    to_others: &[f64],
    to_worst: &[f64],
) -> Vec<f64> {
    let judged = || to_others.iter().zip(to_worst).enumerate();
    // w(B) lies between slope · w(W) − margin and slope · w(W) + margin.
    let limits: Vec<(f64, f64)> = judged()
        .filter(|(j, _)| *j != best)
        .map(|(j, (a, c))| if j == worst { (*a, 1.0) } else { (a * c, a + 1.0) })
        .collect();
    let mut least = f64::INFINITY;
    for (steep, below) in &limits {
        for (flat, above) in limits.iter().filter(|(flat, _)| steep > flat) {
            least = least.min((below + above) / (steep - flat));
        }
    }
    if least.is_infinite() {
        return to_worst.to_vec();
    }
    let most = limits.iter().map(|(slope, margin)| slope * least + margin);
    let most = most.fold(f64::INFINITY, f64::min);
    judged()
        .map(|(j, (a, c))| match j {
            _ if j == best => most,
            _ if j == worst => least,
            _ => ((most + 1.0) / a).min(c * least + 1.0),
        })
        .collect()
}

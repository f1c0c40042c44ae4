//! Bunching at a threshold: how many more are just above a line, and how many fewer just below, than a
//! smooth distribution would have (Saez, 2010; Chetty et al., 2011; Kleven, 2016).
//!
//! In: counts in n bins of equal width, and how many bins around the line are left out of the fit. Out,
//! in the unit of the counts: the counterfactual ĉ, a polynomial by least squares through the bins outside
//! the window; the excess mass `Σ (c − ĉ)` over the window's bins from the line up; the missing mass
//! `Σ (ĉ − c)` over those below; and the excess as a multiple of ĉ in the first bin above the line.
//! Not modelled: what was moved has to come from somewhere (the counterfactual is not shifted until both
//! masses agree), standard errors, and heaping at round numbers. The window is chosen by eye.

use super::check::{Allowed, numbers, size};
use super::solve::solve;
use crate::problem::{Problem, Problems};

/// Most bins.
pub const MOST_BINS: usize = 10_000;
/// Highest degree of the polynomial.
pub const MOST_DEGREE: usize = 7;

/// Where the line is, what is left out, and how the rest is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BunchingWindow {
    /// Index of the first bin above the line.
    pub threshold: usize,
    /// Bins just below the line that are left out.
    pub below: usize,
    /// Bins from the line up that are left out.
    pub above: usize,
    /// Degree of the polynomial.
    pub degree: usize,
}

/// A fitted counterfactual, and the distance to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bunching {
    /// Coefficients of the counterfactual, lowest power first; the variable is the number of bins from
    /// the middle of the first and the last one.
    pub coefficients: Vec<f64>,
    /// Counterfactual count of every bin.
    pub counterfactual: Vec<f64>,
    /// Count above the counterfactual, from the line up.
    pub excess: f64,
    /// Count below the counterfactual, under the line.
    pub missing: f64,
    /// The excess over the counterfactual count of the first bin above the line; `None` where that is
    /// not above 0.
    pub normalised: Option<f64>,
}

/// Measures the bunching in a histogram.
///
/// # Errors
/// Refuses no bin or more than [`MOST_BINS`], counts that are negative or not finite, a window that
/// does not fit or has no bin from the line up, a degree above [`MOST_DEGREE`], and too few bins
/// outside the window for the degree.
pub fn bunching(counts: &[f64], window: &BunchingWindow) -> Result<Bunching, Problems> {
    check(counts, window)?;
    let half = (counts.len() - 1) as f64 / 2.0;
    // Scaled to −1..=1, powers stay comparable.
    let scale = half.max(1.0);
    let powers = |bin: usize| -> Vec<f64> {
        let x = (bin as f64 - half) / scale;
        std::iter::successors(Some(1.0), |power| Some(power * x)).take(window.degree + 1).collect()
    };
    let mut matrix = vec![vec![0.0; window.degree + 1]; window.degree + 1];
    let mut right = vec![0.0; window.degree + 1];
    for (bin, count) in counts.iter().enumerate().filter(|(bin, _)| !window.holds(*bin)) {
        let row = powers(bin);
        for ((equation, sum), power) in matrix.iter_mut().zip(&mut right).zip(&row) {
            equation.iter_mut().zip(&row).for_each(|(slot, other)| *slot += power * other);
            *sum += power * count;
        }
    }
    let fit = solve(matrix, right.into_iter().map(|sum| vec![sum]).collect()).ok_or_else(|| {
        Problem::new("Degree", "The bins do not determine the polynomial.", "Use a lower degree.")
    })?;
    let fit: Vec<f64> = fit.into_iter().flatten().collect();
    let value = |bin| powers(bin).iter().zip(&fit).map(|(power, factor)| power * factor).sum();
    let counterfactual: Vec<f64> = (0..counts.len()).map(value).collect();
    let over = |from: usize, bins: usize| -> f64 {
        let both = counts.iter().zip(&counterfactual).skip(from).take(bins);
        both.map(|(count, smooth)| count - smooth).sum()
    };
    let excess = over(window.threshold, window.above);
    let smooth = counterfactual.get(window.threshold).copied().filter(|smooth| *smooth > 0.0);
    Ok(Bunching {
        coefficients: fit.iter().zip(powers_of(scale)).map(|(factor, s)| factor / s).collect(),
        excess,
        missing: -over(window.first(), window.below),
        normalised: smooth.map(|smooth| excess / smooth),
        counterfactual,
    })
}

fn powers_of(scale: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(1.0), move |power| Some(power * scale))
}

impl BunchingWindow {
    fn first(&self) -> usize {
        self.threshold.saturating_sub(self.below)
    }

    fn holds(&self, bin: usize) -> bool {
        (self.first()..self.threshold.saturating_add(self.above)).contains(&bin)
    }
}

fn check(counts: &[f64], window: &BunchingWindow) -> Result<(), Problems> {
    let mut found = Problems::default();
    size(counts.len(), &(1..=MOST_BINS), "bins", &mut found);
    numbers(counts, Allowed::NotNegative, |bin| format!("Bin {}", bin + 1), &mut found);
    size(window.degree, &(0..=MOST_DEGREE), "powers", &mut found);
    let fits = window.below <= window.threshold
        && window.above >= 1
        && window.threshold.checked_add(window.above).is_some_and(|end| end <= counts.len());
    if fits {
        let outside = counts.len() - window.below - window.above;
        size(outside, &(window.degree.saturating_add(1)..=MOST_BINS), "bins outside", &mut found);
    } else {
        found.push(Problem::new(
            "Window",
            format!(
                "It takes {} bins below bin {} and {} from there up, of {}.",
                window.below,
                window.threshold.saturating_add(1),
                window.above,
                counts.len(),
            ),
            "Use at least one bin from the line up, and only bins that are there.",
        ));
    }
    found.or(())
}

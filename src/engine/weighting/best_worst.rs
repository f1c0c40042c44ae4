//! Weights from comparing everything with the best and the worst criterion: the best-worst method
//! (Rezaei, 2015), in its linear form (Rezaei, 2016).
//!
//! It asks 2n − 3 questions where comparing every pair takes n (n − 1) / 2.

use super::check::{MOST_CRITERIA, same_length, shares};
use super::linear_model::{self, Term};
use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, numbers, size};

/// Largest input-based consistency ratio that is acceptable (Liang, Brunelli & Rezaei, 2020, Omega
/// 96), by the judgement of the best over the worst (rows 3 to 9) and the number of criteria
/// (columns 3 to 9). None are published outside these.
pub const RATIO_LIMITS: [[f64; 7]; 7] = [
    [0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667],
    [0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683],
    [0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960],
    [0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262],
    [0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403],
    [0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657],
    [0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662],
];
/// The first row and column of [`RATIO_LIMITS`] stand for this judgement and this many criteria.
const LIMITS_FROM: usize = 3;
const SCALE: std::ops::RangeInclusive<f64> = 1.0..=9.0;
/// Ratios up to this are rounding.
const ROUNDING: f64 = 1e-9;

/// How well the judgements of the best-worst method agree with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consistency {
    /// a(B, j) · a(j, W) = a(B, W) for every criterion j: the weights meet every judgement.
    Full,
    /// The consistency ratio is within the published limit.
    Acceptable,
    /// The consistency ratio is above the published limit: look at the judgements again.
    Doubtful,
    /// The judgements do not agree fully, and no limit is published for this many criteria or this
    /// judgement of the best over the worst.
    NoLimit,
}

/// Weights of the best-worst method and what to read beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct BestWorstWeights {
    /// One weight per criterion, all above 0, adding up to 1.
    pub weights: Vec<f64>,
    /// ξ, in units of weight: the largest |w(B) − a(B, j) w(j)| or |w(j) − a(j, W) w(W)| at these
    /// weights, which no other weights can make smaller. 0 where the judgements agree fully; near 0
    /// where they nearly do (Rezaei, 2016). There is no published limit for it.
    pub xi: f64,
    /// The largest difference between a judgement and the ratio of the weights it is about, in
    /// points of the scale from 1 to 9; see [`largest_gap`].
    pub largest_gap: f64,
    /// Input-based consistency ratio (Liang, Brunelli & Rezaei, 2020), 0 to 1:
    /// max over j of |a(B, j) · a(j, W) − a(B, W)| / (a(B, W)² − a(B, W)); 0 where a(B, W) = 1.
    pub consistency_ratio: f64,
    /// The limit for that ratio from [`RATIO_LIMITS`], with a(B, W) rounded to a whole number.
    pub ratio_limit: Option<f64>,
    /// What the ratio and its limit say.
    pub consistency: Consistency,
}

/// Weights that minimise ξ: |w(B) − a(B, j) w(j)| ≤ ξ and |w(j) − a(j, W) w(W)| ≤ ξ for every j, the
/// weights adding up to 1.
///
/// `best` and `worst` are positions from 0. `best_to_others` says how many times as important the
/// best criterion is as each, `others_to_worst` how many times as important each is as the worst; both
/// on a scale from 1 to 9, decimals allowed (as the mean of several people's judgements has them).
///
/// # Errors
/// Refuses fewer than two criteria or more than [`MOST_CRITERIA`], lists of different length, a best
/// or worst that is not in the list or is the same, judgements outside 1 to 9, a criterion that is
/// not 1 against itself, two different answers to best against worst, and judgements above that
/// answer: they say that another criterion is the best or the worst.
pub fn best_worst_weights(
    best: usize,
    worst: usize,
    best_to_others: &[f64],
    others_to_worst: &[f64],
) -> Result<BestWorstWeights, Problems> {
    check(best, worst, best_to_others, others_to_worst)?;
    let terms = terms(best, worst, best_to_others, others_to_worst);
    let weights =
        shares(&linear_model::smallest_deviation(best, worst, best_to_others, others_to_worst));
    let strongest = best_to_others.get(worst).copied().unwrap_or(1.0);
    let consistency_ratio = input_ratio(strongest, best_to_others, others_to_worst);
    let ratio_limit = ratio_limit(strongest, weights.len());
    let consistency = match ratio_limit {
        _ if consistency_ratio <= ROUNDING => Consistency::Full,
        Some(limit) if consistency_ratio <= limit => Consistency::Acceptable,
        Some(_) => Consistency::Doubtful,
        None => Consistency::NoLimit,
    };
    Ok(BestWorstWeights {
        xi: terms.iter().map(|term| term.deviation(&weights)).fold(0.0, f64::max),
        largest_gap: terms.iter().map(|term| term.gap(&weights)).fold(0.0, f64::max),
        weights,
        consistency_ratio,
        ratio_limit,
        consistency,
    })
}

/// The largest |w(B) / w(j) − a(B, j)| or |w(j) / w(W) − a(j, W)|, in points of the scale: how far
/// the given weights are from saying what the judgements say. The non-linear best-worst method
/// (Rezaei, 2015) minimises this number, but can have several solutions; the linear one has one.
///
/// # Errors
/// As [`best_worst_weights`]; also refuses weights that are not above 0, or not one per criterion.
pub fn largest_gap(
    best: usize,
    worst: usize,
    best_to_others: &[f64],
    others_to_worst: &[f64],
    weights: &[f64],
) -> Result<f64, Problems> {
    let mut found = check(best, worst, best_to_others, others_to_worst).err().unwrap_or_default();
    same_length("Weights", weights.len(), best_to_others.len(), &mut found);
    numbers(weights, Allowed::Positive, |i| format!("Weight {}", i + 1), &mut found);
    found.or(())?;
    let terms = terms(best, worst, best_to_others, others_to_worst);
    Ok(terms.iter().map(|term| term.gap(weights)).fold(0.0, f64::max))
}

/// One term per question, 2n − 3 of them.
fn terms(best: usize, worst: usize, to_others: &[f64], to_worst: &[f64]) -> Vec<Term> {
    let against_best = to_others.iter().enumerate().filter(|(j, _)| *j != best);
    let against_worst = to_worst.iter().enumerate().filter(|(j, _)| *j != worst && *j != best);
    against_best
        .map(|(j, times)| Term { more: best, less: j, times: *times })
        .chain(against_worst.map(|(j, times)| Term { more: j, less: worst, times: *times }))
        .collect()
}

fn input_ratio(strongest: f64, to_others: &[f64], to_worst: &[f64]) -> f64 {
    let most = strongest * strongest - strongest;
    let off = |(a, b): (&f64, &f64)| (a * b - strongest).abs();
    let largest = to_others.iter().zip(to_worst).map(off).fold(0.0, f64::max);
    if most > 0.0 { largest / most } else { 0.0 }
}

fn ratio_limit(strongest: f64, count: usize) -> Option<f64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a judgement from 1 to 9"
    )]
    let strongest = libm::round(strongest) as usize;
    let row = RATIO_LIMITS.get(strongest.checked_sub(LIMITS_FROM)?)?;
    row.get(count.checked_sub(LIMITS_FROM)?).copied()
}

fn check(best: usize, worst: usize, to_others: &[f64], to_worst: &[f64]) -> Result<(), Problems> {
    let count = to_others.len();
    let mut found = Problems::default();
    size(count, &(2..=MOST_CRITERIA), "criteria", &mut found);
    same_length("Others to worst", to_worst.len(), count, &mut found);
    for (name, position) in [("Best", best), ("Worst", worst)] {
        if position >= count {
            found.push(Problem::new(
                name,
                format!("Criterion {} is not among the {count}.", position.saturating_add(1)),
                "Choose one of the criteria.",
            ));
        }
    }
    if best == worst {
        found.push(Problem::new(
            "Worst",
            "The same criterion is the best and the worst.",
            "Choose two different criteria.",
        ));
    }
    for (name, list) in [("Best to others", to_others), ("Others to worst", to_worst)] {
        for (index, judgement) in list.iter().enumerate().filter(|(_, a)| !SCALE.contains(*a)) {
            found.push(Problem::new(
                format!("{name}, criterion {}", index + 1),
                format!("The judgement is {judgement}."),
                "Use a number from 1 (as important) to 9 (far more important).",
            ));
        }
    }
    found.or(())?;
    fixed_answers(best, worst, to_others, to_worst)
}

/// The answers that are settled by the question: 1 against itself, best against worst once, and
/// nothing above that.
fn fixed_answers(
    best: usize,
    worst: usize,
    to_others: &[f64],
    to_worst: &[f64],
) -> Result<(), Problems> {
    let mut found = Problems::default();
    let at = |list: &[f64], index: usize| list.get(index).copied().unwrap_or(1.0);
    for (name, own) in [
        ("Best to others, the best itself", at(to_others, best)),
        ("Others to worst, the worst itself", at(to_worst, worst)),
    ] {
        if own > 1.0 {
            found.push(Problem::new(
                name,
                format!("A criterion is compared with itself and the judgement is {own}."),
                "Put 1 there.",
            ));
        }
    }
    let (one, other) = (at(to_others, worst), at(to_worst, best));
    if (one - other).abs() > ROUNDING {
        found.push(Problem::new(
            "Best against worst",
            format!("It is {one} in one list and {other} in the other."),
            "Give the same answer in both.",
        ));
    } else {
        nothing_beyond("Best to others", "worst", one, to_others, &mut found);
        nothing_beyond("Others to worst", "best", one, to_worst, &mut found);
    }
    found.or(())
}

/// Nothing is less important than the worst or more important than the best.
fn nothing_beyond(name: &str, end: &str, strongest: f64, list: &[f64], found: &mut Problems) {
    for (index, judgement) in list.iter().enumerate().filter(|(_, a)| **a > strongest + ROUNDING) {
        found.push(Problem::new(
            format!("{name}, criterion {}", index + 1),
            format!("It is {judgement}, but the best against the worst is only {strongest}."),
            format!("Correct one of the two, or choose this criterion as the {end}."),
        ));
    }
}

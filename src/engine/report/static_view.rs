//! What needs no simulation: scores now, who passes a line, the histogram.

use crate::portfolio::Portfolio;
use crate::rules::{EPSILON, Program, Qualification, ScoreTrace};

/// One partner's score and standing now under a program.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerScore {
    /// Score and how it came out.
    pub trace: ScoreTrace,
    /// What the numbers qualify for.
    pub qualification: Qualification,
    /// Tier held now.
    pub standing: usize,
}

/// Scores every partner of a portfolio, in its order.
pub fn partner_scores(program: &Program, portfolio: &Portfolio) -> Vec<PartnerScore> {
    (0..portfolio.partners().len())
        .map(|partner| {
            let trace = program.score.trace(portfolio, partner);
            let qualification = program.qualify_trace(&trace);
            let standing = program.standing_now(portfolio, partner);
            PartnerScore { trace, qualification, standing }
        })
        .collect()
}

/// How many scores reach a line; unknown ones do not.
pub fn passing(scores: &[PartnerScore], line: f64) -> usize {
    scores.iter().filter(|s| s.trace.score.is_some_and(|score| score >= line - EPSILON)).count()
}

/// Partners per bin of `width` points from 0 to 100; the last bin includes 100.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score in 0..=100 over a positive width"
)]
pub fn histogram(scores: &[PartnerScore], width: f64) -> Vec<u32> {
    let bins = (100.0 / width).ceil().max(1.0) as usize;
    let mut counts = vec![0_u32; bins];
    for score in scores.iter().filter_map(|s| s.trace.score) {
        let bin = ((score / width).floor().max(0.0) as usize).min(bins - 1);
        if let Some(count) = counts.get_mut(bin) {
            *count += 1;
        }
    }
    counts
}

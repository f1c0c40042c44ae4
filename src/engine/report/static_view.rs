//! What needs no simulation: scores now, who passes a line, the histogram.

use crate::portfolio::Portfolio;
use crate::rules::{
    EPSILON, Evaluation, Program, Qualification, ScoreTrace, TierTrace, standings_now,
};

/// One partner's score and standing now under a program.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerScore {
    /// Score and how it came out.
    pub trace: ScoreTrace,
    /// What the numbers qualify for.
    pub qualification: Qualification,
    /// What every tier asks and how it came out, lowest first.
    pub tiers: Vec<TierTrace>,
    /// Tier held now.
    pub standing: usize,
}

/// Scores every partner of a portfolio, in its order.
pub fn partner_scores(program: &Program, portfolio: &Portfolio) -> Vec<PartnerScore> {
    let evaluation = Evaluation::now(program, portfolio);
    standings_now(&evaluation)
        .into_iter()
        .enumerate()
        .map(|(partner, standing)| PartnerScore {
            trace: evaluation.trace(partner),
            qualification: evaluation.qualification(partner),
            tiers: evaluation.tier_traces(partner),
            standing,
        })
        .collect()
}

/// How many partners hold each tier now, lowest first.
pub fn tier_counts(program: &Program, portfolio: &Portfolio) -> Vec<usize> {
    let mut counts = vec![0; program.ladder.tiers.len()];
    for tier in standings_now(&Evaluation::now(program, portfolio)) {
        if let Some(count) = counts.get_mut(tier) {
            *count += 1;
        }
    }
    counts
}

/// How many scores reach a line; unknown ones do not.
pub fn passing(scores: &[PartnerScore], line: f64) -> usize {
    scores.iter().filter(|s| s.trace.score.is_some_and(|score| score >= line - EPSILON)).count()
}

/// Partners per bin: `bins` of equal width from 0 to `scale`; the last one includes its end.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score in 0..=scale over a positive width"
)]
pub fn histogram(scores: &[PartnerScore], scale: f64, bins: usize) -> Vec<u32> {
    let bins = bins.max(1);
    let width = scale / bins as f64;
    let mut counts = vec![0_u32; bins];
    for score in scores.iter().filter_map(|s| s.trace.score) {
        let bin = ((score / width).floor().max(0.0) as usize).min(bins - 1);
        if let Some(count) = counts.get_mut(bin) {
            *count += 1;
        }
    }
    counts
}

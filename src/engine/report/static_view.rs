//! What needs no simulation: scores now, who passes a line, the histogram.

use crate::portfolio::Portfolio;
use crate::rules::{
    EPSILON, Evaluation, Program, Qualification, ScoreTrace, Settled, TierTrace, standings_now,
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

/// The scores of some partners in order: what a line is held against while it is dragged, as no line changes a
/// score.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Known ones, the lowest first.
    known: Vec<f64>,
    partners: usize,
}

impl Scores {
    /// Scores every partner of a portfolio.
    pub fn of(program: &Program, portfolio: &Portfolio) -> Self {
        let mut known = Evaluation::now(program, portfolio).score().score.clone();
        known.retain(|score| !score.is_nan());
        known.sort_unstable_by(f64::total_cmp);
        Self { known, partners: portfolio.partners().len() }
    }

    /// Known ones, the lowest first.
    pub fn known(&self) -> &[f64] {
        &self.known
    }

    /// How many partners there are, with and without a score.
    pub fn partners(&self) -> usize {
        self.partners
    }

    /// How many reach a line; unknown ones do not.
    pub fn passing(&self, line: f64) -> usize {
        self.known.len() - self.known.partition_point(|score| *score < line - EPSILON)
    }
}

/// How many scores reach a line; unknown ones do not.
pub fn passing(scores: &[PartnerScore], line: f64) -> usize {
    scores.iter().filter(|s| s.trace.score.is_some_and(|score| score >= line - EPSILON)).count()
}

/// Who holds what today by the numbers alone, under the program in force and under another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodaysMix {
    /// Partners per tier under the alternative, lowest first.
    pub tiers: Vec<usize>,
    /// Partners that stand higher than under the baseline.
    pub up: usize,
    /// Partners that stand lower.
    pub down: usize,
}

impl TodaysMix {
    /// From the tier of every partner under the alternative and, on its ladder, under the baseline.
    pub fn of(alternative: &[usize], baseline: &[usize], tiers: usize) -> Self {
        let mut mix = Self { tiers: vec![0; tiers], up: 0, down: 0 };
        for (now, was) in alternative.iter().zip(baseline) {
            if let Some(count) = mix.tiers.get_mut(*now) {
                *count += 1;
            }
            mix.up += usize::from(now > was);
            mix.down += usize::from(now < was);
        }
        mix
    }
}

/// The tier of every partner by the numbers alone under a baseline, on the ladder of an alternative.
pub fn tiers_on(
    baseline: &Program,
    settled: &Settled,
    portfolio: &Portfolio,
    alternative: &Program,
) -> Vec<usize> {
    let places = baseline.places_in(alternative);
    let place = |tier: usize| places.get(tier).map_or(0, |place| usize::from(*place));
    settled.tiers(baseline, portfolio).into_iter().map(place).collect()
}

/// Known scores per bin: `bins` of equal width from 0 to `scale`; the last one includes its end.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score in 0..=scale over a positive width"
)]
pub fn histogram(scores: &[f64], scale: f64, bins: usize) -> Vec<u32> {
    let bins = bins.max(1);
    let width = scale / bins as f64;
    let mut counts = vec![0_u32; bins];
    for score in scores {
        let bin = ((score / width).floor().max(0.0) as usize).min(bins - 1);
        if let Some(count) = counts.get_mut(bin) {
            *count += 1;
        }
    }
    counts
}

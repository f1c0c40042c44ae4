//! Every partner as it stands today, column by column: what a table of many partners sorts and filters by.
//!
//! The words of one row come from its traces, which are made when they are asked for.

use crate::portfolio::Portfolio;
use crate::rules::{Evaluation, Program, TierColumn, TierTrace, standings_now};

/// One entry per partner, in the order of the portfolio.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartnersNow {
    /// The score, on the program's scale; NaN is unknown.
    pub score: Vec<f64>,
    /// Share of the score's weight that is known, 0..=1.
    pub coverage: Vec<f64>,
    /// Position of the tier held.
    pub standing: Vec<usize>,
    /// Whether a gate holds it below a line it clears.
    pub held: Vec<bool>,
    /// What the first part of the first dimension measures, as a rule revenue; NaN is unknown.
    pub revenue: Vec<f64>,
    tiers: Vec<TierColumn>,
}

impl PartnersNow {
    /// Evaluates a program that has passed the door on a portfolio.
    pub fn of(program: &Program, portfolio: &Portfolio) -> Self {
        let evaluation = Evaluation::now(program, portfolio);
        let score = evaluation.score();
        let partners = portfolio.partners().len();
        let track = score.tracks.first();
        let part = track.and_then(|track| track.dimensions.first()?.parts.first());
        let held = |partner| !evaluation.qualification(partner).blocked.is_empty();
        Self {
            score: score.score.clone(),
            coverage: score.coverage.clone(),
            standing: standings_now(&evaluation),
            held: (0..partners).map(held).collect(),
            revenue: part.map_or_else(|| vec![f64::NAN; partners], |part| part.measure.clone()),
            tiers: evaluation.tiers().to_vec(),
        }
    }

    /// What a tier asks of a partner and how it came out.
    pub fn tier(&self, tier: usize, partner: usize) -> Option<TierTrace> {
        Some(self.tiers.get(tier)?.trace(partner))
    }

    /// Points by which a partner's score is above the line of a tier, below it negative; NaN where either is
    /// unknown or there is no line.
    pub fn above(&self, tier: usize, partner: usize) -> f64 {
        let line = self.tiers.get(tier).and_then(|tier| tier.line.get(partner));
        let score = self.score.get(partner);
        score.zip(line).map_or(f64::NAN, |(score, line)| score - line)
    }

    /// Points above the line of the tier after the one held, see [`Self::above`].
    pub fn above_next(&self, partner: usize) -> f64 {
        self.standing.get(partner).map_or(f64::NAN, |held| self.above(held + 1, partner))
    }
}
